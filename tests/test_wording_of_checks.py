"""Decisions about the check of a claim in words, and what each changed."""

from reviewer.store.review import Evidence
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe, differences
from tests.conftest import by
from tests.store.test_checks import URL, claimed


def test_steps_verdicts_words_and_evidence(store: SqliteStore) -> None:
    claim = claimed(store)
    for status in ("to_check", "in_check"):
        store.step(claim, status, by())
    store.find_out(claim, by(), verdict="not_enough_evidence")
    store.find_out(claim, by(), verdict=None)
    store.find_out(claim, by(), verdict="supported", quote_verdict="out_of_context")
    store.find_out(claim, by(), quote_verdict=None)
    store.find_out(claim, by(), justification="So\nit is.")
    store.put_evidence(Evidence("", claim, URL), by())
    (one,) = store.evidence(claim)
    store.put_evidence(one._replace(title="Level", publisher="Agency", stance="supports"), by())
    store.step(claim, "drafted", by())
    store.step(claim, "second_review", by())
    store.step(claim, "returned", by("ben"), "Which?")
    store.undo(by("ben"))
    store.redo(by("ben"))
    assert [describe(decision) for decision in store.claim_history(claim)][::-1][1:] == [
        "untriaged → to check", "to check → in check", "verdict: not enough evidence", "verdict taken off",
        "verdict: supported", "quote verdict taken off", "justification: So it is.", f"evidence added: {URL}",
        "evidence changed: Agency · Level", "in check → drafted", "drafted → second review", "returned: Which?",
        "undo: returned: Which?", "redo: returned: Which?",
    ]  # fmt: skip


def test_what_changed_is_told_before_and_after(store: SqliteStore) -> None:
    claim = claimed(store)
    for status in ("to_check", "in_check"):
        store.step(claim, status, by())
    store.put_evidence(Evidence("", claim, URL), by())
    (one,) = store.evidence(claim)
    changed = store.put_evidence(one._replace(stance="refutes", primary=True, note="\x1b[31m"), by())
    assert sorted(differences(changed)) == [
        ("note", "", "␛[31m"),
        ("primary", "no", "yes"),
        ("stance", "context", "refutes"),
    ]
    gone = store.remove_evidence(store.evidence(claim)[0], by())
    assert ("source url", URL, "") in differences(gone)
    assert describe(gone) == f"evidence removed: {URL}"
