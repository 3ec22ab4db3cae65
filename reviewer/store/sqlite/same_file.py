"""Whether an open database still is the file of its name: SQLite goes on writing into one that has no name any more."""

import os
from typing import NamedTuple

from reviewer.errors import StoreError

_Node = tuple[int, int]
"""Device and number of a file: what it stays, whatever it is called."""


class SameFile(NamedTuple):
    """The files of an open database as they were when it was opened; of one in memory, none."""

    path: str
    shown: str
    database: _Node | None
    log: _Node | None

    @classmethod
    def of(cls, path: str, shown: str) -> "SameFile":
        """Remember the files of the database at an absolute path, or of one in memory (""), which is called `shown`."""
        return cls(path, shown, _node(path), _node(f"{path}-wal")) if path else cls("", shown, None, None)

    def check(self) -> None:
        """Raise StoreError where the database, or its write-ahead log, was deleted, moved or replaced."""
        if self.database is None:
            return
        shown, now = self.shown, _node(self.path)
        if now is None:
            raise StoreError(
                f"{shown}: was deleted or moved while it was open; put it back and try again, or quit and go on with a "
                "backup"
            )
        if now != self.database:
            raise StoreError(
                f"{shown}: another file has taken its place while it was open; quit, and open the one you want"
            )
        if self.log is not None and _node(f"{self.path}-wal") != self.log:
            raise StoreError(
                f"{shown}: its write-ahead log ({shown}-wal) was deleted or replaced while it was open; "
                "quit: what was decided is moved into the database then"
            )


def _node(path: str) -> _Node | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every decision; a Path would cost more than the question
    except OSError:
        return None
    return found.st_dev, found.st_ino
