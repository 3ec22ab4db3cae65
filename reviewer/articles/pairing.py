"""Which sentence of a corrected article is which sentence of the older one: the same words first, then the likest."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reviewer.articles.worddiff import words

NEAR = 0.4
"""How like a sentence must be to one that stands where it stood, as the share of common words."""
FAR = 0.65
"""The same for one that stands elsewhere: two sentences of an article easily have half of their words in common."""
REACH = 5
"""How many sentences to each side of its old place, counted from the nearest known neighbour, a changed one may be."""
RARE = 8
"""A word that stands in more sentences than this says little about which of them is meant."""
LIKELIEST = 5
"""How many sentences elsewhere a changed one is compared with."""


class Partner(NamedTuple):
    """What a sentence has become: `at` counts from 0; `likeness` is 1.0 for the same words, white space aside."""

    at: int
    likeness: float


def pair(old: Sequence[str], new: Sequence[str]) -> list[Partner | None]:
    """Return what each old sentence has become, each new one given at most once; None for one that is gone.

    Takes about linear time, also where all sentences are the same.
    """
    partners = same(old, new)
    found = [None if index is None else Partner(index, 1.0) for index in partners]
    for index, partner in _changed(old, new, partners):
        found[index] = partner
    return found


def same(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Return for each old text the index of a new one with the same words.

    Of several, the one between the same neighbours is meant, else one with one of them beside it, else by order.
    """
    names: dict[tuple[str, ...], int] = {}
    before = [names.setdefault(tuple(text.split()), len(names)) for text in old]
    after = [names.setdefault(tuple(text.split()), len(names)) for text in new]
    partners: list[int | None] = [None] * len(before)
    taken = bytearray(len(after))
    for sides in ((-1, 0, 1), (-1, 0), (0, 1), (0,)):
        there = _once(after, sides, lambda index: not taken[index])
        for key, index in _once(before, sides, lambda index: partners[index] is None).items():
            if index >= 0 and there.get(key, -1) >= 0:
                partners[index] = there[key]
                taken[there[key]] = 1
    _extend(before, after, partners, taken)
    waiting: dict[int, list[int]] = {}
    for index in reversed(range(len(after))):
        if not taken[index]:
            waiting.setdefault(after[index], []).append(index)
    for index, name in enumerate(before):
        if partners[index] is None and waiting.get(name):
            partners[index] = waiting[name].pop()
    return partners


def _once(
    names: Sequence[int], sides: tuple[int, ...], free: Callable[[int], bool]
) -> dict[tuple[int | None, ...], int]:
    """Return where each free name stands with these neighbours; -1 where it stands more than once."""
    found: dict[tuple[int | None, ...], int] = {}
    for index in filter(free, range(len(names))):
        key = tuple(names[index + side] if 0 <= index + side < len(names) else None for side in sides)
        found[key] = -1 if key in found else index
    return found


def _extend(before: Sequence[int], after: Sequence[int], partners: list[int | None], taken: bytearray) -> None:
    """Go on from every pair to its neighbours, forwards and backwards, as long as they are the same."""
    for step, order in ((1, range(1, len(before))), (-1, range(len(before) - 2, -1, -1))):
        for index in order:
            beside = partners[index - step]
            if partners[index] is not None or beside is None or not 0 <= beside + step < len(after):
                continue
            if not taken[beside + step] and before[index] == after[beside + step]:
                partners[index] = beside + step
                taken[beside + step] = 1


def _changed(old: Sequence[str], new: Sequence[str], partners: Sequence[int | None]) -> Iterator[tuple[int, Partner]]:
    """Yield the old sentences that have changed, and into what: the likest first, each new one once."""
    known = {index for index in partners if index is not None}
    left = {index: Counter(words(text)) for index, text in enumerate(old) if partners[index] is None}
    free = {index: Counter(words(text)) for index, text in enumerate(new) if index not in known}
    scored = []
    near = set(_near(partners, free, len(new)))
    for index, other in near | set(_far(left, free)):
        likeness = _likeness(left[index], free[other])
        if likeness >= (NEAR if (index, other) in near else FAR):
            scored.append((-likeness - 0.1 * ((index, other) in near), abs(index - other), index, other, likeness))
    used: set[int] = set()
    given: set[int] = set()
    for _, _, index, other, likeness in sorted(scored):
        if index not in given and other not in used:
            given.add(index)
            used.add(other)
            yield index, Partner(other, min(likeness, 0.99))


def _near(partners: Sequence[int | None], free: dict[int, Counter[str]], end: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of unknown sentences about as far from a known neighbour in the old text as in the new one."""
    for step, order, edge in ((1, range(len(partners)), -1), (-1, range(len(partners) - 1, -1, -1), end)):
        beside, away = edge, 0
        for index in order:
            known = partners[index]
            if known is not None:
                beside, away = known, 0
                continue
            away += 1
            for off in range(max(1, away - REACH), away + REACH + 1):
                other = beside + step * off
                if other not in free:
                    break
                yield index, other


def _far(left: dict[int, Counter[str]], free: dict[int, Counter[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of sentences anywhere that have rare words in common, a few for each old one."""
    standing: dict[str, list[int]] = {}
    for index, bag in free.items():
        for word in bag:
            standing.setdefault(word, []).append(index)
    for index, bag in left.items():
        votes: Counter[int] = Counter()
        for word in bag:
            found = standing.get(word, ())
            if len(found) <= RARE:
                votes.update(found)
        for other, _ in votes.most_common(LIKELIEST):
            yield index, other


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
