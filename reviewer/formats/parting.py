"""Which documents go into which part of a split: those that share something as one, drawn by their own numbers.

Documents are numbered from 0. A million keys of a few documents each are about 12 MB, looked through bucket by bucket.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence

_BUCKETS = 64


def number_of(words: str) -> int:
    """Return 64 bits of a digest of some words: the same on every machine and in every process."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest())


class Keys:
    """What documents hold, as digests: two documents meet where they hold the same."""

    def __init__(self) -> None:
        self._keys = [array("Q") for _ in range(_BUCKETS)]
        self._holders = [array("I") for _ in range(_BUCKETS)]

    def add(self, words: str, document: int) -> None:
        """Take in that a document holds these words."""
        key = number_of(words)
        self._keys[key % _BUCKETS].append(key)
        self._holders[key % _BUCKETS].append(document)

    def meetings(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of documents that hold the same: each with the first one that holds it."""
        for keys, holders in zip(self._keys, self._holders, strict=True):
            first: dict[int, int] = {}
            for key, document in zip(keys, holders, strict=True):
                met = first.setdefault(key, document)
                if met != document:
                    yield met, document

    def astride(self, parts: Sequence[int]) -> int:
        """Return how many different keys are held in more than one part; `parts` has the part of each document."""
        count = 0
        for keys, holders in zip(self._keys, self._holders, strict=True):
            found: dict[int, int] = {}
            for key, document in zip(keys, holders, strict=True):
                found[key] = found.get(key, 0) | 1 << parts[document]
            count += sum(1 for bits in found.values() if bits & (bits - 1))
        return count


def grouped(count: int, meetings: Iterable[tuple[int, int]]) -> "array[int]":
    """Return for each of `count` documents the lowest number in its group: whoever meets, also by way of others."""
    above = array("I", range(count))

    def top(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for first, second in meetings:
        low, high = sorted((top(first), top(second)))
        above[high] = low
    for one in range(count):
        above[one] = top(one)
    return above


def drawn(
    groups: Sequence[int], weights: Sequence[int], places: Sequence[int], shares: Sequence[int]
) -> tuple[bytearray, list[int]]:
    """Return the part of each document, by number, and the parts that stay empty although they have a share.

    `groups` is what `grouped` gives, `weights` how much each document counts, `places` where it stands in the draw (any
    numbers), `shares` what the parts are to hold, in percent. Groups heavier than the smallest share go first, each to
    the part that lacks most; the others fill what is left in the order of their places, so that another document
    moves only those that stand at the border of two parts. No part with a share stays empty while another has groups
    to give.
    """
    mass = array("Q", bytes(8 * len(groups)))
    place = array("Q", places)
    for one, group in enumerate(groups):
        mass[group] += weights[one]
        place[group] = min(place[group], places[one])
    order = sorted((one for one, group in enumerate(groups) if one == group), key=lambda one: (place[one], one))
    parts = bytearray(len(groups))
    lacks = [share * sum(weights) for share in shares]  # hundredths of a weight
    heavy = min((share for share in shares if share), default=0) * sum(weights)
    giants = sorted((one for one in order if mass[one] * 100 > heavy), key=lambda one: (-mass[one], place[one]))
    for one in giants:
        parts[one] = max(range(len(shares)), key=lambda part: (lacks[part], -part))
        lacks[parts[one]] -= mass[one] * 100
    _fill([one for one in order if mass[one] * 100 <= heavy], mass, lacks, parts)
    empty = _spare(order, mass, shares, parts)
    for one, group in enumerate(groups):
        parts[one] = parts[group]
    return parts, empty


def _fill(light: Sequence[int], mass: Sequence[int], lacks: Sequence[int], parts: bytearray) -> None:
    """Give groups, in their order, to the parts in turn, in the proportion of what these lack."""
    room = [max(0, lack) for lack in lacks]
    total, whole, passed = sum(mass[one] for one in light), sum(room), 0
    for one in light:
        middle = (2 * passed + mass[one]) * whole
        passed += mass[one]
        reached = 0
        for part, space in enumerate(room):
            reached += space
            if space and middle < 2 * total * reached:
                parts[one] = part
                break


def _spare(order: Sequence[int], mass: Sequence[int], shares: Sequence[int], parts: bytearray) -> list[int]:
    """Move the lightest group of the fullest part into each that has a share and nothing else; return what is empty."""
    for part in [part for part, share in enumerate(shares) if share]:
        held = [[one for one in order if parts[one] == other] for other in range(len(shares))]
        givers = [other for other, groups in enumerate(held) if len(groups) > 1]
        if not held[part] and givers:
            giver = max(givers, key=lambda other: sum(mass[one] for one in held[other]))
            parts[min(held[giver], key=lambda one: mass[one])] = part
    return [part for part, share in enumerate(shares) if share and not any(parts[one] == part for one in order)]
