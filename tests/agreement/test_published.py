"""The published values, and that the intervals are of the very numbers that the libraries give."""

from collections.abc import Sequence

import numpy as np
import pytest

from reviewer.agreement import Bootstrap, measure, pair, resampling
from reviewer.agreement.answers import Answers, among, counted
from reviewer.agreement.measured import alpha_of, fleiss_of, raw_of

NONE = Bootstrap(0, 1)
KRIPPENDORFF_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C."""
FLEISS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip
"""Fleiss 1971, the worked example: 14 raters, 10 items, 5 answers."""


def given(columns: Sequence[Sequence[object]], documents: int = 1) -> Answers:
    """Return answers from a column a sentence, each with an answer a rater; the sentences are dealt to documents."""
    layers = [f"rater {number}" for number in range(len(columns[0]))]
    values = sorted({str(one) for column in columns for one in column if one is not None})
    rows = [
        (place % documents, [(rater, str(one)) for rater, one in enumerate(column) if one is not None])
        for place, column in enumerate(columns)
    ]
    return counted(layers, values, sorted(rows, key=lambda row: row[0]))


def fleiss() -> Answers:
    return given([[answer for answer, count in enumerate(row) for _ in range(count)] for row in FLEISS])


def two_by_two() -> Answers:
    cells = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    return given([cell for cell, count in cells.items() for _ in range(count)])


def test_krippendorffs_example_with_missing_answers() -> None:
    found = measure(given(list(zip(*KRIPPENDORFF_C, strict=True))), NONE)
    assert found.alpha.value == pytest.approx(0.743, abs=5e-4)
    assert found.items == 11


def test_fleiss_worked_example() -> None:
    found = measure(fleiss(), NONE)
    assert found.fleiss.value == pytest.approx(0.210, abs=5e-4)
    assert found.alpha.value == pytest.approx(0.216, abs=5e-4)
    assert (found.fleiss_answers, found.fleiss_items) == (14, 10)


def test_cohens_two_by_two_table() -> None:
    found = pair(two_by_two(), NONE)
    assert found.kappa.value == pytest.approx(0.4)
    assert found.raw.value == pytest.approx(0.7)
    assert sorted(map(sorted, found.table)) == [[5, 20], [10, 15]]
    assert fleiss_of(two_by_two(), NONE).value == pytest.approx(0.394, abs=5e-4)  # of two raters: Scott's pi


@pytest.mark.parametrize(
    "answers",
    [given(list(zip(*KRIPPENDORFF_C, strict=True))), fleiss(), two_by_two()],
    ids=["alpha", "fleiss", "cohen"],
)
def test_what_is_resampled_is_what_the_libraries_compute(answers: Answers) -> None:
    once = np.asarray([answers.totals()], dtype=np.float64)
    size = len(answers.values)
    assert resampling.alpha(answers.patterns, size, once)[0] == pytest.approx(alpha_of(answers, NONE).value)
    assert resampling.raw(answers.patterns, size, once)[0] == pytest.approx(raw_of(answers, NONE).value)
    if not any(None in pattern for pattern in answers.patterns):
        assert resampling.fleiss(answers.patterns, size, once)[0] == pytest.approx(fleiss_of(answers, NONE).value)
    two = among(answers, (0, 1))
    twice = np.asarray([two.totals()], dtype=np.float64)
    assert resampling.cohen(two.patterns, size, twice)[0] == pytest.approx(pair(two, NONE).kappa.value)


def test_the_interval_holds_the_number_and_is_the_same_for_the_same_seed() -> None:
    first, second, other = (pair(two_by_two(), Bootstrap(500, seed)).kappa for seed in (7, 7, 8))
    assert first == second != other
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high


def test_documents_are_resampled_where_there_are_enough() -> None:
    columns = [["a", "a"], ["a", "b"], ["b", "b"]] * 10
    assert measure(given(columns, documents=3), NONE).resampled == "sentence"
    assert measure(given(columns, documents=10), NONE).resampled == "document"


def test_what_is_not_defined_says_why() -> None:
    same = measure(given([["a", "a"], ["a", "a"]]), Bootstrap(50, 1))
    assert (same.raw.value, same.alpha.value, same.fleiss.value, same.pairs[0].kappa.value) == (1.0, None, None, None)
    assert same.alpha.why == "every answer is the same: chance cannot be told from agreement"
    apart = measure(given([["a", None], [None, "a"]]), Bootstrap(50, 1))
    assert (apart.items, apart.raw.value, apart.raw.why) == (0, None, "no sentence has two answers")


def test_thousand_samples_of_five_reviewers_take_seconds() -> None:
    draw = np.random.default_rng(1)
    columns = [[str(one) for one in row] for row in draw.integers(0, 4, size=(5000, 5))]
    found = measure(given(columns, documents=50), Bootstrap(1000, 1))
    assert found.alpha.low is not None
    assert found.items == 5000
