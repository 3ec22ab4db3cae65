"""Argilla 2: one record a line, its answers as suggestions of who gave them, and the settings of their dataset."""

import json
import re
from collections.abc import Sequence
from typing import Any

from reviewer.formats.files import Target
from reviewer.formats.flat import FACTS, SAID, Told, classes, facts, line, mismatch, pieces, proving, said, told
from reviewer.formats.losses import (
    ATTRIBUTIONS,
    CLAIM_TYPES,
    CLAIMS,
    DUPLICATES,
    GUIDELINES,
    LABELS,
    NOTES,
    SENTENCES,
    SPENT,
    SUGGESTIONS,
    TIMES,
    UNCERTAIN,
    WORTHINESS,
    Losses,
)
from reviewer.formats.making import units
from reviewer.formats.pieces import Piece
from reviewer.formats.selection import Selection
from reviewer.formats.units import CONTINUES, DOCUMENT, ROLES, Unit, UnitKind
from reviewer.store import Store

HOLDS = frozenset(
    {
        LABELS,
        UNCERTAIN,
        NOTES,
        WORTHINESS,
        CLAIM_TYPES,
        DUPLICATES,
        SUGGESTIONS,
        ATTRIBUTIONS,
        CLAIMS,
        TIMES,
        GUIDELINES,
        SPENT,
    }
)
HOLDS_OF_DOCUMENTS = frozenset({SENTENCES, ATTRIBUTIONS, CLAIMS})
SETTINGS = "settings.json"
"""What stands beside the records: `rg.Settings.from_json` makes of it the dataset they go into."""
PARTS = "spans in parts, whose parts stand alone"
SPANS, KIND, NOTE = "spans", "kind", "note"
"""The questions: what a reviewer has marked, as which the text was labelled, and what was noted."""
_ANSWERS = (f"{KIND}.suggestion", f"{KIND}.suggestion.score", f"{KIND}.suggestion.agent")
_BESIDE = (*(name for name in (*FACTS, *SAID) if name not in {"id", "unit", NOTE}),)
"""What a record says beside its text and answers: metadata, which records are filtered by."""
_NO_AGENT = re.compile(r"[^A-Za-z0-9_:./ -]")
_WHOLE = frozenset(name for name, kind in (FACTS | SAID).items() if kind == "int64")


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write a record for each unit and read it back; return how many there are.

    Raises ExportError at the first record whose text, label or spans' words are not those of its unit.
    """
    records = 0
    labels = list(classes(store, selection.unit))
    beside = target.file(SETTINGS)  # asked for at once: a stream has no room for it
    for unit in units(store, selection, losses):
        spans, links = pieces(unit)
        losses.unheld(unit, HOLDS_OF_DOCUMENTS if unit.what == DOCUMENT else HOLDS)
        losses.add(PARTS, sum(1 for link in links if link.label == CONTINUES))
        wanted = told(unit, spans)
        written = target.put(line(record(unit, selection.policy, spans)))
        with proving("argilla", unit.id):
            if found(json.loads(written)) != wanted:
                raise mismatch("argilla", unit.id)
        new = {label for label in (unit.label, *(span.label for span in spans)) if label is not None}
        labels += sorted(new.difference(labels, ROLES))
        records += 1
    made = line(settings(selection.unit, labels))
    if beside.put(made) != made:
        raise mismatch("argilla", SETTINGS)
    return records


def record(unit: Unit, policy: str, spans: Sequence[Piece]) -> dict[str, Any]:
    """Return a unit as a record; its spans count code points, as Argilla's server does."""
    values: dict[str, Any] = {"id": unit.id, "text": unit.text}
    beside: dict[str, Any] = facts(unit, policy)
    if unit.what != DOCUMENT:
        values |= dict(zip(_ANSWERS, (unit.label, unit.score, _agent(unit.layer)), strict=True))
        beside |= said(unit.said)
        values[NOTE] = beside["note"]
        beside |= {"uncertain": str(beside["uncertain"]).lower(), "claim_types": " ".join(beside["claim_types"])}
    values[SPANS] = [{"start": one.start, "end": one.end, "label": one.label} for one in spans]
    values |= {name: beside.get(name) for name in _BESIDE}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _agent(layer: str | None) -> str | None:
    """Return a layer's name with what Argilla's server takes for one; the metadata has the whole name."""
    if layer is None:
        return None
    plain = _NO_AGENT.sub("_", layer)[:200]
    return plain if any(sign.isalnum() for sign in plain) else "reviewer"


def found(value: dict[str, Any]) -> Told:
    """Return what a record, read from a file, says; its spans' words are cut out of its text."""
    text = value["text"]
    spans = ((one["label"], text[one["start"] : one["end"]]) for one in value[SPANS])
    return Told(value["id"], text, value.get(_ANSWERS[0]), tuple(spans))


def settings(what: UnitKind, labels: Sequence[str]) -> dict[str, Any]:
    """Return the settings of a dataset for such units: field, questions, what is filtered by, and what goes where."""
    marks = (*labels, *ROLES) if what == DOCUMENT else ROLES
    span = {"type": "span", "field": "text", "allow_overlapping": True, "options": _options(marks)}
    questions = [_named(SPANS, span, required=False)]
    mapping = {}
    if what != DOCUMENT:
        kind = {"type": "label_selection", "options": _options(labels)}
        questions = [_named(KIND, kind, required=False), *questions, _named(NOTE, {"type": "text"}, required=False)]
        mapping = {name: name for name in reversed(_ANSWERS)}  # Argilla takes the last for the one that must be there
    return {
        "guidelines": None,
        "fields": [_named("text", {"type": "text", "use_markdown": False}, required=True)],
        "questions": questions,
        "vectors": [],
        "metadata": [
            {"name": name, "title": name, "settings": {"type": "integer" if name in _WHOLE else "terms"}}
            for name in _BESIDE
        ],
        "allow_extra_metadata": True,
        "distribution": {"strategy": "overlap", "min_submitted": 1},
        "mapping": mapping,
    }


def _named(name: str, of: dict[str, Any], *, required: bool) -> dict[str, Any]:
    return {"name": name, "title": name, "required": required, "settings": of}


def _options(labels: Sequence[str]) -> list[dict[str, str]]:
    return [{"value": label, "text": label} for label in labels]
