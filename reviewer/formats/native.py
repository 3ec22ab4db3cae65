"""Reading files of our own records: article by article in whatever order the lines stand, one article in memory."""

import json
import re
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.errors import InputError
from reviewer.formats.differences import shown
from reviewer.formats.lines import HEAD
from reviewer.formats.units import Misfit
from reviewer.models import SCHEMA_ID
from reviewer.models.article import BRACKET_LIMIT
from reviewer.models.record import SCHEMA_VERSION, Record

_SHA256 = re.compile(
    re.escape(HEAD.encode()) + rb'"(?:[^"\\]|\\.)*","document":\{"id":"[^"\\]*","sha256":"([0-9a-f]{64})"'
)
"""What a line of our own begins with, as far as the hash of its article."""
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_id"\s*:\s*"reviewer/record"')
_HEAD_BYTES = 4096
LINE_BYTES = 256 * 1024 * 1024
"""The longest line that is read: an article of the largest size, with its marks."""
_MARK = b"\xef\xbb\xbf"


class Sheaf(NamedTuple):
    """The records of one article, with their lines (from 1), in the order of the file."""

    sha256: str
    records: list[tuple[int, Record]]


def is_native(path: str) -> bool:
    """Return whether a file's first line is a record of ours; False as well for what cannot be read."""
    try:
        with opened(path) as stream:
            return _OURS.match(stream.read(_HEAD_BYTES)) is not None
    except (InputError, OSError, ValueError):
        return False


def sheaves(path: str) -> Iterator[Sheaf | Misfit]:
    """Yield the records of a file by article, those of one article together, and what of it is no record.

    The file is read twice: first for where the records of each article stand, which takes 16 bytes of memory a line.
    Raises InputError for a file that cannot be read.
    """
    try:
        with opened(path) as stream:
            index = _Index()
            yield from index.read(stream)
            yield from index.sheaves(stream)
    except OSError as error:
        raise unreadable(path, error) from error


class _Index:
    """Where the lines of a file begin, and which of its articles each is of, by number in the order they came."""

    def __init__(self) -> None:
        self._begins, self._of, self._numbers = array("q"), array("I"), array("I")
        self._articles: dict[bytes, int] = {}

    def read(self, stream: BinaryIO) -> Iterator[Misfit]:
        """Read the file once; yield the lines that are no records."""
        at, number = 0, 0
        for number, data in enumerate(_lines(stream, LINE_BYTES), 1):
            begin, at = at, stream.tell()
            found = data.removeprefix(_MARK) if number == 1 else data
            if found.isspace():
                continue
            front = _SHA256.match(found)
            if front is not None:
                sha256 = front[1].decode()
            elif isinstance(record := parsed(number, found), Misfit):
                yield record
                continue
            else:
                sha256 = record.document.sha256
            self._begins.append(begin)
            self._numbers.append(number)
            self._of.append(self._articles.setdefault(bytes.fromhex(sha256), len(self._articles)))
        if not number:
            yield Misfit(1, "the file is empty")

    def sheaves(self, stream: BinaryIO) -> Iterator[Sheaf | Misfit]:
        """Read the file once more, article by article."""
        order: Any = range(len(self._of))
        if any(self._of[place] < self._of[place - 1] for place in range(1, len(self._of))):
            order = array("q", sorted(order, key=self._of.__getitem__))
        for _, places in groupby(order, key=self._of.__getitem__):
            records: list[tuple[int, Record]] = []
            for place in places:
                stream.seek(self._begins[place])
                record = parsed(self._numbers[place], stream.readline(LINE_BYTES + 1).removeprefix(_MARK))
                if isinstance(record, Misfit):
                    yield record
                else:
                    records.append((self._numbers[place], record))
            if records:
                yield Sheaf(records[0][1].document.sha256, records)


def parsed(number: int, data: bytes) -> Record | Misfit:
    """Return the record in a line, or why there is none."""
    if len(data) > LINE_BYTES:
        return Misfit(number, f"is over the limit of {LINE_BYTES // 1024**2} MiB for one record")
    if data.count(b"{") + data.count(b"[") > BRACKET_LIMIT:
        return Misfit(number, f"has more than {BRACKET_LIMIT:,} brackets")
    try:
        record = Record.model_validate_json(data)
    except ValidationError as error:
        return Misfit(number, _why(data, error))
    if b"\\u0000" in data and _has_nul(json.loads(data)):
        return Misfit(number, "has a NUL character; take it out")
    return record


def violations(error: ValidationError) -> list[str]:
    """Return what the model found wrong, a line for each field."""
    found = []
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        where = ".".join(str(part) for part in problem["loc"])
        what = problem["msg"].removeprefix("Value error, ")
        found.append(f"{shown(where, quotes=False)}: {what}" if where else f"is no record: {what}")
    return found


def _why(data: bytes, error: ValidationError) -> str:
    """Return what is wrong with a line first: what it is, then its version, then its fields."""
    try:
        value = from_json(data)
    except ValueError:
        return violations(error)[0]
    if not isinstance(value, dict) or value.get("schema_id") != SCHEMA_ID:
        return f'is no record of reviewer: its "schema_id" is not "{SCHEMA_ID}"'
    version = value.get("schema_version")
    if version != SCHEMA_VERSION:
        return f"is of version {shown(version)} of the record, this reviewer reads version {SCHEMA_VERSION}"
    return violations(error)[0]


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(map(_has_nul, (*value, *value.values())))
    return isinstance(value, list) and any(map(_has_nul, value))


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield lines; of one over the limit, its first `limit` + 1 bytes."""
    while line := stream.readline(limit + 1):
        while len(line) > limit and not line.endswith(b"\n") and (rest := stream.readline(limit)):
            if rest.endswith(b"\n"):
                break
        yield line
