"""Taking in the articles of another database: new ones whole, and those that are here as well made one with ours."""

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from reviewer.errors import StoreError
from reviewer.store.sqlite.identity import Cuts, joined
from reviewer.store.sqlite.rebuild import elsewhere, imported
from reviewer.store.sqlite.replay import Bounds, Row
from reviewer.store.sqlite.rewritten import rewritten
from reviewer.text import shorten

_ABOUT = (
    "uid", "sha256", "name", "title", "url", "published", "language", "external_id", "encoding", "splitter", "imported",
    "meta", "batch",
)  # fmt: skip
_TITLE = 60
Article = dict[str, Any]


class Articles(NamedTuple):
    """What came: `ids` leads from their row ids to ours, `names` from ids that are no more to new ones."""

    ids: dict[int, int]
    names: dict[str, str]
    new: int


def take_articles(ours: sqlite3.Connection, theirs: sqlite3.Connection, shown: str) -> Articles:
    """Let our database hold all articles of both, each once; to be called inside a transaction.

    Raises StoreError for an article that was corrected in the two databases, or in one of them, each on its own.
    """
    here = {article["uid"]: article for article in _articles(ours)}
    by_hash = {article["sha256"]: article for article in here.values()}
    ids: dict[int, int] = {}
    shared: list[tuple[Article, Article]] = []
    fresh: list[Article] = []
    mine, others = rewritten(ours).standing, rewritten(theirs).standing
    for article in _articles(theirs):
        known = by_hash.get(article["sha256"])
        if known is None:
            apart = article["uid"] in here or _corrected(ours, theirs, article)
        else:
            apart = mine.get(known["id"], frozenset()) != others.get(article["id"], frozenset())
        if apart:
            raise StoreError(
                f"{shown}: “{shorten(article['title'], _TITLE)}” was not corrected in both databases together; undo "
                "the correction where it was made, merge, and import the corrected article then"
            )
        if known is None:
            fresh.append(article)
            ids[article["id"]] = _insert(ours, theirs, article)
        else:
            shared.append((known, article))
            ids[article["id"]] = known["id"]
    names = _share(ours, theirs, shared, shown)
    _insert_copies(ours, theirs, ids, {article["id"] for article in fresh})
    return Articles(ids, names, len(fresh))


def _articles(connection: sqlite3.Connection) -> list[Article]:
    columns = ("id", *_ABOUT)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM documents ORDER BY id")
    return [dict(zip(columns, row, strict=True)) for row in rows]


_OLDER = """SELECT v.sha256 FROM versions v JOIN documents d ON d.id = v.document AND v.version < d.version
    WHERE v.document = coalesce(?1, v.document) AND v.sha256 = coalesce(?2, v.sha256)"""
"""The texts that documents had before they were corrected; of one that is not corrected any more, none."""


def _corrected(ours: sqlite3.Connection, theirs: sqlite3.Connection, article: Article) -> bool:
    """Return whether the text of one database is an older version of the other's."""
    if ours.execute(_OLDER, (None, article["sha256"])).fetchone():
        return True
    older = theirs.execute(_OLDER, (article["id"], None)).fetchall()
    return any(ours.execute("SELECT 1 FROM documents WHERE sha256 = ?", row).fetchone() for row in older)


