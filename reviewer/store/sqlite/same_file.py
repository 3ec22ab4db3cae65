"""Whether an open database still is the file of its name: SQLite goes on writing into one that has no name any more."""

import os
from contextlib import suppress

from reviewer.errors import StoreError
from reviewer.places import network_allowed
from reviewer.store.sqlite.contents import Contents
from reviewer.text import one_line

_Node = tuple[int, int]
"""Device and number of a file: what it stays, whatever it is called."""


class SameFile:
    """The files of an open database as they were when it was opened; of one in memory, none."""

    def __init__(self, path: str, shown: str) -> None:
        """Remember the files of the database at an absolute path, or of one in memory (""), which is called `shown`."""
        self.path, self.shown = path, shown
        self._database, self._log, self._index = (
            _node(f"{path}{end}") if path else None for end in ("", "-wal", "-shm")
        )
        # What another machine does to the file, SQLite says nothing of here.
        self._contents = Contents(path) if path and not network_allowed() else None
        self._replaced = ""

    def check(self) -> None:
        """Raise StoreError where the database, its write-ahead log or its index was deleted, moved or replaced."""
        if self._database is None:
            return
        shown, now = self.shown, _node(self.path)
        if now is None:
            raise StoreError(
                f"{shown}: was deleted or moved while it was open; put it back and try again, or quit and go on with a "
                "backup"
            )
        if now != self._database:
            raise StoreError(
                f"{shown}: another file has taken its place while it was open; quit, and open the one you want"
            )
        if self._replaced or (self._contents and not self._contents.are_ours()):
            raise StoreError(self._part())
        if self._log is not None and _node(f"{self.path}-wal") != self._log:
            raise StoreError(
                f"{shown}: its write-ahead log ({shown}-wal) was deleted or replaced while it was open; "
                "quit: what was decided is moved into the database then"
            )
        if self._index is not None and _node(f"{self.path}-shm") != self._index:
            raise StoreError(
                f"{shown}: the index of its write-ahead log ({shown}-shm) was deleted or replaced while it was open; "
                "quit, and open it again: what was decided is in the log"
            )

    def note(self) -> None:
        """Take the contents for right as they are, after SQLite has written into the file."""
        if self._contents and not self._replaced:
            self._contents.note()

    def follow(self) -> None:
        """See that the log was written to, and maybe begun anew."""
        if self._contents:
            self._contents.follow()

    def keeps_its_log(self) -> bool:
        """Return whether closing must not move the write-ahead log into the database: it is that of other contents.

        The same goes for one that others may have gone on with under another index: what they wrote would be cut off.
        """
        if self._database is None or _node(self.path) != self._database:
            return False  # SQLite itself moves nothing then
        if self._replaced or (self._contents and not self._contents.are_ours()):
            self._part()
            return True
        index = _node(f"{self.path}-shm")
        return self._index is not None and index != self._index and _node(f"{self.path}-wal") is not None

    def _part(self) -> str:
        """Take the log away from contents that it is not the log of; return what a person is told."""
        if not self._replaced:
            name, number = f"{self.path}-wal.replaced", 2
            while os.path.lexists(name):
                name, number = f"{self.path}-wal.replaced-{number}", number + 1
            self._replaced = name
            # Another process may have done so. Whoever opens the file from now on makes a log of its own.
            with suppress(OSError):
                if _node(f"{self.path}-wal") == self._log:
                    os.rename(f"{self.path}-wal", name)  # noqa: PTH104 - names are strings here
                if _node(f"{self.path}-shm") == self._index:
                    os.unlink(f"{self.path}-shm")  # noqa: PTH108 - as above
        log = one_line(os.path.basename(self._replaced))  # noqa: PTH119 - as above
        return (
            f"{self.shown}: was written over while it was open; quit, and open it again (nothing was saved into it; "
            f"the log of what stood there before is {log})"
        )


def abandon(connection: object) -> None:
    """Leave a connection open until the process ends, where it would not outlive even that: closing it would write."""
    import ctypes  # noqa: PLC0415 - a file is hardly ever written over

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))


def _node(path: str) -> _Node | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every decision; a Path would cost more than the question
    except OSError:
        return None
    return found.st_dev, found.st_ino
