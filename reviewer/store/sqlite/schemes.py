"""Labels of one's own in the database: kept under a digest of what they are, named by the documents that have them."""

import json
import sqlite3
from collections.abc import Sequence

from reviewer.errors import StoreError
from reviewer.labels import BUILT_IN, Scheme, together
from reviewer.store.rows import Document
from reviewer.store.sqlite import log
from reviewer.store.sqlite.connection import Engine

_LABELS = """instr(changes, '"on":"annotation"')"""
LABELLED = f"SELECT 1 FROM decisions WHERE document = ? AND {_LABELS} LIMIT 1"
"""Finds whether anything was ever said of the sentences of a document, taken back or not; reads the whole log."""
CHUNK = 5_000
"""How many documents take other labels in one transaction: the log is read once for all of them."""


class SchemesPart(Engine):
    """The part of the engine that knows the schemes; one is never changed, so each is read once."""

    _schemes_read: dict[str, Scheme] | None = None

    def schemes(self) -> tuple[Scheme, ...]:
        """Return the schemes that documents came in with, the built-in one first, then the oldest."""
        found = [
            row[0]
            for row in self.connection.execute(
                """SELECT uid FROM schemes s WHERE EXISTS (SELECT 1 FROM documents WHERE scheme = s.uid)
                ORDER BY since, uid"""
            )
        ]
        if not found:
            return (BUILT_IN,)
        (built_in,) = self.connection.execute("SELECT EXISTS (SELECT 1 FROM documents WHERE scheme IS NULL)").fetchone()
        return (*((BUILT_IN,) if built_in else ()), *map(self._scheme, found))

    def every_label(self) -> Scheme:
        """Return the labels of all these schemes, each name once."""
        return together(self.schemes())

    def schemed(self) -> dict[int, str]:
        """Return the uid of the scheme of each document (row id) with labels of somebody's own."""
        return dict(self.connection.execute("SELECT id, scheme FROM documents WHERE scheme IS NOT NULL"))

    def adopt(self, documents: Sequence[int], scheme: Scheme) -> int:
        """Let documents on which nothing was ever decided have these labels; return how many took them."""
        taken = 0
        for at in range(0, len(documents), CHUNK):
            # What was said is found at once; the log, which is long, is only asked where nothing stands, and once.
            some = "SELECT value FROM json_each(?)"
            unsaid = f"{some} WHERE NOT EXISTS (SELECT 1 FROM annotations WHERE document = value)"
            asked = _numbers(self.connection, unsaid, json.dumps(list(documents[at : at + CHUNK])))
            if not asked:
                continue
            (newest,) = _numbers(self.connection, "SELECT coalesce(max(seq), 0) FROM decisions")
            labelled = f"SELECT DISTINCT document FROM decisions WHERE seq > ? AND document IN ({some}) AND {_LABELS}"
            decided = set(_numbers(self.connection, labelled, 0, json.dumps(asked)))
            with self.transaction() as connection:  # what was decided meanwhile is little
                decided.update(_numbers(connection, labelled, newest, json.dumps(asked)))
                free = [one for one in asked if one not in decided]
                if free:
                    self._keep_scheme(scheme)
                    sql = f"UPDATE documents SET scheme = ? WHERE id IN ({some})"
                    taken += connection.execute(sql, (scheme.uid, json.dumps(free))).rowcount
        return taken

    def _keep_scheme(self, scheme: Scheme) -> None:
        """Keep a scheme that documents are about to name; to be called inside a transaction."""
        if not scheme.is_own:
            return
        from reviewer.schemes import written  # noqa: PLC0415 - most databases have no labels of somebody's own

        self.connection.execute(
            "INSERT OR IGNORE INTO schemes (uid, labels, since) VALUES (?, ?, ?)",
            (scheme.uid, written(scheme.labels)[1], log.now()),
        )

    def _document(self, row: Sequence[object]) -> Document:
        """Return a document from its columns as DOCUMENT names them, the last of which is its scheme's uid."""
        *values, uid = row
        document = Document._make([*values, BUILT_IN])
        return document if uid is None else document._replace(scheme=self._scheme(str(uid)))

    def _scheme(self, uid: str) -> Scheme:
        """Return a scheme by its uid; raises StoreError for one that is not as it was kept."""
        if self._schemes_read is None:
            self._schemes_read = {}
        if uid not in self._schemes_read:
            from reviewer.schemes import read  # noqa: PLC0415 - as above

            row = self.connection.execute("SELECT labels FROM schemes WHERE uid = ?", (uid,)).fetchone()
            try:
                self._schemes_read[uid] = read(uid, row[0] if row else "")
            except (ValueError, TypeError, RecursionError) as error:
                raise StoreError(
                    f"{self._shown()}: the labels of an article cannot be read; the file was changed by hand or is "
                    "damaged: go on with a copy that is whole"
                ) from error
        return self._schemes_read[uid]


def _numbers(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(query, values)]
