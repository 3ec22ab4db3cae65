"""Where an export goes: a file that is replaced whole or not at all, or a stream."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from reviewer.errors import ExportError
from reviewer.places import sync_folder
from reviewer.text import in_json, one_line

_PREFIX, _SUFFIX = ".reviewer-export-", ".part"
_OPEN = 64
"""How many files of a folder are open at once: a folder may hold more of them than a process may open."""
REPORT = ".report.json"
"""What stands in an exported folder, or behind a file's name: what the format could not hold.

It tells an exported folder from any other."""


class Sink(Protocol):
    """A place to write to that tells what was written."""

    def put(self, data: bytes) -> bytes:
        """Write `data` at the end and return what stands there now."""


class Target(Sink, Protocol):
    """Where an export goes: its file, and what stands beside it; or a folder of files, which has no file of its own."""

    def file(self, name: str) -> Sink:
        """Return another file: in a folder, the one at this relative path; else one beside the file, of its name.

        A name with a point before it follows the file's whole name: exports of one stem can stand in one folder.

        Raises ExportError where there is room for one file only.
        """

    def place(self, name: str = "") -> Path:
        """Return where a file stands until it takes its name, for what writes by itself: it is open for writing."""


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

    def file(self, name: str) -> Sink:
        """Raise ExportError: a stream is one file."""
        raise ExportError(f"-: this format writes {one_line(name)} as well; give a file with -o")

    def place(self, name: str = "") -> Path:
        """Raise ExportError: a stream has no place."""
        del name
        raise ExportError("-: this format cannot be written to a stream; give a file with -o")


class _FileSink:
    """A file that is read back as it grows: a new one in a folder, or the one that is at `path`."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        if path is None:
            self.descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
            self.path = Path(name)
        else:
            self.descriptor, self.path = os.open(path, os.O_RDWR), path
        self._end = os.fstat(self.descriptor).st_size
        self._is_open = True

    def rest(self) -> None:
        """Close the file, with what is in it on the disk."""
        os.fsync(self.descriptor)
        self.close()

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._is_open:
            self._is_open = False
            os.close(self.descriptor)

    def put(self, data: bytes) -> bytes:
        """Write `data` at the end of the file and return what the file holds there."""
        if not self._is_open:
            again = _FileSink(self.path.parent, self.path)
            found = again.put(data)
            again.rest()
            return found
        begin = self._end
        while self._end < begin + len(data):
            self._end += os.pwrite(self.descriptor, data[self._end - begin :] if self._end > begin else data, self._end)
        return os.pread(self.descriptor, len(data), begin)


class _FileTarget:
    """A file, and others beside it that begin with its name, all of which take their names together."""

    def __init__(self, path: Path, shown: str) -> None:
        self._shown = shown
        self._files: dict[str, tuple[_FileSink, Path]] = {}
        self._target = _target(path, shown)
        self._open("", self._target)

    def put(self, data: bytes) -> bytes:
        """Write at the end of the file and return what it holds there."""
        return self._files[""][0].put(data)

    def file(self, name: str) -> Sink:
        """Return a file beside this one: `labels.jsonl` has `labels.<name>`, for `.<name>` `labels.jsonl.<name>`."""
        if name not in self._files:
            front = self._target.name if name.startswith(".") else f"{self._target.stem}."
            path = self._target.with_name(front + name)
            self._open(name, _target(path, one_line(str(path))))
        return self._files[name][0]

    def place(self, name: str = "") -> Path:
        """Return where a file stands until it takes its name."""
        self.file(name)
        return self._files[name][0].path

    def _open(self, name: str, target: Path) -> None:
        self._files[name] = (_FileSink(target.parent), target)

    def keep(self) -> None:
        """Let the files take their names."""
        for sink, target in self._files.values():
            os.fchmod(sink.descriptor, _mode(target))
            os.fsync(sink.descriptor)
        for name, (sink, target) in reversed(list(self._files.items())):
            sink.close()
            sink.path.replace(target)
            del self._files[name]
        sync_folder(self._target.parent)

    def drop(self) -> None:
        """Take away what has no name yet."""
        for sink, _ in self._files.values():
            sink.close()
            sink.path.unlink(missing_ok=True)


class _FolderTarget:
    """A folder of files, which takes its name with all that is in it."""

    def __init__(self, path: Path, shown: str) -> None:
        self._target = path.resolve()
        _refuse_foreign(self._target, shown)
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=self._target.parent))
        self._mask = os.umask(0)
        os.umask(self._mask)
        self._files: dict[str, _FileSink] = {}

    def put(self, data: bytes) -> bytes:
        """Raise ExportError: a folder has no file of its own."""
        del data
        raise ExportError("this format writes a folder of files")

    def file(self, name: str) -> Sink:
        """Return the file at this relative path."""
        if name not in self._files:
            place = self._folder / name
            if place.exists():
                self._files[name] = _FileSink(place.parent, place)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                self._files[name] = sink = _FileSink(place.parent)
                os.fchmod(sink.descriptor, 0o666 & ~self._mask)
                sink.path = sink.path.rename(place)
            if len(self._files) > _OPEN:
                self._files.pop(next(iter(self._files))).rest()
        return self._files[name]

    def place(self, name: str = "") -> Path:
        """Return where a file stands until its folder takes its name."""
        self.file(name)
        return self._files[name].path

    def keep(self) -> None:
        """Let the folder take its name, in the place of an earlier export."""
        for sink in self._files.values():
            sink.rest()
        self._files.clear()
        self._folder.chmod(0o777 & ~self._mask)
        old = self._folder.with_suffix(".old")
        try:
            if self._target.exists():
                self._target.rename(old)
            self._folder.rename(self._target)
        except BaseException:
            if old.exists() and not self._target.exists():
                old.rename(self._target)
            raise
        sync_folder(self._target.parent)
        shutil.rmtree(old, ignore_errors=True)

    def drop(self) -> None:
        """Take the folder away."""
        for sink in self._files.values():
            sink.close()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def replaced(path: Path, *, folder: bool = False) -> Iterator[Target]:
    """Give a target whose contents become the file (or folder) `path` when the block ends, by a rename beside it.

    When the block raises, or is interrupted, the temporary files go and `path` is as it was. A link is followed; a file
    keeps the permissions of the one it replaces. A folder that is no earlier export, and not empty, is left alone.
    Raises ExportError when something cannot be written.
    """
    shown = one_line(str(path))
    try:
        target = _FolderTarget(path, shown) if folder else _FileTarget(path, shown)
    except OSError as error:
        raise _unwritable(shown, error) from error
    try:
        yield target
        target.keep()
    except BaseException as error:
        target.drop()
        if isinstance(error, OSError):
            raise _unwritable(shown, error) from error
        raise


def _refuse_foreign(target: Path, shown: str) -> None:
    """Raise ExportError where a folder would replace something that is no earlier export."""
    if target.exists() and not target.is_dir():
        raise ExportError(f"{shown}: is a file, and this format writes a folder; give another name")
    if target.is_dir() and any(target.iterdir()) and not (target / REPORT).exists():
        raise ExportError(f"{shown}: is a folder with other things in it; give a new name")


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


def _unwritable(shown: str, error: OSError) -> ExportError:
    if isinstance(error, FileNotFoundError):
        why = "its folder is not there; make it, or give another file with -o"
    elif isinstance(error, PermissionError):
        why = "no permission to write there; give another file with -o"
    else:
        why = f"cannot be written ({error.strerror or error}); check the disk, or give another file with -o"
    return ExportError(f"{shown}: {why}")
