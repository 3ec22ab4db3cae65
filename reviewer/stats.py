"""How reviewers work: what they decide, how long that takes, and how it drifts; folded from the log, entry by entry."""

import json
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from reviewer.store.bringing import IMPORTED
from reviewer.store.interface import Store
from reviewer.store.review import APPROVED, DRAFTED, RETURNED
from reviewer.store.rows import ACCEPTED, CHANGED, OVERRIDDEN, Entry, Field

WINDOWS = 10
"""In how many equal parts of a reviewer's label decisions drift is told."""
BOUNDS = (1, 2, 4, 8, 16, 32, 64)
"""Seconds between which the times of label decisions are counted: below the first, below the second, and so on."""
QUICK = 1000
"""Milliseconds; a suggestion that was accepted in less was hardly read."""
CHECKED = (DRAFTED, RETURNED, APPROVED)
"""Steps of a check that are counted by day."""


class Times(NamedTuple):
    """How long decisions took, in milliseconds: how many were timed, their median and 90th percentile."""

    timed: int
    median: int | None
    p90: int | None


class Window(NamedTuple):
    """A stretch of a reviewer's label decisions: since which day (UTC), how many, shares of labels, median time."""

    since: str
    decisions: int
    shares: Mapping[str, float]
    median: int | None


class Origin(NamedTuple):
    """Decisions that came about in one way (`key`, `palette`, …): how many, how many gave a label, and how many stand.

    Of labels that somebody was offered and took, `kept` over `decisions` is how far they were right to.
    """

    decisions: int
    labels: int
    kept: int


class Taken(NamedTuple):
    """What became of suggestions: how many were there when a label was given, and how many were taken as they stood.

    `changed` counts those whose label the reviewer gave by a key of its own, `overridden` those with another label.
    `median` is how long accepting took, in milliseconds, and `quick` how many were accepted within a second of looking.
    """

    shown: int
    accepted: int
    changed: int
    overridden: int
    median: int | None
    quick: int

    @property
    def right(self) -> float:
        """The share whose label was given."""
        return (self.accepted + self.changed) / self.shown


class Work(NamedTuple):
    """One reviewer's decisions. `labelled` counts label decisions by label, a sentence labelled twice counts twice.

    `checked` counts by day (UTC) the steps of CHECKED. `per_hour` is how many label decisions an hour of measured time
    holds, and `spread` how many took so long, between BOUNDS. `undone` is the share of decisions that were taken back.
    `kinds` and `worth` count what stands: labels by the kind of their sentence, and answers on check-worthiness.
    `suggestions` tells what became of them by rule, `taking` in equal parts of these decisions, by their first days.
    """

    reviewer: str
    decisions: int
    labelled: Mapping[str, int]
    days: Mapping[str, int]
    checked: Mapping[str, Mapping[str, int]]
    origins: Mapping[str, Origin]
    undone: float
    times: Times
    by_label: Mapping[str, Times]
    per_hour: float | None
    spread: Sequence[int]
    drift: Sequence[Window]
    kinds: Mapping[str, Mapping[str, int]]
    worth: Mapping[str, int]
    suggestions: Mapping[str, Taken]
    taking: Sequence[tuple[str, Taken]]


class _Offer(NamedTuple):
    """A label given where something was suggested: by which rule, what became of it, milliseconds (or -1), the day."""

    rule: str
    outcome: str
    took: int
    day: int


class _Tally:
    """What is kept of a reviewer while the log is read: a few bytes a label decision."""

    def __init__(self) -> None:
        self.decisions = self.undos = 0
        self.days: Counter[str] = Counter()
        self.checked: dict[str, Counter[str]] = {}
        self.origins: Counter[str] = Counter()
        self.labels_by: Counter[str] = Counter()
        self.taken_back: Counter[str] = Counter()
        self.labels: list[str] = []
        self.given = array("H")
        self.took = array("l")
        self.since: array[int] = array("q")
        self.offers: list[_Offer] = []

    def add(self, entry: Entry) -> None:
        if entry.action in {"undo", "redo"}:
            turn = 1 if entry.action == "undo" else -1
            self.undos += turn
            self.taken_back[entry.origin] += turn
            return
        self.decisions += 1
        self.days[entry.at[:10]] += 1
        self.origins[entry.origin] += 1
        if entry.action in CHECKED:
            self.checked.setdefault(entry.at[:10], Counter())[entry.action] += 1
        if entry.label is not None:
            self.labels_by[entry.origin] += 1
            if entry.label not in self.labels:
                self.labels.append(entry.label)
            self.given.append(self.labels.index(entry.label))
            self.took.append(-1 if entry.elapsed_ms is None else entry.elapsed_ms)
            self.since.append(int(entry.at[:4] + entry.at[5:7] + entry.at[8:10]))
            if entry.suggestion is not None:
                offered = json.loads(entry.suggestion)
                took = -1 if entry.elapsed_ms is None else entry.elapsed_ms
                rule = offered["rule"] if offered["rule"] != IMPORTED else f"{IMPORTED}: {offered['engine']}"
                self.offers.append(_Offer(intern(rule), offered["outcome"], took, self.since[-1]))


