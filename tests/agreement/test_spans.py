"""Spans of who said what, by hand: equal bounds, shared characters, and one to one from half in common on."""

import pytest

from reviewer.agreement import Bootstrap, compare
from reviewer.store.marks import Attribution, Spans, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, put

NONE = Bootstrap(0, 1)


def said(document: int, content: Spans, source: Spans = ()) -> Attribution:
    return Attribution("", document, "", source, (), content, None, "indirect", "", None, "", "", "", "")


def test_spans_are_compared_by_bounds_characters_and_likeness(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    for who, ends in {"ann": (10, 30), "ben": (10, 26)}.items():
        store.attribute(said(flood, ((0, ends[0]),)), by(who))
        store.attribute(said(flood, ((20, ends[1]),)), by(who))
    store.attribute(said(flood, ((40, 44),), source=((50, 53),)), by("ann"))
    content, cue, source = compare(store, "ann", "ben", [flood], NONE).roles
    assert (content.first, content.second) == (3, 2)
    assert content.exact.value == pytest.approx(2 * 1 / 5)
    assert content.characters.value == pytest.approx(2 * 16 / (24 + 16))
    assert content.matched.value == pytest.approx(2 * 2 / 5)
    assert (cue.exact.value, cue.characters.value, cue.matched.value) == (None, None, None)
    assert (source.exact.value, source.matched.value) == (0.0, 0.0)


def test_speakers_are_compared_where_contents_match(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    store.attribute(said(flood, ((0, 10),)), by("ann"), Speaker("", "The mayor"))
    (mayor,) = store.speakers()
    store.attribute(said(flood, ((0, 9),))._replace(speaker=mayor.uid), by("ben"))
    store.attribute(said(flood, ((20, 30),)), by("ann"))
    store.attribute(said(flood, ((21, 30),))._replace(speaker=mayor.uid), by("ben"))
    found = compare(store, "ann", "ben", [flood], NONE)
    assert (found.pairs, found.speakers) == (2, 1)


def test_intervals_of_f1_take_ten_documents(store: SqliteStore) -> None:
    documents = put(store, *(f"{FLOOD}\n\nFlood {number}.\n" for number in range(10)))
    for number, document in enumerate(documents):
        store.attribute(said(document, ((0, 10),)), by("ann"))
        store.attribute(said(document, ((0, 10 if number % 2 else 8),)), by("ben"))
    few, _, _ = compare(store, "ann", "ben", documents[:9], Bootstrap(200, 1)).roles
    assert (few.exact.low, few.exact.high) == (None, None)
    content, cue, _ = compare(store, "ann", "ben", documents, Bootstrap(200, 1)).roles
    assert content.exact.value == pytest.approx(0.5)
    assert content.exact.low is not None
    assert content.exact.high is not None
    assert 0.1 <= content.exact.low < 0.5 < content.exact.high <= 0.9
    assert (content.matched.low, content.matched.high) == (1.0, 1.0)
    assert (cue.exact.value, cue.exact.low, cue.exact.why) == (None, None, "no spans")
