"""Cutting an article into the stretches that are proposed for at a time: whole paragraphs, a few hundred sentences."""

from collections.abc import Iterator, Sequence

from reviewer.articles.structure import Segment
from reviewer.suggest.engine import opening, page_of
from reviewer.suggest.proposals import Page

MOST = 300
"""How many sentences a stretch has at most: all that most articles have, and a fraction of a second's work."""
LEAST = 200
"""How far back from there is looked for a paragraph that goes on with no quotation."""
_MARKS = "“”\"«»„‟'‘’"


def pages(text: str, segments: Sequence[Segment]) -> Iterator[Page]:
    """Yield an article in pages, in the order of the text; one that is not long is one page."""
    opened = opening(text, segments)
    for stretch in stretches(text, segments):
        yield _page(text, segments, stretch, opened)


def page_near(text: str, segments: Sequence[Segment], position: int) -> Page:
    """Return the page of an article that holds a sentence (from 0), the same one that `pages` gives; IndexError."""
    stretch = next((one for one in stretches(text, segments) if position in one), None)
    if stretch is None:
        raise IndexError(position)
    return _page(text, segments, stretch, opening(text, segments))


def stretches(text: str, segments: Sequence[Segment]) -> Iterator[range]:
    """Yield the sentences (from 0) of each page: the same ones wherever in the article somebody is.

    A cut is before a paragraph that begins with no quotation mark, as far as there is one: a quotation that goes on
    opens its mark again in each paragraph. A paragraph that is longer than a page is cut all the same.
    """
    first = 0
    while first < len(segments):
        after = _cut(text, segments, first)
        yield range(first, after)
        first = after


def _cut(text: str, segments: Sequence[Segment], first: int) -> int:
    last = first + MOST
    if last >= len(segments):
        return len(segments)
    best = 0
    for place in range(last, first, -1):
        if place < first + LEAST and best:
            break
        if segments[place].paragraph != segments[place - 1].paragraph:
            if text[segments[place].start] not in _MARKS:
                return place
            best = best or place
    return best or last


def _page(text: str, segments: Sequence[Segment], stretch: range, opened: tuple[str, ...]) -> Page:
    start = segments[stretch.start].start if stretch.start else 0
    end = segments[stretch.stop].start if stretch.stop < len(segments) else len(text)
    own = [one._replace(start=one.start - start, end=one.end - start) for one in segments[stretch.start : stretch.stop]]
    page = page_of(text[start:end], own)
    return page._replace(first=stretch.start, total=len(segments), opening=opened, start=start)
