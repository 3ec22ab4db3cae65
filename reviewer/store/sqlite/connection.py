"""Opening the database file, and the one way a transaction is run."""

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from json import loads
from pathlib import Path
from typing import Any

from reviewer.errors import StoreError
from reviewer.places import network_allowed
from reviewer.store.sqlite.mounts import refuse_network
from reviewer.store.sqlite.said import NO_DATABASE, explain
from reviewer.store.sqlite.same_file import SameFile, abandon
from reviewer.store.sqlite.schema import APPLICATION_ID, SCHEMA
from reviewer.store.sqlite.strangers import guard, refuse_strange
from reviewer.store.sqlite.waiting import BUSY_SECONDS, Told, is_busy, patience
from reviewer.text import one_line

_MAGIC = b"SQLite format 3\0"
_SHORTEST = 512
"""Bytes; a database has a page at least."""


def connect(path: Path | str, *, make: bool, shown: str = "", told: Told | None = None) -> "Connection":
    """Open a database of this program's schema; raises StoreError in one line for everything that can be wrong.

    `shown` is what the file is called there when that is not its path; `told` is told of a long wait.
    """
    ours, shown = not shown, shown or one_line(str(path))
    if str(path) != ":memory:":
        path = Path(path)
        if not make and not path.exists():
            raise StoreError(f"{shown}: there is no database yet; make one with: reviewer open ARTICLE.txt")
        if path.is_dir():
            raise StoreError(f"{shown}: is a folder; give the name of a database file with --db")
        refuse_foreign(path, shown)
        if ours and not network_allowed():  # what has another name is a copy, for one process
            refuse_network(path, shown)
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False, factory=Connection)
    except sqlite3.Error as error:
        raise StoreError(explain(error, shown)) from error
    connection.told = told
    try:
        guard(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        _settle(connection, path, shown)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise StoreError(explain(error, shown)) from error
        raise
    connection.shown = shown
    return connection


def refuse_foreign(path: Path, shown: str) -> None:
    """Raise StoreError for a short file that does not begin as SQLite's do; of a long one SQLite says so itself.

    SQLite takes some files that are too short to be databases for empty ones, and would write over a short note.
    """
    # A file that this process may have a connection to is never opened here: closing it would take that connection's
    # locks off (POSIX), another process would take itself for the last one and delete the write-ahead log, and what
    # was decided from then on would be written into a file without a name.
    try:
        if path.stat().st_size >= _SHORTEST:
            return
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{shown}: cannot be opened ({one_line(error.strerror or str(error))})") from error
    if head and head != _MAGIC:
        raise StoreError(f"{shown}: {NO_DATABASE}")


class Connection(sqlite3.Connection):
    """A connection that waits for its turn, and says in one line what is wrong with its file."""

    shown = ""
    """The file as it was given; empty while it is being opened."""
    told: Told | None = None
    """Is told when a statement has waited long for another program, and when it no longer does."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement; raises StoreError, or sqlite3.IntegrityError for what the schema forbids."""
        try:
            try:
                return self.cursor(_Cursor).execute(sql, parameters)
            except sqlite3.OperationalError as error:
                if not is_busy(error):
                    raise
                return self._in_turn(sql, parameters, error)
        except sqlite3.Error as error:
            if self.shown and not isinstance(error, sqlite3.IntegrityError):
                raise StoreError(explain(error, self.shown)) from error
            raise

    def _in_turn(self, sql: str, parameters: Any, error: sqlite3.OperationalError) -> sqlite3.Cursor:
        """Try a statement that another process was in the way of, until it runs or BUSY_SECONDS are over."""
        with patience(self.told) as waited:
            while waited() < BUSY_SECONDS:
                try:
                    return self.cursor(_Cursor).execute(sql, parameters)
                except sqlite3.OperationalError as again:
                    if not is_busy(again):
                        raise
                    error = again
        raise error


class _Cursor(sqlite3.Cursor):
    """A cursor whose rows say in one line what is wrong with them: a text that is no UTF-8 shows only there."""

    connection: Connection

    def fetchone(self) -> Any:
        """Return the next row; raises StoreError."""
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def fetchall(self) -> list[Any]:
        """Return the rows that are left; raises StoreError."""
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override] # iterating is all that is done with it
        """Yield the rows that are left; raises StoreError."""
        try:
            yield from iter(super().__next__, None)  # a cursor gives itself, which would come here again
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> Exception:
        shown = self.connection.shown
        return StoreError(explain(error, shown)) if shown else error


