"""Tokens for Prodigy: words, single other signs and blanks, broken at every edge of a span so that spans fit them."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


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
    edges = sorted({0, len(text), *begun, *ended})
    held: tuple[int, int] | None = None
    for low, high in pairwise(edges):
        for found in _TOKEN.finditer(text, low, high):
            start, end = found.span()
            if held and text[start] == " " and start not in begun and not (end == start + 1 and end in ended):
                yield *held, True
                held, start = None, start + 1
                if start == end:
                    continue
            if held:
                yield *held, False
            held = (start, end) if not text[start].isspace() else None
            if held is None:
                yield start, end, False
    if held:
        yield *held, False
