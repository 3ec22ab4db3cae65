"""doccano: a text a line with its labels: spans with relations, spans alone, or one label for the whole.

Offsets are UTF-16 units and exclusive. Further fields become doccano's metadata, and come back with its own export.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pydantic_core import to_json

from reviewer.errors import ExportError, SettingsError
from reviewer.formats.doccano_reading import read
from reviewer.formats.files import Target
from reviewer.formats.losses import (
    ATTRIBUTIONS,
    CLAIMS,
    LABELS,
    NESTING,
    RELATIONS,
    SENTENCES,
    Losses,
)
from reviewer.formats.making import units
from reviewer.formats.pieces import cut, worded
from reviewer.formats.provenance import SAID_HELD, about, said_fields
from reviewer.formats.selection import Selection
from reviewer.formats.units import CLAIM, DOCUMENT, Unit
from reviewer.formats.utf16 import Utf16
from reviewer.store import Store
from reviewer.text import one_line

RELATED, SPANS, CLASSIFICATION = ("relations", "spans", "classification")
HOLDS: Mapping[str, frozenset[str]] = {
    RELATED: frozenset({LABELS, SENTENCES, ATTRIBUTIONS, CLAIMS, RELATIONS, NESTING}),
    SPANS: frozenset({LABELS, SENTENCES, ATTRIBUTIONS, CLAIMS}),
    CLASSIFICATION: frozenset({LABELS}),
}
"""What each task holds besides what was said of a sentence that is a record of its own."""
PARTS = "spans in parts, whose parts no longer belong together"


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write a line for each unit, read it back and compare it; return how many there are.

    Raises SettingsError for documents as classification, ExportError when what was written does not match.
    """
    task = selection.options.get("task", RELATED)
    if task == CLASSIFICATION and selection.unit == DOCUMENT:
        raise SettingsError("doccano: a document has no label of its own; give --unit sentence, or --with task=spans")
    holds = HOLDS[task] | (SAID_HELD if selection.unit != DOCUMENT else frozenset())
    # Relations name spans by id alone, and a project is imported as one: ids differ across the whole file.
    ids = count()
    records = 0
    for unit in units(store, selection, losses):
        losses.unheld(unit, holds)
        if task == SPANS and unit.what != CLAIM:
            losses.add(PARTS, sum(len(mark.spans) > 1 for mark in unit.marks))
        record = _record(unit, task, ids)
        written = target.put(to_json(record) + b"\n")
        for what in differences(unit, task, json.loads(written)):
            name = one_line(unit.origin.name or unit.id)
            raise ExportError(
                f"{name}: what was written for doccano does not match the database ({what}); no file was made"
            )
        records += 1
    return records


def _record(unit: Unit, task: str, ids: Iterator[int]) -> dict[str, Any]:
    fields = about(unit) | (said_fields(unit.said) if unit.what != DOCUMENT else {})
    if task == CLASSIFICATION:
        return {"text": unit.text, "label": [unit.label] if unit.label is not None else []} | fields
    places = Utf16(unit.text)
    spans = [(0, places.length, unit.label, next(ids))] if unit.label is not None else []
    # A claim is all of its text: what it is needs no span.
    pieces, links = cut(unit) if unit.what != CLAIM else ([], [])
    named = {piece.id: next(ids) for piece in pieces}
    spans += [(places.unit(one.start), places.unit(one.end), one.label, named[one.id]) for one in pieces]
    if task == SPANS:
        return {"text": unit.text, "label": [[start, end, label] for start, end, label, _ in spans]} | fields
    entities = [
        {"id": number, "start_offset": start, "end_offset": end, "label": label} for start, end, label, number in spans
    ]
    relations = [{"from_id": named[one.head], "to_id": named[one.child], "type": one.label} for one in links]
    return {"text": unit.text, "entities": entities, "relations": relations} | fields


def differences(unit: Unit, task: str, record: Mapping[str, Any]) -> Iterator[str]:
    """Yield how a record that was read back differs from its unit; its spans are sliced from the text in UTF-16."""
    if record["text"] != unit.text:
        yield "its text"
    whole = [] if unit.label is None else [unit.label]
    if task == CLASSIFICATION:
        if record["label"] != whole:
            yield "its label"
        return
    data = record["text"].encode("utf-16-le")
    entities = [(one["id"], one["start_offset"], one["end_offset"], one["label"]) for one in record.get("entities", ())]
    spans = entities or [(number, *one) for number, one in enumerate(record.get("label", ()))]
    found = {
        number: (label, data[2 * start : 2 * end].decode("utf-16-le", "replace")) for number, start, end, label in spans
    }
    words, relations = worded(unit._replace(marks=(), links=()) if unit.what == CLAIM else unit)
    words.update((label, unit.text) for label in whole)
    if Counter(found.values()) != words:
        yield "the words of its spans"
    related = ((one["type"], found[one["from_id"]], found[one["to_id"]]) for one in record.get("relations", ()))
    if task == RELATED and Counter(related) != relations:
        yield "its relations"


__all__ = ["HOLDS", "read", "write"]
