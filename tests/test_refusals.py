"""A key is dimmed where it would do nothing, and nowhere else."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import Refused
from reviewer.keys import BY_ID
from reviewer.refusals import refusals
from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, put

ACTS: dict[str, Callable[[Session], object]] = {
    "undo": Session.undo,
    "redo": Session.redo,
    "clear": Session.clear,
    "merge": Session.merge,
    "next_undecided": Session.next_undecided,
    "previous_undecided": Session.previous_undecided,
    "next_article": Session.next_article,
    "previous_article": lambda session: session.next_article(-1),
}
"""Every action that has a reason to refuse, and what its key calls."""


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def told(session: Session) -> dict[str, str]:
    return refusals(session, [action for action in BY_ID if action != "accept" or session.offers])


def test_at_the_beginning_there_is_nothing_to_take_back(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET, reviewer="desk")
    assert told(Session(store, "ada", store.document_ids())) == {
        "undo": "nothing to undo",
        "redo": "nothing to redo",
        "clear": "this sentence has no label to clear",
        "merge": "the next sentence is in another paragraph",
        "previous_undecided": "no sentence before this one is undecided",
        "previous_article": "this is the first article",
    }


def test_in_the_middle_everything_can_be_done(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET, FLOOD + " Again.")
    session = Session(store, "ada", store.document_ids())
    session.next_article()
    session.next_article()
    session.go(1)
    session.decide("quote")
    session.decide("quote")
    session.undo()
    session.next_article(-1)
    assert set(told(session)) == {"clear", "merge", "previous_undecided"}
    session.next_article()
    session.go(1)
    assert set(told(session)) == {"next_article"}


def test_at_the_end_there_is_nothing_further(store: SqliteStore) -> None:
    put(store, BUDGET)
    session = Session(store, "ada", store.document_ids())
    for _ in range(3):
        session.decide("quote")
    found = told(session)
    assert found["merge"] == "this is the last sentence"
    assert found["next_undecided"] == "no other sentence is undecided"
    assert found["next_article"] == "this is the last article"
    assert "undo" not in found


def test_without_an_article_nothing_can_be_done(store: SqliteStore) -> None:
    assert set(told(Session(store, "ada", []))) == set(ACTS)


def test_only_what_is_asked_for_is_looked_up(store: SqliteStore) -> None:
    session = Session(store, "ada", [])
    assert refusals(session, ["undo", "label.quote", "next"]) == {"undo": "nothing to undo"}


@given(st.lists(st.tuples(st.sampled_from([*ACTS, "decide", "split"]), st.integers(0, 4)), max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_key_is_dimmed_exactly_where_it_would_be_refused(steps: list[tuple[str, int]]) -> None:
    store = SqliteStore.open(":memory:")
    put(store, FLOOD, BUDGET)
    session = Session(store, "ada", store.document_ids())
    for act, index in steps:
        session.go(index)
        focus = session.focus()
        if act in ACTS:
            dimmed = act in told(session)
            try:
                ACTS[act](session)
            except Refused:
                assert dimmed, f"{act} was refused without a word before"
            else:
                assert not dimmed, f"{act} was dimmed: {told(session)}"
        elif act == "decide" and focus:
            session.decide("quote")
        elif focus and len(focus.sentence.text) > 1:
            session.split(focus.sentence.start + 1)
    store.close()
