"""A sitting of an adjudicator, in plain Python: where it goes, what it settles, and what it keeps from a reviewer."""

from collections.abc import Iterator

import pytest

from reviewer.adjudicating import Adjudicating
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED
from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, by, labels, place, put

LABELS = {
    "ada": ("assertion", "quote", "assertion", "background"),
    "ben": ("assertion", "assertion", "assertion", "quote"),
}


@pytest.fixture
def desk() -> Iterator[SqliteStore]:
    """Give two articles that ada and ben have labelled: two sentences of the first differ, one of the second."""
    store = SqliteStore.open(":memory:")
    flood, budget = put(store, FLOOD, BUDGET)
    for reviewer, given in LABELS.items():
        for index, label in enumerate(given):
            store.annotate(place(store, flood, index), by(reviewer), "label", label=label)
        store.annotate(place(store, budget, 1), by(reviewer), "label", label=given[1])
    yield store
    store.close()


def at(sitting: Adjudicating) -> tuple[int, int]:
    """Return where a sitting is: article and sentence, counted from 0."""
    one = sitting.current()
    assert one
    return sitting.article, one.position


def test_it_begins_where_they_differ_and_goes_through_all_articles(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe")
    assert (at(sitting), sitting.left()) == ((0, 1), 3)
    assert sitting.counts() == {"agreed": 2, "open": 2, "settled": 0, "waiting": 0}
    sitting.take(0)
    assert at(sitting) == (0, 3)
    sitting.take(1)
    assert at(sitting) == (1, 1)
    sitting.decide("background")
    assert sitting.left() == 0
    flood, budget = desk.document_ids()
    assert labels(desk, flood, ADJUDICATED) == [None, "quote", None, "quote"]
    assert labels(desk, budget, ADJUDICATED) == [None, "background", None]
    assert labels(desk, flood, "ada") == list(LABELS["ada"]), "nobody's own labels change"
    with pytest.raises(Refused, match="all is settled"):
        sitting.next_open()


def test_it_moves_among_all_that_several_have_decided(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe")
    sitting.move(-1)
    assert at(sitting) == (0, 0)
    with pytest.raises(Refused, match="first sentence"):
        sitting.move(-1)
    sitting.next_open()
    sitting.next_open()
    sitting.previous_open()
    assert at(sitting) == (0, 1)
    sitting.next_article(1)
    assert at(sitting) == (1, 1)
    with pytest.raises(Refused, match="last article"):
        sitting.next_article(1)


def test_what_all_agree_on_is_settled_at_once_and_undone_at_once(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe")
    decision = sitting.take_agreed()
    assert (decision.action, decision.origin, len(decision.changes)) == ("adjudicate", "agreement", 2)
    assert sitting.counts() == {"agreed": 0, "open": 2, "settled": 2, "waiting": 0}
    with pytest.raises(Refused, match="agreed"):
        sitting.take_agreed()
    sitting.undo()
    assert sitting.counts()["agreed"] == 2
    sitting.redo()
    assert sitting.counts()["settled"] == 2


def test_what_all_agree_on_is_settled_in_every_article(desk: SqliteStore) -> None:
    desk.annotate(place(desk, 2, 1), by("ben"), "label", label="quote")
    sitting = Adjudicating(desk, "zoe")
    assert sitting.take_all_agreed() == (3, 2)
    assert (sitting.left(), sitting.take_all_agreed()) == (2, (0, 0))


def test_undo_goes_back_to_the_sentence_in_its_article(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe")
    sitting.take(0)
    sitting.take(0)
    assert at(sitting) == (1, 1)
    sitting.undo()
    assert at(sitting) == (0, 3)
    assert sitting.left() == 2


def test_check_worthiness_is_settled_beside_the_label(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe")
    sitting.worthiness("CFS")
    one = sitting.current()
    assert one
    assert (one.state, at(sitting)) == ("open", (0, 1))
    sitting.decide("quote")
    gold = desk.annotation(place(desk, 1, 1).sentence, ADJUDICATED)
    assert gold
    assert (gold.label, gold.check_worthiness) == ("quote", "CFS")


def test_only_some_documents_when_asked_for(desk: SqliteStore) -> None:
    sitting = Adjudicating(desk, "zoe", desk.document_ids()[1:])
    assert (len(sitting.articles), at(sitting)) == (1, (0, 1))


def test_a_reviewer_of_the_article_decides_alone_first(desk: SqliteStore) -> None:
    desk.annotate(place(desk, 1, 1), by("cy"), "label", label="quote")
    sitting = Adjudicating(desk, "cy")
    assert (at(sitting), len(sitting.shown), sitting.waiting) == ((0, 1), 1, 3)
    with pytest.raises(Refused, match="3 sentences wait here for your own label first"):
        sitting.editable()
    sitting.take(0)
    assert at(sitting) == (1, 1), "of the second article cy is no reviewer"
    sitting.take(0)
    assert sitting.finished() == "nothing else is open; 3 sentences wait for your own label first"


def test_who_is_assigned_waits_before_the_first_label(desk: SqliteStore) -> None:
    desk.assign([(1, "zoe")], [], by("boss"))
    sitting = Adjudicating(desk, "zoe")
    sitting.next_article(-1)
    assert (sitting.current(), sitting.waiting) == (None, 4)
    with pytest.raises(Refused, match="nothing to settle here"):
        sitting.take(0)


def test_it_takes_over_what_another_process_decides(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("desk") / "reviewer.db"
    store, other = SqliteStore.open(path), SqliteStore.open(path)
    (document,) = put(store, FLOOD)
    sitting = Adjudicating(store, "zoe")
    assert sitting.current() is None
    for reviewer in ("ada", "ben"):
        other.annotate(
            place(other, document, 0), by(reviewer), "label", label="quote" if reviewer == "ada" else "assertion"
        )
    sitting.catch_up()
    assert at(sitting) == (0, 0)
    store.close()
    other.close()


# The sitting of a reviewer


def test_a_sitting_is_blind_unless_it_is_opened(desk: SqliteStore) -> None:
    blind, opened = Session(desk, "ada", [1]), Session(desk, "ada", [1], sees_others=True)
    blind.go(1)
    opened.go(1)
    assert blind.others() == ()
    assert [(side.layer, side.label) for side in opened.others()] == [("ben", "assertion")]
    Adjudicating(desk, "zoe").take(0)
    assert [side.layer for side in opened.others()] == [ADJUDICATED, "ben"]


def test_the_history_of_a_layer_is_its_own(desk: SqliteStore) -> None:
    Adjudicating(desk, "ada").take(1)
    own, gold = Session(desk, "ada", [1]), Session(desk, "ben", [1], layer=ADJUDICATED)
    again = Session(desk, "ada", [1], layer="ada (again)")
    for session in (own, gold, again):
        session.go(1)
    assert [decision.action for decision in own.history()] == ["label"]
    assert [(decision.reviewer, decision.action) for decision in gold.history()] == [("ada", "adjudicate")]
    assert again.history() == []


def test_undoing_what_one_has_settled_changes_nothing_in_ones_own_layer(desk: SqliteStore) -> None:
    Adjudicating(desk, "ada").take(1)
    session = Session(desk, "ada", [1])
    session.undo()
    assert session.sheet
    assert session.sheet.label(1) == "quote"
    session.redo()
    assert session.sheet.label(1) == "quote"
    assert labels(desk, 1, ADJUDICATED)[1] == "assertion"
