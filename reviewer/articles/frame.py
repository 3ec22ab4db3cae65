"""The frame of a sentence: its words and marks, with each outermost quotation as one token."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from reviewer.articles.patterns import compiled
from reviewer.articles.quotations import Quotation

WORD, MARK, QUOTATION = "word", "mark", "quotation"

_PIECE = r"[^\W_](?:[\w'’&]|[-.,/](?=\w))*|--+|\S"
# A frame never holds more characters outside quotations than this, so that one "sentence" of a megabyte costs no more
# than a long one.
_LONGEST = 2000
_MOST_QUOTATIONS = 32
# Abbreviated titles and places; a stop after one of these, after an initial or inside a bracket belongs to the word.
_SHORT = 5


class Token(NamedTuple):
    """One token: code points, half-open. `text` is as it stands, or empty; a QUOTATION has its place in Outer."""

    start: int
    end: int
    kind: str
    text: str
    number: int = -1

    @property
    def low(self) -> str:
        """Return the token in lower case."""
        return self.text.lower()


class Outer:
    """The outermost quotations of an article, found by offset: their spans in order, and which quotation each is of."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.quotations = [quotation for quotation in found if quotation.depth == 0]
        parts = [(span, number) for number, one in enumerate(self.quotations) for span in one.spans]
        self.spans = [span for span, _ in parts]
        self.owner = [number for _, number in parts]
        self._reach = list(accumulate((end for _, end in self.spans), max))

    def within(self, start: int, end: int) -> list[int]:
        """Return the places in `spans` of those that share a character with text[start:end]."""
        first = bisect_right(self._reach, start)
        return [
            at
            for at in range(first, min(len(self.spans), first + _MOST_QUOTATIONS))
            if self.spans[at][0] < end and self.spans[at][1] > start
        ]

    def spans_at(self, offset: int) -> list[tuple[int, int]]:
        """Return the span that holds an offset, in a list, or an empty list."""
        return [self.spans[place] for place in self.within(offset, offset + 1)]


def frame(text: str, start: int, end: int, outer: Outer) -> list[Token]:
    """Return the tokens of text[start:end]; an outermost quotation is one token, cut at the ends of the stretch."""
    tokens: list[Token] = []
    at = start
    left = _LONGEST
    for place in outer.within(start, end):
        opening, closing = outer.spans[place]
        if opening - at > left:
            break
        left -= max(0, opening - at)
        tokens.extend(_words(text, at, max(at, opening)))
        at = max(at, min(closing, end))
        tokens.append(Token(max(opening, start), at, QUOTATION, "", outer.owner[place]))
    tokens.extend(_words(text, at, min(end, at + left)))
    return tokens


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for found in compiled(_PIECE).finditer(text, start, end):
        own = found.group()
        kind = WORD if own[0].isalnum() else MARK
        if own == "." and tokens and tokens[-1].end == found.start() and found.end() < end and _is_short(tokens[-1]):
            tokens[-1] = tokens[-1]._replace(end=found.end(), text=tokens[-1].text + ".")
        else:
            tokens.append(Token(*found.span(), kind, own))
    return tokens


def _is_short(token: Token) -> bool:
    return token.kind == WORD and token.text[:1].isupper() and (len(token.text) <= _SHORT or "." in token.text)
