"""Whatever a file says, taking it in raises nothing, the same again changes nothing, and undo takes all of it back."""

from collections.abc import Sequence
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.formats import Unit
from reviewer.formats.units import CONTINUES, LINKS, Link, Mark, Origin
from reviewer.incoming import Incoming, Options
from reviewer.store.marks import Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put, rows
from tests.formats.canary import SECOND, TEXT, T
from tests.incoming.plain import unit

OFFSETS = st.integers(-1, 50)
LABELS = st.sampled_from(["quote", "Assertion", "not a claim", "SOURCE", "cue", "CONTENT", "CONTENT", "CLAIM", "odd"])
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS), max_size=3).map(tuple)
SPEAKERS = st.sampled_from([None, Speaker("", "Ann Rød"), Speaker("x", "ann rød"), Speaker("", " ")])
MARKS = st.builds(Mark, st.sampled_from("abcd"), LABELS, SPANS, speaker=SPEAKERS)
JOINED = st.builds(Link, st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from([*LINKS, CONTINUES, "of"]))


@st.composite
def units(draw: st.DrawFn, *, named: bool) -> Unit:
    """Draw a record of the canary, some by its name where it is `named`; some of other words, or with wrong offsets."""
    what = draw(st.sampled_from(["sentence", "sentence", "document", "claim"]))
    text = TEXT if what == "document" else draw(st.sampled_from([T, SECOND, "Nothing else happened.", "New.", " "]))
    return unit(text=text, what=what)._replace(
        start=draw(st.sampled_from([None, 0, len(T) + 1, 3])),
        origin=draw(st.sampled_from([Origin(), Origin(name="flood.txt")])) if named else Origin(),
        label=draw(st.none() | LABELS),
        layer=draw(st.sampled_from([None, "ben", "adjudicated"])),
        marks=tuple(draw(st.lists(MARKS, max_size=4))),
        links=tuple(draw(st.lists(JOINED, max_size=3))),
        line=draw(st.integers(1, 9)),
    )


def state(store: SqliteStore) -> list[object]:
    """Return all that stands, without times."""
    return [
        rows(store, "SELECT document, sentence, reviewer, label, note FROM annotations ORDER BY 1, 2, 3"),
        rows(
            store, "SELECT uid, document, reviewer, source, cue, content, speaker, parent FROM attributions ORDER BY 1"
        ),
        rows(store, "SELECT uid, document, reviewer, start, text FROM claims ORDER BY 1"),
        rows(store, "SELECT name FROM speakers ORDER BY 1"),
        rows(store, "SELECT sha256 FROM documents WHERE NOT removed ORDER BY 1"),
    ]


def take(store: SqliteStore, given_units: Sequence[Unit], options: Options) -> None:
    Incoming(store, by(), options).take_units(iter(given_units), "work.plain", "plain")


@given(st.data(), st.booleans())
@settings(max_examples=10, deadline=None)
def test_any_file_comes_in_once_and_is_taken_back_whole(data: st.DataObject, known: bool) -> None:
    given_units = data.draw(st.lists(units(named=known), max_size=5))
    with closing(SqliteStore.open(":memory:")) as store:
        if known:
            put(store, TEXT, reviewer="desk")
        before = state(store)
        take(store, given_units, Options())
        after = state(store)
        take(store, given_units, Options())
        assert state(store) == after
        while store.standing("ada")[0]:
            store.undo(by())
        assert state(store) == before


@given(st.lists(units(named=True), max_size=5))
@settings(max_examples=10, deadline=None)
def test_any_file_can_be_suggested_and_overwritten_with(given_units: list[Unit]) -> None:
    with closing(SqliteStore.open(":memory:")) as store:
        take(store, given_units, Options(suggestions=True))
        assert state(store)[:3] == [[], [], []]
        take(store, given_units, Options())
        take(store, given_units[::-1], Options(overwrite=True))
        once = state(store)
        take(store, given_units[::-1], Options(overwrite=True))
        assert state(store) == once
