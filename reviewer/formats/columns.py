"""The columns of a table of units: flat and typed, the same in JSONL, in Parquet and on the card of a dataset."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewer.formats.flat import FACTS, MARKED, OF_MARKS, SAID, facts, marked, said
from reviewer.formats.pieces import Piece
from reviewer.formats.tagging import TAGS
from reviewer.formats.units import CLAIM, DOCUMENT, Link, Unit, UnitKind

CLASS = "class"
"""The type of a column that holds one of the classes, or nothing."""
TAGGED = "tags"
"""The type of a column that holds the numbers of TAGS."""
Type = str | Mapping[str, str]
"""What a column holds: `string`, `int64`, `bool`, `strings`, CLASS, TAGGED, or a list of structs of the first four."""
_LINKS = {"head": "string", "child": "string", "label": "string"}
_SPAN = {"id": "string", "label": "string", "start": "int64", "end": "int64", "text": "string"}


def columns(what: UnitKind, *, tags: bool = False) -> dict[str, Type]:
    """Return the columns of a table of such units, in order; offsets are code points of `text`, half-open.

    With `tags` also those of tokens.
    """
    rest = {name: kind for name, kind in FACTS.items() if name != "id"}
    if what == CLAIM:
        return {"id": "string", "text": "string", "label": CLASS, **rest, **SAID, "status": "string"}
    marks: dict[str, Type] = {"spans": _span(what), "links": _LINKS}
    if tags:
        marks |= {"tokens": "strings", "tags": TAGGED}
    if what == DOCUMENT:
        return {"id": "string", "text": "string", **rest, **marks}
    return {"id": "string", "text": "string", "label": CLASS, **rest, **SAID, **marks}


def _span(what: UnitKind) -> dict[str, str]:
    """Return the columns of a span; those of whole documents are also its sentences."""
    beside = SAID if what == DOCUMENT else {name: SAID[name] for name in OF_MARKS}
    return {**_SPAN, **beside, **MARKED}


def row(unit: Unit, policy: str, spans: Sequence[Piece], links: Sequence[Link]) -> dict[str, Any]:
    """Return a unit as a row of the table, in the order of its columns; its class by name."""
    values: dict[str, Any] = {
        **facts(unit, policy),
        **said(unit.said),
        "text": unit.text,
        "label": unit.label,
        "status": next((mark.check[0].status for mark in unit.marks if mark.check), None),
        "links": [link._asdict() for link in links],
    }
    names = columns(unit.what)
    if "spans" in names:
        values["spans"] = list(_spans(unit, spans))
    return {name: values[name] for name in names}


def _spans(unit: Unit, spans: Sequence[Piece]) -> Iterator[dict[str, Any]]:
    for one in spans:
        values: dict[str, Any] = {
            **marked(one.mark),
            **one._asdict(),
            "label": one.label,
            "text": unit.text[one.start : one.end],
        }
        yield {name: values[name] for name in _span(unit.what)}


def features(names: Mapping[str, Type], classes: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a card's YAML that say which column holds what, and which number stands for which class."""
    for name, kind in names.items():
        yield from _feature(name, kind, classes, "  - ")


def _feature(name: str, kind: Type, classes: Sequence[str], lead: str) -> Iterator[str]:
    inner = " " * len(lead)
    yield f"{lead}name: {name}"
    if isinstance(kind, Mapping):
        yield f"{inner}list:"
        for one, of in kind.items():
            yield from _feature(one, of, classes, f"{inner}- ")
    elif kind in {CLASS, TAGGED}:
        yield f"{inner}{'dtype' if kind == CLASS else 'list'}:"
        yield f"{inner}  class_label:"
        yield f"{inner}    names:"
        for number, one in enumerate(classes if kind == CLASS else TAGS):
            yield f"{inner}      '{number}': {one}"
    elif kind == "strings":
        yield f"{inner}list: string"
    else:
        yield f"{inner}dtype: {kind}"
