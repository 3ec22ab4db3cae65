"""What is told of a sentence to the learner: what the rules say, its words, its place, and its neighbours."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.store.marks import overlap
from reviewer.suggest.proposals import Judged, Page, Proposed

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[$£€%?!]")
_MOST_WORDS = 400
"""Of a "sentence" of a megabyte no more is read."""
_TENTHS = 10
_STEM = 5


class Told(NamedTuple):
    """The features of a sentence, and the words some of them stand for: spans in code points, half-open."""

    features: list[str]
    shown: dict[str, tuple[int, int]]


def best(judged: Judged) -> str:
    """Return the label with the greatest share."""
    return max(judged.scores, key=lambda name: judged.scores[name])


def told(page: Page, said: Sequence[Proposed], judged: Sequence[Judged]) -> list[Told]:
    """Return the features of every sentence of a page, `said` and `judged` being what the rules say of it."""
    opening = {word for text in page.opening for word in map(str.casefold, _WORD.findall(text)) if len(word) > 3}
    says = ["none", *map(best, judged), "none"]
    spoken = _spoken(page, said)
    found = []
    for index, one in enumerate(judged):
        start, end = page.article.sentences[index]
        words = list(islice(_WORD.finditer(page.article.text, start, end), _MOST_WORDS))
        plain = [*_plain(page, index, one), *spoken[index]]
        plain += [f"before: {feature}" for feature in spoken[index - 1]] if index else []
        plain += [f"behind: {feature}" for feature in spoken[index + 1]] if index + 1 < len(judged) else []
        plain += [f"before={says[index]}", f"behind={says[index + 2]}", f"length={min(8, len(words) // 5)}"]
        long = {word[0].casefold() for word in words if len(word[0]) > 3}
        plain.append(f"opening={6 * len(long & opening) // max(1, len(long))}")
        shown = _worded(words)
        found.append(Told([*plain, *shown], shown))
    return found


def _plain(page: Page, index: int, judged: Judged) -> Iterator[str]:
    """Yield what is told of a sentence beside its words."""
    article = page.article
    label = best(judged)
    yield f"rule={judged.rule}"
    yield f"says={label}"
    for name, share in judged.scores.items():
        yield f"share={name}{int(_TENTHS * share)}"
    for feature in judged.features:
        yield f"is={feature}"
    place = page.first + index
    yield f"place={place if place < 4 else 3 + (place // 4).bit_length()}"
    yield f"tenth={_TENTHS * place // max(1, page.total)}"
    yield f"kind={page.kinds[index]}"
    yield "goes on" if index and _parted(article, index - 1) == 0 else "opens"
    yield "closes" if index + 1 == len(article.sentences) or _parted(article, index) else "not yet"


def _parted(article: ArticleText, index: int) -> int:
    """Return how many paragraphs a sentence is from the next."""
    return article.paragraphs[index + 1] - article.paragraphs[index]


def _spoken(page: Page, said: Sequence[Proposed]) -> list[list[str]]:
    """Return for each sentence how much of it stands in marks, and what of attributions is in it."""
    article = page.article
    found = [[f"marks={_in_marks(article, *bounds)}"] for bounds in article.sentences]
    for one in said:
        for span in one.content:
            for index in range(article.sentence_at(span[0]), article.sentence_at(span[1] - 1) + 1):
                if overlap(article.sentences[index], span):
                    found[index].append(f"said={one.quote_type}")
        for start, end in one.cue:
            index = article.sentence_at(start)
            found[index] += [f"cue={one.quote_type}", f"cue={'_'.join(article.text[start:end].casefold().split())}"]
    return found


def _in_marks(article: ArticleText, start: int, end: int) -> int:
    """Return how many quarters of a sentence stand in quotation marks, a part of one counted whole."""
    marked = (article.outer.spans[at] for at in article.outer.within(start, end))
    inside = sum(min(end, last) - max(start, first) for first, last in marked)
    return -(-4 * inside // max(1, end - start))


def _worded(words: Sequence[re.Match[str]]) -> dict[str, tuple[int, int]]:
    """Return the features that are words, pairs of words and beginnings of words, each with where it first stands."""
    found: dict[str, tuple[int, int]] = {}
    before: re.Match[str] | None = None
    for word in words:
        form = _form(word[0])
        found.setdefault(f"word={form}", word.span())
        if len(form) > _STEM:
            found.setdefault(f"stem={form[:_STEM]}", word.span())
        if before is None:
            found[f"first={form}"] = word.span()
        else:
            found.setdefault(f"pair={_form(before[0])}_{form}", (before.start(), word.end()))
        before = word
    return found


def _form(word: str) -> str:
    """Return a word without its case, a number without its digits: years apart, others by their length."""
    if word.isdecimal():
        return "year" if len(word) == 4 and word[:2] in {"18", "19", "20"} else f"number{min(len(word), 3)}"
    return word.casefold()
