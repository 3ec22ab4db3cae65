"""How far two layers mark the same words as content, cue and source, and name the same speakers.

Offsets are code points, half-open. Figures are summed over all documents in which both have done something.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.agreement.resampling import Bootstrap, Figure
from reviewer.store.interface import Store
from reviewer.store.marks import ROLES, Attribution, Role, by_role

MATCHED = 0.5
"""Shared characters over all characters (IoU) from which on two spans, or two contents, are taken for the same."""

Span = tuple[int, int]


class RoleScore(NamedTuple):
    """F1 of two layers' spans of one role: the same bounds, shared characters, matched one to one by MATCHED."""

    role: Role
    first: int
    second: int
    exact: Figure
    characters: Figure
    matched: Figure


class SpanScores(NamedTuple):
    """Two layers' attributions. Of the `pairs` whose contents match and that name anybody, `speakers` name the same."""

    one: str
    other: str
    documents: int
    roles: Sequence[RoleScore]
    pairs: int
    speakers: int


def compare(store: Store, one: str, other: str, documents: Iterable[int], bootstrap: Bootstrap) -> SpanScores:
    """Return how far two layers agree on the attributions of these documents (row ids)."""
    counts: dict[Role, list[Sequence[int]]] = {role: [] for role in ROLES}
    pairs = speakers = number = 0
    for document in documents:
        first, second = store.attributions(document, one), store.attributions(document, other)
        number += 1
        for role in ROLES:
            counts[role].append(_counts(_spans(first, role), _spans(second, role)))
        for left, right in _matched(first, second):
            if left.speaker or right.speaker:
                pairs += 1
                speakers += left.speaker == right.speaker
    return SpanScores(one, other, number, [_score(role, counts[role], bootstrap) for role in ROLES], pairs, speakers)


def _spans(given: Iterable[Attribution], role: Role) -> list[Span]:
    return sorted({span for one in given for span in by_role(one)[role]})


def _counts(first: Sequence[Span], second: Sequence[Span]) -> list[int]:
    """Return spans of each, equal ones, characters of each, shared characters, and matched spans."""
    left, right = _characters(first), _characters(second)
    equal = len(set(first) & set(second))
    matched = len(_one_to_one([(_iou(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)]))
    return [len(first), len(second), equal, len(left), len(right), len(left & right), matched]


def _score(role: Role, counts: Sequence[Sequence[int]], bootstrap: Bootstrap) -> RoleScore:
    """Return the score of what is counted a document: each F1 is twice what both have over what each has."""

    def figure(both: int, one: int, other: int) -> Figure:
        if not sums[one] + sums[other]:
            return Figure(None, why="no spans")
        ratios = [(2 * row[both], row[one] + row[other]) for row in counts]
        return Figure(2 * sums[both] / (sums[one] + sums[other]), *bootstrap.interval_of_ratio(ratios))

    sums = [sum(column) for column in zip(*counts, strict=True)] or [0] * 7
    return RoleScore(role, sums[0], sums[1], figure(2, 0, 1), figure(5, 3, 4), figure(6, 0, 1))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {character for start, end in spans for character in range(start, end)}


def _iou(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (one[1] - one[0] + other[1] - other[0] - shared) if shared > 0 else 0.0


def _matched(first: Sequence[Attribution], second: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Return attributions whose contents match, each at most once."""
    left, right = ([_characters(one.content) for one in given] for given in (first, second))
    found = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b]
    return [(first[i], second[j]) for i, j in _one_to_one(found)]


def _one_to_one(alike: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Return which are matched with which: the most alike first, each at most once."""
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for likeness, i, j in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if likeness >= MATCHED and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return found
