"""JSONL: one record a line; what is written is read back and checked before it counts."""

from collections.abc import Iterable, Iterator

from reviewer.errors import ExportError
from reviewer.formats import Finding, Selection
from reviewer.formats.check import Checker
from reviewer.formats.files import Sink
from reviewer.formats.lines import line, page
from reviewer.store import Store

_BLOCK = 64 * 1024
"""How many characters are gathered, at least, before a document's lines are written and read back."""


def write(store: Store, selection: Selection, sink: Sink) -> int:
    """Write a record for each selected sentence, read it back and check it; return how many were written.

    Raises ExportError at the first thing that does not match: nothing may be kept of the file then.
    """
    checker = Checker(store)
    records = 0
    chosen = store.labelled(
        selection.documents, reviewer=selection.reviewer, labels=selection.labels, undecided=selection.undecided
    )
    for document, text, given in chosen:
        rows = list(given)
        shared = page(document, text)
        checker.expect(document, shared, rows)
        for block in _blocks(line(shared, row) for row in rows):
            for written in sink.put(block).splitlines(keepends=True):
                records += 1
                for what in checker.line(written):
                    raise ExportError(f"record {records} does not match the database: {what}; no file was written")
        if checker.missing():
            raise ExportError(f"{checker.missing()} records of {document.name} did not reach the disk; no file was written")
    return records


def check(store: Store, lines: Iterable[bytes]) -> Iterator[Finding]:
    """Yield what does not match in the lines of a file, which may have been written by another program."""
    checker = Checker(store)
    number = 0
    for number, data in enumerate(lines, 1):
        for what in checker.line(data):
            yield Finding(number, what)
    if not number:
        yield Finding(1, "the file is empty")


def _blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Gather lines, so that a document is written at once but a very long one never stands in memory whole."""
    waiting: list[str] = []
    size = 0
    for text in lines:
        waiting.append(text)
        size += len(text)
        if size >= _BLOCK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()
