"""Paragraphs and lines: where a line end closes a unit of text and where it is only a wrap."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reviewer.articles.patterns import compiled

_BREAK = r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
_FIRST_WORD = r"\S{1,40}"
# A bullet or an enumerator at the start of a line is never the continuation of the line before.
_BULLET = r"[*•●▪■◦‣⁃·►>]\s|[-–—]\s+[^\Wa-z]|\(?\d{1,2}[.)]\s"
# A line that ends in one of these cannot have ended its sentence.
_DANGLING = r"(?:^|\s)(?:the|a|an|of|and|or|his|her|its|their|our|my|your)$"
_QUOTES = "\"'“‘„«‹"
# Text files are wrapped somewhere between a newspaper column and a wide terminal.
_NARROWEST = 28
_WIDEST = 140
# Share of line ends before lower case that shows a text to be wrapped; how much of the width a full line takes.
_WRAPPED_SHARE = 0.2
_SLACK = 0.8
_DEEPEST = 12

_Rows = list[tuple[int, int]]


class Line(NamedTuple):
    """A stretch no sentence crosses: code points, half-open, no space at its ends; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def lines(text: str) -> Iterator[Line]:
    """Divide a text at blank lines and at those line ends that close a unit, in order.

    A line end closes a unit unless the next line starts in lower case, the line ends in a comma or in a word that
    cannot end a sentence, or the paragraph is hard-wrapped. Every non-space character lies in exactly one Line.
    """
    width = _wrap_width(text)
    for number, rows in enumerate(_paragraphs(text)):
        start, end = rows[0]
        previous = start
        for row_start, row_end in rows[1:]:
            if not _continues(text, previous, end, row_start, width):
                yield Line(start, end, number)
                start = row_start
            previous, end = row_start, row_end
        yield Line(start, end, number)


def _paragraphs(text: str) -> Iterator[_Rows]:
    """Yield the rows (stretches between line ends) of each paragraph; a blank line or U+2029 parts paragraphs."""
    rows: _Rows = []
    start = len(text) - len(text.lstrip())
    for found in compiled(_BREAK).finditer(text, start):
        gap = found.group()
        rows.append((start, _trimmed(text, start, found.start())))
        # str.splitlines counts \r\n once, so the number of pieces is one more than the number of line ends.
        if gap != "\n" and (gap == "\n\n" or len((gap + ".").splitlines()) > 2 or "\u2029" in gap):
            yield rows
            rows = []
        start = found.end()
    end = _trimmed(text, start, len(text))
    if end > start:
        rows.append((start, end))
    if rows:
        yield rows


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of text[start:end] without the space that trails it."""
    if end > start and text[end - 1].isspace():
        return start + len(text[start:end].rstrip())
    return end


def _opens_lower(text: str, start: int) -> bool:
    at = start + 1 if text[start] in _QUOTES else start
    # "iPhone" and "eBay" stand for capitals.
    return text[at : at + 1].islower() and not text[at + 1 : at + 2].isupper()


def _wrap_width(text: str) -> int:
    """Return the width at which the text was hard-wrapped, in code points, or 0 when it was not.

    Only a wrapped text has many lines that go on in lower case; the lines before them are as wide as lines get.
    """
    ends = 0
    widths: list[int] = []
    for rows in _paragraphs(text):
        for (start, end), (following, _) in pairwise(rows):
            if end - start > _WIDEST:
                continue
            ends += 1
            if _opens_lower(text, following):
                widths.append(end - start)
    if not widths or len(widths) < ends * _WRAPPED_SHARE:
        return 0
    # Not the very widest: an address on the web may stand out of a wrapped text.
    width = sorted(widths)[len(widths) * 9 // 10]
    return width if width >= _NARROWEST else 0


def _indent(text: str, start: int) -> int:
    """Return by how many blanks the row at `start` is indented; a first line deeper than the last opens a paragraph."""
    at = start
    while at > 0 and start - at < _DEEPEST and text[at - 1] in " \t\u00a0":
        at -= 1
    return start - at


def _continues(text: str, start: int, end: int, following: int, width: int) -> bool:
    """Say whether the row text[start:end] runs on in the row that starts at `following`."""
    if compiled(_BULLET).match(text, following):
        return False
    if _opens_lower(text, following) or text[end - 1] == ",":
        return True
    if compiled(_DANGLING).search(text, max(start, end - 8), end):
        return True
    if not width or end - start > width / _SLACK or _indent(text, following) > _indent(text, start) + 1:
        return False
    word = compiled(_FIRST_WORD).match(text, following)
    return end - start + 1 + (word.end() - word.start() if word else 0) >= width * _SLACK
