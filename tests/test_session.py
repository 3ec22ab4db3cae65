"""A sitting in plain Python: deciding and moving on, taking back, finding the way, and keeping up with others."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import Refused
from reviewer.labels import NAMES
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.bringing import Brought
from reviewer.store.rows import Annotation, Place
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.conftest import BUDGET, FLOOD, Opened, by, labels, place, put, sentences

RAIN = "Rain returns\n\nIt rained for two days. The river rose again."


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


class Watch:
    """A clock that goes on when it is told to, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def sit(store: Store, queue: Sequence[int] | None = None, reviewer: str = "ada") -> Session:
    """Sit a reviewer down before all articles, or those of a queue."""
    return Session(store, reviewer, store.document_ids() if queue is None else queue)


def at(session: Session) -> tuple[int, int]:
    """Return where the cursor is: article of the queue and sentence, both from 0."""
    return session.article, session.cursor


def shown(session: Session) -> list[str | None]:
    """Return the labels as the screen has them."""
    assert session.sheet is not None
    return [session.sheet.label(index) for index in range(len(session.sheet))]


def text(session: Session) -> str:
    """Return the sentence under the cursor."""
    focus = session.focus()
    assert focus is not None
    return focus.sentence.text


def start(session: Session, index: int) -> int:
    """Return where a sentence begins, in code points of the document."""
    assert session.sheet is not None
    return session.sheet.layout.starts[index]


def said(store: Store) -> list[str]:
    """Return the log in words, oldest first."""
    return [describe(decision) for decision in store.log()][::-1]


# Deciding


