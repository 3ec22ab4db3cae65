"""Another database, read without touching it: a private copy, brought up to date, with nothing strange in it."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from reviewer.errors import StoreError
from reviewer.store.sqlite.connection import connect, refuse_foreign
from reviewer.store.sqlite.said import explain
from reviewer.store.sqlite.strangers import guard, refuse_strange
from reviewer.store.sqlite.waiting import BUSY_SECONDS
from reviewer.text import one_line

_GRAIN = 20_000_000
"""Nanoseconds; of two writes that are nearer to each other a file may not tell."""
_TRIES = 3
"""How often a copy is begun anew because the file was written meanwhile."""


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
    """Copy a database with its write-ahead log; to open it where it is would leave files of SQLite's beside it."""
    log, beside = path.with_name(f"{path.name}-wal"), copy.with_name(f"{copy.name}-wal")
    for _ in range(_TRIES):
        before, since = (_seen(path), _seen(log)), time.time_ns() - _GRAIN
        beside.unlink(missing_ok=True)
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(log, beside)
        if (_seen(path), _seen(log)) == before and all(seen[0] < since for seen in before if seen):
            return
        time.sleep(_GRAIN / 1e9)
    # Somebody is writing all the time. Whoever has it open has put those files beside it anyway.
    beside.unlink(missing_ok=True)
    source = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    with closing(source), closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _seen(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written; None when there is none."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _refuse_strange(connection: sqlite3.Connection, shown: str) -> None:
    """Raise StoreError for what no database of this program holds: statements of somebody else's, or nothing at all."""
    guard(connection)
    refuse_strange(connection, shown)
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        raise StoreError(f"{shown}: is no database of this program")
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError(f"{shown}: is damaged; take in a copy that is whole")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise StoreError(f"{shown}: points to what it does not hold; take in a copy that is whole")
