"""JSONL: one record a line; what is written is read back and checked before it counts."""

from collections.abc import Iterable, Iterator

from reviewer.errors import ExportError
from reviewer.formats import Finding, Selection
from reviewer.formats.check import Checker
from reviewer.formats.files import Sink
from reviewer.formats.lines import line, page, whole
from reviewer.formats.losses import Losses
from reviewer.formats.making import asked, is_seen
from reviewer.layers import REVIEWERS
from reviewer.store import Store
from reviewer.text import one_line

_BATCH = 256
"""How many lines of a document are written and read back at once: a very long document never stands in memory twice."""


def write(store: Store, selection: Selection, sink: Sink, losses: Losses) -> int:
    """Write a record for each selected sentence, read it back and check it; return how many were written.

    Raises ExportError at the first thing that does not match: nothing may be kept of the file then.
    """
    del losses  # a record holds everything
    checker = Checker(store)
    records = 0
    found = store.labelled(
        selection.documents,
        reviewer=selection.reviewer,
        labels=asked(selection),
        undecided=selection.undecided,
        layers=selection.layers or REVIEWERS,
    )
    for number, (document, text, given, marked) in enumerate(found, 1):
        shared = page(document, text, marked, selection.policy)
        rows = [row for row in given if is_seen(shared, row, selection)]
        for first in range(0, len(rows), _BATCH):
            batch = rows[first : first + _BATCH]
            checker.expect(document, shared, batch)
            lines = [line(shared, row) for row in batch]
            if not first:
                lines[0] = line(whole(shared, store.cut(document.id)), batch[0])
            written = b"".join(lines)
            for what in checker.block(lines, written, sink.put(written)):
                name = one_line(document.name)
                raise ExportError(f"{name}: what was written does not match the database ({what}); no file was made")
            records += len(batch)
        selection.progress(number)
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
