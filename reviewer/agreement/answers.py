"""The answers of several layers to the same sentences, counted: equal rows of answers stand together."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from reviewer.store.interface import Store
from reviewer.store.rows import Field

Pattern = tuple[int | None, ...]
"""What the layers answered to one sentence: for each layer an index into the values, None where it gave no answer."""


class Answers(NamedTuple):
    """Sentences with two or more answers. `counts` holds, a document, how many sentences show each pattern.

    A few hundred patterns stand for any number of sentences, so that what is counted is never read twice.
    """

    layers: Sequence[str]
    values: Sequence[str]
    patterns: Sequence[Pattern]
    counts: Sequence[Sequence[int]]

    def totals(self) -> list[int]:
        """Return how many sentences show each pattern."""
        return [sum(column) for column in zip(*self.counts, strict=True)] if self.counts else [0] * len(self.patterns)

    def items(self) -> int:
        """Return how many sentences there are."""
        return sum(map(sum, self.counts))


def read(
    store: Store,
    field: Field,
    layers: Sequence[str],
    values: Sequence[str],
    *,
    passes: Callable[[int], bool] = lambda _document: True,
) -> Answers:
    """Return what these layers answered, of the sentences that two or more of them answered.

    `values` are the answers in the order they are shown in; others that are found come after them. `passes` says of a
    document (row id) whether it counts.
    """
    place = {layer: number for number, layer in enumerate(layers)}
    rows = (
        (document, sentence, layer, value)
        for document, sentence, layer, value in store.answers(field)
        if passes(document)
    )
    given = [
        (document, [(place[layer], value) for _, _, layer, value in answers if layer in place])
        for (document, _), answers in groupby(rows, key=lambda row: (row[0], row[1]))
    ]
    return counted(layers, values, given)


def counted(
    layers: Sequence[str], values: Sequence[str], given: Iterable[tuple[int, Sequence[tuple[int, str]]]]
) -> Answers:
    """Count sentences, each given as `(document, [(place of the layer, answer), …])`."""
    known = {value: number for number, value in enumerate(values)}
    patterns: dict[Pattern, int] = {}
    documents: dict[int, dict[int, int]] = {}
    for document, answers in given:
        if len(answers) < 2:
            continue
        row: list[int | None] = [None] * len(layers)
        for layer, value in answers:
            row[layer] = known.setdefault(value, len(known))
        pattern = patterns.setdefault(tuple(row), len(patterns))
        seen = documents.setdefault(document, {})
        seen[pattern] = seen.get(pattern, 0) + 1
    counts = [[seen.get(number, 0) for number in range(len(patterns))] for seen in documents.values()]
    return Answers(layers, tuple(known), tuple(patterns), counts)


def among(answers: Answers, places: Sequence[int]) -> Answers:
    """Return the answers of some of the layers, of the sentences that two or more of these answered."""
    fewer: dict[Pattern, int] = {}
    leads: list[int | None] = []
    for pattern in answers.patterns:
        row = tuple(pattern[place] for place in places)
        enough = sum(one is not None for one in row) >= 2
        leads.append(fewer.setdefault(row, len(fewer)) if enough else None)
    counts = []
    for old in answers.counts:
        new = [0] * len(fewer)
        for number, lead in zip(old, leads, strict=True):
            if lead is not None:
                new[lead] += number
        if any(new):
            counts.append(new)
    return Answers([answers.layers[place] for place in places], answers.values, tuple(fewer), counts)


def against_rest(answers: Answers, value: int) -> Answers:
    """Return the same sentences with two answers only: this value (1), and any other (0)."""
    patterns = [tuple(None if one is None else int(one == value) for one in row) for row in answers.patterns]
    return Answers(answers.layers, ("any other", answers.values[value]), patterns, answers.counts)
