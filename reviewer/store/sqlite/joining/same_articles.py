"""Taking in the articles of another database: new ones whole, and those that are here as well made one with ours."""

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from reviewer.errors import StoreError
from reviewer.store.sqlite.joining.identity import Cuts, joined
from reviewer.store.sqlite.joining.rebuild import elsewhere, imported
from reviewer.store.sqlite.joining.same_schemes import share_scheme, take_schemes
from reviewer.store.sqlite.joining.same_texts import ABOUT, Article, matched
from reviewer.store.sqlite.replay import Bounds, Row
from reviewer.store.sqlite.versions import TEXT
from reviewer.text import shorten

_TITLE = 60


class Articles(NamedTuple):
    """What came: `ids` leads from their row ids to ours, `names` from ids that are no more to new ones.

    `first` holds, for documents of ours that were corrected, the particulars of the text that they came with.
    """

    ids: dict[int, int]
    names: dict[str, str]
    new: int
    first: dict[int, Row]


def take_articles(ours: sqlite3.Connection, theirs: sqlite3.Connection, shown: str) -> Articles:
    """Let our database hold all articles of both, each once; to be called inside a transaction.

    Raises StoreError for an article whose corrections, or labels, in the two databases exclude each other.
    """
    take_schemes(ours, theirs)
    ids: dict[int, int] = {}
    shared: list[tuple[Article, Article]] = []
    fresh: list[Article] = []
    for other, mine in matched(ours, theirs, shown):
        if mine is None:
            fresh.append(other)
            ids[other["id"]] = _insert(ours, theirs, other)
        else:
            shared.append((mine, other))
            ids[other["id"]] = mine["id"]
    names = _share(ours, theirs, shared, shown)
    first = {
        mine["id"]: min(mine, other, key=_age)["first"] for mine, other in shared if mine["events"] or other["events"]
    }
    _insert_copies(ours, theirs, ids, {article["id"] for article in fresh})
    return Articles(ids, names, len(fresh), first)


def _age(article: Article) -> tuple[str, str, str]:
    """Return what the older copy of an article has the smaller of; one that came with its id from a file came later."""
    return article["uid"], article["imported"], article["batch"]


def _insert(ours: sqlite3.Connection, theirs: sqlite3.Connection, article: Article) -> int:
    """Take in an article that is not here, with its sentences; return its row id."""
    columns = (*ABOUT, "removed", "sentences", "version", "cut", "scheme")
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
    """Keep the texts that an article has or had, beside the one it has here; `mine` and `other` are its row ids."""
    (current,) = ours.execute("SELECT sha256 FROM documents WHERE id = ?", (mine,)).fetchone()
    ours.executemany(
        """INSERT OR IGNORE INTO versions (document, version, sha256, encoding, splitter, imported, text)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [(mine, *version) for version in _texts(theirs, other) if version[1] != current],
    )


def _texts(connection: sqlite3.Connection, document: int) -> list[tuple[Any, ...]]:
    """Return all texts that a document has or had, as `versions` keeps them."""
    return connection.execute(
        """SELECT version, sha256, encoding, splitter, imported, text FROM versions WHERE document = ?1
        UNION ALL SELECT d.version, d.sha256, d.encoding, d.splitter, d.imported, t.text
        FROM documents d JOIN texts t ON t.document = d.id WHERE d.id = ?1""",
        (document,),
    ).fetchall()


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
        here, there = (
            {row[1]: row[-1] for row in _texts(base, one["id"])} for base, one in ((ours, mine), (theirs, other))
        )
        if any(here[sha256] != there[sha256] for sha256 in here.keys() & there.keys()):
            raise StoreError(
                f"{shown}: “{shorten(other['title'], _TITLE)}” has another text under the same hash; "
                "nothing was changed"
            )
        share_scheme(ours, theirs, mine, other, shown)
        _share_imports(ours, theirs, mine, other)
        _take_versions(ours, theirs, mine["id"], other["id"])
        if _age(other) < _age(mine):
            _say_as(ours, mine, other)
    for mine, other in apart:
        uid = min(mine["uid"], other["uid"])
        names |= {one["uid"]: uid for one in (mine, other) if one["uid"] != uid}
        names |= _share_cuts(ours, mine, cuts[0][mine["uid"]], cuts[1][other["uid"]], uid)
    return names


def _say_as(ours: sqlite3.Connection, mine: Article, other: Article) -> None:
    """Let an article have the id and the particulars of its older copy; those of a corrected text the log has."""
    corrected = mine["events"] or other["events"]
    names = [name for name in ABOUT if not (corrected and name in TEXT)]
    ours.execute(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
        (*(other[name] for name in names), mine["id"]),
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
        ours.execute("UPDATE OR REPLACE corrected_cuts SET uid = ? WHERE uid = ?", (new, old))
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
