"""Where documents, sentences and decisions are kept: one interface, with an engine for SQLite."""

from collections.abc import Callable
from pathlib import Path

from reviewer.store.interface import Store

WAITING = "waiting for another program that writes to the database…"
"""What is to be said to whoever waits; see Store.on_wait."""


def open_store(path: Path, *, make: bool = True, told: Callable[[bool], None] | None = None) -> Store:
    """Open the database at `path`, bringing an older schema up to date after a backup.

    With `make`, a database that is not there yet is made. `told` is called as Store.on_wait says, from the opening on.
    Raises StoreError when the file is no database of this program, is of a newer schema, or cannot be reached.
    """
    from reviewer.store.sqlite import SqliteStore  # noqa: PLC0415 - an engine is loaded when it is opened

    return SqliteStore.open(path, make=make, told=told)


def copy_store(database: Path, to: Path) -> None:
    """Write a database as it is now to a file that is not there yet, synced, while others go on.

    Raises DamagedError when it cannot be read, StoreError when the copy cannot be written.
    """
    from reviewer.store.sqlite.copying import copy  # noqa: PLC0415 - as above

    copy(database, to)


def exchange_store(database: Path, source: Path, earlier: Path, told: Callable[[bool], None] | None = None) -> None:
    """Let a database that is there hold what another one holds; what it held until then is copied to `earlier`.

    `told` is as in open_store. Raises DamagedError when it cannot be read, StoreError when it cannot be written;
    nothing is changed then.
    """
    from reviewer.store.sqlite.copying import exchange  # noqa: PLC0415 - as above

    exchange(database, source, earlier, told)


__all__ = ["WAITING", "Store", "copy_store", "exchange_store", "open_store"]
