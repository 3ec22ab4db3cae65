"""Cutting an article that comes in with finished work: as always, but for the sentences that the file has labelled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reviewer.articles.structure import Segment, segment

Bounds = tuple[int, int]


def cut(text: str, wanted: Iterable[Bounds]) -> list[Segment]:
    """Return the sentences of a text, with each of `wanted` (code points, half-open) standing as it is given.

    What else of a sentence lies beside one that is wanted is a sentence of its own. Of two that overlap, the one that
    was named first stands; bounds outside the text, or round blanks alone, are passed over.
    """
    fixed = _apart(text, wanted)
    if fixed == [(0, len(text))]:
        return [Segment(0, len(text), 0, "body")]
    return _with(text, segment(text), fixed) if fixed else segment(text)


def _apart(text: str, wanted: Iterable[Bounds]) -> list[Bounds]:
    """Return the bounds that can stand beside those named before them, in the order of the text."""
    standing: list[Bounds] = []
    for start, end in wanted:
        if 0 <= start < end <= len(text) and not text[start:end].isspace():
            at = bisect_left(standing, (start, end))
            if (at == 0 or standing[at - 1][1] <= start) and (at == len(standing) or end <= standing[at][0]):
                standing.insert(at, (start, end))
    return standing


def _with(text: str, segments: Sequence[Segment], fixed: Sequence[Bounds]) -> list[Segment]:
    """Return the segments with `fixed` among them, each with the paragraph and kind of what it begins in."""
    ends = [one.end for one in segments]
    found = []
    for start, end in fixed:
        begun = segments[min(bisect_right(ends, start), len(segments) - 1)]
        found.append(begun._replace(start=start, end=end))
    at = 0
    for one in segments:
        begins = one.start
        while at < len(fixed) and fixed[at][1] <= one.start:
            at += 1
        for start, end in fixed[at : bisect_left(fixed, (one.end, 0))]:
            found += _rest(text, one, begins, start)
            begins = max(begins, end)
        found += _rest(text, one, begins, one.end)
    return sorted(found)


def _rest(text: str, of: Segment, start: int, end: int) -> Iterator[Segment]:
    """Yield what is left of a segment between two places, without the blanks round it; nothing where nothing is."""
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        yield of._replace(start=start, end=start + len(words.strip()))
