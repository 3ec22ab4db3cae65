"""The tables that only joining databases fills: a part of the schema's third step."""

from reviewer.store.sqlite.executes import Executes


def joined_logs(db: Executes) -> None:
    """Add what is known of articles that came in several times, and of decisions that exclude each other."""
    db.execute("""
        CREATE TABLE copies (
            document INTEGER NOT NULL REFERENCES documents (id),
            batch TEXT NOT NULL,
            removed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (document, batch)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX copies_by_batch ON copies (batch)")
    db.execute("""
        CREATE TABLE cuts (
            uid TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            paragraph INTEGER NOT NULL,
            kind TEXT NOT NULL,
            standing INTEGER NOT NULL -- 0: of another splitter's copy; what was said of it falls on the words it had
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE originals ( -- of corrections that were made anew: what the log said of them before
            decision TEXT PRIMARY KEY,
            changes TEXT NOT NULL,
            sentence TEXT
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE corrected_cuts (
            document INTEGER NOT NULL REFERENCES documents (id),
            sha256 TEXT NOT NULL,
            uid TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            PRIMARY KEY (document, sha256, uid, start, "end")
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE conflicts (
            id INTEGER PRIMARY KEY,
            document INTEGER REFERENCES documents (id),
            start INTEGER,
            "end" INTEGER,
            "on" TEXT NOT NULL,
            "key" TEXT NOT NULL,
            layer TEXT NOT NULL,
            stands TEXT NOT NULL,
            aside TEXT NOT NULL,
            decision TEXT NOT NULL,
            over TEXT NOT NULL,
            written_over INTEGER NOT NULL
        ) STRICT""")
