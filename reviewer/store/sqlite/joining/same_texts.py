"""Which article of another database is which of ours: known by the text it came with, whatever was corrected since."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from reviewer.errors import StoreError
from reviewer.store.sqlite import log, timeline
from reviewer.store.sqlite.versions import TEXT
from reviewer.text import shorten

ABOUT = (
    "uid", "sha256", "name", "title", "url", "published", "language", "external_id", "encoding", "splitter", "imported",
    "meta", "batch",
)  # fmt: skip
Article = dict[str, Any]
"""A document's columns, with `events`, its corrections, `texts`, the hashes of those that it had, one after the other,
and `first`, what is known of the one that it came with."""
_TITLE = 60
_DIFFERENTLY = (
    "was corrected in both databases, each in another way; undo one of the corrections where it was made, merge, and "
    "import the corrected article then"
)
_ALONE = (
    "is a corrected article in one database and an article of its own in the other; undo the correction or the import, "
    "and merge then"
)
_TAKEN_BACK = (
    "has a correction that was taken back in one database and built upon in the other; do it again, and merge then"
)


def matched(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, shown: str
) -> Iterator[tuple[Article, Article | None]]:
    """Yield each article of another database with the one of ours that it is; None for one that is new here.

    Raises StoreError where the corrections of an article in the two databases exclude each other.
    """
    here = articles(ours)
    by_first = {article["first"]["sha256"]: article for article in here}
    standing = {sha256: article["id"] for article in here for sha256 in article["texts"]}
    uids = {article["uid"]: article["id"] for article in here}
    for other in articles(theirs):
        mine = by_first.get(other["first"]["sha256"])
        wrong = _apart(ours, theirs, mine, other) if mine else ""
        own = mine["id"] if mine else None
        if uids.get(other["uid"], own) != own:
            wrong = wrong or _ALONE
        if any(standing.get(sha256, own) != own for sha256 in other["texts"]):
            wrong = wrong or _ALONE
        if wrong:
            raise StoreError(f"{shown}: “{shorten(other['title'], _TITLE)}” {wrong}")
        yield other, mine


def articles(connection: sqlite3.Connection) -> list[Article]:
    """Return all documents, in the order they came in."""
    columns = ("id", *ABOUT, "version", "cut")
    about = timeline.events(connection)
    found = []
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM documents ORDER BY id").fetchall():
        article = dict(zip(columns, row, strict=True))
        article["events"] = about.get(article["id"], [])
        one = timeline.line(article["events"])
        article["texts"] = one.texts if one and one.texts else (article["sha256"],)
        article["first"] = _first(connection, article)
        found.append(article)
    return found


def _first(connection: sqlite3.Connection, article: Article) -> dict[str, Any]:
    sha256 = article["texts"][0]
    for decision in log.in_order(connection, f"document = {article['id']} AND action = 'correct'"):
        head = decision.changes[0]
        if head.before and head.before["sha256"] == sha256:
            return dict(head.before)
    return {name: article[name] for name in TEXT}


def _apart(ours: sqlite3.Connection, theirs: sqlite3.Connection, mine: Article, other: Article) -> str:
    """Return why the corrections of an article in two databases cannot come together; empty where they can."""
    one = timeline.line({*mine["events"], *other["events"]})
    if one is None:
        return _DIFFERENTLY
    for base, article, beside in ((ours, mine, theirs), (theirs, other, ours)):
        lost = set(article["texts"]) - set(one.texts or article["texts"])
        for sha256 in lost:
            rows = base.execute(
                "SELECT uid FROM decisions WHERE document = ? AND text = ?", (article["id"], log.told_by(sha256))
            )
            if any(not beside.execute("SELECT 1 FROM decisions WHERE uid = ?", row).fetchone() for row in rows):
                return _TAKEN_BACK
    return ""
