"""Claims in a sitting: check-worthiness, types, claims in words, and what was said before; each act one decision."""

from functools import partial

import pytest

from reviewer.claiming import Claiming
from reviewer.errors import Refused
from reviewer.session import Session
from reviewer.store import Store
from reviewer.wording import describe
from tests.conftest import FLOOD, put

ECHO = (
    "Flood closes bridge in Ely\n\nThe flood closed the bridge. Nobody was hurt.\n\n"
    "“The flood closed the bridge!” The mayor closed the old bridge on Monday.\n\nRates rise."
)


def sitting(store: Store, text: str = FLOOD, reviewer: str = "ada") -> tuple[Session, Claiming]:
    put(store, text)
    session = Session(store, reviewer, store.document_ids())
    return session, Claiming(session)


def said(store: Store) -> list[str]:
    """Return the decisions in words, oldest first, without the import."""
    return [describe(decision) for decision in store.log()][::-1][1:]


def test_check_worthiness_is_chosen_changed_and_taken_off(store: Store) -> None:
    session, claiming = sitting(store)
    for name in ("UFS", "CFS", "CFS", "NFS"):
        assert claiming.worthiness(name).touched == (0,), "the cursor stays: one reads on when the label is given"
    focus = session.focus()
    assert focus
    assert focus.annotation
    assert focus.annotation.check_worthiness == "NFS"
    assert said(store) == [
        "unimportant (UFS)", "check-worthy (CFS)", "check-worthiness cleared", "no factual claim (NFS)",
    ]  # fmt: skip


def test_several_types_may_hold_and_stand_in_the_order_of_the_guideline(store: Store) -> None:
    session, claiming = sitting(store)
    for name in ("causal", "numerical", "causal", "numerical"):
        claiming.claim_type(name)
    assert said(store) == [
        "claim type: causal", "claim type: numerical, causal", "claim type: numerical", "no claim type",
    ]  # fmt: skip
    with pytest.raises(Refused, match="no claim type"):
        claiming.claim_type("other")
    session.undo()
    focus = session.focus()
    assert focus
    assert focus.annotation
    assert focus.annotation.claim_types == ("numerical",)


def test_a_claim_is_written_changed_presupposed_and_removed(store: Store) -> None:
    session, claiming = sitting(store)
    session.go(1)
    claiming.save_claim("", "The river  Ouse\nrose on 3 May.")
    (claim,) = claiming.claims()
    sentence = session.current().sentence(1)
    assert (claim.text, claim.start, claim.end) == ("The river Ouse rose on 3 May.", sentence.start, sentence.end)
    assert claiming.save_claim(claim.uid, claim.text) == (False, ()), "the same words again are no decision"
    claiming.save_claim(claim.uid, "The Ouse rose.")
    claiming.toggle_presupposed(claim.uid)
    claiming.toggle_presupposed(claim.uid)
    claiming.remove_claim(claim.uid)
    assert claiming.claims() == []
    assert said(store) == [
        "claim: The river Ouse rose on 3 May.",
        "claim: The Ouse rose.",
        "claim presupposed: The Ouse rose.",
        "claim no longer presupposed: The Ouse rose.",
        "claim removed",
    ]


def test_a_claim_can_be_of_some_words_of_a_sentence(store: Store) -> None:
    session, claiming = sitting(store)
    session.go(1)
    start = session.current().layout.starts[1]
    claiming.save_claim("", "A river rose.", start=start + 4, end=start + 9)
    claiming.save_claim(claiming.claims()[0].uid, "The river rose.")
    (claim,) = claiming.claims()
    assert store.text(claim.document)[claim.start : claim.end] == "river"


def test_a_claim_without_words_and_one_that_is_no_more_are_refused(store: Store) -> None:
    _, claiming = sitting(store)
    with pytest.raises(Refused, match="needs words"):
        claiming.save_claim("", "  ")
    for act in (partial(claiming.save_claim, "gone", "It rose."), partial(claiming.remove_claim, "gone")):
        with pytest.raises(Refused, match="no more"):
            act()
    assert said(store) == []


