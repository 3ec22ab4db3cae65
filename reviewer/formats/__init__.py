"""The formats labelled sentences are exported in: one module a format, and the one table that finds them by name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from reviewer.formats.files import Sink
from reviewer.settings import Publisher
from reviewer.store import Store


class Selection(NamedTuple):
    """Which sentences an export holds. None stands for all; with `undecided` also those nobody has labelled.

    `policy` is the view of the label (see views.py) that is written, and that `labels` are chosen by. `layers` is one
    of `layers.CHOICES`, None for what the format takes unasked. `publisher` is who signs what is published.
    """

    documents: Sequence[int] | None = None
    reviewer: str | None = None
    labels: Sequence[str] | None = None
    undecided: bool = False
    policy: str = "as_labelled"
    layers: str | None = None
    publisher: Publisher | None = None


class Finding(NamedTuple):
    """One thing in a file that does not match; lines are counted from 1."""

    line: int
    what: str


EVERYTHING = Selection()


class Format(NamedTuple):
    """One format. `suffix` ends its files' names; `module` holds its `write` and `check`, loaded when called.

    `holds` says of what its records are: `sentences`, or `claims`, which nothing said of sentences chooses.
    """

    name: str
    suffix: str
    description: str
    module: str
    holds: str = "sentences"

    def write(self, store: Store, selection: Selection, sink: Sink) -> int:
        """Write the records of a selection, prove what was written, and return how many there are.

        Raises ExportError when what was written does not match the store.
        """
        function: Callable[[Store, Selection, Sink], int] = import_module(self.module).write
        return function(store, selection, sink)

    def check(self, store: Store, lines: Iterable[bytes], selection: Selection = EVERYTHING) -> Iterator[Finding]:
        """Yield what does not match the store or the schema in a file's lines (bytes, with their line ends).

        Of the selection only the publisher counts: a file may hold less than everything.
        """
        function: Callable[[Store, Iterable[bytes], Selection], Iterator[Finding]] = import_module(self.module).check
        return function(store, lines, selection)


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("jsonl", ".jsonl", "one JSON object a line for each labelled sentence", "reviewer.formats.jsonl"),
        Format(
            "claimreview",
            ".claimreview.jsonl",
            "one schema.org ClaimReview (JSON-LD) a line for each approved claim",
            "reviewer.formats.claimreview",
            "claims",
        ),
    )
}
"""Every format by name."""
