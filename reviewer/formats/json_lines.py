"""Reading files of one JSON value a line, as strangers write them: a line that is none is told, and the next one comes.

Importing this module loads pydantic's parser: do it where a file is read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import from_json

from reviewer.articles.reading import opened
from reviewer.errors import InputError
from reviewer.formats.units import Misfit
from reviewer.models.article import BRACKET_LIMIT
from reviewer.text import one_line

LONGEST = 64 * 2**20
"""Bytes of one line; a longer one is passed over, so that no file fills the memory."""
_BOM = b"\xef\xbb\xbf"


def values(path: Path) -> Iterator[tuple[int, Any] | Misfit]:
    """Yield each line's number (from 1) and its value, or why it has none; raises InputError for an unreadable file.

    Blank lines are passed over, and so is a byte order mark.
    """
    try:
        with opened(str(path)) as file:
            yield from _values(file)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error for a file that the system does not give."""
    return InputError(one_line(str(path)), f"cannot be read ({error.strerror or error}); check the name")


def _values(file: BinaryIO) -> Iterator[tuple[int, Any] | Misfit]:
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
            yield Misfit(number, f"is longer than {LONGEST >> 20} MiB; give one record a line")
            continue
        given = line.removeprefix(_BOM) if number == 1 else line
        if given.strip():
            yield value(number, given)


def value(number: int, data: bytes) -> tuple[int, Any] | Misfit:
    """Return a line's number and the value in its bytes, or why it has none."""
    if data.count(b"{") + data.count(b"[") > BRACKET_LIMIT:
        return Misfit(number, f"has more than {BRACKET_LIMIT:,} brackets")
    try:
        return number, from_json(data, allow_inf_nan=False, cache_strings="keys")
    except ValueError as error:
        return Misfit(number, f"is not valid JSON ({one_line(str(error))})")
