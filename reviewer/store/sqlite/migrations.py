"""The schema, from the first table on: one migration a function, applied by sqlite-utils, each in one transaction."""

import os
import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from sqlite_utils import Database, Migrations

from reviewer.errors import StoreError
from reviewer.store.sqlite.connection import APPLICATION_ID, BUSY_SECONDS, SCHEMA
from reviewer.text import one_line

migrations = Migrations("reviewer")


def migrate(connection: sqlite3.Connection, path: Path | str, known: Migrations = migrations, to: int = SCHEMA) -> None:
    """Bring a database up to schema `to`, which the migrations `known` make; an older one is copied first.

    The copy is `<name>.before-<schema>` beside it. Nothing is changed when anything fails.
    """
    database = Database(connection, execute_plugins=False)
    # One process migrates; one that waited for it finds the work done, for the version is read inside.
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < to:
            if version:
                _back_up(Path(path), version)
            known.apply(database)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {to}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(path: Path, version: int) -> None:
    """Copy what is committed; a copy that was made before is left alone, a half-made one never has the copy's name."""
    names = chain((f"{path.name}.before-{version}",), (f"{path.name}.before-{version}.{n}" for n in count(2)))
    copy = next(place for place in map(path.with_name, names) if not place.exists())
    part = copy.with_name(f"{copy.name}.part")
    try:
        part.unlink(missing_ok=True)
        # A connection of its own: VACUUM does not run inside the transaction that keeps other writers out.
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as reader:
            reader.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(copy)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{one_line(str(path))}: could not be backed up to {one_line(copy.name)} before its schema is renewed "
            f"({one_line(str(error))}); make room or fix the folder, nothing was changed"
        ) from error


@migrations()
def first_tables(db: Database) -> None:
    """Documents with their sentences, the decision log, and the state that the log adds up to."""
    db.execute("""
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            title TEXT NOT NULL,
            url TEXT,
            published TEXT,
            language TEXT,
            external_id TEXT,
            encoding TEXT NOT NULL,
            splitter TEXT NOT NULL,
            imported TEXT NOT NULL,
            batch TEXT NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0,
            sentences INTEGER NOT NULL,
            meta TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX documents_by_batch ON documents (batch)")
    db.execute("CREATE TABLE texts (document INTEGER PRIMARY KEY REFERENCES documents (id), text TEXT NOT NULL) STRICT")
    db.execute("""
        CREATE TABLE sentences (
            id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: a stale id must not name another sentence
            uid TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            paragraph INTEGER NOT NULL,
            kind TEXT NOT NULL,
            created_by TEXT,
            text TEXT NOT NULL
        ) STRICT""")
    db.execute('CREATE UNIQUE INDEX sentences_in_order ON sentences (document, start, "end", paragraph)')
    db.execute("""
        CREATE TABLE decisions (
            seq INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            at TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            action TEXT NOT NULL,
            document INTEGER REFERENCES documents (id),
            sentence TEXT,
            changes TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL,
            elapsed_ms INTEGER,
            reverts TEXT
        ) STRICT""")
    db.execute("CREATE INDEX decisions_by_sentence ON decisions (sentence, seq)")
    db.execute("CREATE INDEX decisions_by_document ON decisions (document, seq)")
    _state_tables(db)


def _state_tables(db: Database) -> None:
    db.execute("""
        CREATE TABLE annotations (
            document INTEGER NOT NULL REFERENCES documents (id),
            sentence INTEGER NOT NULL REFERENCES sentences (id),
            reviewer TEXT NOT NULL,
            label TEXT,
            uncertain INTEGER NOT NULL,
            note TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL,
            elapsed_ms INTEGER,
            PRIMARY KEY (document, sentence, reviewer)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX annotations_by_sentence ON annotations (sentence)")
    db.execute("""
        CREATE TABLE progress (
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            label TEXT NOT NULL,
            sentences INTEGER NOT NULL,
            PRIMARY KEY (document, reviewer, label)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE undo_stack (
            reviewer TEXT NOT NULL,
            undone INTEGER NOT NULL,
            seq INTEGER NOT NULL REFERENCES decisions (seq),
            PRIMARY KEY (reviewer, undone, seq)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE positions (
            reviewer TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (reviewer, document)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX positions_by_time ON positions (reviewer, at)")
    db.execute("""
        CREATE TABLE preferences (
            reviewer TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (reviewer, name)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE guidelines (
            version TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            since TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE VIRTUAL TABLE sentences_fts USING fts5 (
            text, content = 'sentences', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
        )""")


@migrations()
def who_said_it_and_what_is_claimed(db: Database) -> None:
    """Attributions, claims and speakers; check-worthiness, claim types and duplicates beside the label."""
    db.execute("ALTER TABLE annotations ADD COLUMN check_worthiness TEXT")
    db.execute("ALTER TABLE annotations ADD COLUMN claim_types TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE annotations ADD COLUMN duplicate_of INTEGER")
    db.execute("""
        CREATE TABLE speakers (
            uid TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            aliases TEXT NOT NULL,
            role TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE attributions (
            uid TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            start INTEGER NOT NULL,
            source TEXT NOT NULL,
            cue TEXT NOT NULL,
            content TEXT NOT NULL,
            speaker TEXT REFERENCES speakers (uid),
            quote_type TEXT NOT NULL,
            addressee TEXT NOT NULL,
            parent TEXT,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX attributions_in_order ON attributions (document, reviewer, start)")
    db.execute("CREATE INDEX attributions_by_speaker ON attributions (speaker)")
    db.execute("""
        CREATE TABLE claims (
            uid TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            reviewer TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            text TEXT NOT NULL,
            presupposed INTEGER NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            guideline TEXT NOT NULL,
            origin TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX claims_in_order ON claims (document, reviewer, start)")
