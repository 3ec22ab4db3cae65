"""The formats labelled sentences are exported in: one module a format, and the one table that finds them by name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from reviewer.formats.files import Sink
from reviewer.store import Store


class Selection(NamedTuple):
    """Which sentences an export holds. None stands for all; with `undecided` also those nobody has labelled.

    `policy` is the view of the label (see views.py) that is written, and that `labels` are chosen by.
    """

    documents: Sequence[int] | None = None
    reviewer: str | None = None
    labels: Sequence[str] | None = None
    undecided: bool = False
    policy: str = "as_labelled"


class Finding(NamedTuple):
    """One thing in a file that does not match; lines are counted from 1."""

    line: int
    what: str


class Format(NamedTuple):
    """One format. `suffix` ends its files' names; `module` holds its `write` and `check`, loaded when called."""

    name: str
    suffix: str
    description: str
    module: str

    def write(self, store: Store, selection: Selection, sink: Sink) -> int:
        """Write the records of a selection, prove what was written, and return how many there are.

        Raises ExportError when what was written does not match the store.
        """
        function: Callable[[Store, Selection, Sink], int] = import_module(self.module).write
        return function(store, selection, sink)

    def check(self, store: Store, lines: Iterable[bytes]) -> Iterator[Finding]:
        """Yield what does not match the store or the schema in a file's lines (bytes, with their line ends)."""
        function: Callable[[Store, Iterable[bytes]], Iterator[Finding]] = import_module(self.module).check
        return function(store, lines)


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("jsonl", ".jsonl", "one JSON object a line for each labelled sentence", "reviewer.formats.jsonl"),
    )
}
"""Every format by name."""
