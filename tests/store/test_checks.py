"""The check of a claim: the way from the first mark to the signed-off verdict, with a guard at each step."""

import pytest

from reviewer.errors import Refused
from reviewer.store.marks import Claim
from reviewer.store.review import Check, Evidence
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, put

URL = "https://water.example/level"


def claimed(store: SqliteStore, text: str = "The river rose on Monday.") -> str:
    """Import an article, claim something of its second sentence, and return the claim's uid."""
    (document,) = put(store, FLOOD)
    start = FLOOD.index("The river")
    value = Claim("", document, "", start, start + 25, text, False, "", "", "", "")
    return store.put_claim(value, by("ada")).changes[-1].key[0]


def drafted(store: SqliteStore, claim: str, reviewer: str = "ada") -> Check:
    """Bring a claim as far as a draft."""
    for status in ("to_check", "in_check"):
        store.step(claim, status, by(reviewer))
    store.find_out(claim, by(reviewer), verdict="supported", justification="The gauge says so.")
    store.put_evidence(Evidence("", claim, URL), by(reviewer))
    store.step(claim, "drafted", by(reviewer))
    return store.check(claim)


def test_a_claim_of_which_nothing_is_known_is_untriaged(store: SqliteStore) -> None:
    assert store.check(claimed(store)).status == "untriaged"


def test_a_claim_goes_from_the_first_mark_to_approval(store: SqliteStore) -> None:
    claim = claimed(store)
    assert drafted(store, claim).drafted_by == "ada"
    store.step(claim, "second_review", by("ada"))
    store.step(claim, "approved", by("ben"))
    check = store.check(claim)
    assert (check.status, check.verdict, check.checker, check.reviewed_by) == ("approved", "supported", "ada", "ben")
    (one,) = store.evidence(claim)
    assert one.accessed_at
    assert one.added_by == "ada"
    actions = [decision.action for decision in store.claim_history(claim)]
    assert actions == ["approved", "second_review", "drafted", "evidence", "check", "in_check", "to_check", "claim"]


@pytest.mark.parametrize(
    ("found", "lacks"),
    [
        ({}, "a verdict, a justification, evidence with the day it was looked at"),
        ({"verdict": "refuted"}, "a justification, evidence with the day it was looked at"),
        ({"verdict": "refuted", "justification": " "}, "a justification, evidence"),
        ({"verdict": "not_enough_evidence", "justification": "Nobody keeps it."}, "needs what was searched"),
    ],
)
def test_a_draft_says_what_is_missing(store: SqliteStore, found: dict[str, str], lacks: str) -> None:
    claim = claimed(store)
    store.step(claim, "to_check", by())
    store.step(claim, "in_check", by())
    if found:
        store.find_out(claim, by(), **found)
    with pytest.raises(Refused, match=lacks):
        store.step(claim, "drafted", by())


def test_without_enough_evidence_a_draft_says_what_was_searched(store: SqliteStore) -> None:
    claim = claimed(store)
    store.step(claim, "to_check", by())
    store.step(claim, "in_check", by())
    store.find_out(claim, by(), verdict="not_enough_evidence", justification="No gauge.", searched="The archive.")
    store.step(claim, "drafted", by())
    with pytest.raises(Refused, match="take the draft back first"):
        store.find_out(claim, by(), searched="")


def test_the_second_reviewer_is_somebody_else(store: SqliteStore) -> None:
    claim = claimed(store)
    drafted(store, claim)
    store.step(claim, "second_review", by("ada"))
    for status in ("approved", "returned"):
        with pytest.raises(Refused, match="somebody else has to approve or return it"):
            store.step(claim, status, by("ada"), "why")
    with pytest.raises(Refused, match="a return needs a comment"):
        store.step(claim, "returned", by("ben"), " ")
    store.step(claim, "returned", by("ben"), "Which gauge?")
    assert store.check(claim).comment == "Which gauge?"


def test_whoever_changes_a_draft_has_drafted_it(store: SqliteStore) -> None:
    claim = claimed(store)
    drafted(store, claim, "ada")
    store.find_out(claim, by("ben"), verdict="refuted")
    store.step(claim, "second_review", by("ben"))
    with pytest.raises(Refused, match="ben drafted this verdict"):
        store.step(claim, "approved", by("ben"))
    store.step(claim, "approved", by("ada"))


def test_what_is_approved_is_read_only_until_it_is_reopened_with_a_reason(store: SqliteStore) -> None:
    claim = claimed(store)
    drafted(store, claim)
    store.step(claim, "second_review", by("ada"))
    store.step(claim, "approved", by("ben"))
    (one,) = store.evidence(claim)
    with pytest.raises(Refused, match="read-only"):
        store.put_evidence(one._replace(title="new"), by("ada"))
    with pytest.raises(Refused, match="read-only"):
        store.remove_evidence(one, by("ada"))
    with pytest.raises(Refused, match="read-only"):
        store.find_out(claim, by("ada"), verdict="refuted")
    with pytest.raises(Refused, match="read-only"):
        store.remove_claim(claim, by("ada"))
    with pytest.raises(Refused, match="reason"):
        store.step(claim, "reopened", by("ada"))
    store.step(claim, "reopened", by("ada"), "The gauge was wrong.")
    store.step(claim, "in_check", by("ada"))
    store.find_out(claim, by("ada"), verdict="refuted")
    assert store.check(claim).verdict == "refuted"


def test_undo_takes_no_ground_from_under_what_is_signed_off(store: SqliteStore) -> None:
    claim = claimed(store)
    drafted(store, claim)
    store.step(claim, "second_review", by("ada"))
    store.step(claim, "approved", by("ben"))
    with pytest.raises(Refused, match="built upon"):  # her handing in, from under his approval
        store.undo(by("ada"))
    for _ in range(6):  # the draft, the evidence, the verdict, and the claim itself
        with pytest.raises(Refused):
            store.undo(by("ada"))
    assert store.check(claim).status == "approved"
    store.undo(by("ben"))
    assert store.check(claim).status == "second_review"
    store.redo(by("ben"))
    assert store.check(claim).status == "approved"


def test_a_claim_goes_with_its_check_and_comes_back_with_it(store: SqliteStore) -> None:
    claim = claimed(store)
    drafted(store, claim)
    store.remove_claim(claim, by("ada"))
    assert store.claim(claim) is None
    assert store.check(claim).status == "untriaged"
    store.undo(by("ada"))
    assert store.check(claim).status == "drafted"
    assert len(store.evidence(claim)) == 1
