"""The learner's own test: each article is first proposed for by a model that has not seen it, then learned from.

What it said before it knew is compared with what was decided: so it is let speak, and so its scores are made true.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

_FIRST = 2
_GROWTH = 1.5
_LEAST = 60
"""So many sentences have to be tried before it is let speak."""
_LATEST = 1500
"""How many of the last sentences tried count: what a reviewer did long ago may be done otherwise now."""
_SHARPNESS = tuple(one / 10 for one in range(4, 31))
_RISE = 1e-6
LABELS, ATTRIBUTIONS = 150, 20
"""After so many labels, or attributions, the learner counts for as much as the rules do."""

Shares = Mapping[str, float]


class Tried(NamedTuple):
    """One sentence of the test: the rules' shares, the mixed ones, and the label that was given."""

    rules: Shares
    mixed: Shares
    given: str


class Verdict(NamedTuple):
    """What came of a test: whether the learner speaks, and the power its shares are raised to so that they are true."""

    speaks: bool = False
    sharpness: float = 1.0


def stretches(count: int) -> Iterator[tuple[int, int]]:
    """Yield `(learned, tried)`: from the first `learned` articles is learned, those up to `tried` are proposed for.

    The model that stands is made anew when half as many articles again are known: all of it costs about as much as
    learning three times from all.
    """
    known = _FIRST
    while known < count:
        following = min(count, max(known + 1, int(known * _GROWTH)))
        yield known, following
        known = following


def mixed(rules: Shares, learned: Shares, decided: int, half: int) -> dict[str, float]:
    """Return the shares of rules and learner together; after `half` decisions both count the same."""
    weight = decided / (decided + half)
    return {name: weight * learned.get(name, 0.0) + (1 - weight) * one for name, one in rules.items()}


def sharpened(shares: Shares, power: float) -> dict[str, float]:
    """Return shares raised to a power, adding up to 1 again: which is the greatest stays."""
    raised = {name: max(_RISE, share) ** power for name, share in shares.items()}
    total = sum(raised.values())
    return {name: one / total for name, one in raised.items()}


def verdict(tried: Sequence[Tried]) -> Verdict:
    """Return what a test shows, the last sentences tried standing for what comes."""
    latest = tried[-_LATEST:]
    if len(latest) < _LEAST or hits(latest, "mixed") < hits(latest, "rules"):
        return Verdict()
    return Verdict(speaks=True, sharpness=min(_SHARPNESS, key=lambda power: _surprise(latest, power)))


def hits(tried: Sequence[Tried], which: str) -> int:
    """Return how many labels the `rules` or the `mixed` shares have right."""
    return sum(best(getattr(one, which)) == one.given for one in tried)


def best(shares: Shares) -> str:
    """Return the name with the greatest share."""
    return max(shares, key=lambda name: shares[name])


def _surprise(tried: Sequence[Tried], power: float) -> float:
    return -sum(log(max(_RISE, sharpened(one.mixed, power)[one.given])) for one in tried)
