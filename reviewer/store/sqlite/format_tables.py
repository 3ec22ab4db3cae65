"""The schema's fifth step: the files articles were taken from, label schemes, and what another program proposed."""

from reviewer.store.sqlite.compared_tables import compared_documents
from reviewer.store.sqlite.executes import Executes


def files_schemes_and_proposals(db: Executes) -> None:
    """Add the bytes of files whose text was taken out of something else, labels of one's own, and brought proposals.

    None of this is a decision. A proposal stands on words of one text of a document, not on a sentence row: splitting,
    merging and correcting rename no sentence it could name.
    """
    # By the hash of the text that a file gave; its bytes are packed by zlib.
    db.execute("""
        CREATE TABLE source_files (
            sha256 TEXT PRIMARY KEY NOT NULL,
            media TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE schemes (
            uid TEXT PRIMARY KEY,
            labels TEXT NOT NULL,
            since TEXT NOT NULL
        ) STRICT""")
    db.execute(
        "ALTER TABLE documents ADD COLUMN scheme TEXT REFERENCES schemes (uid)"
    )  # NULL: the program's own labels
    db.execute("""
        CREATE TABLE proposals (
            document INTEGER NOT NULL REFERENCES documents (id),
            text TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            engine TEXT NOT NULL,
            proposal TEXT NOT NULL,
            PRIMARY KEY (document, text, start, "end")
        ) STRICT, WITHOUT ROWID""")
    compared_documents(db)
