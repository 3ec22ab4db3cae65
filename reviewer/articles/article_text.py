"""An article prepared for questions about its spans: its text, sentences and quotations, found once."""

from bisect import bisect_right
from collections.abc import Sequence

from reviewer.articles.frame import Outer, Token, frame
from reviewer.articles.quotations import Quotation, quotations
from reviewer.articles.structure import segment

_REMEMBERED = 64


class ArticleText:
    """A text with its sentences (code points, half-open, in order), the paragraph of each, and its quotations.

    Build it once an article (linear in the text); `candidates` then answers any key in time that does not depend on the
    length of the article.
    """

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], paragraphs: Sequence[int] | None = None) -> None:
        self.text = text
        self.sentences = list(sentences)
        self.paragraphs = list(paragraphs) if paragraphs is not None else _paragraphs(text, self.sentences)
        self.quotations: list[Quotation] = quotations(text)
        self.outer = Outer(self.quotations)
        self._starts = [start for start, _ in self.sentences]
        self._frames: dict[int, list[Token]] = {}

    @classmethod
    def of(cls, text: str) -> "ArticleText":
        """Prepare a text with the sentences the splitter finds."""
        segments = segment(text)
        return cls(text, [(one.start, one.end) for one in segments], [one.paragraph for one in segments])

    def sentence_at(self, offset: int) -> int:
        """Return the sentence that holds an offset, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def frame(self, sentence: int) -> list[Token]:
        """Return the tokens of a sentence, outermost quotations as one token each; the last ones are remembered."""
        known = self._frames.get(sentence)
        if known is None:
            if len(self._frames) >= _REMEMBERED:
                self._frames.clear()
            known = self._frames[sentence] = frame(self.text, *self.sentences[sentence], self.outer)
        return known


def _paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Return the paragraph of each sentence, counted from 0: a line end between two sentences parts them."""
    numbers: list[int] = []
    end = 0
    for start, following in sentences:
        parted = bool(numbers) and "\n" in text[end:start]
        numbers.append(numbers[-1] + parted if numbers else 0)
        end = following
    return numbers
