"""How a sentence stands to quotation marks: what of it they hold, what brings it in, what goes on from before."""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.articles.patterns import compiled
from reviewer.suggest.proposals import Proposed

_WORD = r"\w[\w'’-]*"
FEW = 3
"""Words in marks from which a quotation with a cue is a quote; fewer are mostly a title or a scare quote."""
MANY = 6
"""Words in marks from which a quotation without a cue is a quote."""
_MOST = 0.5


class Quoting(NamedTuple):
    """One sentence: how many of its words stand in marks, their share, and what attributions say of it.

    `quoted` says whether content in marks that somebody is said to have said reaches into it, `spoken` whether its cue
    comes behind it ("“Why?” she asked"), as behind no title and no scare quote; `reported` says the first of
    content without. `cue` is the cue that stands in it, or empty. `continued` says that its quotation began before.
    """

    words: int
    share: float
    quoted: bool
    spoken: bool
    reported: float
    cue: str
    continued: bool


class Rule(NamedTuple):
    """How a sentence with marks is read: a short name, how it reads to a person, how often it is a quote."""

    name: str
    says: str
    share: float


SCARE_QUOTES = Rule("scare-quotes", "only a few words in marks", 0.3)


def quoting(article: ArticleText, said: Sequence[Proposed]) -> list[Quoting]:
    """Return how each sentence of an article stands to quotation marks, `said` being its attributions; linear."""
    count = len(article.sentences)
    quoted, spoken, reported, cues = [False] * count, [False] * count, [0.0] * count, [""] * count
    for one in said:
        behind = one.quote_type == "direct" and any(one.content[0][1] <= start for start, _ in one.cue)
        for start, end in one.content:
            for index in range(article.sentence_at(start), article.sentence_at(end - 1) + 1):
                if one.quote_type == "indirect":
                    reported[index] = max(reported[index], one.score)
                else:
                    quoted[index] = True
                    spoken[index] |= behind
        for start, end in one.cue:
            cues[article.sentence_at(start)] = " ".join(article.text[start:end].split())
    found = []
    for index, (start, end) in enumerate(article.sentences):
        inside, continued = _inside(article, start, end)
        share = inside / max(1, _words(article.text, start, end)) if inside else 0.0
        found.append(Quoting(inside, share, quoted[index], spoken[index], reported[index], cues[index], continued))
    return found


def _inside(article: ArticleText, start: int, end: int) -> tuple[int, bool]:
    """Return how many words of a stretch stand in marks, and whether its first mark opened before it."""
    spans = [article.outer.spans[number] for number in article.outer.within(start, end)]
    inside = sum(_words(article.text, max(start, first), min(end, last)) for first, last in spans)
    return inside, bool(spans) and spans[0][0] < start


def _words(text: str, start: int, end: int) -> int:
    return len(compiled(_WORD).findall(text, start, end))


def rule_of(one: Quoting) -> Rule | None:
    """Return how a sentence with marks is read, nothing without a mark."""
    if not one.words:
        return None
    cue = f"quotation marks with “{one.cue}”" if one.cue else "quotation marks, the speaker is named nearby"
    if one.quoted and (one.words >= FEW or one.spoken):
        if one.share >= _MOST or (one.spoken and one.words < FEW):
            return Rule("marks-with-cue", cue, 0.88)
        return Rule("partly-in-marks", f"{cue}, in part", 0.7)
    if one.continued and one.words >= FEW:
        return Rule("marks-go-on", "goes on with a quotation", 0.9)
    if one.words >= MANY:
        return Rule("marks-without-cue", "many words in quotation marks", 0.6)
    return SCARE_QUOTES
