"""The tables of what is kept about where reviewers differ."""

from reviewer.store.sqlite.executes import Executes


def compared_documents(db: Executes) -> None:
    """Make the tables: what is kept of each document that several have labels in, and up to which decision."""
    db.execute("""
        CREATE TABLE compared (
            document INTEGER PRIMARY KEY REFERENCES documents (id),
            agreed INTEGER NOT NULL,
            open INTEGER NOT NULL,
            settled INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE TABLE compared_until (seq INTEGER NOT NULL, uid TEXT NOT NULL) STRICT")
