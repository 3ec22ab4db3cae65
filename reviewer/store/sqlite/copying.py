"""Copying a database whole while others write to it, and filling one from a copy; each on a connection of its own."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer.errors import DamagedError, StoreError
from reviewer.places import sync_folder
from reviewer.store.sqlite.connection import connect
from reviewer.store.sqlite.said import explain, is_damage
from reviewer.store.sqlite.waiting import BUSY_SECONDS, Told, patience
from reviewer.store.sqlite.whole_copy import write_copy
from reviewer.text import one_line

_TAKEN = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def copy(database: Path, to: Path) -> None:
    """Write a database as it is now to a file that is not there yet, synced; a half-made one never has the name.

    Raises DamagedError when it cannot be read, StoreError when the copy cannot be written or others are in the way.
    """
    part = to.with_name(f"{to.name}.{os.getpid()}.part")  # two sittings may copy in the same second
    try:
        write_copy(database, to, part)
        sync_folder(to.parent)
    except (sqlite3.Error, OSError) as error:
        if is_damage(error):
            raise DamagedError(explain(error, one_line(str(database)))) from error
        why = one_line(str(getattr(error, "strerror", None) or error))
        raise StoreError(
            f"{one_line(str(database))}: could not be copied to {one_line(str(to))} ({why}); "
            "make room or fix the folder"
        ) from error


def exchange(database: Path, source: Path, earlier: Path, told: Told | None = None) -> None:
    """Let a database that is there hold what another file holds, in one transaction; `earlier` becomes a copy of it.

    The file stays the same one: whoever has it open sees another state, and nobody goes on with a file without a name.
    What others decide until that transaction is in the copy. `told` is told of a long wait for others. Raises
    DamagedError for a database that cannot be read, StoreError where the copy or the database cannot be written;
    nothing is changed then.
    """
    try:
        with closing(_reader(database)) as reader:
            before = _version(reader)
            copy(database, earlier)
            with (
                closing(connect(database, make=False, told=told)) as target,
                closing(sqlite3.connect(source)) as given,
                patience(told) as waited,
            ):
                asked = [before]

                def stepped(status: int, _left: int, _all: int) -> None:
                    if status in _TAKEN and waited() >= BUSY_SECONDS:  # SQLite itself would ask on and on
                        raise sqlite3.OperationalError("database is locked")
                    # After the first step others can write no more, and see what was there as long as it goes on.
                    if status == sqlite3.SQLITE_OK and asked and asked.pop() != _version(reader):
                        earlier.unlink()
                        copy(database, earlier)

                (pages,) = given.execute("PRAGMA page_count").fetchone()
                given.backup(target, pages=max(1, pages // 2), progress=stepped, sleep=0)
    except (sqlite3.Error, StoreError) as error:
        earlier.unlink(missing_ok=True)
        said = error.__cause__ if isinstance(error, StoreError) else error
        if is_damage(said):
            raise DamagedError(explain(said, one_line(str(database)))) from error
        if isinstance(error, StoreError):
            raise
        raise StoreError(explain(error, one_line(str(database)))) from error


def _reader(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


def _version(reader: sqlite3.Connection) -> int:
    """Return what is another number once somebody else has written."""
    version: int = reader.execute("PRAGMA data_version").fetchone()[0]
    return version
