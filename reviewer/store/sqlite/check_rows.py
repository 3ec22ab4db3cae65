"""Reading checks and evidence as rows of the store."""

import sqlite3
from typing import Any

from reviewer.store.marked import Checks
from reviewer.store.review import Check, Evidence
from reviewer.store.sqlite.mark_rows import MARKS

CHECK = ", ".join(("claim", *MARKS["check"]))
EVIDENCE = ", ".join(f'"{name}"' for name in Evidence._fields)


def check_of(connection: sqlite3.Connection, claim: str) -> Check:
    """Return the check of a claim (uid); one that was not begun is untriaged."""
    row = connection.execute(f"SELECT {CHECK} FROM checks WHERE claim = ?", (claim,)).fetchone()
    return Check._make(row) if row else Check(claim)


def evidence_of(connection: sqlite3.Connection, claim: str) -> list[Evidence]:
    """Return the evidence of a claim (uid) in the order it was added."""
    rows = connection.execute(f"SELECT {EVIDENCE} FROM evidence WHERE claim = ? ORDER BY created, uid", (claim,))
    return [evidence_row(row) for row in rows]


def evidence_row(row: tuple[Any, ...]) -> Evidence:
    """Return one piece of evidence from its columns."""
    named = dict(zip(Evidence._fields, row, strict=True))
    return Evidence(**{**named, "primary": bool(named["primary"])})


def checks_of(connection: sqlite3.Connection, document: int) -> Checks:
    """Return the checks that were begun in a document (row id)."""
    of = "claim IN (SELECT uid FROM claims WHERE document = ?)"
    found: dict[str, tuple[Check, list[Evidence]]] = {
        row[0]: (Check._make(row), [])
        for row in connection.execute(f"SELECT {CHECK} FROM checks WHERE {of}", (document,))
    }
    if found:
        for row in connection.execute(f"SELECT {EVIDENCE} FROM evidence WHERE {of} ORDER BY created, uid", (document,)):
            one = evidence_row(row)
            found[one.claim][1].append(one)
    return found
