"""JSONL: one record a line; what is written is read back and checked before it counts."""

from collections.abc import Iterable, Iterator, Sequence

from reviewer.errors import ExportError
from reviewer.formats import Finding, Selection
from reviewer.formats.check import Checker
from reviewer.formats.files import Sink
from reviewer.formats.lines import Page, label_of, line, page
from reviewer.formats.views import AS_LABELLED, SWAPPED
from reviewer.layers import REVIEWERS
from reviewer.store import Store
from reviewer.store.rows import Labelled
from reviewer.text import one_line

_BATCH = 256
"""How many lines of a document are written and read back at once: a very long document never stands in memory twice."""


def write(store: Store, selection: Selection, sink: Sink) -> int:
    """Write a record for each selected sentence, read it back and check it; return how many were written.

    Raises ExportError at the first thing that does not match: nothing may be kept of the file then.
    """
    checker = Checker(store)
    records = 0
    chosen = store.labelled(
        selection.documents,
        reviewer=selection.reviewer,
        labels=_asked(selection),
        undecided=selection.undecided,
        layers=selection.layers or REVIEWERS,
    )
    for document, text, given, marked in chosen:
        shared = page(document, text, marked, selection.policy)
        rows = list(given) if selection.policy == AS_LABELLED else _seen(shared, given, selection.labels)
        for first in range(0, len(rows), _BATCH):
            batch = rows[first : first + _BATCH]
            checker.expect(document, shared, batch)
            lines = [line(shared, row) for row in batch]
            written = b"".join(lines)
            for what in checker.block(lines, written, sink.put(written)):
                name = one_line(document.name)
                raise ExportError(f"{name}: what was written does not match the database ({what}); no file was made")
            records += len(batch)
    return records


def check(store: Store, lines: Iterable[bytes], selection: Selection) -> Iterator[Finding]:
    """Yield what does not match in the lines of a file, which may have been written by another program."""
    del selection  # each line says what it is
    checker = Checker(store)
    number = 0
    for number, data in enumerate(lines, 1):
        for what in checker.line(data):
            yield Finding(number, what)
    if not number:
        yield Finding(1, "the file is empty")


def _asked(selection: Selection) -> Sequence[str] | None:
    """Return the labels to ask the store for: a view may give one of these two for the other."""
    if selection.labels is None or selection.policy == AS_LABELLED or SWAPPED.isdisjoint(selection.labels):
        return selection.labels
    return sorted(SWAPPED.union(selection.labels))


def _seen(shared: Page, rows: Iterable[Labelled], labels: Sequence[str] | None) -> list[Labelled]:
    """Return the rows whose label, as the page's policy sees it, is asked for; undecided ones came by request."""
    return [row for row in rows if labels is None or (label := label_of(shared, row)) is None or label in labels]
