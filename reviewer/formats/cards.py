"""The card of a dataset: which files hold which part, what its columns are, what it is and how it came about."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.formats.columns import columns, features
from reviewer.formats.selection import Selection
from reviewer.formats.units import Unit
from reviewer.formats.views import AS_LABELLED
from reviewer.layers import REVIEWERS

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10**7, "1M<n<10M"))
_TEXT = """
# Reviewed news: {unit}s with labels and marks

Each row is a {unit} of a news article as a reviewer has labelled it, with who said what and what is claimed in it.
{seen} Rows are of {layers}. {split}

| part | rows |
|---|---|
{parts}

| label | times |
|---|---|
{labels}

Offsets are code points, half-open: `text[start:end]` are a span's words, which also stand in its `text`. `start` of a
row is where its text begins in the article, whose bytes have this `sha256`; `document` and `sentence` are opaque ids.
`links` lead from the span `head` to the span `child`: `said_by` its source, `cued_by` its cue, `nested_in` the content
it lies in, `continues` the part before it. Nobody has looked for personal data in it, and nothing is said here of the
rights to the texts: see to both, and name a license above, before it is published.
"""


class Counted(NamedTuple):
    """How many rows a part has, and how many bytes its files have."""

    rows: int
    size: int


class Card:
    """What a card tells, as it becomes known: the parts, the classes, how often each label came, the languages."""

    def __init__(self, selection: Selection, classes: Sequence[str]) -> None:
        self.selection = selection
        self.parts: dict[str, Counted] = {}
        self.classes = list(classes)
        self.tags = selection.options.get("tags") == "iob2"
        self.columns = columns(selection.unit, tags=self.tags)
        self._labels: Counter[str] = Counter()
        self._languages: set[str] = set()

    def meet(self, unit: Unit) -> None:
        """Take in a unit; a label that the scheme does not have becomes the last of the classes."""
        found = _LANGUAGE.match(unit.origin.language or "")
        if found:
            self._languages.add(found[0].lower())
        for label in (unit.label, *(mark.label for mark in unit.marks)):
            if label is not None:
                self._labels[label] += 1
        if unit.label is not None and unit.label not in self.classes:
            self.classes.append(unit.label)

    def text(self, suffix: str) -> str:
        """Return the card: YAML for machines, then Markdown for people; `suffix` ends the names of its files."""
        chosen = self.selection
        rows = sum(part.rows for part in self.parts.values())
        split = "All rows are one part: no split was asked for."
        if chosen.split is not None:
            shares = "/".join(map(str, chosen.split.shares))
            split = (
                f"Whole articles were drawn into the parts ({shares}, seed {chosen.split.seed}); articles that share a"
                " sentence are in one part."
            )
        body = _TEXT.format(
            unit=chosen.unit,
            seen="Labels are as they were given."
            if chosen.policy == AS_LABELLED
            else f"Quotes are seen as {chosen.policy}.",
            layers="each reviewer's own work"
            if (chosen.layers or REVIEWERS) == REVIEWERS
            else f"the layer {chosen.layers}",
            split=split,
            parts="\n".join(f"| {name} | {part.rows:,} |" for name, part in self.parts.items()),
            labels="\n".join(f"| {name} | {times:,} |" for name, times in sorted(self._labels.items())),
        )
        return "\n".join(("---", *self._yaml(suffix, rows), "---", body))

    def _yaml(self, suffix: str, rows: int) -> Iterator[str]:
        if self._languages:
            yield "language:"
            yield from (f"- {json.dumps(one)}" for one in sorted(self._languages))
        yield "# license: name one before this is published; the texts are their publishers'"
        yield "task_categories:\n- text-classification\n- token-classification"
        yield "tags:\n- news\n- fact-checking"
        yield f"size_categories:\n- {next((name for most, name in _SIZES if rows < most), 'n>10M')}"
        yield "configs:\n- config_name: default\n  data_files:"
        for name in self.parts:
            yield f"  - split: {name}\n    path: data/{name}-*{suffix}"
        yield "dataset_info:\n  features:"
        yield from features(self.columns, self.classes)
        yield "  splits:"
        for name, part in self.parts.items():
            yield f"  - name: {name}\n    num_bytes: {part.size}\n    num_examples: {part.rows}"
        size = sum(part.size for part in self.parts.values())
        yield f"  download_size: {size}\n  dataset_size: {size}"
