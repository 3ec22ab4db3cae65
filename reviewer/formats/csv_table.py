"""CSV: a row for each sentence or claim, for spreadsheets and data frames, and such rows read again.

What a person reads has columns of its own; all marks stand in the column `marks`, which is what is read back.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from reviewer.errors import ExportError
from reviewer.formats import Selection
from reviewer.formats.csv_cells import original, row
from reviewer.formats.csv_reading import as_unit, read
from reviewer.formats.files import Sink
from reviewer.formats.losses import CHECKS, FEATURES, SENTENCES, Losses
from reviewer.formats.making import units
from reviewer.formats.marks_json import encoded
from reviewer.formats.parts import annotation
from reviewer.formats.units import CONTENT, SOURCE, Unit, words
from reviewer.store import Store
from reviewer.store.rows import Annotation
from reviewer.text import one_line

HOLDS = frozenset(FEATURES) - {CHECKS, SENTENCES}
COLUMNS: Final = (
    "id", "unit", "text", "label", "uncertain", "note", "check_worthiness", "claim_types", "source", "cue", "content",
    "speaker", "reviewer", "document", "sha256", "name", "title", "url", "published", "language", "external_id",
    "start", "end", "sentence", "duplicate_of", "created", "modified", "guideline_version", "elapsed_ms", "suggestion",
    "marks",
)  # fmt: skip
"""The first line of a file, in this order."""
_BATCH = 256
"""How many rows are written and read back at once."""
_MOST = 2**31 - 1
"""Characters of a cell that is read back: a sentence may be as long as its article."""
_BOM = b"\xef\xbb\xbf"


def write(store: Store, selection: Selection, sink: Sink, losses: Losses) -> int:
    """Write a row for each unit, read it back, compare it, and return how many there are.

    The option `bom` puts a byte order mark first, by which Excel knows UTF-8. Raises ExportError where what was
    written is not what was to be.
    """
    made = units(store, selection, losses)
    head = row(list(COLUMNS)).encode()
    records = 0
    while batch := list(islice(made, _BATCH)):
        if not records:
            sink.put(_BOM + head if selection.options.get("bom") == "yes" else head)
        for unit in batch:
            losses.unheld(unit, HOLDS)
        found = sink.put("".join(row(_cells(unit)) for unit in batch).encode())
        _prove(batch, found)
        records += len(batch)
    return records


def _cells(unit: Unit) -> list[str]:
    """Return the cells of a unit, in the order of COLUMNS, as they are before they are made safe."""
    origin, said = unit.origin, unit.said
    first = next((mark for mark in unit.marks if mark.label == CONTENT), None)
    parts = _first(unit) if first else {}
    given: Mapping[str, object] = {
        "id": unit.id, "unit": unit.what, "text": unit.text, "label": unit.label, **parts, "reviewer": unit.layer,
        "document": origin.uid, "sha256": origin.sha256, "name": origin.name, "title": origin.title, "url": origin.url,
        "published": origin.published, "language": origin.language, "external_id": origin.external_id,
        "start": unit.start, "end": None if unit.start is None or unit.what == "claim" else unit.start + len(unit.text),
        "sentence": unit.sentence, "marks": encoded(unit),
    }  # fmt: skip
    spoken: Mapping[str, object] = {}
    if said is not None:
        spoken = {
            "uncertain": "yes" if said.uncertain else None, "note": said.note,
            "check_worthiness": said.check_worthiness, "claim_types": " ".join(said.claim_types),
            "duplicate_of": said.duplicate_of, "created": said.created, "modified": said.modified,
            "guideline_version": said.guideline, "elapsed_ms": said.elapsed_ms, "suggestion": said.suggestion,
        }  # fmt: skip
    cells = {**given, **spoken}
    return ["" if (value := cells.get(name)) is None else str(value) for name in COLUMNS]


def _first(unit: Unit) -> dict[str, object]:
    """Return the words of the first attribution, for who reads the table."""
    content = next(mark for mark in unit.marks if mark.label == CONTENT)
    linked = {link.child for link in unit.links if link.head == content.id}
    found = {"content": words(unit, content), "speaker": content.speaker.name if content.speaker else ""}
    for mark in unit.marks:
        if mark.id in linked and mark.label != CONTENT:
            found["source" if mark.label == SOURCE else "cue"] = words(unit, mark)
    return dict(found)


def _prove(batch: Sequence[Unit], found: bytes) -> None:
    """Raise ExportError where the rows that are found do not say what these units do."""
    limit = csv.field_size_limit(_MOST)  # it holds for the whole process, so it is put back
    try:
        rows = list(csv.reader(io.StringIO(found.decode(), newline=""), strict=True))
    finally:
        csv.field_size_limit(limit)
    if len(rows) != len(batch) or not all(map(_says, rows, batch)):
        name = one_line(batch[0].origin.name or "csv")
        raise ExportError(f"{name}: what was written does not match the database; no file was made")


def _says(cells: list[str], unit: Unit) -> bool:
    """Whether a row, read by itself, says what a unit does."""
    back = as_unit(dict(zip(COLUMNS, map(original, cells), strict=False)), 0)
    return (
        isinstance(back, Unit)
        and (back.text, back.label, back.links, back.layer) == (unit.text, unit.label, unit.links, unit.layer)
        and back.origin == _filled(unit)
        and _bare(back.said) == _bare(unit.said)
        and [(mark.id, mark.label, mark.spans) for mark in back.marks]
        == [(mark.id, mark.label, mark.spans) for mark in unit.marks]
        and all(words(back, one) == words(unit, other) for one, other in zip(back.marks, unit.marks, strict=True))
    )


def _bare(said: Annotation | None) -> Annotation:
    """Return what was said of a sentence without its label, which has a column of its own, and how it came about."""
    return (said or annotation())._replace(label=None, origin="")


def _filled(unit: Unit) -> tuple[str | None, ...]:
    """Return an origin as a table gives it: what is empty is not known."""
    return type(unit.origin)(*(value or None for value in unit.origin))


__all__ = ["COLUMNS", "HOLDS", "read", "write"]
