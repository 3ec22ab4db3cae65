"""What two databases decided differently, and nobody has decided anew since."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from reviewer.layers import ADJUDICATED
from reviewer.store.rows import Change
from reviewer.store.sqlite import log
from reviewer.store.sqlite.connection import Engine
from reviewer.store.uniting import SAID, Conflict

_STANDS = f"undone IN ({log.STANDING}, {log.PASSED})"
"""Of the undo stack; so written, it is looked up in its key."""
_OPEN = f"""SELECT c.document, c.start, c."end", c."on", c."key", c.layer, c.stands, c.aside, c.decision, a.reviewer,
    a.at, c.over, o.reviewer, max(a.seq, o.seq)
    FROM conflicts c LEFT JOIN documents d ON d.id = c.document
    JOIN decisions a ON a.uid = c.decision JOIN decisions o ON o.uid = c.over
    WHERE EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = a.reviewer AND seq = a.seq AND {_STANDS})
    AND EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = o.reviewer AND seq = o.seq AND {_STANDS})
    AND NOT coalesce(d.removed, 0) AND (?1 IS NULL OR c.document = ?1) ORDER BY c.document, c.start, c.id"""
"""Conflicts of which both decisions stand."""
_WHOLE = frozenset({"adjudicate", "duplicate"})
"""Acts that say all there is to say of a sentence."""
_What = tuple[str, ...]
"""What can be decided anew: a sentence's uid with layer and field of its annotation, else a table and a uid."""


class ConflictsPart(Engine):
    """The part of the engine that knows what was decided differently."""

    def conflicts(self, document: int | None = None) -> list[Conflict]:
        """Return the open conflicts of one document or of all, in the order of the text.

        One is settled by whoever decides it anew, in its layer or in the adjudicated one, or takes back one of the two
        decisions. What is said of something else, as by a note where the label is in question, leaves it open.
        """
        rows = self.connection.execute(_OPEN, (document,)).fetchall()
        anew = _decided_since(self.connection, min((row[-1] for row in rows), default=None), {row[0] for row in rows})
        found = []
        for place, start, end, on, written, layer, stands, aside, *decisions, seq in rows:
            key = json.loads(written)
            sentence, uid = self._holding(key[0], place, start)
            said = (json.loads(stands), json.loads(aside))
            one = Conflict._make((place, sentence, start, end, on, key[0], layer, *said, *decisions))
            if not any(all(anew.get(row, 0) > seq for row in way) for way in _ways(one, uid)):
                found.append(one)
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


def _ways(one: Conflict, sentence: str) -> Iterator[list[_What]]:
    """Yield what is to be decided anew so that a conflict is settled: all of any of these.

    `sentence` (uid) is the one that holds its words now.
    """
    settled = ("annotation", sentence, ADJUDICATED, "label")
    if one.on == "annotation":
        asked = [name for name in one.fields if name == "label"] or one.fields
        for uid in {one.uid, sentence}:
            yield [("annotation", uid, ADJUDICATED, "label")]
            yield [("annotation", uid, one.layer, name) for name in asked]
        return
    yield [(one.on, one.uid, "", "")]
    if one.on == "sentence":
        yield [settled]
        yield [("sentence", sentence, "", "")]
    elif one.on == "evidence":
        yield [("check", (one.stands or one.aside or {})["claim"], "", "")]


def _decided_since(
    connection: sqlite3.Connection, seq: int | None, documents: Iterable[int | None]
) -> dict[_What, int]:
    """Return the last standing decision (its place) about each row of some documents, after a place in the log."""
    found: dict[_What, int] = {}
    if seq is None:
        return found
    chosen = ", ".join(str(int(one)) for one in documents if one is not None)
    standing = f"""EXISTS (SELECT 1 FROM undo_stack u WHERE u.reviewer = decisions.reviewer AND u.seq = decisions.seq
        AND {_STANDS})"""
    for decision in log.in_order(
        connection, f"seq > {seq} AND (document IS NULL OR document IN ({chosen})) AND {standing}"
    ):
        # A cut and a join only carry on what was said. A correction takes it off words that are others now.
        tables = {change.table for change in decision.changes}
        carried = {"annotation"} if "sentence" in tables and "text" not in tables else set()
        for change in (one for one in decision.changes if one.table not in carried):
            found |= dict.fromkeys(_decided(decision.action, change), decision.seq)
    return found


def _decided(action: str, change: Change) -> Iterator[_What]:
    """Yield what a change decides; the label also where the same one was given again."""
    table, key, before, after = change
    if table != "annotation":
        yield table, key[0], "", ""
        return
    for name in SAID:
        told = action in _WHOLE or (name == "label" and action in {"label", "accept", "clear"})
        if told or (before or {}).get(name) != (after or {}).get(name):
            yield table, *key, name
