"""The shards of a corpus: finding them, and reading the articles in one, whatever it is packed in."""

import gzip
import io
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from reviewer.articles.article import Article
from reviewer.articles.reading import opened, read_lines
from reviewer.articles.sources import refusal, unreadable
from reviewer.corpus.columns import PARQUET, needs_pyarrow, read_rows
from reviewer.errors import InputError
from reviewer.text import one_line

_LINES = (".jsonl", ".ndjson")
SUFFIXES = (PARQUET, *_LINES, *(f"{plain}{packed}" for plain in _LINES for packed in (".gz", ".zst")))
"""How the names of shards end."""
_DAMAGED = "is damaged; what came before was read; make the file again"


class Shard(NamedTuple):
    """One file of articles: its path as it was given or found, and its name among the shards, with `/` for folders.

    The name stands in the records, so that a shard gives the same ones on any machine.
    """

    path: Path
    name: str

    @property
    def stem(self) -> str:
        """Its name without the suffix: what is written of it is called so."""
        return self.name[: len(self.name) - len(_suffix(self.name))]


def find(paths: Sequence[str], apart: Path | None = None) -> Iterator[Shard | InputError]:
    """Yield the shards that paths stand for, in their order; what is none gives an error in its place.

    A file may have any suffix in SUFFIXES; a folder gives those below it, sorted, under their relative names, without
    hidden ones and without what lies in the folder `apart`.
    """
    for path in paths:
        place = Path(path)
        try:
            mode = place.stat().st_mode
        except (OSError, ValueError) as error:
            yield unreadable(path, error)
            continue
        if place.is_dir():
            yield from _below(place, apart)
        elif why := refusal(mode):
            yield InputError(one_line(path), why)
        elif not _suffix(place.name):
            yield InputError(one_line(path), f"is no shard; these are: {', '.join(SUFFIXES)}")
        else:
            yield Shard(place, _storable(place.name))


def articles(path: Path, name: str) -> Iterator[Article | InputError]:
    """Yield the articles of one shard, called `name:17` by their lines or rows, one of them in memory at a time.

    What is no article is yielded as an InputError, and the rest still comes. Raises SettingsError when a package is
    missing that its packing needs.
    """
    suffix = _suffix(path.name)
    try:
        if suffix == PARQUET:
            with opened(str(path)) as stream:
                yield from read_rows(stream, name)
        else:
            with opened(str(path)) as stream, _unpacked(stream, suffix) as lines:
                yield from read_lines(lines, name)
    except InputError as problem:
        yield problem
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield InputError(one_line(name), _DAMAGED)
    except (OSError, ValueError) as error:
        # What a library finds wrong in packed bytes has no number of the operating system.
        is_packed = suffix not in _LINES and getattr(error, "errno", None) is None
        yield InputError(one_line(name), _DAMAGED) if is_packed else unreadable(name, error)
    except MemoryError:
        yield InputError(one_line(name), "does not fit into memory; split it")


def _suffix(name: str) -> str:
    """Return the one of SUFFIXES that a name ends in; empty where it is none."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")


def _below(folder: Path, apart: Path | None) -> Iterator[Shard | InputError]:
    """Yield the shards below a folder; links to folders are not followed, so that no loop keeps it busy."""
    empty = True
    skipped = apart.resolve() if apart else None
    if folder.resolve() == skipped:
        yield InputError(one_line(str(folder)), "is where shards are written; give another folder with -o")
        return
    for where, folders, files in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if skipped is not None and here.resolve() == skipped:
            folders.clear()
            continue
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and _suffix(name) and path.is_file():
                empty = False
                yield Shard(path, _storable(path.relative_to(folder).as_posix()))
    if empty:
        yield InputError(one_line(str(folder)), f"is a folder without shards ({', '.join(SUFFIXES)}); name the files")


def _unpacked(stream: BinaryIO, suffix: str) -> BinaryIO:
    if suffix.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if suffix.endswith(".zst"):
        with needs_pyarrow("shards in zstd"):
            import pyarrow as pa  # noqa: PLC0415 - 100 ms, and an extra: Python itself reads zstd from 3.14 on
        # Only pyarrow's own stream says what is not whole; the buffer gives it lines.
        return cast("BinaryIO", io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(stream), "zstd")))
    return stream


def _storable(name: str) -> str:
    """Return a name in characters that UTF-8 can hold; Unix names may hold any bytes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
