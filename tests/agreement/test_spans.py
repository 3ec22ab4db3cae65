"""Spans of who said what, by hand: equal bounds, shared characters, and one to one from half in common on."""

import pytest

from reviewer.agreement import compare
from reviewer.store.marks import Attribution, Spans, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, put


def said(document: int, content: Spans, source: Spans = ()) -> Attribution:
    return Attribution("", document, "", source, (), content, None, "indirect", "", None, "", "", "", "")


def test_spans_are_compared_by_bounds_characters_and_likeness(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    for who, ends in {"ann": (10, 30), "ben": (10, 26)}.items():
        store.attribute(said(flood, ((0, ends[0]),)), by(who))
        store.attribute(said(flood, ((20, ends[1]),)), by(who))
    store.attribute(said(flood, ((40, 44),), source=((50, 53),)), by("ann"))
    content, cue, source = compare(store, "ann", "ben", [flood]).roles
    assert (content.first, content.second) == (3, 2)
    assert content.exact == pytest.approx(2 * 1 / 5)
    assert content.characters == pytest.approx(2 * 16 / (24 + 16))
    assert content.matched == pytest.approx(2 * 2 / 5)
    assert (cue.exact, cue.characters, cue.matched) == (None, None, None)
    assert (source.exact, source.matched) == (0.0, 0.0)


def test_speakers_are_compared_where_contents_match(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    store.attribute(said(flood, ((0, 10),)), by("ann"), Speaker("", "The mayor"))
    (mayor,) = store.speakers()
    store.attribute(said(flood, ((0, 9),))._replace(speaker=mayor.uid), by("ben"))
    store.attribute(said(flood, ((20, 30),)), by("ann"))
    store.attribute(said(flood, ((21, 30),))._replace(speaker=mayor.uid), by("ben"))
    found = compare(store, "ann", "ben", [flood])
    assert (found.pairs, found.speakers) == (2, 1)
