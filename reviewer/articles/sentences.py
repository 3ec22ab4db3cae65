"""The sentence splitter: finds where sentences of news text end, by exact offsets."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from reviewer.articles.boundaries import has_word, sentence_ends
from reviewer.articles.datelines import inner_datelines, leading_dateline, trailing_furniture
from reviewer.articles.lines import Line, lines

SPLITTER = "reviewer-news/1"


class Span(NamedTuple):
    """A sentence: code points, half-open."""

    start: int
    end: int


def split(text: str) -> list[Span]:
    """Return the sentences of a text in order.

    Every non-space character lies in exactly one Span, no Span starts or ends with space or crosses a blank line, and
    nothing is changed: text[start:end] is the sentence.
    """
    return [Span(start, end) for start, end, _, _ in pieces(text)]


def pieces(text: str) -> Iterator[tuple[int, int, Line, bool]]:
    """Yield (start, end, the line it stands in, whether it is a dateline) for each sentence, in order."""
    inner = deque(inner_datelines(text))
    for line in lines(text):
        start, end, _ = line
        lead = leading_dateline(text, start, end)
        if lead > start:
            yield start, lead, line, True
            if lead == end:
                continue
            start = _skip_space(text, lead)
        tail = trailing_furniture(text, start, end)
        if start < tail < end:
            end = _trim(text, tail)
        while inner and inner[0][0] < end:
            opening, closing = inner.popleft()
            if opening <= start or closing >= end:
                continue
            for span in _sentences(text, start, _trim(text, opening)):
                yield *span, line, False
            yield opening, closing, line, True
            start = _skip_space(text, closing)
        for span in _sentences(text, start, end):
            yield *span, line, False
        if end < line.end:
            yield tail, line.end, line, text[line.end - 1].isdigit()


def _skip_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _trim(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one line; marks left over at its end stay with the last of them."""
    last = None
    for closed, following in sentence_ends(text, start, end):
        if last:
            yield last
        last = (start, closed)
        start = following
    if last and not has_word(text, start, end):
        yield last[0], end
    else:
        if last:
            yield last
        yield start, end
