"""A disk below SQLite that writes down every write and sync, and can be full: SQLite's own file system, watched.

The store opens its files as ever, through Python's sqlite3. What SQLite calls to write, sync, cut and delete files is
replaced, in the library that this very process has loaded; all else is SQLite's.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FULL = 13
"""SQLITE_FULL."""
_POINTER, _INT, _LONG, _NAME = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_CREATE, _SYNCS_FOLDER = 0x4, 0x800 | 0x4000 | 0x80000
"""Flags of opening: it may be made; it is a journal or a log, whose first sync syncs the folder as well."""


class Step(NamedTuple):
    """What happened on the disk: `make`, `write`, `truncate`, `sync`, `delete`, `folder` (synced), or `told`.

    `told` is none of the disk's: the program said there that `name`, a decision, is saved.
    """

    what: str
    name: str
    offset: int = 0
    data: bytes = b""


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", _INT),
        ("file_size", _INT),
        ("longest_name", _INT),
        ("next", _POINTER),
        ("name", _NAME),
        ("data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
        ("others", _POINTER * 12),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", _INT),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _POINTER),
        ("truncate", _POINTER),
        ("sync", _POINTER),
        ("others", _POINTER * 13),
    ]


_kept: list[Any] = []
"""What SQLite may call as long as the process runs."""


class Disk:
    """What SQLite does to the files of one folder while it is watched."""

    def __init__(self, folder: Path, library: Any) -> None:
        self.steps: list[Step] = []
        self.room: int | None = None
        """How many writes there is room for; None for as many as there are."""
        self._folder = f"{folder}{os.sep}"
        self._names: dict[int, tuple[str, bool]] = {}
        self._methods: dict[int, _Methods] = {}
        self._base = _Vfs.from_address(library.sqlite3_vfs_find(None))
        self._calls = (_OPEN(self._open), _DELETE(self._delete))
        self.vfs = _Vfs.from_buffer_copy(self._base)
        self.vfs.name = b"watched"
        self.vfs.open, self.vfs.delete = (ctypes.cast(call, _POINTER).value for call in self._calls)
        _kept.append(self)

    def tell(self, decision: str) -> None:
        """Note that the program said here that a decision is saved."""
        self.steps.append(Step("told", decision))

    def _open(self, _: int, path: int, file: int, flags: int, out: int) -> int:
        base = _OPEN(self._base.open)
        name = os.fsdecode(ctypes.string_at(path)) if path else ""
        there = not name or os.path.exists(name)  # noqa: PTH110 - in SQLite's own words
        code = int(base(ctypes.addressof(self._base), path, file, flags, out))
        if code == 0 and name.startswith(self._folder):
            short = name.removeprefix(self._folder)
            if not there:
                self.steps.append(Step("make", short))
            self._names[file] = (short, bool(flags & _CREATE and flags & _SYNCS_FOLDER))
            place = _POINTER.from_address(file)
            if place.value not in self._methods:
                self._methods[place.value or 0] = self._watched(_Methods.from_address(place.value or 0))
            place.value = ctypes.addressof(self._methods[place.value or 0])
        return code

    def _watched(self, base: _Methods) -> _Methods:
        write, truncate, sync = _WRITE(base.write), _TRUNCATE(base.truncate), _SYNC(base.sync)

        def on_write(file: int, data: int, size: int, offset: int) -> int:
            if self.room is not None:
                if self.room <= 0:
                    return FULL
                self.room -= 1
            self.steps.append(Step("write", self._names[file][0], offset, ctypes.string_at(data, size)))
            return int(write(file, data, size, offset))

        def on_truncate(file: int, size: int) -> int:
            self.steps.append(Step("truncate", self._names[file][0], size))
            return int(truncate(file, size))

        def on_sync(file: int, flags: int) -> int:
            name, folder_too = self._names[file]
            self.steps.append(Step("sync", name))
            if folder_too:
                self.steps.append(Step("folder", ""))
                self._names[file] = (name, False)
            return int(sync(file, flags))

        calls: tuple[Any, ...] = (_WRITE(on_write), _TRUNCATE(on_truncate), _SYNC(on_sync))
        watched = _Methods.from_buffer_copy(base)
        watched.write, watched.truncate, watched.sync = (ctypes.cast(call, _POINTER).value for call in calls)
        _kept.append(calls)
        return watched

    def _delete(self, _: int, path: int, syncs_folder: int) -> int:
        name = os.fsdecode(ctypes.string_at(path))
        code = int(_DELETE(self._base.delete)(ctypes.addressof(self._base), path, syncs_folder))
        if code == 0 and name.startswith(self._folder):
            self.steps.append(Step("delete", name.removeprefix(self._folder)))
            if syncs_folder:
                self.steps.append(Step("folder", ""))
        return code


@contextmanager
def watched(folder: Path) -> Iterator[Disk]:
    """Watch what SQLite does in a folder: every database opened within the block is seen."""
    library = _library()
    disk = Disk(folder, library)
    library.sqlite3_vfs_register(ctypes.addressof(disk.vfs), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.addressof(disk.vfs))
        library.sqlite3_vfs_register(ctypes.addressof(disk._base), 1)


def _library() -> Any:
    import _sqlite3  # noqa: PLC0415 - not every Python has it as a file

    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = _POINTER
        library.sqlite3_vfs_register.argtypes = [_POINTER, _INT]
        library.sqlite3_vfs_unregister.argtypes = [_POINTER]
    except (AttributeError, OSError):
        pytest.skip("this Python hides its SQLite: nobody can look below it")
    return library
