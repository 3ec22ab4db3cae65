"""One unit of an article while it is read, and the readings it yields."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.articles import extents
from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import STRONG
from reviewer.articles.cues import Cue, cues
from reviewer.articles.extents import Spans
from reviewer.articles.frame import QUOTATION, Token
from reviewer.articles.speakers import Range
from reviewer.articles.wordlists import words

_DASHES = frozenset({"—", "–", "--", "-", "―"})
_ENDS = frozenset({",", ".", ":", ";", "—", "–", "--", "-"})
# How many words may stand between cue and mark for it to be "right behind".
_NEAR = 3
_SAYING = words("said says say saying told tells telling wrote writes added adds argued argues noted notes")


class Reading(NamedTuple):
    """One way to read an attribution; spans are code points, half-open.

    `order` names the parts as they stand: source-cue-content, content-source-cue, content-cue-source, split,
    colon, dash, alone.
    `quoted` says whether the content holds a quotation; `score` sorts the readings of one unit.
    """

    content: Spans
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    order: str
    quoted: bool
    score: float


class Unit:
    """The frame of one unit of an article (sentences a quotation ties together) with its cues, while it is read."""

    def __init__(self, article: ArticleText, number: int, tokens: Sequence[Token]) -> None:
        self.article = article
        self.number = number
        self.tokens = tokens
        self.stop = len(tokens)
        while self.stop > 1 and tokens[self.stop - 1].text in {".", "!", "?", "…"}:
            self.stop -= 1
        self.cues = cues(tokens)
        self.subject: Range | None = None

    def quotations_in(self, spans: Spans) -> Iterator[tuple[int, Token]]:
        """Yield the quotations of the unit that start inside spans, each with its place among the tokens."""
        for number, token in enumerate(self.tokens):
            if token.kind == QUOTATION and any(start <= token.start < end for start, end in spans):
                yield number, token

    def reading(self, content: Spans, cue: Cue, source: Range | None, order: str) -> Reading | None:
        """Return a reading with its score, nothing without a content; its source serves the verbs that follow."""
        if not content:
            return None
        quoted = any(True for _ in self.quotations_in(content)) or any(
            self.article.outer.within(start, end) for start, end in content[:2]
        )
        score = cue.precision * (1 if source else 0.6) + self._closeness(content, cue, quoted=quoted)
        if source and self.tokens[source[0]].low != "who":
            self.subject = source
        return Reading(content, (cue.start, cue.end), self.span(source), order, quoted, score)

    def _closeness(self, content: Spans, cue: Cue, *, quoted: bool) -> float:
        """Return what a score gains from "that" and from marks right behind the cue, and loses when they are far."""
        if not quoted or cue.kind != "verb" or content[0][0] < cue.start:
            return 0.0
        words = [token for token in self.tokens if content[0][0] <= token.start < content[-1][1]]
        if words and words[0].low == "that":
            return 0.4
        first = next((at for at, token in enumerate(words) if token.kind == QUOTATION), len(words))
        if first <= _NEAR:
            return 0.15
        return 0.0 if self.tokens[cue.head].low in _SAYING else -0.25

    def span(self, phrase: Range | None) -> tuple[int, int] | None:
        """Return the span of a phrase, without the verb a pronoun is run together with ("he's")."""
        if not phrase:
            return None
        first, last = phrase
        end = self.tokens[last].end
        if self.tokens[last].text.endswith(("'s", "’s")) and self.tokens[last].low[:-2] in {"he", "she", "who", "it"}:
            end -= 2
        return self.tokens[first].start, end

    def after(self, cue: Cue) -> Spans:
        """Return the content that follows a cue."""
        return extents.after(self.article, self.tokens, cue, self.stop, self.cues)

    def before(self, last: int, *, cut: bool = True) -> Spans:
        """Return the content that ends at `last`, marks stripped; `cut` lets it begin behind a strong cue before it."""
        while last > 0 and self.tokens[last].text in _ENDS:
            last -= 1
        if last < 0 or self.tokens[last].text in _ENDS:
            return ()
        first = 0
        if self.tokens[last].kind != QUOTATION:
            first = next((at + 1 for at in range(last, -1, -1) if self.tokens[at].text in _DASHES), 0)
        for cue in self.cues:
            if cut and cue.last < last and cue.precision >= STRONG and self.tokens[last].kind == QUOTATION:
                first = last
        return extents.before(self.article, self.tokens, last, first)

    def _limit(self, begin: int) -> int:
        """Return the token where the next cue's own speech begins."""
        return next((cue.first for cue in self.cues if cue.first > begin), self.stop)

    def with_rest(self, content: Spans, cue: Cue, source: Range | None, begin: int, order: str) -> Reading | None:
        """Add to a content before its cue what goes on behind it: in the sentence, or in those that follow."""
        if not content:
            return None
        more = extents.rest(self.article, self.tokens, begin, self._limit(begin))
        if more and more[0][0] >= content[-1][1]:
            content, order = (*content, *more), "split"
        elif self.article.outer.within(*content[-1]) and begin >= self.stop - 8:
            content = (*content, *extents.continued(self.article, self.number))
        return self.reading(content, cue, source, order)

    def next_quotation(self) -> Spans:
        """Return the quotation that opens the next sentence, for a cue whose colon ends this one."""
        if self.number + 1 >= len(self.article.units):
            return ()
        tokens = self.article.frame(self.number + 1)
        return extents.whole(self.article, tokens[0]) if tokens and tokens[0].kind == QUOTATION else ()

    def previous_quotation(self) -> Spans:
        """Return the quotation that ends the unit before, for a sentence that only says who spoke: “Why?” Roe asked."""
        if self.number == 0 or self.article.paragraph(self.number - 1) != self.article.paragraph(self.number):
            return ()
        tokens = self.article.frame(self.number - 1)
        if not tokens or tokens[-1].kind != QUOTATION:
            return ()
        more = extents.continued(self.article, self.number)
        return (*extents.before(self.article, tokens, len(tokens) - 1), *more)
