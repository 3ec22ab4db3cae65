"""Percentile intervals by the bootstrap: every sum over sentences is one product of counts, for all samples at once."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reviewer.agreement.answers import Answers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FEW_DOCUMENTS = 10
"""With fewer documents than this the sentences are resampled: a handful of documents has too few samples."""


class Figure(NamedTuple):
    """A number between -1 and 1 with its 95 % interval; where there is none, `why` says so in words."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


class Bootstrap(NamedTuple):
    """How often to draw samples, and from which seed; 0 times gives no intervals."""

    times: int
    seed: int

    def unit(self, answers: Answers) -> str:
        """Return what is resampled for these answers: `document` or `sentence`."""
        return "document" if len(answers.counts) >= FEW_DOCUMENTS else "sentence"

    def samples(self, answers: Answers) -> "Array":
        """Return `times` rows of how often each pattern is in a sample."""
        counts = _array(answers.counts)
        if self.unit(answers) == "document":
            return _documents(self, len(counts)) @ counts
        totals = counts.sum(axis=0)
        return _draw(self, int(totals.sum()), tuple(totals / totals.sum()))

    def interval(
        self, answers: Answers, figure: Callable[[Sequence[tuple[int | None, ...]], int, "Array"], "Array"]
    ) -> tuple[float | None, float | None]:
        """Return the bounds that 95 % of the samples lie in; samples for which the number is not defined are left out.

        `figure` takes patterns, how many values there are, and samples as rows, and returns a number a sample.
        """
        if self.times == 0 or answers.items() == 0:
            return None, None
        return self._bounds(lambda: figure(answers.patterns, len(answers.values), self.samples(answers)))

    def interval_of_ratio(self, parts: Sequence[tuple[int, int]]) -> tuple[float | None, float | None]:
        """Return the bounds for a sum over another, both given a document; none with few documents.

        What documents hold is not told by sentence, so that nothing smaller can be resampled.
        """
        if self.times == 0 or len(parts) < FEW_DOCUMENTS:
            return None, None
        sums = _documents(self, len(parts)) @ _array(parts)
        return self._bounds(lambda: sums[:, 0] / sums[:, 1])

    def _bounds(self, figures: Callable[[], "Array"]) -> tuple[float | None, float | None]:
        import numpy as np  # noqa: PLC0415 - as above

        with np.errstate(divide="ignore", invalid="ignore"):
            found = figures()
        found = found[np.isfinite(found)]
        if len(found) < self.times / 2:
            return None, None
        low, high = np.percentile(found, (2.5, 97.5))
        return float(low), float(high)


@lru_cache(maxsize=1)  # the figures of one table rest on the same documents, and a draw takes longer than the sums
def _documents(bootstrap: Bootstrap, number: int) -> "Array":
    """Return a row a sample of how often each of so many documents is in it."""
    return _draw(bootstrap, number, (1 / number,) * number)


def _draw(bootstrap: Bootstrap, number: int, shares: Sequence[float]) -> "Array":
    import numpy as np  # noqa: PLC0415 - 100 ms; it comes with the libraries that the numbers are from

    return np.random.default_rng(bootstrap.seed).multinomial(number, shares, size=bootstrap.times).astype(float)


def raw(patterns: Sequence[tuple[int | None, ...]], values: int, samples: "Array") -> "Array":
    """Return the mean share of agreeing pairs of answers, for each row of samples."""
    same = _array([agreeing(pattern, values) for pattern in patterns])
    found: Array = (samples @ same) / samples.sum(axis=1)
    return found


def alpha(patterns: Sequence[tuple[int | None, ...]], values: int, samples: "Array") -> "Array":
    """Return Krippendorff's nominal alpha for each row of samples, from the sums of the coincidence matrices."""
    tallies = [tally(pattern, values) for pattern in patterns]
    given = samples @ _array(tallies)
    observed = samples @ _array([sum(n * (n - 1) for n in one) / (sum(one) - 1) for one in tallies])
    number = given.sum(axis=1)
    expected = (given * (given - 1)).sum(axis=1) / (number - 1)
    found: Array = (observed - expected) / (number - expected)
    return found


def fleiss(patterns: Sequence[tuple[int | None, ...]], values: int, samples: "Array") -> "Array":
    """Return Fleiss' kappa for each row of samples; every pattern has the same number of answers."""
    tallies = _array([tally(pattern, values) for pattern in patterns])
    shares = samples @ tallies
    shares /= shares.sum(axis=1, keepdims=True)
    chance = (shares**2).sum(axis=1)
    found: Array = (raw(patterns, values, samples) - chance) / (1 - chance)
    return found


def cohen(patterns: Sequence[tuple[int | None, ...]], values: int, samples: "Array") -> "Array":
    """Return Cohen's kappa of two layers for each row of samples."""
    import numpy as np  # noqa: PLC0415 - as above

    one, other = (
        samples @ np.eye(values)[[pattern[place] or 0 for pattern in patterns]] / samples.sum(axis=1, keepdims=True)
        for place in (0, 1)
    )
    chance = (one * other).sum(axis=1)
    found: Array = (raw(patterns, values, samples) - chance) / (1 - chance)
    return found


def tally(pattern: Sequence[int | None], values: int) -> list[int]:
    """Return how many layers gave each answer."""
    return [pattern.count(value) for value in range(values)]


def agreeing(pattern: Sequence[int | None], values: int) -> float:
    """Return the share of pairs of answers that agree."""
    counts = tally(pattern, values)
    number = sum(counts)
    return sum(one * (one - 1) for one in counts) / (number * (number - 1))


def _array(rows: Sequence[float] | Sequence[Sequence[int]]) -> "Array":
    import numpy as np  # noqa: PLC0415 - as above

    return np.asarray(rows, dtype=np.float64)