def test_a_decision_is_in_the_store_and_the_cursor_on_the_next_sentence(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    moved = session.decide("background")
    assert at(session) == (0, 1)
    assert labels(store, flood) == shown(session) == ["background", None, None, None]
    assert (moved.sheet, set(moved.touched)) == (False, {0, 1}), "only these two are drawn anew"


def test_after_the_last_sentence_comes_the_next_article(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    session = sit(store)
    moves = [session.decide("assertion") for _ in range(4)]
    assert [moved.sheet for moved in moves] == [False, False, False, True]
    assert at(session) == (1, 0)
    assert session.document is not None
    assert session.document.title == "Council passes budget"
    session.decide("quote")
    assert (labels(store, flood), labels(store, budget)) == (["assertion"] * 4, ["quote", None, None])


def test_what_was_skipped_comes_at_the_end(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    session.move(2)
    for expected in ((0, 3), (1, 0), (1, 1), (1, 2), (0, 0), (0, 1)):
        assert not session.finished()
        session.decide("quote")
        assert at(session) == expected
    moved = session.decide("quote")
    assert session.finished()
    assert at(session) == (0, 1), "the last decision stays where it was made"
    assert moved.touched == (1,)


def test_labelled_sentences_are_passed_over(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    store.annotate(place(store, flood, 1), by(), "label", label="quote")
    store.annotate(place(store, flood, 2), by("ben"), "label", label="quote")
    session = sit(store)
    session.decide("background")
    assert at(session) == (0, 2), "what another reviewer labelled is still to be decided"


def test_a_label_is_changed_by_going_back_and_pressing_another(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    session.decide("quote")
    session.decide("quote")
    session.move(-2)
    session.decide("assertion")
    assert labels(store, flood) == ["assertion", "quote", None, None]
    assert at(session) == (0, 2)
    session.go(0)
    assert [describe(one) for one in session.history()] == ["quote → assertion", "quote"]


def test_there_are_no_other_labels(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    with pytest.raises(Refused, match="there is no label 'opinion'"):
        session.decide("opinion")
    assert said(store) == ["import"]


def test_a_label_is_taken_off(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    session.decide("quote")
    with pytest.raises(Refused, match="no label to clear"):
        session.clear()
    session.go(0)
    session.clear()
    assert labels(store, flood) == shown(session) == [None] * 4
    assert at(session) == (0, 0), "only a label moves on"


def test_doubt_is_put_on_and_taken_off(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    session.toggle_uncertain()
    session.decide("quote")
    session.go(0)
    session.toggle_uncertain()
    assert said(store) == ["import", "uncertain", "quote", "no longer uncertain"]
    assert shown(session)[0] == "quote"


def test_the_same_note_again_is_no_decision(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    session.set_note("")
    session.set_note("who counted?")
    session.set_note("who counted?")
    session.set_note("")
    assert said(store) == ["import", "note: who counted?", "note removed"]


def test_a_note_alone_leaves_a_sentence_undecided(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    session.set_note("who counted?")
    focus = session.focus()
    assert focus is not None
    assert focus.annotation is not None
    assert (focus.annotation.label, focus.annotation.note) == (None, "who counted?")
    session.move(1)
    session.previous_undecided()
    assert at(session) == (0, 0)


def test_a_decision_says_under_which_guidelines_and_how(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = Session(store, "ada", store.document_ids(), guideline="desk-3")
    session.decide("quote", "mouse")
    newest = next(store.log())
    assert (newest.reviewer, newest.guideline, newest.origin) == ("ada", "desk-3", "mouse")


# Moving


def test_moving_stops_at_the_ends_of_the_article(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    assert session.move(2).touched == (0, 2)
    session.move(50)
    assert at(session) == (0, 3)
    session.go(99)
    assert session.move(1) == session.go(3) == (False, ())
    session.go(-1)
    assert at(session) == (0, 0)


def test_undecided_sentences_are_found_both_ways(store: SqliteStore) -> None:
    flood, _ = put(store, FLOOD, BUDGET)
    for index in (1, 2):
        store.annotate(place(store, flood, index), by(), "label", label="quote")
    session = sit(store)
    session.next_undecided()
    assert at(session) == (0, 3)
    session.previous_undecided()
    assert at(session) == (0, 0)
    with pytest.raises(Refused, match="no sentence before"):
        session.previous_undecided()
    session.go(3)
    assert session.next_undecided().sheet
    assert at(session) == (1, 0)


def test_nothing_undecided_says_what_to_do_now(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    for _ in range(3):
        session.decide("quote")
    with pytest.raises(Refused, match="only undecided sentence left"):
        session.next_undecided()
    session.decide("quote")
    with pytest.raises(Refused, match="reviewer export"):
        session.next_undecided()


def test_articles_are_walked_in_the_order_asked_for_and_keep_their_place(store: SqliteStore) -> None:
    flood, budget, rain = put(store, FLOOD, BUDGET, RAIN)
    session = sit(store, [rain, flood, rain])
    assert list(session.queue) == [rain, flood]
    session.move(2)
    session.next_article()
    session.move(1)
    with pytest.raises(Refused, match="last article"):
        session.next_article()
    session.next_article(-1)
    assert at(session) == (0, 2)
    with pytest.raises(Refused, match="first article"):
        session.next_article(-1)
    session.open_article(budget)
    assert list(session.queue) == [rain, flood, budget], "an article from elsewhere joins the queue"
    session.open_article(flood)
    assert at(session) == (1, 1)


# Walking through a filter


def test_a_filter_is_walked_through(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    for label in ("quote", "background", "quote"):
        session.decide(label)
    session.go(0)
    session.filter = "quote"
    session.move(1)
    assert at(session) == (0, 2)
    assert session.move(1) == (False, ()), "there is no further quote"
    session.filter = "undecided"
    session.move(1)
    assert at(session) == (0, 3)
    session.toggle_uncertain()
    session.go(1)
    session.filter = "uncertain"
    session.move(5)
    assert at(session) == (0, 3)
    session.filter = None
    session.move(-1)
    assert at(session) == (0, 2)
    assert session.matches(0)


def test_deciding_under_a_filter_goes_on_in_the_filter(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    for label in ("quote", "background", "quote", "background"):
        session.decide(label)
    session.go(0)
    session.filter = "quote"
    session.decide("assertion")
    assert at(session) == (0, 2), "the next quote, not the next undecided sentence"
    session.decide("assertion")
    assert at(session) == (0, 2), "after the last it stays"
    assert labels(store, flood) == ["assertion", "background", "assertion", "background"]


def test_deciding_among_undecided_goes_on_in_the_next_article(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    session.filter = "undecided"
    session.go(3)
    session.decide("quote")
    assert at(session) == (1, 0)


# Taking back


def test_undo_and_redo_go_to_what_they_change(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    session = sit(store)
    for _ in range(5):
        session.decide("quote")
    assert at(session) == (1, 1)
    places = []
    for _ in range(5):
        session.undo()
        places.append(at(session))
    assert places == [(1, 0), (0, 3), (0, 2), (0, 1), (0, 0)]
    assert labels(store, flood) == shown(session) == [None] * 4
    places = []
    for _ in range(5):
        session.redo()
        places.append(at(session))
    assert places == [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)]
    assert (labels(store, flood), labels(store, budget)) == (["quote"] * 4, ["quote", None, None])


def test_undo_says_which_sentences_are_to_be_drawn(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    session.decide("quote")
    session.go(3)
    moved, decision = session.undo()
    assert (moved.sheet, set(moved.touched)) == (False, {0, 3})
    assert describe(decision) == "undo: quote"


def test_undo_and_redo_reach_back_over_restarts(desk: Opened) -> None:
    store = desk()
    put(store, FLOOD, BUDGET)
    session = sit(store)
    for _ in range(5):
        session.decide("assertion")
    store.close()
    store = desk()
    session = sit(store)
    for _ in range(3):
        session.undo()
    assert at(session) == (0, 2)
    store.close()
    session = sit(desk())
    session.redo()
    assert at(session) == (0, 2)
    assert shown(session) == ["assertion", "assertion", "assertion", None]


def test_work_from_a_file_is_undone_on_the_screen_as_one(store: SqliteStore) -> None:
    documents = put(store, FLOOD, BUDGET)
    session = Session(store, "ada", documents)
    said = Annotation("quote", False, "", "", "", "", "", None)
    given = [
        Brought(document, "ada", {store.layout(document).ids[index]: said})
        for document in documents
        for index in (0, 1)
    ]
    store.bring(given, (), by("ada"))
    session.reload()
    assert labels(store, documents[0])[:2] == ["quote", "quote"]
    session.undo()
    assert session.sheet is not None
    assert [labels(store, document)[:2] for document in documents] == [[None, None]] * 2
    assert session.sheet.label(0) is None
    session.redo()
    assert session.sheet.label(0) == "quote"


def test_a_new_decision_gives_up_what_was_undone(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    session.decide("quote")
    session.undo()
    session.decide("background")
    with pytest.raises(Refused, match="nothing to redo"):
        session.redo()
    assert labels(store, flood)[0] == "background"


def test_doubt_and_notes_are_taken_back_as_well(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    session.toggle_uncertain()
    session.set_note("who counted?")
    assert [describe(session.undo()[1]) for _ in range(2)] == ["undo: note: who counted?", "undo: uncertain"]
    focus = session.focus()
    assert focus is not None
    assert focus.annotation is None
    assert session.sheet is not None
    assert not session.sheet.uncertain[0]


def test_an_undo_in_an_article_outside_the_queue_goes_there(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    sit(store, [budget]).decide("quote")
    session = sit(store, [flood])
    moved, _ = session.undo()
    assert moved.sheet
    assert session.document is not None
    assert session.document.id == budget
    assert at(session) == (1, 0)


def test_an_undone_import_empties_the_screen_and_redo_brings_it_back(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    session = sit(store, [budget, flood])
    session.decide("quote")
    session.undo()
    moved, _ = session.undo()
    assert moved.sheet
    assert (session.sheet, session.focus(), list(session.queue)) == (None, None, [])
    assert session.finished()
    with pytest.raises(Refused, match="there is no sentence here"):
        session.decide("quote")
    moved, _ = session.redo()
    assert moved.sheet
    assert list(session.queue) == [budget, flood], "in the order asked for"
    session.redo()
    assert labels(store, budget) == shown(session) == ["quote", None, None]


def test_an_undone_import_leaves_the_articles_of_others(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD, reviewer="ben")
    put(store, BUDGET)
    session = sit(store)
    session.next_article()
    session.undo()
    assert list(session.queue) == [flood]
    assert text(session) == "Flood closes bridge"
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()


# Bounds


def test_a_split_shows_both_parts_and_undo_the_whole(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    session.go(2)
    session.decide("assertion")
    session.go(2)
    assert session.split(start(session, 2) + len("The mayor ")).sheet
    assert (at(session), text(session)) == ((0, 2), "The mayor")
    assert shown(session) == labels(store, flood) == [None, None, "assertion", "assertion", None]
    session.go(4)
    moved, _ = session.undo()
    assert moved.sheet
    assert (at(session), text(session)) == ((0, 2), "The mayor closed the bridge.")
    assert shown(session) == [None, None, "assertion", None]
    session.go(0)
    session.redo()
    assert (at(session), text(session)) == ((0, 2), "The mayor")
    assert shown(session) == labels(store, flood)


def test_a_merge_joins_with_the_next_and_undo_brings_both_labels_back(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    session = sit(store)
    session.go(1)
    session.decide("assertion")
    session.decide("background")
    session.go(1)
    session.merge()
    assert text(session) == "The river rose on Monday. The mayor closed the bridge."
    assert shown(session) == labels(store, flood) == [None, None, None], "different labels: it comes back for review"
    session.undo()
    assert at(session) == (0, 1)
    assert shown(session) == labels(store, flood) == [None, "assertion", "background", None]
    session.redo()
    assert sentences(store, flood)[1] == text(session)


def test_an_undone_split_in_another_article_is_gone_to(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    session.go(3)
    session.split(start(session, 3) + len("It was "))
    session.next_article()
    session.undo()
    assert (at(session), text(session)) == ((0, 3), "It was built in 1932.")


def test_no_cut_and_no_merge_where_there_is_none(store: SqliteStore) -> None:
    put(store, FLOOD)
    session = sit(store)
    with pytest.raises(Refused, match="another paragraph"):
        session.merge()
    with pytest.raises(Refused, match="edge"):
        session.split(0)
    session.go(3)
    with pytest.raises(Refused, match="last sentence"):
        session.merge()
    assert said(store) == ["import"]


# Finding


def test_search_here_takes_the_words_as_they_stand(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    assert session.search_here("BRIDGE") == [0, 2]
    assert session.search_here("closed the b") == [2]
    assert session.search_here("council") == session.search_here("") == []


def test_search_everywhere_leads_into_other_articles(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    (hit,) = session.search_all("rates")
    assert (hit.title, hit.text) == ("Council passes budget", "Rates rise by 3 percent.")
    assert session.go_to(hit.place).sheet
    assert (at(session), text(session)) == ((1, 2), "Rates rise by 3 percent.")
    assert len(session.search_all("the", limit=2)) == 2


def test_a_hit_that_is_no_more_is_refused(desk: Opened) -> None:
    store = desk()
    (flood,) = put(store, FLOOD)
    session = sit(store)
    (hit,) = session.search_all("1932")
    other = desk()
    other.split(hit.place, start(session, 3) + len("It was "), by("ben"))
    session.catch_up()
    with pytest.raises(Refused, match="search again"):
        session.go_to(Place(flood, hit.place.sentence))
    assert at(session) == (0, 0)


# Coming back


def test_a_sitting_goes_on_where_the_last_one_was_left(store: SqliteStore) -> None:
    put(store, FLOOD, BUDGET)
    session = sit(store)
    session.next_article()
    session.go(1)
    session.leave()
    assert at(sit(store)) == (1, 1)
    assert at(sit(store, reviewer="ben")) == (0, 0)


def test_after_a_power_cut_the_next_sentence_waits(desk: Opened) -> None:
    store = desk()
    put(store, FLOOD, BUDGET)
    session = sit(store)
    session.go(1)
    session.decide("quote")
    assert at(sit(desk())) == (0, 2), "nobody left; the decision itself remembers where to go on"
    session.go(3)
    session.decide("quote")
    assert at(sit(desk())) == (1, 0)


def test_articles_that_are_named_begin_with_the_first_unfinished(store: SqliteStore) -> None:
    flood, budget, rain = put(store, FLOOD, BUDGET, RAIN)
    for index in range(3):
        store.annotate(place(store, budget, index), by(), "label", label="quote")
    store.annotate(place(store, rain, 0), by(), "label", label="quote")
    store.set_position("ada", flood, 0)
    session = sit(store, [budget, rain])
    assert at(session) == (1, 1), "the first undecided sentence of the first unfinished article"


def test_a_queue_of_nothing_is_no_error(store: SqliteStore) -> None:
    session = sit(store)
    assert (session.sheet, session.document, session.focus(), session.history()) == (None, None, None, [])
    assert session.search_here("x") == []
    assert session.move(1) == session.go(1) == session.catch_up() == (False, ())
    for act in (session.clear, session.toggle_uncertain, session.merge, session.next_undecided, session.next_article):
        with pytest.raises(Refused):
            act()
    session.leave()


# Together


def test_another_reviewers_labels_change_nothing_here(desk: Opened) -> None:
    put(desk(), FLOOD)
    ada, ben = sit(desk()), sit(desk(), reviewer="ben")
    ben.decide("quote")
    assert ada.catch_up() == (False, ())
    assert shown(ada) == [None] * 4


def test_ones_own_labels_from_another_window_are_taken_over(desk: Opened) -> None:
    put(desk(), FLOOD)
    here, there = sit(desk()), sit(desk())
    here.go(2)
    there.decide("quote")
    there.decide("background")
    assert here.catch_up().sheet
    assert at(here) == (0, 2)
    assert shown(here) == ["quote", "background", None, None]
    assert here.catch_up() == (False, ())


def test_a_merge_by_another_is_taken_over_and_the_place_in_the_text_kept(desk: Opened) -> None:
    put(desk(), FLOOD)
    ada, ben = sit(desk()), sit(desk(), reviewer="ben")
    ada.go(3)
    ada.decide("background")
    ada.go(3)
    ben.go(1)
    ben.merge()
    assert ada.catch_up().sheet
    assert (at(ada), text(ada)) == ((0, 2), "It was built in 1932.")
    assert shown(ada) == [None, None, "background"]


def test_a_sentence_that_vanished_is_refused_and_then_shown_anew(desk: Opened) -> None:
    store = desk()
    (flood,) = put(store, FLOOD)
    ada, ben = sit(desk()), sit(desk(), reviewer="ben")
    ada.go(2)
    ben.go(1)
    ben.merge()
    acts: list[Callable[[], object]] = [
        lambda: ada.decide("quote"), ada.toggle_uncertain, lambda: ada.set_note("why?"), ada.merge
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(Refused, match="no more"):
            act()
    assert text(ada) == "The mayor closed the bridge.", "what was on the screen stays until it is drawn anew"
    assert labels(store, flood) == [None] * 3
    assert ada.catch_up().sheet
    assert (at(ada), text(ada)) == ((0, 1), "The river rose on Monday. The mayor closed the bridge.")
    ada.decide("assertion")
    assert labels(store, flood) == shown(ada) == [None, "assertion", None]


def test_a_decision_elsewhere_in_between_does_not_hide_a_split(desk: Opened) -> None:
    put(desk(), FLOOD)
    ada, ben = sit(desk()), sit(desk(), reviewer="ben")
    ben.go(3)
    ben.split(start(ben, 3) + len("It was "))
    ada.decide("quote")
    assert ada.catch_up().sheet
    assert shown(ada) == ["quote", None, None, None, None]


def test_an_import_that_another_takes_back_takes_the_article_off_the_screen(desk: Opened) -> None:
    store = desk()
    (flood,) = put(store, FLOOD, reviewer="ben")
    put(store, BUDGET, reviewer="ada")
    ada, ben = sit(desk()), sit(desk(), reviewer="ben")
    ben.undo()
    with pytest.raises(Refused, match="taken out"):
        ada.decide("quote")
    assert ada.catch_up().sheet
    assert text(ada) == "Council passes budget"
    ben.redo()
    ada.catch_up()
    assert ada.queue[0] == flood, "it comes back in its place"


# How long it took


def test_the_time_a_sentence_lay_open_is_recorded(store: SqliteStore) -> None:
    put(store, FLOOD)
    watch = Watch()
    session = Session(store, "ada", store.document_ids(), clock=watch)
    watch.now += 1.5
    session.decide("quote")
    watch.now += 4
    session.move(1)
    watch.now += 0.25
    session.toggle_uncertain()
    watch.now += 0.25
    session.decide("quote")
    assert [one.elapsed_ms for one in store.log()][::-1] == [None, 1500, 250, 500]


def test_no_time_is_recorded_after_a_break(store: SqliteStore) -> None:
    put(store, FLOOD)
    watch = Watch()
    session = Session(store, "ada", store.document_ids(), clock=watch)
    watch.now += 3600
    session.decide("quote")
    watch.now += 3600.001
    session.decide("quote")
    assert [one.elapsed_ms for one in store.log()][:2] == [None, 3_600_000]


def test_time_goes_on_when_the_article_is_read_anew_around_the_sentence(desk: Opened) -> None:
    store = desk()
    put(store, FLOOD)
    watch = Watch()
    ada, ben = Session(store, "ada", store.document_ids(), clock=watch), sit(desk(), reviewer="ben")
    watch.now += 2
    ben.go(1)
    ben.merge()
    ada.catch_up()
    watch.now += 1
    ada.decide("quote")
    assert next(store.log()).elapsed_ms == 3000


# Whatever is done, the screen has what the store has

ACTS = ("decide", "clear", "uncertain", "note", "split", "merge", "undo", "redo", "move", "next_undecided", "article")
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(ACTS), st.integers(0, 7), st.booleans()), max_size=25)
FOLDERS = count()


def step(session: Session, act: str, number: int) -> None:
    """Do one thing; what makes no sense there is refused."""
    session.go(number)
    focus = session.focus()
    middle = (focus.sentence.start + focus.sentence.end) // 2 if focus else 0
    acts: dict[str, Callable[[], object]] = {
        "decide": lambda: session.decide(NAMES[number % 4]),
        "clear": session.clear,
        "uncertain": session.toggle_uncertain,
        "note": lambda: session.set_note("?" * (number % 3)),
        "split": lambda: session.split(middle),
        "merge": session.merge,
        "undo": session.undo,
        "redo": session.redo,
        "move": lambda: session.move(number - 3),
        "next_undecided": session.next_undecided,
        "article": lambda: session.next_article(1 if number % 2 else -1),
    }
    with suppress(Refused):
        acts[act]()


def look(session: Session) -> None:
    """Compare the screen with the store, once it has caught up."""
    session.catch_up()
    sheet, documents = session.sheet, list(session.store.document_ids())
    given = {document: labels(session.store, document, session.reviewer) for document in documents}
    assert list(session.queue) == documents
    assert session.finished() == (not any(None in one for one in given.values()))
    assert (sheet is None) == (not documents)
    if sheet is not None:
        assert shown(session) == given[sheet.document.id]
        assert sheet.layout == session.store.layout(sheet.document.id)
        assert text(session) == sentences(session.store, sheet.document.id)[session.cursor]


@given(STEPS, st.sampled_from(["ada", "ben"]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_screens_have_what_the_store_has(
    tmp_path: Path, steps: list[tuple[bool, str, int, bool]], other: str
) -> None:
    (folder := tmp_path / str(next(FOLDERS))).mkdir()
    stores = [SqliteStore.open(folder / "reviewer.db") for _ in range(2)]
    put(stores[0], FLOOD, BUDGET)
    sittings = [sit(stores[0]), sit(stores[1], reviewer=other)]
    for second, act, number, looking in steps:
        step(sittings[second], act, number)
        if looking:
            look(sittings[second])
    for session in sittings:
        look(session)
        session.store.close()
