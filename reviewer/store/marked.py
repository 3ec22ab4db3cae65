"""What a document's marks are to its sentences: which attributions touch each of them, which claims begin there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Annotation

Key = tuple[int, str]
"""A sentence's place among the document's sentences, from 0, and a reviewer's name."""


Checks = Mapping[str, tuple[Check, Sequence[Evidence]]]
"""The checks that were begun, each with its evidence, by the uids of their claims."""
UNCHECKED: Checks = MappingProxyType({})


class Marked(NamedTuple):
    """The marks of one document, by the sentences they stand on, in the order of the text.

    An attribution stands on every sentence that one of its spans touches, a claim on the one it begins in. `speakers`
    are those the attributions name, by uid. `earlier` leads from a code point that an annotation calls its duplicate
    to the uid and the beginning of the sentence that holds it. `checks` are those of the claims.
    """

    attributions: Mapping[Key, Sequence[Attribution]]
    claims: Mapping[Key, Sequence[Claim]]
    speakers: Mapping[str, Speaker]
    earlier: Mapping[int, tuple[str, int]]
    checks: Checks = UNCHECKED

    def uids(self, reviewer: str) -> set[str]:
        """Return the uids of all attributions of a reviewer."""
        return {one.uid for (_, who), given in self.attributions.items() if who == reviewer for one in given}

    def touched(self) -> set[Key]:
        """Return where marks stand."""
        return self.attributions.keys() | self.claims.keys()

    def annotation(self, key: Key) -> Annotation:
        """Return what a reviewer who has marked a sentence, but said nothing of it as a whole, has said of it."""
        marks: list[Attribution | Claim] = [*self.attributions.get(key, ()), *self.claims.get(key, ())]
        last = max(marks, key=lambda mark: mark.modified)
        first = min(mark.created for mark in marks)
        return Annotation(None, False, "", first, last.modified, last.guideline, last.origin, None)


UNMARKED = Marked({}, {}, {}, {})


def on_sentences(
    bounds: Sequence[tuple[int, int]],
    attributions: Iterable[Attribution],
    claims: Iterable[Claim],
    speakers: Iterable[Speaker],
) -> Marked:
    """Return marks by the sentences with these bounds (code points, ascending).

    A parent that is no attribution of the same reviewer here is left out: nothing leads to what is not there.
    """
    starts = [start for start, _ in bounds]
    given = list(attributions)
    uids = {(one.reviewer, one.uid) for one in given}
    said: dict[Key, list[Attribution]] = {}
    for one in given:
        sound = one.parent is None or (one.parent != one.uid and (one.reviewer, one.parent) in uids)
        kept = one if sound else one._replace(parent=None)
        for position in sorted({place for span in one.spans() for place in _touched(starts, bounds, *span)}):
            said.setdefault((position, one.reviewer), []).append(kept)
    claimed: dict[Key, list[Claim]] = {}
    for claim in claims:
        claimed.setdefault((max(0, bisect_right(starts, claim.start) - 1), claim.reviewer), []).append(claim)
    return Marked(said, claimed, {speaker.uid: speaker for speaker in speakers}, {})


def _touched(starts: Sequence[int], bounds: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    """Yield the places of the sentences that share a character with `[start, end)`."""
    for place in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
        if bounds[place][1] > start:
            yield place
