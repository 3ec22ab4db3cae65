"""An article prepared for questions about its spans: its text, sentences and quotations, found once."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from reviewer.articles.frame import Outer, Token, frame
from reviewer.articles.quotations import Quotation, quotations
from reviewer.articles.structure import segment

_REMEMBERED = 64
_INSIDE_STOPS = ",.?!…—–-;"


class ArticleText:
    """A text with its sentences (code points, half-open, in order), the paragraph of each, and its quotations.

    Build it once an article (linear in the text); `candidates` then answers any key in time that does not depend on the
    length of the article.
    """

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], paragraphs: Sequence[int] | None = None
    ) -> None:
        self.text = text
        self.sentences = list(sentences)
        self.paragraphs = list(paragraphs) if paragraphs is not None else _paragraphs(text, self.sentences)
        self.quotations: list[Quotation] = quotations(text)
        self.outer = Outer(self.quotations)
        self._starts = [start for start, _ in self.sentences]
        self.units, self.unit_of = _units(text, self.sentences, self.outer)
        self._frames: dict[int, list[Token]] = {}

    @classmethod
    def of(cls, text: str) -> "ArticleText":
        """Prepare a text with the sentences the splitter finds."""
        segments = segment(text)
        return cls(text, [(one.start, one.end) for one in segments], [one.paragraph for one in segments])

    def sentence_at(self, offset: int) -> int:
        """Return the sentence that holds an offset, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def unit_at(self, offset: int) -> int:
        """Return the unit that holds an offset, or the last one before it."""
        return self.unit_of[self.sentence_at(offset)] if self.unit_of else 0

    def paragraph(self, unit: int) -> int:
        """Return the paragraph a unit starts in."""
        return self.paragraphs[self.sentence_at(self.units[unit][0])]

    def frame(self, unit: int) -> list[Token]:
        """Return the tokens of a unit, outermost quotations as one token each; the last ones are remembered."""
        known = self._frames.get(unit)
        if known is None:
            if len(self._frames) >= _REMEMBERED:
                self._frames.clear()
            known = self._frames[unit] = frame(self.text, *self.units[unit], self.outer)
        return known


def _units(text: str, sentences: Sequence[tuple[int, int]], outer: Outer) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the units of a text and the unit of each sentence.

    A unit is a sentence with those that a quotation ties to it: the splitter cuts inside quotation marks, but
    "One. Two," she said is read as a whole. So is what an initial stands in the midst of.
    """
    units: list[tuple[int, int]] = []
    numbers: list[int] = []
    at = 0
    for start, end in sentences:
        while at < len(outer.spans) and outer.spans[at][1] <= start:
            at += 1
        tied = at < len(outer.spans) and outer.spans[at][0] < start and units and outer.spans[at][0] < units[-1][1]
        if tied or (units and _ends_in_initial(text, units[-1][1]) and start - units[-1][1] == 1):
            units[-1] = (units[-1][0], end)
        else:
            units.append((start, end))
        numbers.append(len(units) - 1)
    return units, numbers


def _ends_in_initial(text: str, end: int) -> bool:
    return (
        end > 2 and text[end - 1] == "." and text[end - 2].isupper() and text[end - 3] == " " and text[end - 2] != "I"
    )


def _paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Return the paragraph of each sentence, counted from 0: a line end between two sentences parts them."""
    numbers: list[int] = []
    end = 0
    for start, following in sentences:
        parted = bool(numbers) and "\n" in text[end:start]
        numbers.append(numbers[-1] + parted if numbers else 0)
        end = following
    return numbers


def ends_inside(article: ArticleText, token: Token) -> str:
    """Return the last character before the closing mark of a quotation, as the comma in “…,” he said."""
    text = article.text
    end = article.outer.quotations[token.number].end
    while end > token.start + 1 and not (text[end - 1].isalnum() or text[end - 1] in _INSIDE_STOPS):
        end -= 1
    return text[end - 1]


def quote_type(article: ArticleText, content: Sequence[tuple[int, int]]) -> Literal["direct", "mixed", "indirect"]:
    """Return `direct` when all letters of a content stand in quotation marks, `mixed` when some do, else `indirect`."""
    inside = outside = 0
    for start, end in content:
        within = 0
        for place in article.outer.within(start, end):
            opening, closing = article.outer.spans[place]
            within += _letters(article.text, max(opening, start), min(closing, end))
        inside += within
        outside += _letters(article.text, start, end) - within
    return "indirect" if not inside else "mixed" if outside > 0 else "direct"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
