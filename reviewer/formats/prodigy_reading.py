"""Reading what Prodigy gives: answered tasks, a line each, by whatever recipe they were answered."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewer.formats.differences import shown
from reviewer.formats.json_lines import units
from reviewer.formats.pieces import joined
from reviewer.formats.provenance import attributed, claimed, said_of, unit_of
from reviewer.formats.units import ROLES, Link, Mark, Misfit, Unit
from reviewer.formats.utf16 import bounds
from reviewer.store.marks import Speaker

Fields = Mapping[str, Any]
_REFUSED = {
    "ignore": "was ignored by its annotator; nothing is decided in it",
    "reject": "was rejected by its annotator; what holds instead is not said",
}


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Return the units of a file of tasks, and what of it is none; raises InputError when it cannot be read.

    A task that was rejected or ignored is told as one that does not fit: it holds no decision to take in.
    """
    return units(path, _unit)


def _unit(record: Fields, line: int) -> Unit:
    """Return the unit of a task; raises ValueError with what is wrong with it."""
    text = record.get("text")
    if not isinstance(text, str) or not text:
        raise ValueError('has no "text"; only tasks of texts can be taken in')
    answer = record.get("answer")
    if isinstance(answer, str) and answer in _REFUSED:
        raise ValueError(_REFUSED[answer])
    meta = record.get("meta")
    marks = [_mark(span, text, number) for number, span in enumerate(_list(record, "spans"), 1)]
    by_place = {(*mark.spans[0], mark.label): mark.id for mark in marks}
    by_token: dict[object, str] = {}
    for mark, span in zip(marks, _list(record, "spans"), strict=True):
        if (last := _hashable(span.get("token_end"))) is not None:
            by_token.setdefault(last, mark.id)
    links = [_link(one, by_place, by_token) for one in _list(record, "relations")]
    whole, between = joined(marks, links)
    return unit_of(meta if isinstance(meta, dict) else {}, text, line, label=_label(record), marks=whole, links=between)


def _mark(span: Fields, text: str, number: int) -> Mark:
    start, end = bounds(span.get("start"), span.get("end"), len(text))
    label, words = span.get("label"), span.get("text")
    if not isinstance(label, str) or not label:
        raise ValueError(f"the span {shown(text[start:end])} has no label")
    if isinstance(words, str) and words != text[start:end]:
        raise ValueError(f"a span says {shown(words)}, but the text has {shown(text[start:end])} there")
    return Mark(
        f"m{number}", label, ((start, end),), said=None if label.upper() in ROLES else said_of(span, label),
        attribution=attributed(span.get("quote_type"), span.get("addressee")), speaker=_speaker(span.get("speaker")),
        claim=claimed(span.get("claim")),
    )  # fmt: skip


def _speaker(given: object) -> Speaker | None:
    if isinstance(given, str):
        given = {"name": given}
    if not isinstance(given, dict) or not isinstance(given.get("name"), str) or not given["name"].strip():
        return None
    aliases, role = given.get("aliases"), given.get("role")
    return Speaker(
        "", given["name"], tuple(one for one in aliases if isinstance(one, str)) if isinstance(aliases, list) else (),
        role if isinstance(role, str) else "",
    )  # fmt: skip


def _link(relation: Fields, by_place: Mapping[Any, str], by_token: Mapping[object, str]) -> Link:
    """Return a relation between two spans, which are named by their places, or by their last tokens alone."""
    label = relation.get("label")
    if not isinstance(label, str) or not label:
        raise ValueError("a relation has no label")
    ends = []
    for side in ("head", "child"):
        span = relation.get(f"{side}_span")
        if isinstance(span, dict):
            place = tuple(_hashable(span.get(name)) for name in ("start", "end", "label"))
            found = by_place.get(place)
        else:
            found = by_token.get(_hashable(relation.get(side)))
        if found is None:
            raise ValueError(f"the relation {shown(label)} is between words of which some are no span")
        ends.append(found)
    return Link(ends[0], ends[1], label)


def _label(record: Fields) -> str | None:
    """Return the option that was accepted, or the label of a task that asks for one label only."""
    accepted = record.get("accept")
    if accepted is None:
        label = record.get("label")
        return label if isinstance(label, str) and label else None
    if not isinstance(accepted, list) or not all(isinstance(one, str | int) for one in accepted):
        raise ValueError('"accept" is no list of options')
    if len(accepted) > 1:
        raise ValueError(f"has {len(accepted)} labels, but a sentence has one: {shown(', '.join(map(str, accepted)))}")
    if not accepted:
        return None
    # An option's id may be a number; what was chosen is what the option says.
    words = (one.get("text") for one in _list(record, "options") if one.get("id") == accepted[0])
    word = next((one for one in words if isinstance(one, str) and one), None)
    if isinstance(accepted[0], str):
        return accepted[0]
    if word is None:
        raise ValueError("the accepted option is not among the options")
    return word


def _list(record: Fields, name: str) -> Sequence[Fields]:
    """Return a list of objects, empty where there is none; raises ValueError where it holds anything else."""
    given = record.get(name)
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f'"{name}" is no list of objects')
    return given


def _hashable(value: object) -> object:
    return value if isinstance(value, str | int) else None
