"""Where an export goes: a file that is replaced whole or not at all, or a stream."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from reviewer.errors import ExportError
from reviewer.text import in_json, one_line

_PREFIX, _SUFFIX = ".reviewer-export-", ".part"


class Sink(Protocol):
    """A place to write to that tells what was written."""

    def put(self, data: bytes) -> bytes:
        """Write `data` at the end and return what stands there now."""


class StreamSink:
    """Standard output, or any stream: what went into it cannot be read back, so it is taken at its word.

    JSON that goes to a terminal has what a terminal would obey written as escapes; its values are the same.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()

    def put(self, data: bytes) -> bytes:
        """Write `data` and return it."""
        self._stream.write(in_json(data.decode()).encode() if self._is_terminal else data)
        return data


class _FileSink:
    """A file that is read back as it grows."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._end = 0

    def put(self, data: bytes) -> bytes:
        """Write `data` at the end of the file and return what the file holds there."""
        begin = self._end
        while self._end < begin + len(data):
            self._end += os.pwrite(
                self._descriptor, data[self._end - begin :] if self._end > begin else data, self._end
            )
        return os.pread(self._descriptor, len(data), begin)


@contextmanager
def replaced(path: Path) -> Iterator[Sink]:
    """Give a sink whose contents become the file `path` when the block ends, by a rename within the folder.

    When the block raises, or is interrupted, the temporary file goes and `path` is as it was. A link is followed; the
    file keeps the permissions of the one it replaces. Raises ExportError when the file cannot be written.
    """
    shown = one_line(str(path))
    try:
        target = _target(path, shown)
        descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    except OSError as error:
        raise _unwritable(shown, error) from error
    try:
        try:
            yield _FileSink(descriptor)
            os.fchmod(descriptor, _mode(target))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        Path(name).replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(shown, error) from error
        raise


def _target(path: Path, shown: str) -> Path:
    """Return the file that `path` leads to; ExportError when something stands there that is no file."""
    target = path.resolve()
    if target.is_dir():
        raise ExportError(f"{shown}: is a folder; give the name of a file in it")
    if target.exists() and not target.is_file():
        raise ExportError(f"{shown}: is a device or a pipe, which cannot be replaced whole; write to - and redirect it")
    return target


def _mode(target: Path) -> int:
    """Return the permissions for the new file: those of the old one, else what the process gives new files."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # Without it the new name may be lost in a power cut. A folder that cannot be synced holds the file all the same.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _unwritable(shown: str, error: OSError) -> ExportError:
    if isinstance(error, FileNotFoundError):
        why = "its folder is not there; make it, or give another file with -o"
    elif isinstance(error, PermissionError):
        why = "no permission to write there; give another file with -o"
    else:
        why = f"cannot be written ({error.strerror or error}); check the disk, or give another file with -o"
    return ExportError(f"{shown}: {why}")
