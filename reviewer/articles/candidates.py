"""Candidates for a span: what a key of the span mode offers for a role, best first."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from reviewer.articles import variants
from reviewer.articles.article_text import ArticleText
from reviewer.articles.clauses import clauses
from reviewer.articles.extents import Spans
from reviewer.articles.measures import measures
from reviewer.articles.readings import readings
from reviewer.articles.unit import Reading
from reviewer.articles.variants import Offer

Role = Literal["content", "cue", "source", "number", "clause", "reporting_clause"]

_ADJACENT = frozenset({"content-source-cue", "content-cue-source", "colon"})
# Units looked back at for the attribution a continuation belongs to.
_BACK = 8
_MOST_READINGS = 12


class Candidate(NamedTuple):
    """What is offered: spans in code points, half-open, in order; `reason` says in a few words why."""

    spans: Spans
    reason: str


def candidates(
    article: ArticleText,
    sentence: int,
    role: Role,
    *,
    anchor: Spans | None = None,
    cursor: int | None = None,
) -> list[Candidate]:
    """Return what may be marked as `role` in a sentence, best first, none twice.

    `anchor` is a content already marked: the cue and source joined to it come first. `cursor` is an offset in the text:
    what lies round it comes first.
    """
    found: dict[Spans, str] = {}
    for spans, reason in _offers(article, sentence, role, anchor, cursor):
        neat = _neat(article, spans)
        if neat and neat not in found:
            found[neat] = reason
    return [Candidate(spans, reason) for spans, reason in found.items()]


def _neat(article: ArticleText, spans: Spans) -> Spans:
    """Return spans in order, apart from each other, without space at their ends and none empty."""
    neat: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        first = max(start, neat[-1][1]) if neat else start
        last = end
        while last > first and article.text[last - 1].isspace():
            last -= 1
        while first < last and article.text[first].isspace():
            first += 1
        if last > first:
            neat.append((first, last))
    return tuple(neat)


def _offers(
    article: ArticleText, sentence: int, role: Role, anchor: Spans | None, cursor: int | None
) -> Iterator[Offer]:
    if role == "number":
        return measures(article.text, *article.sentences[sentence], cursor)
    if role == "clause":
        return clauses(article.frame(article.unit_of[sentence]), article.sentences[sentence], cursor)
    ranked = _ranked(article, sentence, anchor, cursor)
    if role == "content":
        return _contents(article, sentence, ranked)
    vary = {"cue": variants.of_cue, "source": variants.of_source, "reporting_clause": variants.of_reporting_clause}[
        role
    ]
    return _alternating(ranked, partial(vary, article))


def _ranked(article: ArticleText, sentence: int, anchor: Spans | None, cursor: int | None) -> list[Reading]:
    """Return the readings that touch a sentence, best first."""
    start, end = article.sentences[sentence]
    found: list[tuple[tuple[float, ...], Reading]] = []
    for number in _neighbours(article, sentence, anchor):
        for reading in readings(article, number):
            touching = any(a < end and b > start for a, b in reading.content) or (
                reading.cue is not None and start <= reading.cue[0] < end
            )
            if not touching and not anchor:
                continue
            found.append((_rank(reading, anchor, cursor, near=number == article.unit_of[sentence]), reading))
    found.sort(key=lambda pair: pair[0])
    return [reading for _, reading in found]


def _neighbours(article: ArticleText, sentence: int, anchor: Spans | None) -> list[int]:
    """Return the units whose cues may claim words of a sentence: those round it, and where its quotations end."""
    own = article.unit_of[sentence]
    numbers = {own, max(0, own - 1), min(own + 1, len(article.units) - 1)}
    start, end = article.sentences[sentence]
    if anchor:
        numbers |= {article.unit_at(anchor[0][0]), article.unit_at(anchor[0][1] - 1)}
    for place in article.outer.within(start, end)[:20]:
        quotation = article.outer.quotations[article.outer.owner[place]]
        first = article.unit_at(quotation.start)
        numbers |= {first, max(0, first - 1), article.unit_at(quotation.end - 1)}
    for number in range(own - 1, max(-1, own - _BACK), -1):
        if article.paragraph(number) != article.paragraph(own):
            break
        numbers.add(number)
    return sorted(numbers)


def _rank(reading: Reading, anchor: Spans | None, cursor: int | None, *, near: bool) -> tuple[float, ...]:
    first, last = reading.content[0], reading.content[-1]
    shared = 0.0
    if anchor:
        total = sum(b - a for a, b in anchor) + sum(b - a for a, b in reading.content)
        common = sum(max(0, min(b, d) - max(a, c)) for a, b in anchor for c, d in reading.content)
        shared = -2 * common / total
    outside = 0.0
    distance = 0.0
    if cursor is not None:
        outside = float(not any(a <= cursor < b for a, b in reading.content))
        distance = float(abs(first[0] - cursor))
        if outside:
            distance = float(min(abs(a - cursor) for a, _ in reading.content))
    adjacent = reading.order in _ADJACENT
    return (
        shared,
        outside,
        float(not reading.quoted),
        float(reading.cue is None),
        float(not near),
        distance,
        float(not adjacent),
        -reading.score,
        float(last[1]),
    )


def _contents(article: ArticleText, sentence: int, ranked: list[Reading]) -> Iterator[Offer]:
    if ranked:
        yield ranked[0].content, ranked[0].order
        yield from variants.of_content(article, ranked[0])
    for reading in ranked[1:]:
        yield reading.content, reading.order
    start, end = article.sentences[sentence]
    for place in article.outer.within(start, end):
        yield article.outer.quotations[article.outer.owner[place]].spans, "quotation"


def _alternating(ranked: list[Reading], vary: Callable[[Reading], Iterator[Offer]]) -> Iterator[Offer]:
    """Yield the best of each of the first two readings, then the variants of the first, then all others."""
    offers = [list(vary(reading)) for reading in ranked[:_MOST_READINGS]]
    for offer in offers[:2]:
        yield from offer[:1]
    for offer in offers:
        yield from offer
