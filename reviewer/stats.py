"""How reviewers work: what they decide, how long that takes, and how it drifts; folded from the log, entry by entry."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reviewer.store.rows import Entry

WINDOWS = 10
"""In how many equal parts of a reviewer's label decisions drift is told."""


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


class Work(NamedTuple):
    """One reviewer's decisions. `labelled` counts label decisions by label, a sentence labelled twice counts twice.

    `per_hour` is how many label decisions an hour of measured time holds. `undone` is the share of decisions that were
    taken back.
    """

    reviewer: str
    decisions: int
    labelled: Mapping[str, int]
    days: Mapping[str, int]
    origins: Mapping[str, int]
    undone: float
    times: Times
    by_label: Mapping[str, Times]
    per_hour: float | None
    drift: Sequence[Window]


class _Tally:
    """What is kept of a reviewer while the log is read: a few bytes a label decision."""

    def __init__(self) -> None:
        self.decisions = self.undos = 0
        self.days: Counter[str] = Counter()
        self.origins: Counter[str] = Counter()
        self.labels: list[str] = []
        self.given = array("H")
        self.took = array("l")
        self.since: array[int] = array("q")

    def add(self, entry: Entry) -> None:
        if entry.action in {"undo", "redo"}:
            self.undos += 1 if entry.action == "undo" else -1
            return
        self.decisions += 1
        self.days[entry.at[:10]] += 1
        self.origins[entry.origin] += 1
        if entry.label is not None:
            if entry.label not in self.labels:
                self.labels.append(entry.label)
            self.given.append(self.labels.index(entry.label))
            self.took.append(-1 if entry.elapsed_ms is None else entry.elapsed_ms)
            self.since.append(int(entry.at[:4] + entry.at[5:7] + entry.at[8:10]))


def work(entries: Iterable[Entry]) -> list[Work]:
    """Return how each reviewer worked, by name, from the entries of the log, oldest first."""
    tallies: dict[str, _Tally] = {}
    for entry in entries:
        tallies.setdefault(entry.reviewer, _Tally()).add(entry)
    return [_work(name, tallies[name]) for name in sorted(tallies) if tallies[name].decisions]


def _work(reviewer: str, tally: _Tally) -> Work:
    timed = [took for took in tally.took if took >= 0]
    by_label = {
        label: _times(
            [took for took, given in zip(tally.took, tally.given, strict=True) if given == place and took >= 0]
        )
        for place, label in enumerate(tally.labels)
    }
    counts = Counter(tally.given)
    return Work(
        reviewer,
        tally.decisions,
        {label: counts[place] for place, label in enumerate(tally.labels)},
        dict(sorted(tally.days.items())),
        dict(tally.origins.most_common()),
        max(0, tally.undos) / tally.decisions,
        _times(timed),
        by_label,
        3_600_000 * len(timed) / sum(timed) if sum(timed) else None,
        list(_drift(tally)),
    )


def _drift(tally: _Tally) -> Iterable[Window]:
    number = len(tally.given)
    parts = min(WINDOWS, number)
    for part in range(parts):
        start, end = number * part // parts, number * (part + 1) // parts
        counts = Counter(tally.given[start:end])
        shares = {label: counts[place] / (end - start) for place, label in enumerate(tally.labels)}
        median = _times([took for took in tally.took[start:end] if took >= 0]).median
        day = str(tally.since[start])
        yield Window(f"{day[:4]}-{day[4:6]}-{day[6:]}", end - start, shares, median)


def _times(took: Sequence[int]) -> Times:
    """Return the times of decisions; a percentile is the smallest time that so many do not exceed."""
    ordered = sorted(took)
    if not ordered:
        return Times(0, None, None)
    return Times(len(ordered), ordered[(len(ordered) - 1) // 2], ordered[(9 * len(ordered) + 9) // 10 - 1])
