"""What a change of text would leave on other words: work done since, which the change does not know of."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewer.store.marks import ROLES
from reviewer.store.rows import Change


def strays(connection: sqlite3.Connection, uid: str, changes: Sequence[Change], old: str, new: str) -> bool:
    """Return whether anything that hangs on a document (uid) and is not among the changes stands on other words now."""
    known = {(change.table, *change.key) for change in changes}
    (document,) = connection.execute("SELECT id FROM documents WHERE uid = ?", (uid,)).fetchone()
    other, left = _sentences(changes, uid, old, new)
    for sentence, layer, earlier in connection.execute(
        """SELECT s.uid, a.reviewer, a.duplicate_of FROM annotations a JOIN sentences s ON s.id = a.sentence
        WHERE a.document = ?""",
        (document,),
    ):
        if ("annotation", sentence, layer) not in known and (sentence in other or earlier in left):
            return True
    return any(
        (table, name) not in known and old[start:end].split() != new[start:end].split()
        for table, name, start, end in _spans(connection, document)
    )


def _sentences(changes: Sequence[Change], uid: str, old: str, new: str) -> tuple[set[str], set[int]]:
    """Return the sentences that have other words now, and where none stands any more that stood there."""
    other, left = set(), set()
    for change in changes:
        before, after = change.before, change.after
        if change.table != "sentence" or before is None or before["document"] != uid:
            continue
        same = after is not None and _words(old, before) == _words(new, after)
        if not same:
            other.add(change.key[0])
        if not same or after is None or after["start"] != before["start"]:
            left.add(before["start"])
    return other, left


def _words(text: str, row: Mapping[str, Any]) -> list[str]:
    return text[row["start"] : row["end"]].split()


def _spans(connection: sqlite3.Connection, document: int) -> Iterator[tuple[str, str, int, int]]:
    for uid, *written in connection.execute(
        f"SELECT uid, {', '.join(ROLES)} FROM attributions WHERE document = ?", (document,)
    ):
        for spans in map(json.loads, written):
            for start, end in spans:
                yield "attribution", uid, start, end
    yield from connection.execute(
        """SELECT 'claim', uid, start, "end" FROM claims WHERE document = ? AND vanished IS NULL""", (document,)
    )
