"""Tokens for Prodigy: words, single other signs and blanks, broken at every edge of a span so that spans fit them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from reviewer.formats.tokens import tokens as words


class Tokens(NamedTuple):
    """The tokens of a text, as Prodigy writes them, and which of them begins or ends at a code point."""

    written: list[dict[str, Any]]
    begins: dict[int, int]
    ends: dict[int, int]


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> Tokens:
    """Return the tokens of a text, where spans (code points, half-open) are whole tokens.

    Joined, each with a blank where `ws` says so, they are the text.
    """
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    written: list[dict[str, Any]] = []
    for number, (start, end, blank) in enumerate(_cut(text, list(spans))):
        begins[start] = ends[end] = number
        written.append({"text": text[start:end], "start": start, "end": end, "id": number, "ws": blank})
    return Tokens(written, begins, ends)


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield `(start, end, ws)`; a blank belongs to the word before it unless it is where a span begins or ends."""
    begun, ended = {start for start, _ in spans}, {end for _, end in spans}
    held: tuple[int, int] | None = None
    for start, end in _parts(text, sorted(begun | ended)):
        begin = start
        if held and text[start] == " " and start not in begun and not (end == start + 1 and end in ended):
            yield *held, True
            held, begin = None, start + 1
            if begin == end:
                continue
        if held:
            yield *held, False
        held = (begin, end) if not text[begin].isspace() else None
        if held is None:
            yield begin, end, False
    if held:
        yield *held, False


def _parts(text: str, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the words of a text and the blanks between them, cut at edges; together they are the text."""
    at = 0
    for start, end in (*words(text, edges), (len(text), len(text))):
        within = edges[bisect_right(edges, at) : bisect_left(edges, start)]
        yield from pairwise((at, *within, start)) if at < start else ()
        if start < end:
            yield start, end
        at = end
