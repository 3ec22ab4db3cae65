"""Copying a database whole while others write to it, and filling one from a copy; each on a connection of its own."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from reviewer.errors import DamagedError, StoreError
from reviewer.store.sqlite.connection import connect, explain
from reviewer.text import one_line

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def copy(database: Path, to: Path) -> None:
    """Write a database as it is now to a file that is not there yet, synced; a half-made one never has the name.

    Raises DamagedError when it cannot be read, StoreError when the copy cannot be written or others are in the way.
    """
    part = to.with_name(f"{to.name}.{os.getpid()}.part")  # two sittings may copy in the same second
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as reader:
            reader.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(to)
        sync_folder(to.parent)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        why = one_line(str(getattr(error, "strerror", None) or error))
        kind = DamagedError if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE else StoreError
        raise kind(
            f"{one_line(str(database))}: could not be copied to {one_line(str(to))} ({why}); "
            "make room or fix the folder"
        ) from error


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where a folder can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def fill(database: Path, source: Path) -> None:
    """Let a database that is there hold what another file holds, in one transaction; raises StoreError.

    The file stays the same one: whoever has it open sees another state, and nobody goes on with a file without a name.
    """
    try:
        with closing(connect(database, make=False)) as target, closing(sqlite3.connect(source)) as given:
            given.backup(target)
    except sqlite3.Error as error:
        raise StoreError(explain(error, one_line(str(database)))) from error
