"""Where the words of an article stand after it was corrected: spans follow their sentence, and never to other words."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.pairing import Partner, pair, same
from reviewer.articles.structure import Segment
from reviewer.articles.worddiff import blocks, word_spans

Stretch = tuple[int, int]
"""Code points, half-open."""
ENOUGH = 1 / 3
"""How much of the shorter text must stand in the other one for the two to be versions of one article.

Two articles of one newsroom have about a hundredth of their runs of three words in common; one of which every second
sentence was rewritten keeps half. Between lies much room: what was wholly rewritten is reviewed as a new article.
"""
_RUN = 3


def alike(old: str, new: str) -> float:
    """Return which share of the shorter text's runs of three words stands in the other text, from 0 to 1."""
    first, second = _runs(old), _runs(new)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()


class Placed(NamedTuple):
    """A corrected article's sentences, and what each of the old ones has become among them."""

    segments: list[Segment]
    partners: list[Partner | None]


def place(old: str, before: Sequence[Segment], new: str, cut: Sequence[Segment]) -> Placed:
    """Find every old sentence again in a new text that was cut into `cut`.

    A paragraph of the same words is cut as the reviewers have it, whatever the splitter says.
    """
    segments = _recut(old, before, new, cut)
    texts = [new[one.start : one.end] for one in segments]
    return Placed(segments, pair([old[one.start : one.end] for one in before], texts))


def _recut(old: str, before: Sequence[Segment], new: str, cut: Sequence[Segment]) -> list[Segment]:
    theirs, ours = _paragraphs(before), _paragraphs(cut)
    found = same(
        [old[group[0].start : group[-1].end] for group in theirs],
        [new[group[0].start : group[-1].end] for group in ours],
    )
    for number, index in enumerate(found):
        if index is not None and len(theirs[number]) + len(ours[index]) > 2:
            ours[index] = _as_before(old, theirs[number], new, ours[index])
    return [segment for group in ours for segment in group]


def _paragraphs(segments: Sequence[Segment]) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for one in segments:
        if groups and groups[-1][0].paragraph == one.paragraph:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _as_before(old: str, before: Sequence[Segment], new: str, cut: list[Segment]) -> list[Segment]:
    follow = Anchors(old, new, [((before[0].start, before[-1].end), (cut[0].start, cut[-1].end))])
    placed = [follow.find(one.start, one.end) for one in before]
    starts = [one.start for one in cut]
    made = [
        Segment(*found, cut[0].paragraph, cut[max(0, bisect_right(starts, found[0]) - 1)].kind)
        for found in placed
        if found is not None
    ]
    return made if len(made) == len(before) else cut


class Anchors:
    """Follows spans of an old text into a new one; `pairs` are stretches of both that became each other."""

    def __init__(self, old: str, new: str, pairs: Sequence[tuple[Stretch, Stretch]]) -> None:
        self._old, self._new = old, new
        self._pairs = sorted(pairs)
        self._starts = [stretch[0] for stretch, _ in self._pairs]
        self._maps: dict[int, tuple[list[int], list[Stretch], list[int | None]]] = {}

    def find(self, start: int, end: int) -> Stretch | None:
        """Return where exactly the words of `[start, end)` stand now, white space aside; None when they are gone."""
        first, last = self._moved(start, ends=False), self._moved(end, ends=True)
        if first is None or last is None or first >= last:
            return None
        kept = self._old[start:end].split() == self._new[first:last].split()
        return (first, last) if kept else None

    def _moved(self, point: int, *, ends: bool) -> int | None:
        """Return where a point stands now that begins a word, or with `ends` ends one or cuts through it."""
        number = bisect_right(self._starts, point - ends) - 1
        if number < 0:
            return None
        (start, end), (there, its_end) = self._pairs[number]
        if point - ends >= end:
            return None
        if self._old[start:end] == self._new[there:its_end]:
            return there + point - start
        starts, spans, places = self._map(number)
        at = bisect_right(starts, point - ends) - 1
        if not ends and (at < 0 or point >= spans[at][1]):
            at += 1  # it begins in the white space before a word
        if not 0 <= at < len(spans):
            return None
        place = places[at]
        if place is None:
            return None
        word_start, word_end = spans[at]
        return place + min(max(point, word_start), word_end) - word_start

    def _map(self, number: int) -> tuple[list[int], list[Stretch], list[int | None]]:
        """Return where the words of an old stretch begin, all of them, and where each begins in the new one."""
        if number not in self._maps:
            was, now = self._pairs[number]
            spans, others = word_spans(self._old, *was), word_spans(self._new, *now)
            places: list[int | None] = [None] * len(spans)
            texts = [self._old[start:end] for start, end in spans]
            for at, to, size in blocks(texts, [self._new[start:end] for start, end in others]):
                for step in range(size):
                    places[at + step] = others[to + step][0]
            self._maps[number] = [start for start, _ in spans], spans, places
        return self._maps[number]
