"""What two databases decided differently, and nobody has decided anew since."""

import json
import sqlite3
from collections.abc import Iterable

from reviewer.layers import ADJUDICATED
from reviewer.store.sqlite import log
from reviewer.store.sqlite.connection import Engine
from reviewer.store.uniting import Conflict

_OPEN = """SELECT c.document, c.start, c."end", c."on", c."key", c.layer, c.stands, c.aside, c.decision, a.reviewer,
    a.at, c.over, o.reviewer, max(a.seq, o.seq)
    FROM conflicts c LEFT JOIN documents d ON d.id = c.document
    JOIN decisions a ON a.uid = c.decision JOIN decisions o ON o.uid = c.over
    WHERE EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = a.reviewer AND seq = a.seq AND undone <> 1)
    AND EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = o.reviewer AND seq = o.seq AND undone <> 1)
    AND NOT coalesce(d.removed, 0) AND (?1 IS NULL OR c.document = ?1) ORDER BY c.document, c.start, c.id"""
"""Conflicts of which both decisions stand."""


class ConflictsPart(Engine):
    """The part of the engine that knows what was decided differently."""

    def conflicts(self, document: int | None = None) -> list[Conflict]:
        """Return the open conflicts of one document or of all, in the order of the text.

        One is settled by whoever decides it anew, in its layer or in the adjudicated one, or takes back one of the two
        decisions.
        """
        rows = self.connection.execute(_OPEN, (document,)).fetchall()
        anew = _decided_since(self.connection, min((row[-1] for row in rows), default=None), {row[0] for row in rows})
        found = []
        for place, start, end, on, written, layer, stands, aside, *decisions, seq in rows:
            key = json.loads(written)
            sentence, uid = self._holding(key[0], place, start)
            said = (json.loads(stands), json.loads(aside))
            names = {(on, one, whose) for one in (key[0], uid) for whose in (layer, ADJUDICATED, None)}
            if on == "sentence":
                names |= {("annotation", uid, ADJUDICATED), ("sentence", uid, None)}
            elif on == "evidence":
                names.add(("check", (said[0] or said[1])["claim"], None))
            if all(anew.get(name, 0) <= seq for name in names):
                found.append(Conflict._make((place, sentence, start, end, on, key[0], layer, *said, *decisions)))
        return found

    def _holding(self, uid: str, document: int | None, start: int | None) -> tuple[int | None, str]:
        """Return the sentence (row id, uid) of a uid, or the one that holds a code point now."""
        row = self.connection.execute("SELECT id, uid FROM sentences WHERE uid = ?", (uid,)).fetchone()
        row = (
            row
            or self.connection.execute(
                "SELECT id, uid FROM sentences WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1",
                (document, start),
            ).fetchone()
        )
        return row or (None, "")


def _decided_since(
    connection: sqlite3.Connection, seq: int | None, documents: Iterable[int | None]
) -> dict[tuple[str, str, str | None], int]:
    """Return the last standing decision (its place) about each row of some documents, after a place in the log.

    Annotations by sentence and layer, all else by table and uid.
    """
    found: dict[tuple[str, str, str | None], int] = {}
    if seq is None:
        return found
    chosen = ", ".join(str(int(one)) for one in documents if one is not None)
    standing = """EXISTS (SELECT 1 FROM undo_stack u WHERE u.reviewer = decisions.reviewer AND u.seq = decisions.seq
        AND u.undone <> 1)"""
    for decision in log.in_order(
        connection, f"seq > {seq} AND (document IS NULL OR document IN ({chosen})) AND {standing}"
    ):
        for table, key, _, _ in decision.changes:
            found[table, key[0], key[1] if table == "annotation" else None] = decision.seq
    return found
