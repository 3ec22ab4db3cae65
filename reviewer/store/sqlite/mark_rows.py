"""Rows of marks, speakers and checks as changes hold them: read and written whole, by one key."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.store.marks import Attribution, Claim, Spans
from reviewer.store.sqlite.claim_words import index_claim

MARKS: dict[str, tuple[str, ...]] = {
    "attribution": (
        "document", "reviewer", "start", "source", "cue", "content", "speaker", "quote_type", "addressee", "parent",
        "created", "modified", "guideline", "origin", "suggestion",
    ),
    "claim": (
        "document", "reviewer", "start", "end", "text", "presupposed", "created", "modified", "guideline", "origin",
        "vanished", "same_as",
    ),
    "speaker": ("name", "aliases", "role"),
    "check": (
        "status", "verdict", "quote_verdict", "justification", "searched", "comment", "checker", "drafted_by",
        "reviewed_by", "created", "modified",
    ),
    "evidence": (
        "claim", "source_url", "archive_url", "title", "publisher", "published_on", "accessed_at", "locator",
        "excerpt", "medium", "stance", "primary", "note", "added_by", "created", "modified",
    ),
}  # fmt: skip
"""The columns of each kind of row besides its key; in a change `document` is the document's uid."""

PLACES = {
    "attribution": ("attributions", "uid"),
    "claim": ("claims", "uid"),
    "speaker": ("speakers", "uid"),
    "check": ("checks", "claim"),
    "evidence": ("evidence", "uid"),
}
"""The table of each kind, and its key there."""

ATTRIBUTION = """uid, document, reviewer, source, cue, content, speaker, quote_type, addressee, parent, created,
    modified, guideline, origin, suggestion"""
CLAIM = """uid, document, reviewer, start, "end", text, presupposed, created, modified, guideline, origin, vanished,
    same_as"""
"""The columns that `attribution_of` and `claim_of` read."""

Row = Mapping[str, Any]


def attribution_of(row: Sequence[Any]) -> Attribution:
    """Return an attribution from its columns."""
    return Attribution._make((*row[:3], *map(_spans, row[3:6]), *row[6:]))


def claim_of(row: Sequence[Any]) -> Claim:
    """Return a claim from its columns."""
    return Claim._make((*row[:6], bool(row[6]), *row[7:]))


def _spans(written: str) -> Spans:
    return tuple((start, end) for start, end in json.loads(written))


def read_mark(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Row | None:
    """Return one mark as a change holds it, None when there is none."""
    columns, (name, by) = MARKS[table], PLACES[table]
    found = connection.execute(f"SELECT {_quoted(columns)} FROM {name} WHERE {by} = ?", key).fetchone()
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
    name, by = PLACES[table]
    if after is None:
        connection.execute(f"DELETE FROM {name} WHERE {by} = ?", key)
    else:
        _put(connection, table, key, after)
    if table == "claim" and (before or {}).get("text") != (after or {}).get("text"):
        index_claim(connection, *key)


def _put(connection: sqlite3.Connection, table: str, key: tuple[str, ...], after: Row) -> None:
    name, by = PLACES[table]
    columns = MARKS[table]
    values = [after[name] for name in columns]
    if "document" in after:
        values[0] = connection.execute("SELECT id FROM documents WHERE uid = ?", (after["document"],)).fetchone()[0]
    # An update in place: to replace a row is to delete it, and what refers to it may not lose it for a moment.
    connection.execute(
        f"""INSERT INTO {name} ({by}, {_quoted(columns)}) VALUES ({", ".join("?" * (len(columns) + 1))})
        ON CONFLICT ({by}) DO UPDATE SET {", ".join(f'"{one}" = excluded."{one}"' for one in columns)}""",
        (*key, *values),
    )


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
