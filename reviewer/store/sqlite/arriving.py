"""Storing articles that come in under ids they had elsewhere; to be called inside a transaction."""

import json
import sqlite3
from typing import Any

from reviewer.schemes import written
from reviewer.store.bringing import Arrival
from reviewer.store.sqlite import log
from reviewer.store.sqlite.ids import UID

OLDER = """id IN (SELECT v.document FROM versions v JOIN documents o ON o.id = v.document
    WHERE v.sha256 = ?1 AND v.version < o.version)"""
"""The documents that had a text (by its hash) before they were corrected."""


def arrive(connection: sqlite3.Connection, one: Arrival, batch: str) -> bool:
    """Store an article as part of an import; return whether it is in the database now and was not before.

    One whose text is here is left as it is, or comes back where its import was undone. One whose ids are none, or
    another article's, is passed over.
    """
    sha256 = one.article.sha256
    known = connection.execute(
        f"SELECT id, removed FROM documents WHERE sha256 = ?1 OR {OLDER} ORDER BY sha256 <> ?1", (sha256,)
    ).fetchone()
    if known is not None:
        return bool(known[1]) and come_back(connection, known[0], batch)
    if not _is_free(connection, one):
        return False
    article = one.article
    values: dict[str, Any] = {
        "uid": one.uid, "sha256": sha256, "name": article.name, "title": one.title, "url": article.url,
        "published": article.published, "language": article.language, "external_id": article.external_id,
        "encoding": article.encoding, "splitter": one.splitter, "imported": log.now(),
        "meta": json.dumps(dict(article.meta), ensure_ascii=False), "batch": batch, "sentences": len(one.sentences),
        "scheme": one.scheme.uid,
    }  # fmt: skip
    if one.scheme.is_own:
        connection.execute(
            "INSERT OR IGNORE INTO schemes (uid, labels, since) VALUES (?, ?, ?)",
            (one.scheme.uid, written(one.scheme.labels)[1], log.now()),
        )
    document = connection.execute(
        f"INSERT INTO documents ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    ).lastrowid
    connection.execute("INSERT INTO texts (document, text) VALUES (?, ?)", (document, article.text))
    (first,) = connection.execute("SELECT coalesce(max(id), 0) FROM sentences").fetchone()
    connection.executemany(
        'INSERT INTO sentences (uid, document, start, "end", paragraph, kind, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (
            (uid, document, start, end, paragraph, kind, article.text[start:end])
            for uid, start, end, paragraph, kind in one.sentences
        ),
    )
    connection.execute("INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE id > ?", (first,))
    return True


def come_back(connection: sqlite3.Connection, document: int, batch: str) -> bool:
    """Let an article (row id) whose import was undone come back as part of another one, with all decided on it."""
    connection.execute("UPDATE documents SET removed = 0, batch = ? WHERE id = ?", (batch, document))
    connection.execute(
        "INSERT INTO copies (document, batch) SELECT DISTINCT document, ? FROM copies WHERE document = ?",
        (batch, document),
    )
    return True


def _is_free(connection: sqlite3.Connection, one: Arrival) -> bool:
    """Return whether the ids of an article and its sentences are such, and nobody's here."""
    names = [sentence[0] for sentence in one.sentences]
    if not all(map(UID.fullmatch, (one.uid, *names))) or len(set(names)) < len(names):
        return False
    return not connection.execute(
        """SELECT 1 FROM documents WHERE uid = ?1
        UNION ALL SELECT 1 FROM sentences WHERE uid IN (SELECT value FROM json_each(?2)) LIMIT 1""",
        (one.uid, json.dumps(names)),
    ).fetchone()
