"""Looking a database over, making its state anew from the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reviewer.errors import StoreError
from reviewer.store.care import Ailment
from reviewer.store.sqlite import finished
from reviewer.store.sqlite.connection import Engine, connect
from reviewer.store.sqlite.copying import copy
from reviewer.store.sqlite.said import is_damage
from reviewer.text import one_line

_SHOWN = 5
"""How many of the same kind of thing are told one by one."""
_INDEXES = {"sentences_fts": "the index of sentences", "claims_fts": "the index of claims"}
_STATE = {
    "sentences": 'id, uid, document, start, "end", paragraph, kind, created_by, text',
    "annotations": "*",
    "progress": "document, reviewer, label, sentences",
    "speakers": "*",
    "attributions": "*",
    "claims": "*",
    "checks": "*",
    "evidence": "*",
    "assignments": "document, layer",
    "undo_stack": "*",
    "decision_claims": "*",
    "conflicts": 'document, start, "end", "on", "key", layer, stands, aside, decision, over, written_over',
    "documents": "id, removed, sentences",
}  # fmt: skip
"""What the log adds up to: tables, and those of their columns that are compared."""
_LOOSE = ("texts", "versions", "positions", "copies", "cuts", "corrected_cuts", "proposals")
"""What else stands by the row of a document: where there is none, it is nobody's."""
_ONLY = {"progress": "WHERE sentences <> 0"}
_POINTERS = (
    """SELECT count(*), min(uid) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM texts WHERE document = d.id)"""
)
_MISPLACED = """SELECT s.uid FROM sentences s JOIN texts t ON t.document = s.document
    WHERE s.text <> substr(t.text, s.start + 1, s."end" - s.start) LIMIT ?"""
_OVERLAPPING = """SELECT uid FROM (SELECT uid, start, lag("end") OVER (PARTITION BY document ORDER BY start) AS before
    FROM sentences) WHERE before > start LIMIT ?"""


class CarePart(Engine):
    """The part of the engine that keeps the database whole."""

    def examine(self) -> Iterator[Ailment]:
        """Yield what is wrong, from the file up to what the log says; nothing is changed."""
        broken = list(self._damage())
        yield from broken
        if not broken:  # what stands in a damaged file says nothing about the rest
            with self._apart() as apart:
                yield from apart._indexes()  # noqa: SLF001 - of the same kind, on a copy
                yield from apart._articles()  # noqa: SLF001
                yield from apart._log()  # noqa: SLF001

    @contextmanager
    def _apart(self) -> Iterator["CarePart"]:
        """Give a copy to look over: working all state out anew takes its time, and no one else could write meanwhile.

        Where there is no room for one, or no file, it is this very database.
        """
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - 8 ms that only a doctor has

        path = self._path()
        if not path:
            yield self
            return
        with ExitStack() as stack:
            try:
                place = Path(stack.enter_context(TemporaryDirectory(prefix="reviewer-"))) / "copy.db"
                copy(Path(path), place)
                apart = CarePart(connect(place, make=False, shown=self._shown()))
            except (OSError, StoreError):
                apart = self
            else:
                stack.callback(apart.close)
            yield apart

    def _damage(self) -> Iterator[Ailment]:
        try:
            for (said,) in self.connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall():
                if said != "ok":
                    yield Ailment(f"the file is damaged: {one_line(said)}", mendable=False)
        except StoreError as error:
            yield Ailment(f"the file is damaged: {error}", mendable=False)

    def _indexes(self) -> Iterator[Ailment]:
        for index, name in _INDEXES.items():
            try:
                self.connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except StoreError as error:
                if not is_damage(error.__cause__):
                    raise  # somebody else is in the way: that says nothing of the index
                yield Ailment(f"{name} is not that of what stands", mendable=True)
        lost = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        for table in sorted({row[0] for row in lost}):
            count = sum(row[0] == table for row in lost)
            yield Ailment(f"{count} rows of {table} point nowhere", mendable=table not in {"documents", "decisions"})

    def _articles(self) -> Iterator[Ailment]:
        (count, first) = self.connection.execute(_POINTERS).fetchone()
        if count:
            yield Ailment(f"{count} articles have no text, {first} the first of them", mendable=False)
        for sql, what in ((_MISPLACED, "does not stand in its article"), (_OVERLAPPING, "overlaps the one before")):
            for (uid,) in self.connection.execute(sql, (_SHOWN,)).fetchall():
                yield Ailment(f"the sentence {uid} {what}", mendable=True)
        for layer in finished.wrong(self.connection):
            yield Ailment(f"what is written down as finished of {one_line(layer)} is not", mendable=True)

    def _log(self) -> Iterator[Ailment]:
        """Yield what in the log this program would not have written, and where the state is another than it says."""
        from reviewer.store.sqlite.joining.vetting import vet  # noqa: PLC0415 - a sitting looks nothing over

        try:
            vet(self.connection, self._shown())
        except StoreError as error:
            yield Ailment(str(error).removeprefix(f"{self._shown()}: "), mendable=False)
            return
        with self.transaction() as connection:
            connection.execute("SAVEPOINT examined")
            try:
                for table, columns in _STATE.items():
                    connection.execute(
                        f"CREATE TEMP TABLE was_{table} AS SELECT {columns} FROM {table} {_ONLY.get(table, '')}"
                    )
                self._remake(connection)
                yield from _differences(connection)
            except (LookupError, TypeError, ValueError):
                yield Ailment("what was decided does not fit together", mendable=False)
            finally:
                connection.execute("ROLLBACK TO examined")
                connection.execute("RELEASE examined")

    def mend(self) -> None:
        """Make all state anew from the articles and the log."""
        try:
            with self.transaction() as connection:
                for table in _LOOSE:
                    connection.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT id FROM documents)")
                self._remake(connection)
                for index in _INDEXES:
                    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        except (LookupError, TypeError, ValueError) as error:
            raise StoreError(
                f"{self._shown()}: what was decided does not fit together; nothing was changed, go on with a backup"
            ) from error
        self.tidy()

    def _remake(self, connection: sqlite3.Connection) -> None:
        from reviewer.store.sqlite.joining.rebuild import passed, rebuild  # noqa: PLC0415 - as above

        rebuild(connection, passed(connection))


def _differences(connection: sqlite3.Connection) -> Iterator[Ailment]:
    """Yield in which tables the state that the log gave is another than the one that was there."""
    for table, columns in _STATE.items():
        now = f"SELECT {columns} FROM {table} {_ONLY.get(table, '')}"
        lost, extra = (
            connection.execute(
                f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"
            ).fetchone()[0]
            for one, other in ((now, f"SELECT * FROM was_{table}"), (f"SELECT * FROM was_{table}", now))
        )
        if lost or extra:
            yield Ailment(f"{table}: the log says otherwise of {max(lost, extra):,} rows", mendable=True)
