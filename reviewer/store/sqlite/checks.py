"""The check of a claim: steps, verdicts and evidence, each act one transaction that appends a decision."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Unpack

from reviewer.errors import Refused
from reviewer.store.marked import Checks
from reviewer.store.marks import Claim
from reviewer.store.review import (
    DRAFTED,
    OPEN,
    PROVEN,
    SEALED,
    UNTRIAGED,
    Check,
    Evidence,
    Found,
    missing,
    refusal,
    stepped,
)
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import read
from reviewer.store.sqlite.check_rows import check_of, checks_of, evidence_of
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.mark_rows import CLAIM, claim_of

_GONE = "that claim is no more; it was taken away elsewhere"


class ChecksPart(Engine):
    """The part of the engine that keeps how far claims are checked, and on what."""

    def claim(self, uid: str) -> Claim | None:
        """Return one claim, whoever wrote it; None when it is no more."""
        row = self.connection.execute(f"SELECT {CLAIM} FROM claims WHERE uid = ?", (uid,)).fetchone()
        return claim_of(row) if row else None

    def check(self, claim: str) -> Check:
        """Return the check of a claim (uid); one that was not begun is untriaged."""
        return check_of(self.connection, claim)

    def evidence(self, claim: str) -> list[Evidence]:
        """Return the evidence of a claim (uid) in the order it was added."""
        return evidence_of(self.connection, claim)

    def checks(self, document: int) -> Checks:
        """Return the checks that were begun in a document, with their evidence, by the uids of their claims."""
        return checks_of(self.connection, document)

    def statuses(self) -> Mapping[str, int]:
        """Return how many claims are how far, by status, those without any left out."""
        rows = self.connection.execute(
            f"""SELECT coalesce(k.status, '{UNTRIAGED}'), count(*) FROM claims c
            JOIN documents d ON d.id = c.document AND NOT d.removed LEFT JOIN checks k ON k.claim = c.uid GROUP BY 1"""
        )
        return dict(rows.fetchall())

    def step(self, claim: str, to: str, act: Act, comment: str = "") -> Decision:
        """Take a claim one step on its way; raises Refused with the guard that keeps it, and what is missing."""
        with self.transaction() as connection:
            known = self._claimed(claim)
            check, evidence = check_of(connection, claim), evidence_of(connection, claim)
            if why := refusal(check, evidence, to, act.reviewer, comment):
                raise Refused(why)
            return self._checked(known, stepped(check, to, act.reviewer, comment), act, to)

    def find_out(self, claim: str, act: Act, **found: Unpack[Found]) -> Decision:
        """Record what a check found: only the fields given change.

        Raises Refused unless the claim is in check, or where a draft would lose what it needs.
        """
        with self.transaction() as connection:
            known = self._claimed(claim)
            check = self._open(claim)
            # Whoever changes what a draft says is its drafter from then on, and cannot be its second reviewer.
            drafter = act.reviewer if check.status == DRAFTED else check.drafted_by
            after = check._replace(drafted_by=drafter, **found)
            _refuse_lack(after, evidence_of(connection, claim))
            return self._checked(known, after, act, "check")

    def put_evidence(self, value: Evidence, act: Act) -> Decision:
        """Record a piece of evidence, a new one where its uid is empty; raises Refused unless its claim is in check."""
        with self.transaction() as connection:
            known = self._claimed(value.claim)
            check = self._open(value.claim)
            before = self._standing(value) if value.uid else None
            at = log.now()
            one = value._replace(
                uid=value.uid or uuid7(),
                accessed_at=value.accessed_at or at,
                added_by=before["added_by"] if before else act.reviewer,
                created=before["created"] if before else at,
                modified=at,
            )
            others = [other for other in evidence_of(connection, value.claim) if other.uid != one.uid]
            _refuse_lack(check, [*others, one])
            row = {name: value for name, value in one._asdict().items() if name != "uid"}
            change = Change("evidence", (one.uid,), before, {**row, "primary": int(one.primary)})
            return self._recorded(known, [change], act, "evidence")

    def remove_evidence(self, value: Evidence, act: Act) -> Decision:
        """Take a piece of evidence away; raises Refused unless its claim is in check."""
        with self.transaction() as connection:
            known = self._claimed(value.claim)
            check = self._open(value.claim)
            before = self._standing(value)
            _refuse_lack(check, [one for one in evidence_of(connection, value.claim) if one.uid != value.uid])
            return self._recorded(known, [Change("evidence", (value.uid,), before, None)], act, "evidence")

    def claim_history(self, claim: str, limit: int | None = None) -> list[Decision]:
        """Return every decision about a claim (uid), its check and its evidence, newest first."""
        where = "seq IN (SELECT seq FROM decision_claims WHERE claim = ?)"
        return list(log.newest_first(self.connection, where, (claim,), limit))

    def claims_named(self, prefix: str, limit: int = 2) -> list[str]:
        """Return the uids of claims in the log, those taken away too, that begin with `prefix`; at most `limit`."""
        rows = self.connection.execute(
            "SELECT DISTINCT claim FROM decision_claims WHERE substr(claim, 1, ?) = ? ORDER BY claim LIMIT ?",
            (len(prefix), prefix, limit),
        )
        return [uid for (uid,) in rows]

    def _claimed(self, uid: str) -> Claim:
        found = self.claim(uid)
        if found is None:
            raise Refused(_GONE)
        return found

    def _open(self, claim: str) -> Check:
        """Return the check of a claim that is worked on; raises Refused for one that is not."""
        check = check_of(self.connection, claim)
        if check.status not in OPEN:
            raise Refused(_CLOSED[check.status])
        return check

    def _standing(self, value: Evidence) -> Mapping[str, Any]:
        before = read(self.connection, "evidence", (value.uid,))
        if before is None:
            raise Refused("that piece of evidence is no more; it was taken away elsewhere")
        return before

    def _checked(self, claim: Claim, after: Check, act: Act, action: str) -> Decision:
        before, at = read(self.connection, "check", (claim.uid,)), log.now()
        row = after._replace(created=after.created or at, modified=at)._asdict()
        del row["claim"]
        return self._recorded(claim, [Change("check", (claim.uid,), before, row)], act, action)

    def _recorded(self, claim: Claim, changes: Iterable[Change], act: Act, action: str) -> Decision:
        found = self.connection.execute(
            "SELECT uid FROM sentences WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1",
            (claim.document, claim.start),
        ).fetchone()
        return log.append(
            self.connection, act, action, tuple(changes), document=claim.document, sentence=found and found[0]
        )


_CLOSED = {
    "untriaged": "first say that this claim is to be checked, then take it up",
    "to_check": "take the claim up first: it is to be checked, but nobody is at it",
    "not_checkable": "this claim is set aside as not checkable; say that it is to be checked first",
    "returned": "this check was returned; take it up again first",
    "reopened": "this check was reopened; take it up again first",
    "second_review": "this check is with the second reviewer, and nothing of it can change until it is returned",
    "approved": "this check is approved and read-only; reopen it with a reason first",
}


def refuse_sealed(connection: sqlite3.Connection, claim: str) -> None:
    """Raise Refused when a claim (uid) is in second review or approved: its words stand then."""
    status = check_of(connection, claim).status
    if status in SEALED:
        raise Refused(_CLOSED[status])


def check_removed(connection: sqlite3.Connection, claim: str) -> list[Change]:
    """Return the changes that take away the check of a claim (uid) with its evidence, if there is one."""
    changes = [
        Change("evidence", (one.uid,), read(connection, "evidence", (one.uid,)), None)
        for one in evidence_of(connection, claim)
    ]
    before = read(connection, "check", (claim,))
    return [*changes, Change("check", (claim,), before, None)] if before else changes


def _refuse_lack(check: Check, evidence: Sequence[Evidence]) -> None:
    """Raise Refused where a draft would be left without what it needs."""
    if check.status in PROVEN and (lacks := missing(check, evidence)):
        raise Refused(f"a draft needs {', '.join(lacks)}; take the draft back first")
