"""Reading what doccano exports: a text a line with categories, with spans, or with entities and relations."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewer.formats.differences import shown
from reviewer.formats.json_lines import units
from reviewer.formats.pieces import joined
from reviewer.formats.provenance import said_of, unit_of
from reviewer.formats.units import DOCUMENT, ROLES, Link, Mark, Misfit, Unit
from reviewer.formats.utf16 import Utf16

Fields = Mapping[str, Any]


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Return the units of a file of texts, and what of it is none; raises InputError when it cannot be read."""
    return units(path, _unit)


def _unit(record: Fields, line: int) -> Unit:
    """Return the unit of a record; raises ValueError with what is wrong with it."""
    text = record.get("text", record.get("data"))
    if not isinstance(text, str) or not text:
        raise ValueError('has no "text"')
    given = [*_list(record, "label"), *_list(record, "labels"), *_list(record, "entities")]
    labels = [one for one in given if isinstance(one, str)]
    places = Utf16(text)
    marks = [_mark(one, places, number) for number, one in enumerate(given, 1) if not isinstance(one, str)]
    if len({mark.id for mark in marks}) < len(marks):
        raise ValueError("two of its spans have the same id")
    links = [_link(one) for one in _list(record, "relations")]
    marks = [mark._replace(said=_said(mark.label)) for mark in marks]
    # The label of a record that is no document stands on all of its text.
    if record.get("unit") != DOCUMENT:
        whole = [mark for mark in marks if mark.spans == ((0, len(text)),) and mark.said and _is_free(mark, links)]
        labels += [mark.label for mark in whole]
        marks = [mark for mark in marks if mark not in whole]
    if len(labels) > 1:
        raise ValueError(f"has {len(labels)} labels, but a sentence has one: {shown(', '.join(labels))}")
    found, between = joined(marks, links)
    return unit_of(_noted(record), text, line, label=labels[0] if labels else None, marks=found, links=between)


def _said(label: str) -> Any:
    return None if label.upper() in ROLES else said_of({}, label)


def _is_free(mark: Mark, links: Sequence[Link]) -> bool:
    return all(mark.id not in {link.head, link.child} for link in links)


def _mark(given: object, places: Utf16, number: int) -> Mark:
    """Return a span that stands as `[start, end, label]` or as an entity; raises ValueError for one that is none."""
    if isinstance(given, list) and len(given) == 3:
        name, (start, end, label) = f"m{number}", given
    elif isinstance(given, dict):
        start, end, label, own = (given.get(name) for name in ("start_offset", "end_offset", "label", "id"))
        name = _name(own) if own is not None else f"m{number}"
    else:
        raise ValueError("a label is neither a word nor a span")
    if not isinstance(label, str) or not label:
        raise ValueError("a span has no label")
    return Mark(name, label, (places.points(start, end),))


def _link(given: object) -> Link:
    if not isinstance(given, dict) or not isinstance(given.get("type"), str) or not given["type"]:
        raise ValueError("a relation has no type")
    return Link(_name(given.get("from_id")), _name(given.get("to_id")), given["type"])


def _name(number: object) -> str:
    """Return the id of an entity as the name of a mark."""
    if not isinstance(number, str) and type(number) is not int:
        raise ValueError("an id is no whole number")
    return f"e{number}" if isinstance(number, str) or abs(number) < 10**18 else "e"


def _list(record: Fields, name: str) -> Sequence[object]:
    given = record.get(name)
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, list):
        raise ValueError(f'"{name}" is no list')  # noqa: TRY004 - a fault of the file, not of a caller
    return given


def _noted(record: Fields) -> Fields:
    """Return a record's fields, with what was commented on in doccano for a note where there is none."""
    comments = record.get("Comments")
    if record.get("note") or not isinstance(comments, list):
        return record
    return {**record, "note": "\n".join(one for one in comments if isinstance(one, str))}
