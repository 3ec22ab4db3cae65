"""The marks of a unit in one JSON text, for formats whose records have a cell for it: written, and read back strictly.

Importing this module loads pydantic.
"""

import json
from typing import Any

from pydantic import ValidationError

from reviewer.formats.parts import attribution, claim, uid_within, unfit, whole
from reviewer.formats.units import CLAIM, CLAIMED, CONTENT, ROLES, Link, Mark, Unit, words
from reviewer.models.article import BRACKET_LIMIT
from reviewer.models.parts import Part
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.rows import is_offered
from reviewer.text import one_line


class _When(Part):
    """When something was said, and how it came about."""

    created: str = ""
    modified: str = ""
    guideline: str = ""
    origin: str = ""


class _Attribution(_When):
    uid: str = ""
    quote_type: str = ""
    addressee: str = ""
    parent: str | None = None
    suggestion: str | None = None


class _Speaker(Part):
    uid: str = ""
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""


class _Claim(_When):
    uid: str = ""
    text: str
    presupposed: bool = False
    same_as: str | None = None


class _Mark(Part):
    id: str
    label: str
    spans: tuple[tuple[int, int], ...]
    text: str
    attribution: _Attribution | None = None
    speaker: _Speaker | None = None
    claim: _Claim | None = None


class _Marks(Part):
    marks: tuple[_Mark, ...]
    links: tuple[tuple[str, str, str], ...] = ()


def encoded(unit: Unit) -> str:
    """Return a unit's marks and links as JSON, offsets in code points of its text; empty where it has none."""
    if not unit.marks:
        return ""
    value = {"marks": [_written(unit, mark) for mark in unit.marks], "links": unit.links}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decoded(given: str, text: str, layer: str | None) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Return the marks and links in a JSON text; raises ValueError, with the reason in one line, where they do not fit.

    They fit where each span is one of `text` and holds the words that stand beside it.
    """
    if not given:
        return (), ()
    if given.count("[") + given.count("{") > BRACKET_LIMIT:
        raise ValueError(f"marks have more than {BRACKET_LIMIT:,} brackets")
    try:
        read = _Marks.model_validate_json(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"marks: {one_line(where)} {one_line(first['msg'])}") from None
    links = tuple(Link(*link) for link in read.links)
    known = {mark.id for mark in read.marks}
    if len(known) < len(read.marks) or any({link.head, link.child} - known for link in links):
        raise ValueError("marks: two have one id, or a link leads to none")
    return whole((_read(mark, text, layer) for mark in read.marks), links), links


def _written(unit: Unit, mark: Mark) -> dict[str, Any]:
    value: dict[str, Any] = {"id": mark.id, "label": mark.label, "spans": mark.spans, "text": words(unit, mark)}
    for name, model, row in (
        ("attribution", _Attribution, mark.attribution),
        ("speaker", _Speaker, mark.speaker),
        ("claim", _Claim, mark.claim),
    ):
        if row is not None:
            value[name] = {field: getattr(row, field) for field in model.model_fields if getattr(row, field)}
    if unit.what != CLAIM and unit.start is not None:
        spans = tuple((start + unit.start, end + unit.start) for start, end in mark.spans)
        if mark.attribution is not None and mark.attribution.uid:
            value["attribution"]["uid"] = uid_within(mark.attribution.uid, spans, mark.attribution.content)
        if mark.claim is not None and mark.claim.uid:
            value["claim"]["uid"] = uid_within(mark.claim.uid, spans, ((mark.claim.start, mark.claim.end),))
    return value


def _read(mark: _Mark, text: str, layer: str | None) -> Mark:
    wrong = unfit(text, mark.spans)
    if wrong is None and mark.label not in ROLES:
        wrong = f"label is none of {', '.join(ROLES)}"
    stands = " ".join(text[start:end] for start, end in mark.spans)
    if wrong is None and stands != mark.text:
        wrong = "its words are not those that stand there"
    offered = mark.attribution.suggestion if mark.attribution else None
    if wrong is None and offered is not None and not is_offered(offered):
        wrong = "its suggestion is none"
    if wrong is not None:
        raise ValueError(f"marks: {one_line(mark.id)}: {wrong}")
    speaker = Speaker(**dict(mark.speaker)) if mark.speaker else None
    return Mark(
        mark.id, mark.label, mark.spans, attribution=_said(mark, speaker, layer), speaker=speaker,
        claim=_claimed(mark, layer),
    )  # fmt: skip


def _said(mark: _Mark, speaker: Speaker | None, layer: str | None) -> Attribution | None:
    if mark.label != CONTENT:
        return None
    row = attribution(layer, mark.spans)._replace(speaker=(speaker.uid or None) if speaker else None)
    return row._replace(**dict(mark.attribution)) if mark.attribution else row


def _claimed(mark: _Mark, layer: str | None) -> Claim | None:
    if mark.label != CLAIMED:
        return None
    row = claim(layer, (mark.spans[0][0], mark.spans[-1][1]), mark.text)
    return row._replace(**dict(mark.claim)) if mark.claim else row