def _settle(connection: sqlite3.Connection, path: Path | str, shown: str) -> None:
    connection.execute("BEGIN")  # one snapshot: another process may be making this very database
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if owner != APPLICATION_ID and (owner or tables):
        raise StoreError(f"{shown}: is a database of another program; give another file with --db")
    if tables:
        refuse_strange(connection, shown)
    if version > SCHEMA:
        raise StoreError(
            f"{shown}: was made by a newer reviewer (schema {version}, this one knows {SCHEMA}); upgrade reviewer"
        )
    if str(path) != ":memory:":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # A checkpoint costs several syncs; it waits for `tidy`, so that a decision costs exactly one.
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    if version < SCHEMA:
        from reviewer.store.sqlite.migrations import make, migrate  # noqa: PLC0415 - most files need neither

        if version:
            migrate(connection, path)
        else:
            make(connection)


LOG_BYTES = 4 * 1024 * 1024
"""How long the write-ahead log grows before it is moved: the first decision after that waits for the disk once more."""


class Engine:
    """What the parts of the engine share: the connection and the transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._file = SameFile(self._path(), self._shown())
        self._seen = self._data_version()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a block as one write: it waits for other writers, and all of it is on the disk when the block ends.

        Raises StoreError when the database cannot be written, or no longer is the file of its name; nothing of the
        block is kept then.
        """
        connection = self.connection
        self._file.check()
        try:
            # IMMEDIATE: a deferred transaction that reads, then writes, fails at once when another process wrote.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            self._file.follow()
        except sqlite3.Error as error:
            self._rollback()
            raise StoreError(explain(error, self._shown())) from error
        except BaseException:
            self._rollback()
            raise

    def changed_elsewhere(self) -> bool:
        """Return whether another process has written since this was last asked."""
        version = self._data_version()
        changed = version != self._seen
        self._seen = version
        return changed

    def news(self, since: int, document: int, reviewer: str | None) -> tuple[int, bool]:
        """Return the log's newest entry, and whether one after `since` bears on this reviewer's view of a document.

        Without a reviewer, whether one bears on anybody's view of it. A log that ends before `since` bears on all: a
        backup was put back.
        """
        row = self.connection.execute(
            """SELECT coalesce((SELECT max(seq) FROM decisions), 0), EXISTS (SELECT 1 FROM decisions
            WHERE seq > ?3 AND (document IS NULL OR document = ?1
            AND (?2 IS NULL OR reviewer = ?2 OR action NOT IN ('label', 'accept', 'clear', 'uncertain', 'note',
            'check_worthiness', 'claim_types', 'duplicate', 'claim', 'attribution', 'adjudicate'))))""",
            (document, reviewer, since),
        ).fetchone()
        return row[0], bool(row[1]) or row[0] < since

    def on_wait(self, told: Told) -> None:
        """Have `told` called with True when another program has been in the way for a second, with False afterwards."""
        self.connection.told = told

    def tidy(self) -> None:
        """Move what is in the write-ahead log into the database file, once there is enough of it; raises nothing."""
        try:
            grown = Path(f"{self._path()}-wal").stat().st_size
        except OSError:
            return  # in memory, or nothing was written yet
        if grown >= LOG_BYTES:
            # A disk that is full shows itself at the next decision. What cannot be moved now is as safe in the log.
            with suppress(StoreError):
                self._file.check()
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._file.note()

    def close(self) -> None:
        """Close; what was decided is safe already."""
        if self._file.keeps_its_log():
            abandon(self.connection)
        else:
            self.connection.close()
        self._file = SameFile("", "")

    def _row_ids(self, sql: str, values: tuple[str, ...] = ()) -> "array[int]":
        """Return the `id` of each row of a statement, in a third of the time that fetching the rows takes."""
        row = self.connection.execute(f"SELECT json_group_array(id) FROM ({sql})", values).fetchone()
        return array("q", loads(row[0]))

    def _state(self) -> tuple[int, int]:
        """Return what is another pair once anything in the database may have changed, by whomever."""
        return self._data_version(), self.connection.total_changes

    def _data_version(self) -> int:
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _rollback(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _path(self) -> str:
        path: str = self.connection.execute("PRAGMA database_list").fetchone()[2]
        return path

    def _shown(self) -> str:
        """Return the file as it was given: a whole path would leave no room for what is wrong with it."""
        return getattr(self.connection, "shown", "") or one_line(self._path() or ":memory:")
