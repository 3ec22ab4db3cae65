"""Habits: what a reviewer mostly answers where the rules mostly say something else, such as a quote for paraphrase.

A policy is seen in a few articles, long before single words tell: in one situation, told by marks and reported speech,
the same label comes again and again that the rules hardly ever give.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reviewer.suggest.proposals import Judged

LEAST = 12
"""So many sentences of a situation have to be decided before there is a habit."""
_MOSTLY = 0.5
_HARDLY = 0.2
_REPORTED = "reported="
_TELLING = ("marks=", _REPORTED)


class Habit(NamedTuple):
    """A label that was given `given` times of `seen` in a situation; its odds are `odds` times what the rules say."""

    label: str
    given: int
    seen: int
    odds: float


Habits = Mapping[str, Habit]
"""Habits by situation."""


def situation(judged: Judged) -> str:
    """Return what tells the situation of a sentence that reports speech: how, and with which marks; else nothing."""
    told = [one for one in judged.features if one.startswith(_TELLING)]
    return " ".join(told) if any(one.startswith(_REPORTED) for one in told) else ""


def habits(decided: Iterable[tuple[Judged, str]]) -> dict[str, Habit]:
    """Return the habits that show in decided sentences, given as the rules see them with the label each got."""
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for judged, label in decided:
        place = situation(judged)
        given[place][label] += 1
        for name, share in judged.scores.items():
            said[place][name] += share  # type: ignore[assignment] # a Counter adds up any number
    found = {}
    for place, labels in given.items():
        label, times = labels.most_common(1)[0]
        seen = sum(labels.values())
        share, rules = (times + 0.5) / (seen + 1), max(said[place][label] / seen, 0.01)
        if place and seen >= LEAST and share > _MOSTLY and rules < _HARDLY:
            found[place] = Habit(label, times, seen, share / (1 - share) * (1 - rules) / rules)
    return found


def by_habit(judged: Judged, known: Habits) -> Judged:
    """Return how a sentence is seen in view of a reviewer's habits; the rules' own view where there is none."""
    habit = known.get(situation(judged))
    if habit is None:
        return judged
    scores = {name: share * (habit.odds if name == habit.label else 1.0) for name, share in judged.scores.items()}
    total = sum(scores.values())
    return judged._replace(scores={name: share / total for name, share in scores.items()})


def reason(judged: Judged, known: Habits) -> str:
    """Return a habit in words, empty where there is none for the sentence."""
    habit = known.get(situation(judged))
    return f"learned from {habit.seen} such sentences: you gave {habit.given} of them this label" if habit else ""


def as_data(known: Habits) -> list[object]:
    """Return habits as JSON can hold them."""
    return [[place, *habit] for place, habit in sorted(known.items())]


def of_data(kept: Sequence[tuple[str, str, int, int, float]]) -> dict[str, Habit]:
    """Return what `as_data` gave; raises TypeError or ValueError for anything else."""
    return {
        str(place): Habit(str(label), int(given), int(seen), float(odds)) for place, label, given, seen, odds in kept
    }
