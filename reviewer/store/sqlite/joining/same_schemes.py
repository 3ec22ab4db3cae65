"""Labels of one's own in two databases: schemes are known by what they are, and an article has one of them."""

import sqlite3

from reviewer.errors import StoreError
from reviewer.store.sqlite.joining.same_texts import Article
from reviewer.store.sqlite.schemes import LABELLED
from reviewer.text import shorten

_TITLE = 60


def take_schemes(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> None:
    """Let our database know the schemes of both, each since it was first known."""
    ours.executemany(
        """INSERT INTO schemes (uid, labels, since) VALUES (?, ?, ?)
        ON CONFLICT (uid) DO UPDATE SET since = excluded.since WHERE excluded.since < schemes.since""",
        theirs.execute("SELECT uid, labels, since FROM schemes").fetchall(),
    )


def share_scheme(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, mine: Article, other: Article, shown: str
) -> None:
    """Let an article that both have keep the labels it was labelled with, in whichever database that was.

    Raises StoreError where it was labelled in both, and with other labels: neither says anything in the other's words.
    """
    here, there = _scheme(ours, mine), _scheme(theirs, other)
    if here == there:
        return
    worked = _is_labelled(ours, mine), _is_labelled(theirs, other)
    if all(worked):
        raise StoreError(
            f"{shown}: “{shorten(other['title'], _TITLE)}” is labelled there with other labels than here, and an "
            "article has one set of them; nothing was changed: keep the two databases apart"
        )
    # Where nobody labelled it, it must not matter which was joined to which; labels of one's own were somebody's wish.
    chosen = here if worked[0] else there if worked[1] else min(filter(None, (here, there)))
    ours.execute("UPDATE documents SET scheme = ? WHERE id = ?", (chosen, mine["id"]))


def _scheme(connection: sqlite3.Connection, article: Article) -> str | None:
    uid: str | None = connection.execute("SELECT scheme FROM documents WHERE id = ?", (article["id"],)).fetchone()[0]
    return uid


def _is_labelled(connection: sqlite3.Connection, article: Article) -> bool:
    return connection.execute(LABELLED, (article["id"],)).fetchone() is not None
