"""Counting in UTF-16 units, as JavaScript and Java do: one for most characters, two for those outside the BMP."""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """The places of one text, in code points and in UTF-16 units.

    `length` is the text's length in units. What it costs grows with the characters outside the BMP, not with the text.
    """

    __slots__ = ("_points", "_units", "length")

    def __init__(self, text: str) -> None:
        # The code points of the characters that count twice, and the units where these begin.
        self._points = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]
        self.length = len(text) + len(self._points)

    def unit(self, point: int) -> int:
        """Return where a code point begins, in units."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Return which code point begins at a unit; raises ValueError where the unit is the second of its character."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            raise ValueError(f"offset {unit} is inside a surrogate pair; offsets are UTF-16 units")
        return unit - before

    def points(self, start: object, end: object) -> tuple[int, int]:
        """Return a span in units, half-open, as code points; raises ValueError for one that is none of this text."""
        begin, stop = bounds(start, end, self.length, "UTF-16 units")
        return self.point(begin), self.point(stop)


def bounds(start: object, end: object, length: int, counted: str = "code points") -> tuple[int, int]:
    """Return a half-open span of a text of so many of what is counted; raises ValueError for one that is none."""
    if type(start) is not int or type(end) is not int:
        raise ValueError("an offset is no whole number")
    if not 0 <= start < end <= length:
        # A number of a file may have thousands of digits, which Python refuses to print.
        shown = f"offsets {start} to {end}" if max(abs(start), abs(end)) < 10**12 else "offsets"
        raise ValueError(f"{shown} are out of range; the text has {length:,} {counted}")
    return start, end
