"""Prodigy: a task a line, answered; spans with tokens and relations, and the label as an option that is accepted.

Offsets are code points and exclusive, but for `token_end`, which is inclusive. Hashes are left to Prodigy's own loader.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from reviewer.errors import ExportError, SettingsError
from reviewer.formats.files import Target
from reviewer.formats.losses import LABELS, Losses
from reviewer.formats.making import units
from reviewer.formats.pieces import Piece, Worded, cut, worded
from reviewer.formats.prodigy_reading import read
from reviewer.formats.prodigy_tokens import Tokens, tokens
from reviewer.formats.provenance import HELD_ASIDE, SAID_HELD, about, said_fields
from reviewer.formats.selection import Selection
from reviewer.formats.units import CLAIM, DOCUMENT, Unit
from reviewer.store import Store
from reviewer.store.review import VERDICTS
from reviewer.text import one_line

HOLDS = HELD_ASIDE
CHOICE_HOLDS = SAID_HELD | {LABELS}
TWICE = "marks with the same label and words as another one"
SPANS, CHOICE = "spans", "choice"


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write a task for each unit, read it back and compare it; return how many there are.

    Raises SettingsError for documents as choices, ExportError when what was written does not match.
    """
    task = selection.options.get("task", SPANS)
    if task == CHOICE and selection.unit == DOCUMENT:
        raise SettingsError("prodigy: a document has no label to choose; give --unit sentence, or --with task=spans")
    records = 0
    plain = selection.unit == CLAIM or task == CHOICE
    holds = CHOICE_HOLDS if plain else HOLDS
    for unit in units(store, selection, losses):
        losses.unheld(unit, holds)
        record = _choice(unit) if plain else _spans(unit, losses)
        written = target.put(to_json(record) + b"\n")
        for what in differences(unit, json.loads(written), plain=plain):
            name = one_line(unit.origin.name or unit.id)
            raise ExportError(
                f"{name}: what was written for prodigy does not match the database ({what}); no file was made"
            )
        records += 1
    return records


def _choice(unit: Unit) -> dict[str, Any]:
    """Return a task to choose the unit's label in, answered where it has one."""
    # The annotator sees it in a corner of the task: what says nothing is left out.
    fields = about(unit) | said_fields(unit.said)
    meta = {name: value for name, value in fields.items() if value not in (None, "", []) and value is not False}
    record: dict[str, Any] = {"text": unit.text}
    if unit.what != DOCUMENT:
        names = VERDICTS if unit.what == CLAIM else unit.labels
        record["options"] = [{"id": name, "text": name} for name in dict.fromkeys((*names, unit.label)) if name]
    if unit.label is not None:
        record |= {"accept": [unit.label], "answer": "accept"}
    return record | {"meta": meta}


def _spans(unit: Unit, losses: Losses) -> dict[str, Any]:
    """Return a task with spans and relations, answered where somebody has worked on it."""
    pieces, links = cut(unit)
    found = tokens(unit.text, [(piece.start, piece.end) for piece in pieces])
    spans: dict[tuple[int, int, str], dict[str, Any]] = {}
    for piece in pieces:
        place = (piece.start, piece.end, piece.label)
        if place in spans and (len(piece.mark.spans) > 1 or piece.mark.attribution or piece.mark.claim):
            losses.add(TWICE)
        spans.setdefault(place, _span(piece, found) | (_beside(piece) if piece.is_first else {}))
    place_of = {piece.id: (piece.start, piece.end, piece.label) for piece in pieces}
    relations = {(place_of[link.head], place_of[link.child], link.label): None for link in links}
    record = {"text": unit.text, "tokens": found.written, "spans": list(spans.values())}
    record["relations"] = [_relation(spans[head], spans[child], label) for head, child, label in relations]
    answered = {"answer": "accept"} if unit.layer is not None else {}
    return record | _choice(unit) | answered


def _span(piece: Piece, found: Tokens) -> dict[str, Any]:
    return {
        "start": piece.start,
        "end": piece.end,
        "token_start": found.begins[piece.start],
        "token_end": found.ends[piece.end],
        "label": piece.label,
    }


def _beside(piece: Piece) -> dict[str, Any]:
    """Return what is known of a mark besides its span: Prodigy keeps further fields of a span as they are."""
    mark = piece.mark
    fields: dict[str, Any] = {}
    if mark.said is not None:
        fields |= {name: value for name, value in said_fields(mark.said).items() if value}
    if mark.speaker is not None:
        named = {"aliases": list(mark.speaker.aliases), "role": mark.speaker.role}
        fields["speaker"] = {"name": mark.speaker.name} | {name: value for name, value in named.items() if value}
    if mark.attribution is not None:
        given = {"quote_type": mark.attribution.quote_type, "addressee": mark.attribution.addressee}
        fields |= {name: value for name, value in given.items() if value}
    if mark.claim is not None:
        fields["claim"] = mark.claim.text
    return fields


def _relation(head: Mapping[str, Any], child: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return a relation between two spans, each named by its last token."""
    names = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {name: head[name] for name in names},
        "child_span": {name: child[name] for name in names},
        "label": label,
    }


def differences(unit: Unit, record: Mapping[str, Any], *, plain: bool) -> Iterator[str]:
    """Yield how a task that was read back differs from its unit; a `plain` one has a label alone."""
    text = record["text"]
    if text != unit.text:
        yield "its text"
    if record.get("accept", []) != ([] if unit.label is None else [unit.label]):
        yield "its label"
    if plain:
        return
    rows = record["tokens"]
    if "".join(row["text"] + " " * row["ws"] for row in rows) != unit.text or any(
        text[row["start"] : row["end"]] != row["text"] for row in rows
    ):
        yield "its tokens"
    spans, relations = worded(unit)
    if {_words(span, text) for span in record["spans"]} != spans.keys():
        yield "the words of its spans"
    if any(
        text[rows[span["token_start"]]["start"] : rows[span["token_end"]]["end"]] != text[span["start"] : span["end"]]
        for span in record["spans"]
    ):
        yield "the tokens of its spans"
    related = ((one["label"], one["head_span"], one["child_span"]) for one in record["relations"])
    if {(label, _words(head, text), _words(child, text)) for label, head, child in related} != relations.keys():
        yield "its relations"


def _words(span: Mapping[str, Any], text: str) -> Worded:
    return span["label"], text[span["start"] : span["end"]]


__all__ = ["HOLDS", "read", "write"]
