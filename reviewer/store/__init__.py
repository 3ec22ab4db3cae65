"""Where documents, sentences and decisions are kept: one interface, with an engine for SQLite."""

from pathlib import Path

from reviewer.store.interface import Store


def open_store(path: Path, *, make: bool = True) -> Store:
    """Open the database at `path`, bringing an older schema up to date after a backup.

    With `make`, a database that is not there yet is made. Raises StoreError when the file is no database of this
    program, is of a newer schema, or cannot be reached.
    """
    from reviewer.store.sqlite import SqliteStore  # noqa: PLC0415 - an engine is loaded when it is opened

    return SqliteStore.open(path, make=make)


__all__ = ["Store", "open_store"]
