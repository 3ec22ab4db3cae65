"""JSON objects out of files that hold an array of them, in any layout, or some without an array."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.formats.json_lines import BOM, LONGEST, TOO_LONG, Found, parse
from reviewer.formats.units import Misfit

_ODD = "holds something that is no JSON object"
_CHUNK = 256 * 1024
_BETWEEN = re.compile(rb'["{\n]')
# Whole strings and whatever else is no bracket are passed over at once, without going back.
_PASSED = re.compile(rb'(?:[^"\[\]{}\n]++|"(?:[^"\\\n]++|\\.)*+")*+')
_LIST = re.compile(rb"[\[,]\s*+\[")  # an array as an element
_INSIDE = re.compile(rb'["\\\n]')


def objects(path: Path) -> Iterator[Found | Misfit]:
    """Yield the objects of a file that holds one array of them, in any layout, or some objects without an array.

    What is broken gives a Misfit, and the next element comes. Raises InputError when the file cannot be read.
    """
    try:
        with opened(str(path)) as file:
            yield from _objects(file)
    except OSError as error:
        raise unreadable(str(path), error) from error


def _objects(file: BinaryIO) -> Iterator[Found | Misfit]:
    elements, is_empty = _Elements(file), True
    for line, data in elements.found():
        is_empty = False
        found = Misfit(line, data) if isinstance(data, str) else _found(line, data)
        yield found
        if isinstance(found, Misfit) and isinstance(data, bytes):
            yield from _salvaged(line, data)
    if is_empty and elements.has_lists:
        yield Misfit(1, _ODD)


def _found(line: int, data: bytes) -> Found | Misfit:
    try:
        return Found(line, parse(data))
    except ValueError as error:
        return Misfit(line, str(error))


def _salvaged(line: int, data: bytes) -> Iterator[Found | Misfit]:
    """Yield the objects that a broken one has swallowed, because it was not closed.

    They stand on a line each, as those of most programs do. What is indented is taken for a part of the broken one.
    """
    for number, one in enumerate(data.split(b"\n")[1:], line + 1):
        given = one.lstrip(b",").removeprefix(b" ").rstrip(b" \t\r,")
        if given.startswith(b"{") and not one.startswith(b" "):
            found = [_found(number, one) for one in (given, given.removesuffix(b"]"))]
            yield next((one for one in found if isinstance(one, Found)), found[0])


class _Elements:
    """Cuts a stream into the objects of its array by brackets alone; holds one of them and a chunk.

    What is found is `(line, bytes)` of an object, or `(line, why)` of what is none.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._line = 1
        self._begun = 1
        self._depth = 0  # in an object; 0 between them
        self._is_string = False
        self._is_long = False
        self._is_odd = False
        self._parts = bytearray()
        self.has_lists = False  # whether an array was an element of an array

    def found(self) -> Iterator[tuple[int, bytes | str]]:
        """Yield what stands in the array, in order."""
        carried = b""
        while chunk := self._file.read(_CHUNK):
            data = carried + chunk
            # A backslash and what it escapes are looked at together.
            carried = data[-1:] if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""
            yield from self._cut(data[:-1] if carried else data)
        if self._depth:
            yield self._ended(carried)

    def _cut(self, data: bytes) -> Iterator[tuple[int, bytes | str]]:
        at = held = 0
        while (at := self._next(data, at)) < len(data):
            sign, at = data[at : at + 1], at + 1
            if sign in b'"\\\n':
                at = self._passed(sign, data, at)
            elif sign in b"[{":
                if self._depth:
                    self._depth += 1
                elif sign == b"{":
                    yield from self._between(data[held : at - 1])
                    self._begun, self._depth, held = self._line, 1, at - 1
            elif self._depth:
                self._depth -= 1
                if not self._depth:
                    yield self._ended(data[held:at])
                    held = at
        if self._depth:
            self._hold(data[held:])
        else:
            yield from self._between(data[held:])

    def _passed(self, sign: bytes, data: bytes, at: int) -> int:
        """Return where to look on after a sign that is no bracket."""
        if sign == b"\\":
            return at + (data[at : at + 1] != b"\n")
        if sign == b"\n":
            self._line += 1
            self._is_string = False  # no string of JSON goes over a line end: this one was not closed
        else:
            self._is_string = not self._is_string
        return at

    def _next(self, data: bytes, at: int) -> int:
        """Return where the next sign stands that counts; the end of the data where there is none."""
        if self._depth and not self._is_string:
            found = _PASSED.match(data, at)
            return found.end() if found else at
        sign = (_INSIDE if self._is_string else _BETWEEN).search(data, at)
        return sign.start() if sign else len(data)

    def _ended(self, data: bytes) -> tuple[int, bytes | str]:
        """Return the object that ends with these bytes."""
        self._hold(data)
        found = TOO_LONG if self._is_long else bytes(self._parts)
        self._parts, self._is_long, self._is_odd = bytearray(), False, False
        return self._begun, found

    def _between(self, data: bytes) -> Iterator[tuple[int, str]]:
        """Yield, once for all of it, that something between two objects is neither of them nor of an array."""
        odd = data.lstrip(b" \t\r\n,[]" + BOM)
        self.has_lists = self.has_lists or bool(_LIST.search(data))
        if odd and not self._is_odd:
            self._is_odd = True
            yield self._line - odd.count(b"\n"), _ODD

    def _hold(self, data: bytes) -> None:
        self._is_long = self._is_long or len(self._parts) + len(data) > LONGEST
        if self._is_long:
            self._parts.clear()
        else:
            self._parts += data
