"""Readings of a unit of text: which cue in it joins which source to which content."""

from collections.abc import Iterator

from reviewer.articles import fallbacks, orders
from reviewer.articles.article_text import ArticleText
from reviewer.articles.frame import QUOTATION
from reviewer.articles.unit import Reading, Unit


def readings(article: ArticleText, number: int) -> list[Reading]:
    """Return the readings of the cues in a unit in the order of their cues; what no cue claims comes last."""
    tokens = article.frame(number)
    return list(_read(Unit(article, number, tokens))) if tokens else []


def _read(unit: Unit) -> Iterator[Reading]:
    claimed: set[int] = set()
    for number in range(2, len(unit.tokens)):
        named = fallbacks.named(unit, number) if unit.tokens[number].kind == QUOTATION else None
        if named:
            claimed.add(number)
            unit.cues = [cue for cue in unit.cues if cue.first >= number]
            yield named
    for cue in unit.cues:
        reading = orders.by_cue(unit, cue)
        if reading:
            claimed.update(number for number, _ in unit.quotations_in(reading.content))
            yield reading
    for number, token in enumerate(unit.tokens):
        if token.kind == QUOTATION and number not in claimed:
            yield fallbacks.unclaimed(unit, number)
    if not unit.cues and not claimed:
        yield from fallbacks.tail(unit)
        yield from fallbacks.unmarked(unit)
    yield from fallbacks.dash(unit)
    yield from fallbacks.lead_in(unit)
    if not claimed:
        yield from fallbacks.heading(unit)
