"""What is told of a proposed attribution to the learner: how it was read, its marks, its extent, its source and cue.

Beside those the rules propose stand the further readings without quotation marks: too few of them are recorded by most.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.readings import readings
from reviewer.speakers import is_pronoun
from reviewer.store.marks import Spans, overlap
from reviewer.suggest.learning.examples import Recorded
from reviewer.suggest.proposals import Page, Proposed
from reviewer.text import shorten

RECORDED, PASSED = "recorded", "passed"
"""What becomes of a proposed attribution."""
_WORD = re.compile(r"[\w'’-]+")
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34, 55)
_SAME = 0.5
"""Two contents are of the same attribution where they share so much of their letters."""

_FURTHER = 0.3
"""How often the rules take a reading that they do not propose to be right."""
_LONGEST_CUE = 40


def further(article: ArticleText, said: Sequence[Proposed]) -> list[Proposed]:
    """Return the readings without quotation marks that the rules do not propose, beside what they do, in order."""
    taken = sorted(span for one in said for span in one.content)
    found = []
    for number in range(len(article.units)):
        for reading in readings(article, number):
            if reading.cue and not reading.quoted and not _is_taken(taken, reading.content):
                cue = shorten(article.text[slice(*reading.cue)], _LONGEST_CUE)
                source = (reading.source,) if reading.source else ()
                reason = f"'{cue}' without quotation marks, as you record it"
                rule = f"learned-{reading.order}"
                found.append(Proposed(reading.content, (reading.cue,), source, "indirect", _FURTHER, rule, reason))
    return found


def _is_taken(taken: Sequence[tuple[int, int]], content: Spans) -> bool:
    """Return whether one of the spans, ascending and apart, shares a character with a content."""
    places = ((bisect_left(taken, (start, end)), (start, end)) for start, end in content)
    return any(overlap(span, one) for at, span in places for one in taken[max(0, at - 1) : at + 1])


def told_of(page: Page, said: Sequence[Proposed]) -> list[list[str]]:
    """Return the features of each proposed attribution of a page."""
    return [list(_features(page, one)) for one in said]


def outcomes(said: Sequence[Proposed], recorded: Sequence[Recorded]) -> list[str]:
    """Return for each proposed attribution whether one of its content was recorded."""
    return [RECORDED if any(is_same(one.content, other.content) for other in recorded) else PASSED for one in said]


def is_same(first: Spans, second: Spans) -> bool:
    """Return whether contents are of the same attribution: they share half of what either covers, or more."""
    shared = sum(max(0, min(end, last) - max(start, begin)) for start, end in first for begin, last in second)
    return shared > 0 and shared >= _SAME * (_length(first) + _length(second) - shared)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _features(page: Page, one: Proposed) -> Iterator[str]:
    article, kind = page.article, one.quote_type
    begin, end = one.content[0][0], one.content[-1][1]
    first, last = article.sentence_at(begin), article.sentence_at(end - 1)
    score = int(10 * one.score)
    yield f"rule={one.rule}"
    yield f"rule={one.rule}/{kind}"
    yield f"score={score}"
    yield f"score={score}/{kind}"
    quoted = _count(article.text, _in_marks(article, one.content))
    words = _count(article.text, one.content)
    for name, number in (("quoted", quoted), ("words", words), ("bare", words - quoted)):
        yield f"{name}={_step(number)}"
    yield f"quoted={_step(quoted)}/{one.rule}"
    yield f"share={4 * quoted // max(1, words)}"
    yield f"spans={min(3, len(one.content))}"
    yield f"sentences={min(3, last - first)}"
    yield "from the start" if begin == article.sentences[first][0] else "from within"
    yield "to the end" if end >= article.sentences[last][1] - 1 else "not to the end"
    yield f"kind={page.kinds[first]}"
    yield from _cue(article.text, one)
    yield from _source(article.text, one)


def _cue(text: str, one: Proposed) -> Iterator[str]:
    for start, end in one.cue:
        words = _words(text[start:end])
        yield f"cue={'_'.join(words)}"
        yield f"cue words={len(words)}"
        behind = one.content[0][0] >= end
        yield f"gap={_step(one.content[0][0] - end if behind else start - one.content[-1][1])}/{behind}"
        if behind:
            yield f"then={next(iter(_words(text[end : end + 20])), '')}"


def _source(text: str, one: Proposed) -> Iterator[str]:
    kind = "none"
    for start, end in one.source:
        source = text[start:end]
        capitals = sum(word[:1].isupper() for word in _WORD.findall(source))
        if is_pronoun(source):
            kind = "pronoun"
        elif source[:4].casefold() == "the ":
            kind = "the role" if capitals <= 1 else "the named"
        else:
            kind = "name" if capitals == len(_WORD.findall(source)) else "titled" if capitals > 1 else "other"
        kind += " of several" if source.endswith("s") else ""
        yield f"source words={_step(len(_WORD.findall(source)))}"
    yield f"source={kind}"
    yield f"source={kind}/{one.quote_type}"


def _in_marks(article: ArticleText, content: Spans) -> Iterator[tuple[int, int]]:
    for start, end in content:
        for at in article.outer.within(start, end):
            first, last = article.outer.spans[at]
            yield max(start, first), min(end, last)


def _count(text: str, spans: Iterable[tuple[int, int]]) -> int:
    return sum(sum(1 for _ in _WORD.finditer(text, start, end)) for start, end in spans)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _step(number: int) -> int:
    return sum(number >= step for step in _STEPS)
