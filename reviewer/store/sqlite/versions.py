"""Changing the text of a document, and moving the sentences that stay: what a correction and its undo come down to."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.store.rows import Change
from reviewer.store.sqlite.claim_words import index_title
from reviewer.store.sqlite.strays import strays

TEXT = ("version", "sha256", "encoding", "splitter", "imported", "title", "cut")
"""What a change holds of a document's text; the text itself is kept in `versions` while it is not the current one."""


def read_text(connection: sqlite3.Connection, uid: str) -> Mapping[str, Any] | None:
    """Return which text a document (uid) has, as a change holds it."""
    row = connection.execute(f"SELECT {', '.join(TEXT)} FROM documents WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else dict(zip(TEXT, row, strict=True))


def change_text(connection: sqlite3.Connection, changes: Sequence[Change]) -> bool:
    """Give documents the text of another version, and keep the older one.

    False when the other text is not here, or when work that was done since would stand on other words.
    """
    for change in changes:
        if change.table != "text" or change.after is None:
            continue
        (document,) = connection.execute("SELECT id FROM documents WHERE uid = ?", change.key).fetchone()
        wanted = (document, change.after["sha256"])
        found = connection.execute("SELECT text FROM versions WHERE document = ? AND sha256 = ?", wanted).fetchone()
        if found is None:
            return False
        (old,) = connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()
        connection.execute("DELETE FROM versions WHERE document = ? AND sha256 = ?", wanted)
        connection.execute(
            """INSERT INTO versions (document, version, sha256, encoding, splitter, imported, text)
            SELECT d.id, d.version, d.sha256, d.encoding, d.splitter, d.imported, t.text
            FROM documents d JOIN texts t ON t.document = d.id WHERE d.id = ?""",
            (document,),
        )
        connection.execute(
            f"UPDATE documents SET {', '.join(f'{name} = ?' for name in TEXT)} WHERE id = ?",
            (*(change.after[name] for name in TEXT), document),
        )
        index_title(connection, document)
        connection.execute("UPDATE texts SET text = ? WHERE document = ?", (found[0], document))
        _move(connection, changes, document, change.key[0], found[0])
        if strays(connection, change.key[0], changes, old, found[0]):
            return False
    return True


def _move(connection: sqlite3.Connection, changes: Sequence[Change], document: int, uid: str, text: str) -> None:
    """Move the sentences that stay; those whose words have changed get another row id."""
    standing = [
        change
        for change in changes
        if change.table == "sentence" and change.before and change.before["document"] == uid
    ]
    # No two sentences may stand at one place, not even for a moment: all step aside first.
    connection.executemany(
        "UPDATE sentences SET paragraph = -1 - id WHERE uid = ?", (change.key for change in standing)
    )
    connection.execute("PRAGMA defer_foreign_keys = ON")  # annotations follow a row id that changes
    old = dict(connection.execute("SELECT uid, text FROM sentences WHERE document = ?", (document,)))
    for change in standing:
        after = change.after
        if after is None:
            continue
        words, (name,) = text[after["start"] : after["end"]], change.key
        if words != old[name]:
            connection.execute(
                """INSERT INTO sentences_fts (sentences_fts, rowid, text)
                SELECT 'delete', id, text FROM sentences WHERE uid = ?""",
                (name,),
            )
        if words.split() != old[name].split():
            _rename(connection, name)
        connection.execute(
            """UPDATE sentences SET start = ?, "end" = ?, paragraph = ?, kind = ?, created_by = ?, text = ?
            WHERE uid = ?""",
            (*(after[column] for column in ("start", "end", "paragraph", "kind", "created_by")), words, name),
        )
        if words != old[name]:
            connection.execute(
                "INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE uid = ?", (name,)
            )


def _rename(connection: sqlite3.Connection, uid: str) -> None:
    """Give a sentence a row id that none had before: whoever still sees its old words cannot decide on the new ones."""
    (old,) = connection.execute("SELECT id FROM sentences WHERE uid = ?", (uid,)).fetchone()
    connection.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'sentences'")
    (new,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sentences'").fetchone()
    connection.execute("UPDATE sentences SET id = ? WHERE uid = ?", (new, uid))
    connection.execute("UPDATE annotations SET sentence = ? WHERE sentence = ?", (new, old))