def _insert(ours: sqlite3.Connection, theirs: sqlite3.Connection, article: Article) -> int:
    """Take in an article that is not here, with its sentences; return its row id."""
    columns = (*_ABOUT, "removed", "sentences", "version")
    row = theirs.execute(f"SELECT {', '.join(columns)} FROM documents WHERE id = ?", (article["id"],)).fetchone()
    document = (
        ours.execute(
            f"INSERT INTO documents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", row
        ).lastrowid
        or 0
    )
    (text,) = theirs.execute("SELECT text FROM texts WHERE document = ?", (article["id"],)).fetchone()
    ours.execute("INSERT INTO texts (document, text) VALUES (?, ?)", (document, text))
    (before,) = ours.execute("SELECT coalesce(max(id), 0) FROM sentences").fetchone()
    ours.executemany(
        """INSERT INTO sentences (document, uid, start, "end", paragraph, kind, created_by, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (document, *sentence)
            for sentence in theirs.execute(
                """SELECT uid, start, "end", paragraph, kind, created_by, text FROM sentences WHERE document = ?
                ORDER BY start""",
                (article["id"],),
            )
        ),
    )
    ours.execute("INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE id > ?", (before,))
    _take_versions(ours, theirs, document, article["id"])
    return document


def _take_versions(ours: sqlite3.Connection, theirs: sqlite3.Connection, mine: int, other: int) -> None:
    """Keep the texts that an article had or has had, beside those known here; `mine` and `other` are its row ids."""
    columns = "version, sha256, encoding, splitter, imported, text"
    ours.executemany(
        f"INSERT OR IGNORE INTO versions (document, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (mine, *version)
            for version in theirs.execute(f"SELECT {columns} FROM versions WHERE document = ?", (other,))
        ],
    )


def _insert_copies(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, ids: Mapping[int, int], fresh: Collection[int]
) -> None:
    """Take in what is known of the other copies of articles that are new here."""
    for document, batch, removed in theirs.execute("SELECT document, batch, removed FROM copies").fetchall():
        if document in fresh:
            ours.execute("INSERT INTO copies VALUES (?, ?, ?)", (ids[document], batch, removed))
    for uid, document, *rest in theirs.execute(
        'SELECT uid, document, start, "end", paragraph, kind, standing FROM cuts'
    ):
        if document in fresh:
            ours.execute("INSERT INTO cuts VALUES (?, ?, ?, ?, ?, ?, ?)", (uid, ids[document], *rest))


def _share(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, shared: list[tuple[Article, Article]], shown: str
) -> dict[str, str]:
    """Let each pair of articles be one; return the ids that are no more, with those that stand for them."""
    names: dict[str, str] = {}
    cut_here, cut_there = _cut(ours), _cut(theirs)
    apart = [
        (mine, other)
        for mine, other in shared
        if mine["uid"] != other["uid"] or mine["id"] in cut_here or other["id"] in cut_there
    ]
    cuts = _cuts(ours, {mine["uid"] for mine, _ in apart}), _cuts(theirs, {other["uid"] for _, other in apart})
    for mine, other in shared:
        texts = [
            base.execute("SELECT text FROM texts WHERE document = ?", (one["id"],)).fetchone()[0]
            for base, one in ((ours, mine), (theirs, other))
        ]
        if texts[0] != texts[1]:
            raise StoreError(
                f"{shown}: “{shorten(other['title'], _TITLE)}” has another text under the same hash; "
                "nothing was changed"
            )
        _share_imports(ours, theirs, mine, other)
        _take_versions(ours, theirs, mine["id"], other["id"])
        if other["uid"] < mine["uid"]:
            _say_as(ours, mine, other)
    for mine, other in apart:
        uid = min(mine["uid"], other["uid"])
        names |= {one["uid"]: uid for one in (mine, other) if one["uid"] != uid}
        names |= _share_cuts(ours, mine, cuts[0][mine["uid"]], cuts[1][other["uid"]], uid)
    return names


def _say_as(ours: sqlite3.Connection, mine: Article, other: Article) -> None:
    """Let an article have the id and the particulars of its older copy."""
    ours.execute(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _ABOUT)} WHERE id = ?",
        (*(other[name] for name in _ABOUT), mine["id"]),
    )


def _share_imports(ours: sqlite3.Connection, theirs: sqlite3.Connection, mine: Article, other: Article) -> None:
    """Remember by which imports an article came in, where they are several."""
    batches = {mine["batch"], other["batch"]}
    batches |= {row[0] for row in theirs.execute("SELECT batch FROM copies WHERE document = ?", (other["id"],))}
    batches |= {row[0] for row in ours.execute("SELECT batch FROM copies WHERE document = ?", (mine["id"],))}
    if len(batches) > 1:
        ours.executemany(
            "INSERT OR IGNORE INTO copies (document, batch) VALUES (?, ?)", ((mine["id"], one) for one in batches)
        )


def _cut(connection: sqlite3.Connection) -> set[int]:
    """Return the row ids of the documents of which several splitters' sentences are known."""
    return {row[0] for row in connection.execute("SELECT DISTINCT document FROM cuts")}


def _cuts(connection: sqlite3.Connection, documents: Collection[str]) -> dict[str, Cuts]:
    """Return how documents (uids) were cut on import."""
    standing: dict[str, dict[str, Row]] = {uid: {} for uid in documents}
    others: dict[str, dict[str, Bounds]] = {uid: {} for uid in documents}
    for uid, row in imported(connection, documents).items():
        standing[row["document"]][uid] = row
    for uid, where in elsewhere(connection).items():
        if where.document in others:
            others[where.document][uid] = where
    return {uid: Cuts(standing[uid], others[uid]) for uid in documents}


def _share_cuts(ours: sqlite3.Connection, mine: Article, here: Cuts, there: Cuts, uid: str) -> dict[str, str]:
    """Let sentences of two copies of an article be one where they have the same bounds; `uid` is the article's now."""
    older = (here, there) if mine["uid"] == uid else (there, here)
    (standing, others), names = joined(*older, uid)
    for old, new in names.items():
        ours.execute("UPDATE sentences SET uid = ? WHERE uid = ?", (new, old))
    cut = [{names.get(old, old): {**row, "document": uid} for old, row in one.standing.items()} for one in older]
    known = _kept(ours, mine["id"])
    if others or cut[0] != cut[1] or known:
        rows = {
            (one, mine["id"], row["start"], row["end"], row["paragraph"], row["kind"], 1)
            for one, row in standing.items()
        } | {(one, mine["id"], where.start, where.end, 0, "", 0) for one, where in others.items()}
        if rows != known:
            ours.execute("DELETE FROM cuts WHERE document = ?", (mine["id"],))
            ours.executemany("INSERT INTO cuts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return names


def _kept(ours: sqlite3.Connection, document: int) -> set[tuple[Any, ...]]:
    rows = ours.execute(
        'SELECT uid, document, start, "end", paragraph, kind, standing FROM cuts WHERE document = ?', (document,)
    )
    return set(rows.fetchall())
