"""Whether the bytes of an open database are those that SQLite left there: `cp` puts others into the very same file."""

import os
import sys
import zlib
from contextlib import suppress

_HEAD, _TAIL = 64 * 1024, 1024 * 1024
"""Bytes that are compared: what a database is stands at its beginning, what came last towards its end."""
_INDEX_BYTES = 136
_SALTS, _MOVED, _MOVING = slice(32, 40), 96, 128
"""Where the index of a write-ahead log says which log it is of, how many of its frames are in the database, and how
many are on their way there: SQLite writes into the database then, and at no other time."""
_GONE = (-1, -1, -1, -1)
"""What is known of a descriptor that is closed."""
Moves = tuple[bytes, int, int]


class Contents:
    """What the bytes of an open database are known to be.

    They are asked for through the descriptors that SQLite has open: closing one of our own would take its locks off.
    Where these cannot be found all is taken to be as it was.
    """

    def __init__(self, path: str) -> None:
        self._database, self._index = _descriptors(path, f"{path}-shm")
        self._moves: Moves | None = None
        self._stamp: tuple[int, ...] = ()
        self._print = 0
        self.note()

    def note(self) -> None:
        """Take the bytes for right as they are."""
        # The index comes first: whatever SQLite moves after that is seen to have been moved.
        self._moves = self._asked()
        if self._moves is not None and self._database is not None:
            self._stamp = _stamp(self._database)
            if self._stamp != _GONE:
                self._print = _fingerprint(self._database, self._stamp[-1])

    def are_ours(self) -> bool:
        """Return whether nobody but SQLite has written into the file since it was last known to be right."""
        if self._database is None or self.follow():
            return True
        now, stamp = self._asked(), _stamp(self._database)
        if stamp[:2] != self._stamp[:2]:
            return True  # the descriptor is closed, or another file's
        if now != self._moves:
            self.note()
            return True
        if now is None or now[1] != now[2]:
            return True  # SQLite is about to write, or has been killed at it: nobody can tell
        if _fingerprint(self._database, stamp[-1]) != self._print:
            return False
        self._stamp = stamp  # somebody has touched it, no more
        return True

    def follow(self) -> bool:
        """Return whether nobody has written into the file at all; to be asked after every write to the log as well.

        The log may have begun anew since, which is not to be taken for a reason to write into the file later.
        """
        if self._moves is None or self._database is None:
            return True
        moves = self._asked()
        if _stamp(self._database) != self._stamp:
            return False
        self._moves = moves
        return True

    def _asked(self) -> Moves | None:
        if self._index is not None:
            with suppress(OSError):
                told = os.pread(self._index, _INDEX_BYTES, 0)
                if len(told) == _INDEX_BYTES:
                    return told[_SALTS], _number(told, _MOVED), _number(told, _MOVING)
        return None


def _number(told: bytes, place: int) -> int:
    return int.from_bytes(told[place : place + 4], sys.byteorder)


def _descriptors(*paths: str) -> list[int | None]:
    """Return the descriptors under which this process has files open; None for one that cannot be told."""
    found: dict[tuple[int, int], int] = {}
    wanted: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            one = os.stat(path)  # noqa: PTH116 - as it is asked for at a decision
        except OSError:
            wanted.append(None)
        else:
            wanted.append((one.st_dev, one.st_ino))
    with suppress(OSError):
        for name in os.listdir("/dev/fd"):  # noqa: PTH208 - names are all that is wanted
            with suppress(OSError, ValueError):
                one = os.fstat(int(name))
                found.setdefault((one.st_dev, one.st_ino), int(name))
    return [found.get(one) if one else None for one in wanted]


def _stamp(descriptor: int) -> tuple[int, ...]:
    """Return which file it is, when it was written to, in nanoseconds, and its bytes."""
    try:
        found = os.fstat(descriptor)
    except OSError:
        return _GONE
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _fingerprint(descriptor: int, size: int) -> int:
    """Return what tells the bytes of a file from others: its head and its tail, where it is long."""
    head = os.pread(descriptor, _HEAD, 0)
    tail = os.pread(descriptor, _TAIL, max(_HEAD, size - _TAIL))
    return zlib.crc32(tail, zlib.crc32(head))