def test_claims_are_each_reviewers_own(store: Store) -> None:
    session, claiming = sitting(store)
    claiming.save_claim("", "The bridge was closed.")
    assert Claiming(Session(store, "ben", session.queue)).claims() == []


def test_undo_and_redo_go_to_the_claims_sentence(store: Store) -> None:
    session, claiming = sitting(store)
    session.go(2)
    claiming.save_claim("", "The mayor closed the bridge.")
    claiming.worthiness("CFS")
    session.go(0)
    session.undo()
    session.go(0)
    _, decision = session.undo()
    assert (session.cursor, claiming.claims()) == (2, [])
    assert describe(decision) == "undo: claim: The mayor closed the bridge."
    session.go(0)
    session.redo()
    assert session.cursor == 2
    assert [claim.text for claim in claiming.claims()] == ["The mayor closed the bridge."]


def test_candidates_are_earlier_sentences_with_common_words_equal_ones_first(store: Store) -> None:
    session, claiming = sitting(store, ECHO)
    session.go(3)
    assert [(one.at, round(one.likeness, 2)) for one in claiming.candidates()] == [(1, 1.0), (0, 0.29)]
    session.go(0)
    assert claiming.candidates() == []
    session.go(5)
    assert claiming.candidates() == [], "without enough common words there is nothing to offer"


def test_there_are_at_most_nine_candidates(store: Store) -> None:
    session, claiming = sitting(store, "\n\n".join(f"The bridge number {number} is closed." for number in range(15)))
    session.go(14)
    assert [one.at for one in claiming.candidates()] == list(range(9))


def test_a_duplicate_is_linked_and_unlinked(store: Store) -> None:
    session, claiming = sitting(store, ECHO)
    session.go(3)
    claiming.link_duplicate(0)
    assert claiming.same_as() == 0
    assert claiming.link_duplicate(0) == (False, ())
    claiming.link_duplicate(1)
    assert (claiming.same_as(), session.cursor) == (1, 3)
    claiming.unlink()
    assert claiming.same_as() is None
    with pytest.raises(Refused, match="not linked"):
        claiming.unlink()
    with pytest.raises(Refused, match="earlier one"):
        claiming.link_duplicate(3)
    assert said(store) == ["same as an earlier sentence"] * 2 + ["no longer the same as an earlier sentence"]


def test_label_and_claims_are_taken_over_as_one_decision_and_the_cursor_moves_on(store: Store) -> None:
    session, claiming = sitting(store, ECHO)
    session.go(1)
    claiming.save_claim("", "A flood closed the bridge at Ely.")
    session.decide("assertion")
    session.go(3)
    moved = claiming.take_over(1)
    assert (session.cursor, moved.touched) == (4, (3, 3, 4))
    assert session.current().label(3) == "assertion"
    session.go(3)
    assert [claim.text for claim in claiming.claims()] == ["A flood closed the bridge at Ely."]
    with pytest.raises(Refused, match="already"):
        claiming.take_over(1)
    session.undo()
    assert (session.cursor, session.current().label(3), claiming.claims()) == (3, None, [])
    assert claiming.same_as() is None


def test_nothing_is_taken_over_from_a_sentence_without_a_label(store: Store) -> None:
    session, claiming = sitting(store, ECHO)
    session.go(3)
    session.decide("quote")
    session.go(3)
    with pytest.raises(Refused, match="no label to take over"):
        claiming.take_over(1)
    assert session.current().label(3) == "quote"


def test_the_next_sitting_resumes_behind_what_was_taken_over(store: Store) -> None:
    session, claiming = sitting(store, ECHO)
    session.go(1)
    session.decide("assertion")
    session.go(3)
    claiming.take_over(1)
    assert Session(store, "ada", session.queue).cursor == 4


def test_without_an_article_every_act_is_refused(store: Store) -> None:
    claiming = Claiming(Session(store, "ada", []))
    assert claiming.claims() == []
    for act in (
        lambda: claiming.worthiness("CFS"),
        lambda: claiming.claim_type("causal"),
        lambda: claiming.save_claim("", "It rose."),
        claiming.candidates,
        claiming.draft,
        lambda: claiming.take_over(0),
    ):
        with pytest.raises(Refused, match="no sentence here"):
            act()
