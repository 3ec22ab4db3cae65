"""What must hold of every claim and its check, whoever changes it and by whatever act, undo and redo among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reviewer.store.review import APPROVED, PROVEN, SEALED, Check, Evidence, missing
from reviewer.store.rows import Change

CheckOf = Callable[[str], Check]
EvidenceOf = Callable[[str], Sequence[Evidence]]
"""What gives the check, and the evidence, of a claim (uid) as they stand."""

_WORDS = ("text", "presupposed")
"""What is said of a claim; a corrected article moves its place, which is none of it."""


def claims_in(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the uids of the claims that some changes are about, each once."""
    return tuple(dict.fromkeys(filter(None, map(_claim, changes))))


def unsound(changes: Iterable[Change], check_of: CheckOf, evidence_of: EvidenceOf) -> bool:
    """Return whether, with these changes made, a check lacks what its state needs, or something sealed has changed."""
    by_claim: dict[str, list[Change]] = {}
    for change in changes:
        uid = _claim(change)
        if uid:
            by_claim.setdefault(uid, []).append(change)
    return any(_unsound(check_of(uid), evidence_of, given) for uid, given in by_claim.items())


def _unsound(check: Check, evidence_of: EvidenceOf, changes: list[Change]) -> bool:
    steps = [change for change in changes if change.table == "check"]
    if _whole(changes, came=False):
        return False  # the claim goes with all that hangs on it, as whatever brought all of it in is taken back
    if any(change.after is None and change.before and change.before["status"] in SEALED for change in steps):
        return True
    if check.status in PROVEN and missing(check, evidence_of(check.claim)):
        return True
    if check.status == APPROVED and check.reviewed_by == check.drafted_by:
        return True
    if check.status not in SEALED or _whole(changes, came=True):
        return False
    # A step into a sealed state brings nothing else with it; within one, nothing changes but a claim's place.
    stays = not steps or any(change.before and change.before["status"] == check.status for change in steps)
    others = [change for change in changes if change.table != "check" and _said(change.before) != _said(change.after)]
    return bool(others) or (stays and bool(steps))


def _whole(changes: Iterable[Change], *, came: bool) -> bool:
    """Return whether a claim comes in, or else goes away, with its check in one decision, and nothing of it stood."""
    made = {change.table for change in changes if (change.before if came else change.after) is None}
    stood = any((change.before if came else change.after) is not None for change in changes)
    return {"claim", "check"} <= made and not stood


def _said(row: Mapping[str, Any] | None) -> Any:
    """Return what a row of a claim says, without its place; any other row whole."""
    if row is None or "presupposed" not in row:
        return row
    return [row[name] for name in _WORDS]


def _claim(change: Change) -> str | None:
    if change.table in {"claim", "check"}:
        return change.key[0]
    if change.table == "evidence":
        row = change.after or change.before or {}
        uid: str | None = row.get("claim")
        return uid
    return None
