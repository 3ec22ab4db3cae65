"""What is said again in an article: for each sentence the earlier one that it repeats, in time linear in its length."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reviewer.suggest import likeness

_RAREST = 8
"""A sentence is looked for by so many of its words, the rarest of the article."""
_COMMON = 32
"""Sentences; a word that stands in more of them leads to too many to be compared."""
_LONGEST = 20_000
"""Code points; what a sentence without an end goes on with is not compared."""
_SHORTEST = 4
"""Words; a shorter sentence repeats another only where it is the same."""
_COMPARED = 24
"""How many earlier sentences one is compared with at most: those that have most of its rare words."""


def repeats(texts: Iterable[str]) -> list[int | None]:
    """Return for each sentence the first earlier one of the same words, else the one most like it that it repeats.

    Indexes count from 0; None where nothing was said before. What counts as a repeat stands in `likeness.repeats`.
    """
    said = [likeness.words(text[:_LONGEST]) for text in texts]
    sets = [frozenset(one) for one in said]
    spread = Counter(word for one in sets for word in one)
    first: dict[tuple[str, ...], int] = {}
    holding: defaultdict[str, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for index, one in enumerate(said):
        same = first.setdefault(tuple(one), index) if one else index
        found.append(same if same != index else _nearest(index, said, sets, holding, spread))
        if same == index:
            for word in _rare(sets[index], spread):
                holding[word].append(index)
    return found


def _nearest(
    index: int,
    said: Sequence[list[str]],
    sets: Sequence[frozenset[str]],
    holding: Mapping[str, Sequence[int]],
    spread: Mapping[str, int],
) -> int | None:
    if len(said[index]) < _SHORTEST:
        return None
    shared = Counter(other for word in _rare(sets[index], spread) for other in holding.get(word, ()))
    near = [
        (-likeness.jaccard(sets[index], sets[other]), other)
        for other, _ in shared.most_common(_COMPARED)
        if len(said[other]) >= _SHORTEST and likeness.repeats(said[index], said[other])
    ]
    return min(near)[1] if near else None


def _rare(given: frozenset[str], spread: Mapping[str, int]) -> list[str]:
    once_more = [word for word in given if 1 < spread[word] <= _COMMON]
    return sorted(once_more, key=lambda word: (spread[word], word))[:_RAREST]
