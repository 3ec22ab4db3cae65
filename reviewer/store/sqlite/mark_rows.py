"""Rows of attributions, claims and speakers as changes hold them: read and written whole, by their uid."""

import sqlite3
from collections.abc import Mapping
from typing import Any

MARKS: dict[str, tuple[str, ...]] = {
    "attribution": (
        "document", "reviewer", "start", "source", "cue", "content", "speaker", "quote_type", "addressee", "parent",
        "created", "modified", "guideline", "origin",
    ),
    "claim": (
        "document", "reviewer", "start", "end", "text", "presupposed", "created", "modified", "guideline", "origin",
    ),
    "speaker": ("name", "aliases", "role"),
}  # fmt: skip
"""The columns of each kind of mark besides its uid; in a change `document` is the document's uid."""

Row = Mapping[str, Any]


def read_mark(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Row | None:
    """Return one mark as a change holds it, None when there is none."""
    columns = MARKS[table]
    found = connection.execute(f"SELECT {_quoted(columns)} FROM {table}s WHERE uid = ?", key).fetchone()
    if found is None:
        return None
    row = dict(zip(columns, found, strict=True))
    if "document" in row:
        row["document"] = connection.execute("SELECT uid FROM documents WHERE id = ?", (row["document"],)).fetchone()[0]
    return row


def write_mark(
    table: str, connection: sqlite3.Connection, key: tuple[str, ...], before: Row | None, after: Row | None
) -> None:
    """Put a mark in the place of the one that was there; None takes it away."""
    del before
    if after is None:
        connection.execute(f"DELETE FROM {table}s WHERE uid = ?", key)
        return
    columns = MARKS[table]
    values = [after[name] for name in columns]
    if "document" in after:
        values[0] = connection.execute("SELECT id FROM documents WHERE uid = ?", (after["document"],)).fetchone()[0]
    connection.execute(
        f"INSERT OR REPLACE INTO {table}s (uid, {_quoted(columns)}) VALUES ({', '.join('?' * (len(columns) + 1))})",
        (*key, *values),
    )


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
