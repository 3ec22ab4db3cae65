"""The ways attributions are read: which of them are proposed, how often each is right, and what it is called.

The shares are those of proposals whose source, cue and content all are as marked by hand, counted on 60 news articles
(`benchmarks/attributions.py` prints them) and rounded; what was counted on few is drawn to the share of its kind.
"""

import re
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.extents import Spans
from reviewer.articles.cue_words import precisions
from reviewer.articles.noun_phrases import AFTER_NAME, PREPOSITIONS
from reviewer.articles.unit import Reading
from reviewer.articles.wordlists import words
from reviewer.text import one_line

_WORD = re.compile(r"\w[\w'’-]*")
# From here on a verb needs no marks, "that" or "to" beside it.
_STRONG = 0.7
# Fewer words in marks are a scare quote, a title or a nickname unless a cue stands with them: 57 of 100 single words
# in marks are said by somebody, 79 of two to four, 97 of eight.
_SCARE = 5
_SCARE_BY_WEAK_CUE = 3
_SAYING = words("said say says")
_OPENS_QUESTION = words("if whether how why what who where when")


class Way(NamedTuple):
    """A way of reading: its short name, the share of such proposals that are right, why, and whether it has no marks."""

    rule: str
    score: float
    reason: str
    indirect: bool


def way_of(article: ArticleText, reading: Reading) -> Way | None:
    """Return the way a reading was made, None for one that is not proposed."""
    if not reading.cue:
        return None
    cue = article.text[slice(*reading.cue)]
    known = max(_words(cue), key=lambda word: precisions().get(word, 0.0), default="")
    precision = precisions().get(known, 0.0)
    if quote_type(article, reading.content) == "indirect":
        return _without_marks(article, reading, cue, precision)
    return _with_marks(article, reading, cue, precision)


def _with_marks(article: ArticleText, reading: Reading, cue: str, precision: float) -> Way | None:
    longest = _longest_in_marks(article, reading.content)
    rule = reading.order
    if _WORD.search(cue) and precision < 0.7:
        if precision<.5 and longest < (_SCARE if not precision else _SCARE_BY_WEAK_CUE):
            return None
        rule = "weak-cue" if precision else "other-verb"
    return Way(rule, reading.score, rule, False)


def _longest_in_marks(article: ArticleText, content: Spans) -> int:
    """Return how many words the longest quotation in a content has."""
    found = [0]
    for start, end in content:
        for place in article.outer.within(start, end):
            opening, closing = article.outer.spans[place]
            found.append(len(article.text[max(start, opening) : min(end, closing)].split()))
    return max(found)


def _without_marks(article: ArticleText, reading: Reading, cue: str, precision: float) -> Way | None:
    first = next(iter(_words(article.text[reading.content[0][0] : reading.content[0][0] + 40])), "")
    head = _words(cue)[-1:] or [""]
    if reading.order in ("colon", "dash"):
        return Way("indirect-" + reading.order, reading.score, "", True)
    if "according" in cue.lower():
        return Way("indirect-according", reading.score, "", True)
    if precision < .7: return None
    if reading.cue[0]>=reading.content[0][1]:
        return Way("indirect-trailing", reading.score, "", True)
    if first == "that":
        return Way("indirect-that", reading.score, "", True)
    if first in _OPENS_QUESTION:
        return Way("indirect-question", reading.score, "", True)
    if first == "to":
        return None if set(_words(cue)) & _SAYING else Way("indirect-to", reading.score, "", True)
    if first in AFTER_NAME | PREPOSITIONS | {"of", "about", "over", "into"}:
        return None
    if set(_words(cue)) & _SAYING:
        return Way("indirect-said", reading.score, "", True)
    if any(w.endswith('ing') for w in _words(cue)): return None
    return Way("indirect-object", reading.score, "", True)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
