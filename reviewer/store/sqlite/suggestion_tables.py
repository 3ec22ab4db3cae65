"""The schema's fourth step: what became of suggestions, which claims are the same, and what was learned."""

from reviewer.store.sqlite.claim_words import claim_words
from reviewer.store.sqlite.executes import Executes


def suggestions_and_memory(db: Executes) -> None:
    """Add what was proposed to labels and attributions, links between claims, an index of these, and learned models.

    A model is no decision: it is made anew from the log wherever it is missing.
    """
    db.execute("ALTER TABLE annotations ADD COLUMN suggestion TEXT")
    db.execute("ALTER TABLE attributions ADD COLUMN suggestion TEXT")
    db.execute("ALTER TABLE claims ADD COLUMN same_as TEXT")
    db.execute("""
        CREATE TABLE models (
            layer TEXT PRIMARY KEY,
            engine TEXT NOT NULL,
            learned TEXT NOT NULL,
            model BLOB NOT NULL
        ) STRICT""")
    claim_words(db)
