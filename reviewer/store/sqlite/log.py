"""The decision log: appending, reading, and the stack of what can be undone."""

import json
import sqlite3
import time
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from reviewer.errors import Refused
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite.changes import LATER, Conflict, apply, inverted
from reviewer.store.sqlite.guards import claims_in
from reviewer.store.sqlite.ids import uuid7

_COLUMNS = (
    "seq, uid, at, reviewer, action, document, sentence, changes, guideline, origin, elapsed_ms, reverts, tick, text"
)

_DIGITS = 16
STANDING, UNDONE, PASSED = 0, 1, 2
"""A decision on the undo stack stands, was undone, or was passed over because others had built upon it."""


def now(precision: str = "milliseconds") -> str:
    """Return the time as UTC, ISO 8601, to the millisecond or to another `timespec` of datetime."""
    return datetime.now(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def append(
    connection: sqlite3.Connection,
    act: Act,
    action: str,
    changes: Sequence[Change],
    *,
    document: int | None = None,
    sentence: str | None = None,
    uid: str | None = None,
    reverts: str | None = None,
) -> Decision:
    """Record a decision and apply its changes; to be called inside a transaction."""
    uid, at = uid or uuid7(), now()
    head = (uid, at, act.reviewer, action, document, sentence)
    tail = (act.guideline, act.origin, act.elapsed_ms, reverts, _tick(connection), _text(connection, document))
    cursor = connection.execute(
        f"INSERT INTO decisions ({_COLUMNS.removeprefix('seq, ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, written(changes), *tail),
    )
    apply(connection, changes)
    seq = cursor.lastrowid or 0
    for claim in claims_in(changes):
        connection.execute("INSERT INTO decision_claims (claim, seq) VALUES (?, ?)", (claim, seq))
    if reverts is None:
        # Whoever decides anew gives up what was undone before: redo would write over the new decision.
        connection.execute("DELETE FROM undo_stack WHERE reviewer = ? AND undone = ?", (act.reviewer, UNDONE))
        connection.execute(
            "INSERT INTO undo_stack (reviewer, undone, seq) VALUES (?, ?, ?)", (act.reviewer, STANDING, seq)
        )
    return Decision._make((seq, *head, tuple(changes), *tail))


def written(changes: Sequence[Change]) -> str:
    """Return changes as the log keeps them, as JSON."""
    return json.dumps([_as_json(change) for change in changes], ensure_ascii=False, separators=(",", ":"))


def _tick(connection: sqlite3.Connection) -> int:
    """Return the time in microseconds, or one more than that of the newest entry where the clock has run back."""
    row = connection.execute("SELECT tick FROM decisions ORDER BY seq DESC LIMIT 1").fetchone()
    return max(time.time_ns() // 1000, row[0] + 1 if row else 0)


def _text(connection: sqlite3.Connection, document: int | None) -> str | None:
    if document is None:
        return None
    row = connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()
    return row and told_by(row[0])


def told_by(sha256: str) -> str:
    """Return by what decisions name a text: enough of its hash to tell it from any other."""
    return sha256[:_DIGITS]


def undo(connection: sqlite3.Connection, act: Act) -> Decision | None:
    """Undo the reviewer's last standing decision; None when others have built upon it (it is passed over then).

    Raises Refused when there is nothing to undo.
    """
    return _turn(connection, act, "undo", old=STANDING, new=UNDONE)


def redo(connection: sqlite3.Connection, act: Act) -> Decision | None:
    """Do again what the reviewer undid last; None and Refused as for `undo`."""
    return _turn(connection, act, "redo", old=UNDONE, new=STANDING)


def _turn(connection: sqlite3.Connection, act: Act, action: str, *, old: int, new: int) -> Decision | None:
    # Undone is what was decided last; done again is what was undone last, the oldest of what is undone.
    seq = connection.execute(
        f"SELECT {'max' if action == 'undo' else 'min'}(seq) FROM undo_stack WHERE reviewer = ? AND undone = ?",
        (act.reviewer, old),
    ).fetchone()[0]
    if seq is None:
        raise Refused(f"nothing to {action}")
    together = _together(connection, seq, act.reviewer, old)
    connection.execute("SAVEPOINT turn")
    done = None
    try:
        for one in together if action == "redo" else reversed(together):
            done = _turned(connection, get(connection, one), act, action)
    except (Conflict, sqlite3.IntegrityError):
        connection.execute("ROLLBACK TO turn")
        done, new = None, PASSED
    connection.execute("RELEASE turn")
    connection.executemany(
        "UPDATE undo_stack SET undone = ? WHERE reviewer = ? AND undone = ? AND seq = ?",
        ((new, act.reviewer, old, one) for one in together),
    )
    return done


def _together(connection: sqlite3.Connection, seq: int, reviewer: str, state: int) -> Sequence[int]:
    """Return the decisions (places, ascending) that are turned with this one: all of what came in as one batch."""
    batch = "json_extract(changes, '$[0].on') = 'batch'"
    found = connection.execute(
        f"SELECT json_extract(changes, '$[0].key[0]') FROM decisions WHERE seq = ? AND {batch}", (seq,)
    ).fetchone()
    if found is None:
        return (seq,)
    rows = connection.execute(
        f"""SELECT d.seq FROM undo_stack u JOIN decisions d ON d.seq = u.seq WHERE u.reviewer = ? AND u.undone = ?
        AND d.action IN ('import', 'bring') AND {batch} AND json_extract(changes, '$[0].key[0]') = ? ORDER BY d.seq""",
        (reviewer, state, *found),
    )
    return array("q", (row[0] for row in rows))


def _turned(connection: sqlite3.Connection, decision: Decision, act: Act, action: str) -> Decision:
    """Take one decision back, or do it again; raises Conflict when others have built upon it."""
    _refuse_met(connection, decision, action)
    changes = inverted(connection, decision.changes) if action == "undo" else _again(connection, decision.changes)
    return append(
        connection,
        act,
        action,
        changes,
        document=decision.document,
        sentence=decision.sentence,
        reverts=decision.uid,
    )


def _refuse_met(connection: sqlite3.Connection, decision: Decision, action: str) -> None:
    """Raise Conflict for a decision that met, in joined logs, with what it knows nothing of."""
    over = "SELECT 1 FROM conflicts WHERE over = ? AND written_over LIMIT 1"
    if connection.execute(over, (decision.uid,)).fetchone():
        raise Conflict
    if action == "undo" and decision.action == "correct" and _met(connection, decision):
        raise Conflict


def _met(connection: sqlite3.Connection, correction: Decision) -> bool:
    """Return whether another database has made the same correction, or went on with the older text after it."""
    before, text = correction.changes[0].before or {}, correction.changes[0].after or {}
    (last,) = connection.execute(
        "SELECT max(seq) FROM decisions WHERE uid = ?1 OR reverts = ?1", (correction.uid,)
    ).fetchone()
    if connection.execute(
        "SELECT 1 FROM decisions WHERE document = ? AND seq > ? AND text = ? LIMIT 1",
        (correction.document, last, told_by(before["sha256"])),
    ).fetchone():
        return True
    others = in_order(connection, f"document = {correction.document} AND action = 'correct' AND seq < {last}")
    return any(
        one.uid != correction.uid
        and (one.changes[0].after or {})["sha256"] == text["sha256"]
        and _stands(connection, one)
        for one in others
    )


def _stands(connection: sqlite3.Connection, decision: Decision) -> bool:
    action = connection.execute(
        "SELECT action FROM decisions WHERE uid = ?1 OR reverts = ?1 ORDER BY seq DESC LIMIT 1", (decision.uid,)
    ).fetchone()
    return bool(action[0] != "undo")


def _again(connection: sqlite3.Connection, changes: Sequence[Change]) -> tuple[Change, ...]:
    # Doing again is taking back the taking back: the same check that nobody has built upon the state.
    back = [change._replace(before=change.after, after=change.before) for change in reversed(changes)]
    return inverted(connection, back)


def get(connection: sqlite3.Connection, seq: int) -> Decision:
    """Return one decision by its place in this database."""
    return _decision(connection.execute(f"SELECT {_COLUMNS} FROM decisions WHERE seq = ?", (seq,)).fetchone())


def newest_first(
    connection: sqlite3.Connection, where: str, values: Sequence[Any], limit: int | None
) -> Iterator[Decision]:
    """Yield decisions that satisfy `where`, newest first."""
    sql = f"SELECT {_COLUMNS} FROM decisions WHERE {where} ORDER BY seq DESC LIMIT ?"
    return map(_decision, connection.execute(sql, (*values, -1 if limit is None else limit)))


def in_order(connection: sqlite3.Connection, where: str = "1") -> Iterator[Decision]:
    """Yield decisions that satisfy `where` in the order in which they add up to the state."""
    return map(_decision, connection.execute(f"SELECT {_COLUMNS} FROM decisions WHERE {where} ORDER BY seq"))


def _decision(row: tuple[Any, ...]) -> Decision:
    return Decision._make((*row[:7], read(row[7]), *row[8:]))


def read(changes: str) -> tuple[Change, ...]:
    """Return the changes that the log keeps as JSON."""
    return tuple(map(_from_json, json.loads(changes)))


def _from_json(written: dict[str, Any]) -> Change:
    before, after = written["before"], written["after"]
    if later := LATER.get(written["on"]):
        before, after = before and {**later, **before}, after and {**later, **after}
    return Change(written["on"], tuple(written["key"]), before, after)


def _as_json(change: Change) -> dict[str, Any]:
    return {"on": change.table, "key": change.key, "before": change.before, "after": change.after}
