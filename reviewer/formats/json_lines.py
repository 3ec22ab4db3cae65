"""JSON out of files that anybody wrote, one value a line: a line that is none is told, and the next one comes.

Importing this module loads pydantic's parser: do it where a file is read.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json

from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.formats.differences import shown
from reviewer.formats.units import Misfit, Unit
from reviewer.models.article import BRACKET_LIMIT
from reviewer.text import one_line

LONGEST = 64 * 2**20
"""Bytes of one value; a longer one is passed over without being held, so that no file fills the memory."""
TOO_LONG = f"is longer than {LONGEST >> 20} MiB; give one record a line, or split the document"
BOM = b"\xef\xbb\xbf"
_CHUNK = 256 * 1024


class Found(NamedTuple):
    """One object of a file, and the line it begins in, from 1."""

    line: int
    value: dict[str, Any]


def values(path: Path) -> Iterator[tuple[int, Any] | Misfit]:
    """Yield each line's number (from 1) and its value, or why it has none; raises InputError for an unreadable file.

    Blank lines are passed over, and so is a byte order mark.
    """
    try:
        with opened(str(path)) as file:
            yield from _values(file)
    except OSError as error:
        raise unreadable(str(path), error) from error


def objects(path: Path) -> Iterator[Found | Misfit]:
    """Yield the objects of a file that has one a line, and what of its lines is none; raises InputError as above."""
    for one in values(path):
        if isinstance(one, Misfit):
            yield one
        elif isinstance(one[1], dict):
            yield Found(*one)
        else:
            yield Misfit(one[0], "is not a JSON object")


def parse(data: bytes) -> Any:
    """Return the value of some JSON in UTF-8; raises ValueError with a reason in one line if it is none.

    Of a name that stands twice in one object nobody knows which was meant: that is none.
    """
    if data.count(b"{") + data.count(b"[") > BRACKET_LIMIT:
        raise ValueError(f"has more than {BRACKET_LIMIT:,} brackets")
    try:
        # This parser refuses what the other takes: deep nesting, half a surrogate pair, bytes that are not UTF-8, NaN.
        from_json(data, allow_inf_nan=False)
        return json.loads(data, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not valid JSON ({one_line(str(error))})") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{shown(twice)} stands twice in one object")
    return found


def _values(file: BinaryIO) -> Iterator[tuple[int, Any] | Misfit]:
    for number, line in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), 1):
        if len(line) > LONGEST and not line.endswith(b"\n"):
            while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield Misfit(number, TOO_LONG)
        elif given := line.removeprefix(BOM if number == 1 else b"").strip():
            try:
                yield number, parse(given)
            except ValueError as error:
                yield Misfit(number, str(error))


def units(path: Path, unit: Callable[[dict[str, Any], int], Unit]) -> Iterator[Unit | Misfit]:
    """Yield what `unit` makes of each line's object and number, or why it is none, as its ValueError says."""
    for found in objects(path):
        if isinstance(found, Misfit):
            yield found
            continue
        try:
            yield unit(found.value, found.line)
        except ValueError as error:
            yield Misfit(found.line, str(error))
