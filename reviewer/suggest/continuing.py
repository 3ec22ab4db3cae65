"""Quotations that go on: those with no cue of their own, which belong to whoever spoke before them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.extents import Spans
from reviewer.articles.quotations import Quotation
from reviewer.articles.unit import Reading

# Units between an attribution and a quotation that goes on with it, in the same paragraph.
_BACK = 2
# A quotation of fewer words is a title or a nickname.
_SHORTEST = 3
# Characters that may stand on either side of it in its sentence: a dash, a bullet, a full stop, spaces.
_BESIDE = 8


def continued(article: ArticleText, said: Sequence[Reading]) -> list[Spans]:
    """Return the contents of attributions, in their order, each with the quotations that go on with it.

    Such a quotation stands alone in its sentence and is no other's content. It follows in the paragraph of the
    attribution, or opens the next one when the attribution ends the paragraph before.
    """
    contents = [one.content for one in said]
    taken = sorted(span for content in contents for span in content)
    ends = sorted((*_end(article, one), number) for number, one in enumerate(said) if one.source)
    for quotation in _alone(article):
        place = bisect_right(taken, (quotation.end, quotation.end))
        at = bisect_right(ends, (article.unit_at(quotation.start),)) - 1
        if at < 0 or (place and taken[place - 1][1] > quotation.start) or not _reaches(article, ends[at][0], quotation):
            continue
        number = ends[at][-1]
        contents[number] = (*contents[number], *quotation.spans)
        ends[at] = (article.unit_at(quotation.end - 1), *ends[at][1:])
    return contents


def _end(article: ArticleText, reading: Reading) -> tuple[int, bool, int]:
    """Return the unit an attribution ends in, whether it holds marks, and its end: of those in a unit marks count."""
    end = max(span[1] for span in (reading.cue, reading.source, reading.content[-1]) if span)
    return article.unit_at(end - 1), reading.quoted, end


def _alone(article: ArticleText) -> Iterator[Quotation]:
    """Yield the quotations that are a sentence, or several, with nothing beside them."""
    text = article.text
    for one in article.outer.quotations:
        start, last = article.units[article.unit_at(one.start)][0], article.units[article.unit_at(one.end - 1)][1]
        if one.start - start > _BESIDE or last - one.end > _BESIDE:
            continue
        beside = text[start : one.start] + text[one.end : last]
        if not any(map(str.isalnum, beside)) and len(text[one.start : one.end].split()) >= _SHORTEST:
            yield one


def _reaches(article: ArticleText, before: int, quotation: Quotation) -> bool:
    """Say whether an attribution that ends in a unit is near enough for a quotation to go on with it."""
    own = article.unit_at(quotation.start)
    if article.paragraph(before) == article.paragraph(own):
        return own - before <= _BACK
    return own - before == 1
