"""Another database, read without touching it: a private copy, brought up to date, with nothing strange in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from reviewer.errors import StoreError
from reviewer.store.sqlite.connection import BUSY_SECONDS, connect, explain, refuse_foreign
from reviewer.text import one_line


@contextmanager
def opened(path: Path, own: str) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a copy of the database at `path` with what its write-ahead log holds; `own` is ours.

    The copy goes when the block ends. Raises StoreError for a file that is no database of this program, newer than it,
    damaged, or our own.
    """
    shown = one_line(str(path))
    if not path.exists():
        raise StoreError(f"{shown}: there is no such file")
    if path.is_dir():
        raise StoreError(f"{shown}: is a folder; give the name of a database file")
    if own and Path(own).exists() and path.samefile(own):
        raise StoreError(f"{shown}: is this database itself; give another one to take in")
    refuse_foreign(path, shown)
    with TemporaryDirectory(prefix="reviewer-") as folder:
        copy = Path(folder) / "other.db"
        try:
            _copy(path, copy)
            with closing(sqlite3.connect(copy)) as raw:
                _refuse_strange(raw, shown)
            connection = connect(copy, make=False, shown=shown)
        except sqlite3.Error as error:
            raise StoreError(explain(error, shown)) from error
        except OSError as error:
            raise StoreError(f"{shown}: cannot be read ({one_line(error.strerror or str(error))})") from error
        with closing(connection):
            yield connection


def _copy(path: Path, copy: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    # Without a log nobody has the file open. `immutable` then keeps SQLite from putting files of its own beside it.
    how = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    try:
        uri = f"file:{quote(str(path.absolute()))}?{how}"
        source = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY_DIRECTORY}:
            raise
        # In a folder that cannot be written SQLite reads no log; a copy of both files has all that is in them.
        shutil.copyfile(path, copy)
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))


def _refuse_strange(connection: sqlite3.Connection, shown: str) -> None:
    """Raise StoreError for what no database of this program holds: statements of somebody else's, or nothing at all."""
    kinds = {row[0] for row in connection.execute("SELECT DISTINCT type FROM sqlite_master")}
    if kinds & {"trigger", "view"}:
        raise StoreError(f"{shown}: holds triggers or views, which this program never makes; it is not taken in")
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        raise StoreError(f"{shown}: is no database of this program")
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError(f"{shown}: is damaged; take in a copy that is whole")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"{shown}: points to what it does not hold; take in a copy that is whole")
