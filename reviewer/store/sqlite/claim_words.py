"""The words of all claims, for looking a claim up: a table beside the claims, and its full-text index.

SQLite lets no trigger write to a full-text index where the schema of a file is not trusted, so each place that writes
claims or titles calls one of these.
"""

import sqlite3

from reviewer.store.sqlite.executes import Executes

_ALL = """INSERT INTO claim_words (claim, text, title)
    SELECT c.uid, c.text, d.title FROM claims c JOIN documents d ON d.id = c.document"""
_INDEXED = "INSERT INTO claims_fts (rowid, text, title) SELECT id, text, title FROM claim_words"
_TAKEN_OUT = """INSERT INTO claims_fts (claims_fts, rowid, text, title)
    SELECT 'delete', id, text, title FROM claim_words"""


def claim_words(db: Executes) -> None:
    """Make the table and its index, with the claims that are there.

    Row ids of claims may change when a file is copied by VACUUM, so the index goes by ids of its own.
    """
    db.execute("""
        CREATE TABLE claim_words (
            id INTEGER PRIMARY KEY,
            claim TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            title TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE VIRTUAL TABLE claims_fts USING fts5 (
            text, title, content = 'claim_words', content_rowid = 'id',
            tokenize = 'porter unicode61 remove_diacritics 2'
        )""")
    index_claims(db)


def index_claims(db: Executes) -> None:
    """Index all claims anew."""
    db.execute("DELETE FROM claim_words")
    db.execute(_ALL)
    db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")


def index_claim(connection: sqlite3.Connection, claim: str) -> None:
    """Index one claim (uid) as it stands now, or take it out of the index where it is no more."""
    connection.execute(f"{_TAKEN_OUT} WHERE claim = ?", (claim,))
    connection.execute("DELETE FROM claim_words WHERE claim = ?", (claim,))
    if connection.execute(f"{_ALL} WHERE c.uid = ?", (claim,)).rowcount:
        connection.execute(f"{_INDEXED} WHERE claim = ?", (claim,))


def index_title(connection: sqlite3.Connection, document: int) -> None:
    """Index the claims of a document (row id) under the title that it has now."""
    of = "claim IN (SELECT uid FROM claims WHERE document = ?)"
    connection.execute(f"{_TAKEN_OUT} WHERE {of}", (document,))
    title = "UPDATE claim_words SET title = (SELECT title FROM documents WHERE id = ?)"
    connection.execute(f"{title} WHERE {of}", (document, document))
    connection.execute(f"{_INDEXED} WHERE {of}", (document,))
