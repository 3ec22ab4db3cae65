"""Which words of the index of sentences begin as an unfinished one does."""

import sqlite3

MOST = 50
"""How many words are told; of more, the index itself merges the rows faster than they are looked up one by one."""
_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.sentence_terms USING fts5vocab(main, sentences_fts, instance)"
_NEXT = "SELECT term FROM temp.sentence_terms WHERE term >= ? LIMIT 1"
_AFTER = "\x01"
"""Sorts behind the end of a word and before every letter."""


def begun(connection: sqlite3.Connection, word: str) -> list[str] | None:
    """Return the words that begin so; None where they are too many, or only the index knows how it writes the word.

    Asked for what begins so, the index merges the rows of all these words before it gives the first: among a million
    sentences that takes longer than to ask it for the words, one of which is enough for 50 hits.
    """
    if not (word.isascii() and word.isalnum()):
        return None
    beginning = term = word.lower()
    found: list[str] = []
    connection.execute(_TERMS)
    while len(found) <= MOST:
        row = connection.execute(_NEXT, (term,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            return found
        found.append(row[0])
        term = row[0] + _AFTER
    return None
