"""Raw agreement, Cohen's and Fleiss' kappa and Krippendorff's alpha of counted answers, with what each rests on.

The numbers come from statsmodels (kappa) and krippendorff (alpha); their intervals from the same sums, many at once.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from reviewer.agreement import resampling
from reviewer.agreement.answers import Answers, against_rest, among
from reviewer.agreement.resampling import Bootstrap, Figure, agreeing, tally
from reviewer.errors import SettingsError

NOTHING = "no sentence has two answers"
_ALPHA, _KAPPA = _LIBRARIES = ("krippendorff", "statsmodels.stats.inter_rater")
ONE_ANSWER = "every answer is the same: chance cannot be told from agreement"


class Pair(NamedTuple):
    """Two layers on the sentences that both answered; `table[i][j]` counts answer i of the first, j of the second."""

    first: str
    second: str
    items: int
    raw: Figure
    kappa: Figure
    alpha: Figure
    table: Sequence[Sequence[int]]


class PerLabel(NamedTuple):
    """One answer against all others: how often it was given, and how far it is agreed on."""

    label: str
    answers: int
    raw: Figure
    alpha: Figure


class Agreement(NamedTuple):
    """What all layers agree on. Fleiss' kappa takes the `fleiss_items` sentences with exactly `fleiss_answers` answers.

    `resampled` is what the intervals were drawn from: `document` or `sentence`.
    """

    layers: Sequence[str]
    values: Sequence[str]
    documents: int
    items: int
    raw: Figure
    alpha: Figure
    fleiss: Figure
    fleiss_answers: int
    fleiss_items: int
    labels: Sequence[PerLabel]
    pairs: Sequence[Pair]
    resampled: str


def require() -> None:
    """Load the libraries that compute the numbers; raises SettingsError where one is missing."""
    for name in _LIBRARIES:
        _library(name)


def measure(answers: Answers, bootstrap: Bootstrap) -> Agreement:
    """Return all figures of these answers."""
    number, equal = _same_number(answers)
    places = range(len(answers.layers))
    return Agreement(
        answers.layers,
        answers.values,
        len(answers.counts),
        answers.items(),
        raw_of(answers, bootstrap),
        alpha_of(answers, bootstrap),
        fleiss_of(equal, bootstrap),
        number,
        equal.items(),
        [_per_label(answers, value, bootstrap) for value in range(len(answers.values))],
        [pair(among(answers, two), bootstrap) for two in combinations(places, 2)],
        bootstrap.unit(answers),
    )


def pair(answers: Answers, bootstrap: Bootstrap) -> Pair:
    """Return what two layers agree on."""
    return Pair(
        answers.layers[0],
        answers.layers[1],
        answers.items(),
        raw_of(answers, bootstrap),
        cohen_of(answers, bootstrap),
        alpha_of(answers, bootstrap),
        table_of(answers),
    )


def raw_of(answers: Answers, bootstrap: Bootstrap) -> Figure:
    """Return the mean share of pairs of answers that agree."""
    items = answers.items()
    if not items:
        return Figure(None, why=NOTHING)
    rows = zip(answers.patterns, answers.totals(), strict=True)
    value = sum(agreeing(pattern, len(answers.values)) * count for pattern, count in rows) / items
    return Figure(value, *bootstrap.interval(answers, resampling.raw))


def alpha_of(answers: Answers, bootstrap: Bootstrap) -> Figure:
    """Return Krippendorff's nominal alpha, by the library krippendorff."""

    def value() -> float:
        units = _units(answers)
        return float(_library(_ALPHA).alpha(value_counts=units, level_of_measurement="nominal"))

    return _figure(answers, bootstrap, value, resampling.alpha)


def fleiss_of(answers: Answers, bootstrap: Bootstrap) -> Figure:
    """Return Fleiss' kappa of sentences with the same number of answers, by statsmodels."""

    def value() -> float:
        return float(_library(_KAPPA).fleiss_kappa(_units(answers)))

    return _figure(answers, bootstrap, value, resampling.fleiss)


def cohen_of(answers: Answers, bootstrap: Bootstrap) -> Figure:
    """Return Cohen's kappa of two layers, by statsmodels."""

    def value() -> float:
        inter_rater = _library(_KAPPA)
        return float(inter_rater.cohens_kappa(table_of(answers), return_results=False))

    return _figure(answers, bootstrap, value, resampling.cohen)


def table_of(answers: Answers) -> list[list[int]]:
    """Return the confusion matrix of two layers: a row an answer of the first, a column an answer of the second."""
    table = [[0] * len(answers.values) for _ in answers.values]
    for (one, other), count in zip(answers.patterns, answers.totals(), strict=True):
        table[one or 0][other or 0] += count
    return table


def _figure(
    answers: Answers, bootstrap: Bootstrap, value: Callable[[], float], resampled: Callable[..., Any]
) -> Figure:
    if not answers.items():
        return Figure(None, why=NOTHING)
    if len({one for pattern in answers.patterns for one in pattern if one is not None}) < 2:
        return Figure(None, why=ONE_ANSWER)
    return Figure(value(), *bootstrap.interval(answers, resampled))


def _units(answers: Answers) -> list[list[int]]:
    """Return how often each answer was given, for every sentence."""
    rows = zip(answers.patterns, answers.totals(), strict=True)
    return [unit for pattern, count in rows for unit in [tally(pattern, len(answers.values))] * count]


def _per_label(answers: Answers, value: int, bootstrap: Bootstrap) -> PerLabel:
    rest = against_rest(answers, value)
    given = sum(pattern.count(value) * count for pattern, count in zip(answers.patterns, answers.totals(), strict=True))
    if not given:
        never = Figure(None, why="never given")
        return PerLabel(answers.values[value], 0, never, never)
    return PerLabel(answers.values[value], given, raw_of(rest, bootstrap), alpha_of(rest, bootstrap))


def _same_number(answers: Answers) -> tuple[int, Answers]:
    """Return the number of answers that most sentences have (of two such, the higher), and these sentences."""
    sizes: dict[int, int] = {}
    for pattern, count in zip(answers.patterns, answers.totals(), strict=True):
        size = sum(one is not None for one in pattern)
        sizes[size] = sizes.get(size, 0) + count
    number = max(sizes, key=lambda size: (sizes[size], size), default=0)
    kept = [place for place, row in enumerate(answers.patterns) if sum(one is not None for one in row) == number]
    counts = [[row[place] for place in kept] for row in answers.counts]
    patterns = [answers.patterns[place] for place in kept]
    return number, answers._replace(patterns=patterns, counts=[row for row in counts if any(row)])


def _library(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415 - statsmodels takes over a second: only who measures pays

    try:
        return import_module(name)
    except ImportError as error:
        raise SettingsError(
            f"agreement is computed with {name.partition('.')[0]}, which is not installed; "
            "install it: pip install 'reviewer[agreement]'"
        ) from error
