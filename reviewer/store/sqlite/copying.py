"""Copying a database whole while others write to it, and filling one from a copy; each on a connection of its own."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reviewer.errors import DamagedError, StoreError
from reviewer.store.sqlite.connection import BUSY_SECONDS, connect, explain, is_damage
from reviewer.store.sqlite.waiting import Told, patience
from reviewer.store.sqlite.whole_copy import write_copy
from reviewer.text import one_line

_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copy(database: Path, to: Path) -> None:
    """Write a database as it is now to a file that is not there yet, synced; a half-made one never has the name.

    Raises DamagedError when it is none, StoreError when it cannot be read or the copy cannot be written.
    """
    part = to.with_name(f"{to.name}.{os.getpid()}.part")  # another process may be making one of the same second
    try:
        write_copy(database, to, part)
    except (sqlite3.Error, OSError) as error:
        if is_damage(error):
            raise DamagedError(explain(error, one_line(str(database)))) from error
        why = one_line(str(getattr(error, "strerror", None) or error))
        raise StoreError(
            f"{one_line(str(database))}: could not be copied to {one_line(str(to))} ({why}); "
            "make room or fix the folder"
        ) from error


def fill(database: Path, source: Path, told: Told | None = None) -> None:
    """Let a database that is there hold what another file holds, in one transaction.

    The file stays the same one: whoever has it open sees another state, and nobody goes on with a file without a name.
    `told` is told of a long wait for others. Raises DamagedError when it is no database, StoreError when it cannot be
    written to; it is then what it was.
    """
    shown = one_line(str(database))
    try:
        with (
            closing(connect(database, make=False, told=told)) as target,
            closing(sqlite3.connect(source)) as given,
            patience(told) as waited,
        ):
            # SQLite itself would ask on and on.
            given.backup(target, progress=lambda status, *_: _refuse_long(status, waited, shown), sleep=0)
    except StoreError as error:
        if is_damage(error.__cause__):
            raise DamagedError(str(error)) from error
        raise
    except sqlite3.Error as error:
        raise StoreError(f"{shown}: cannot be written to ({one_line(str(error))})") from error


def _refuse_long(status: int, waited: Callable[[], float], shown: str) -> None:
    """Pause where another process is in the way; raise StoreError when it has been for too long."""
    if status & 0xFF in _TAKEN and waited() >= BUSY_SECONDS:
        raise StoreError(explain(sqlite3.OperationalError("database is locked"), shown))
