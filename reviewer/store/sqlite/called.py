"""Which documents have a URL, an id or a name: asked for each of very many files that come in at once."""

from collections.abc import Iterator
from typing import Any

from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.documents import DOCUMENT

FEW = 10
"""So many times all documents are read; whoever asks more often gets an index, which is made anew at each start.

One in the file would be more to write with each import, for what mostly is asked once.
"""
_TABLE = """CREATE TEMP TABLE IF NOT EXISTS called (
    kind TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (kind, value, document)
    ) STRICT, WITHOUT ROWID"""
_KINDS = ("url", "external_id", "name")


class CalledPart(Engine):
    """The part of the engine that knows documents by what they are called."""

    _asked = 0
    _called = 0, 0
    """Up to which document the index goes, and when it was made: what others wrote since may be a merge."""

    def _documents_called(self, kind: str, value: str) -> Iterator[tuple[Any, ...]]:
        """Yield the documents whose url, external_id or name (the `kind`) is this, newest first, as DOCUMENT has it."""
        self._asked += 1
        if self._asked <= FEW:
            sql = f"SELECT {DOCUMENT} FROM documents WHERE {kind} = ?2 AND ?1 = ?1 AND NOT removed ORDER BY id DESC"
        else:
            self._keep_called()
            sql = f"""SELECT {DOCUMENT} FROM temp.called c CROSS JOIN documents d ON d.id = c.document
                WHERE c.kind = ?1 AND c.value = ?2 AND NOT removed ORDER BY c.document DESC"""
        return self.connection.execute(sql, (kind, value))

    def _keep_called(self) -> None:
        """Let the index hold all documents that there are now."""
        (newest,) = self.connection.execute("SELECT coalesce(max(id), 0) FROM documents").fetchone()
        upto, version = self._called
        if version != (now := self._data_version()):
            self.connection.execute(_TABLE)
            self.connection.execute("DELETE FROM temp.called")
            upto = 0
        if newest > upto:
            for kind in _KINDS:
                self.connection.execute(
                    f"""INSERT OR IGNORE INTO temp.called (kind, value, document)
                    SELECT '{kind}', {kind}, id FROM documents WHERE id > ? AND {kind} IS NOT NULL""",
                    (upto,),
                )
        self._called = newest, now
