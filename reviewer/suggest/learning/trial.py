"""The learner's own test: each article is first proposed for by a model that has not seen it, then learned from.

What it said before it knew is compared with what was decided. So it is found out whether the learner is let speak, how
much it counts beside the rules, and which power of the shares makes them true.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

_FIRST = 2
_GROWTH = 1.5
_LEAST = 150
"""So many sentences have to be tried before it is let speak."""
_LATEST = 800
"""How many of the last sentences tried count: what a reviewer did long ago may be done otherwise now."""
_LENIENT = 0.005
"""So much of the sentences it may label otherwise to the worse, by chance, while its shares are truer."""
_WEIGHTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9)
_POWERS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
_RISE = 1e-3
LABELS, ATTRIBUTIONS = 150, 20
"""After so many labels, or attributions, the learner counts for no more than the rules do."""

Shares = Mapping[str, float]


class Tried(NamedTuple):
    """One sentence of the test: the shares of rules and learner, from how many labels that came, and what was given."""

    rules: Shares
    learned: Shares
    decided: int
    given: str


class Verdict(NamedTuple):
    """What came of a test: whether the learner speaks, how much it counts, and the power that makes the shares true."""

    speaks: bool = False
    weight: float = 0.0
    power: float = 1.0


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


def grown(decided: int, half: int) -> float:
    """Return how much a learner of so many decisions may count beside the rules, from 0 to 1."""
    return decided / (decided + half)


def together(rules: Shares, learned: Shares, weight: float, power: float = 1.0) -> dict[str, float]:
    """Return the shares of rules and learner together: the weighted mean of both, raised to a power, adding to 1."""
    both = {name: (1 - weight) * one + weight * learned.get(name, 0.0) for name, one in rules.items()}
    raised = {name: max(_RISE, one) ** power for name, one in both.items()}
    total = sum(raised.values())
    return {name: one / total for name, one in raised.items()}


def verdict(tried: Sequence[Tried]) -> Verdict:
    """Return what a test shows, the last sentences tried standing for what comes."""
    latest = tried[-_LATEST:]
    if len(latest) < _LEAST:
        return Verdict()
    weight = min(_WEIGHTS, key=lambda one: _surprise(latest, one, 1.0))
    truer = _surprise(latest, weight, 1.0) < _surprise(latest, 0.0, 1.0)
    if not truer or _hits(latest, weight) < _hits(latest, 0.0) - _LENIENT * len(latest):
        return Verdict()
    return Verdict(speaks=True, weight=weight, power=min(_POWERS, key=lambda one: _surprise(latest, weight, one)))


def best(shares: Shares) -> str:
    """Return the name with the greatest share."""
    return max(shares, key=lambda name: shares[name])


def _of(one: Tried, weight: float, power: float = 1.0) -> dict[str, float]:
    return together(one.rules, one.learned, min(weight, grown(one.decided, LABELS)), power)


def _hits(tried: Sequence[Tried], weight: float) -> int:
    return sum(best(_of(one, weight)) == one.given for one in tried)


def _surprise(tried: Sequence[Tried], weight: float, power: float) -> float:
    return -sum(log(_of(one, weight, power)[one.given]) for one in tried)