def work(store: Store, reviewer: str | None = None) -> list[Work]:
    """Return how each reviewer worked, or one of them, by name."""
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for entry in store.entries(reviewer):
        tallies[entry.reviewer].add(entry)
    labels, worth = _standing(store, "label"), _standing(store, "check_worthiness")
    return [
        _work(name, tallies[name], labels.get(name, {}), worth.get(name, {}))
        for name in sorted(tallies)
        if tallies[name].decisions
    ]


def _standing(store: Store, field: Field) -> dict[str, dict[str, dict[str, int]]]:
    """Return how many sentences have which answer, by layer and kind of sentence."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for layer, kind, answer, sentences in store.answered(field):
        found.setdefault(layer, {}).setdefault(kind, {})[answer] = sentences
    return found


def _work(
    reviewer: str, tally: _Tally, labels: Mapping[str, Mapping[str, int]], worth: Mapping[str, Mapping[str, int]]
) -> Work:
    timed = [took for took in tally.took if took >= 0]
    by_label = {
        label: _times(
            [took for took, given in zip(tally.took, tally.given, strict=True) if given == place and took >= 0]
        )
        for place, label in enumerate(tally.labels)
    }
    counts = Counter(tally.given)
    spread = Counter(bisect_right(BOUNDS, took / 1000) for took in timed)
    judged: Counter[str] = Counter()
    for answers in worth.values():
        judged.update(answers)
    return Work(
        reviewer,
        tally.decisions,
        {label: counts[place] for place, label in enumerate(tally.labels)},
        dict(sorted(tally.days.items())),
        {day: {step: steps[step] for step in CHECKED} for day, steps in sorted(tally.checked.items())},
        {
            origin: Origin(count, tally.labels_by[origin], max(0, count - tally.taken_back[origin]))
            for origin, count in tally.origins.most_common()
        },
        max(0, tally.undos) / tally.decisions,
        _times(timed),
        by_label,
        3_600_000 * len(timed) / sum(timed) if sum(timed) else None,
        [spread[place] for place in range(len(BOUNDS) + 1)],
        list(_drift(tally)),
        labels,
        judged,
        _by_rule(tally.offers),
        [(_day(part[0].day), _taken(part)) for part in _parts(tally.offers)],
    )


def _by_rule(offers: Sequence[_Offer]) -> dict[str, Taken]:
    """Return what became of the suggestions of each rule, those of the commonest rule first."""
    rules = Counter(one.rule for one in offers)
    return {rule: _taken([one for one in offers if one.rule == rule]) for rule, _ in rules.most_common()}


def _parts(offers: Sequence[_Offer]) -> Iterable[Sequence[_Offer]]:
    number = min(WINDOWS, len(offers))
    return (offers[len(offers) * part // number : len(offers) * (part + 1) // number] for part in range(number))


def _taken(offers: Sequence[_Offer]) -> Taken:
    outcomes = Counter(one.outcome for one in offers)
    times = [one.took for one in offers if one.outcome == ACCEPTED and one.took >= 0]
    counts = (outcomes[ACCEPTED], outcomes[CHANGED], outcomes[OVERRIDDEN])
    return Taken(len(offers), *counts, _times(times).median, sum(took < QUICK for took in times))


def _drift(tally: _Tally) -> Iterable[Window]:
    number = len(tally.given)
    parts = min(WINDOWS, number)
    for part in range(parts):
        start, end = number * part // parts, number * (part + 1) // parts
        counts = Counter(tally.given[start:end])
        shares = {label: counts[place] / (end - start) for place, label in enumerate(tally.labels)}
        median = _times([took for took in tally.took[start:end] if took >= 0]).median
        yield Window(_day(tally.since[start]), end - start, shares, median)


def _day(number: int) -> str:
    day = str(number)
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _times(took: Sequence[int]) -> Times:
    """Return the times of decisions; a percentile is the smallest time that so many do not exceed."""
    ordered = sorted(took)
    if not ordered:
        return Times(0, None, None)
    return Times(len(ordered), ordered[(len(ordered) - 1) // 2], ordered[(9 * len(ordered) + 9) // 10 - 1])
