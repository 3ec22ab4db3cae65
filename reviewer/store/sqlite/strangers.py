"""What no database of this program holds: statements that somebody else's hand put there to run with ours."""

import sqlite3

from reviewer.errors import StoreError

INDEXES = frozenset({"sentences_fts", "claims_fts"})
"""The virtual tables of this program; any other runs code of the module it names."""
TABLES = frozenset({
    "annotations", "assignments", "attributions", "checks", "claims", "conflicts", "copies", "corrected_cuts", "cuts",
    "decision_claims", "decisions", "documents", "evidence", "guidelines", "models", "originals", "positions",
    "claim_words", "compared", "compared_until",
    "preferences", "progress", "proposals", "schemes", "sentences", "source_files", "speakers", "texts",
    "undo_stack", "versions",
})  # fmt: skip
"""The tables of this program. All are STRICT, so that a number is a number and a text is a text."""
LONGEST = 256 * 1024 * 1024
"""Bytes of one value; the longest that this program writes is a text of 64 MiB in another encoding."""


def guard(connection: sqlite3.Connection) -> None:
    """Let no function that a schema names do more than compute, and no value fill the memory; call it first."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)


def refuse_strange(connection: sqlite3.Connection, shown: str) -> None:
    """Raise StoreError for triggers, views, virtual tables, and columns or types that are not this program's.

    Tables beside its own are left alone.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
        raise StoreError(f"{shown}: holds triggers or views, which this program never makes; it is not opened")
    for name, kind, strict in connection.execute(
        "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
    ).fetchall():
        if kind == "virtual" and name not in INDEXES:
            raise StoreError(f"{shown}: holds a virtual table, which is not this program's; it is not opened")
        if name in TABLES and (kind != "table" or not strict):
            raise StoreError(f"{shown}: its table {name} was made by somebody else; it is not opened")
    if connection.execute(
        """SELECT 1 FROM pragma_table_list tables, pragma_table_xinfo(tables.name) columns
        WHERE tables.schema = 'main' AND tables.type = 'table' AND columns.hidden > 1"""
    ).fetchone():
        raise StoreError(f"{shown}: holds columns that are computed, which are not this program's; it is not opened")
