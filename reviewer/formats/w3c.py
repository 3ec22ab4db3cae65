"""W3C Web Annotations: one annotation a line, as JSON-LD, for each sentence, each span and each link between spans.

Offsets are code points of the article, whatever the unit. A sentence is assessed: its label is a tag, its note a
comment. A span is tagged with its role; what links two spans is an annotation of the one with the other for its body.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple
from urllib.parse import quote
from uuid import UUID

from reviewer.errors import ExportError
from reviewer.formats import Selection
from reviewer.formats.files import Sink
from reviewer.formats.losses import ALIKE, CHECKS, DUPLICATES, FEATURES, GUIDELINES, SPENT, SUGGESTIONS, Losses
from reviewer.formats.making import pages
from reviewer.formats.parts import made_uid, uid_within
from reviewer.formats.units import CLAIMED, CONTENT, SENTENCE, Mark, Origin, Unit
from reviewer.formats.w3c_reading import read
from reviewer.store import Store
from reviewer.store.marks import Spans, Speaker
from reviewer.store.rows import Annotation
from reviewer.text import is_web, one_line

HOLDS = frozenset(FEATURES) - {CHECKS, DUPLICATES, SUGGESTIONS, ALIKE, GUIDELINES, SPENT}
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
REACH = 32
"""How many code points of the article a prefix and a suffix hold, at most."""


class _Made(NamedTuple):
    """An annotation, and the spans of the article that its targets are to select."""

    value: Mapping[str, Any]
    spans: Spans = ()


def write(store: Store, selection: Selection, sink: Sink, losses: Losses) -> int:
    """Write the annotations of each unit, read them back, compare them, and return how many there are.

    Raises ExportError where what was written is not what was to be.
    """
    records = 0
    for text, made in pages(store, selection, losses):
        for unit in made:
            losses.unheld(unit, HOLDS)
            given = list(_annotations(text, unit))
            lines = "".join(json.dumps(one.value, ensure_ascii=False, separators=(",", ":")) + "\n" for one in given)
            if not _stands(sink.put(lines.encode()), given, text):
                name = one_line(unit.origin.name or "w3c")
                raise ExportError(f"{name}: what was written does not match the database; no file was made")
            records += len(given)
    return records


def _annotations(text: str, unit: Unit) -> Iterator[_Made]:
    """Yield the annotations of a unit: the sentences, then the spans, then the links."""
    base = unit.start or 0
    if unit.what == SENTENCE:
        yield _sentence(text, unit, ((base, base + len(unit.text)),), unit.label, unit.said)
    names = _names(unit, base)
    for mark in unit.marks:
        spans = tuple((start + base, end + base) for start, end in mark.spans)
        if mark.said is not None:
            yield _sentence(text, unit, spans, mark.label, mark.said)
        else:
            yield _Made(_head(unit, names[mark.id], "tagging", _bodies(mark), mark) | _on(text, unit, spans), spans)
    for link in unit.links:
        head, child = names[link.head], names[link.child]
        body = [child, {"type": "TextualBody", "value": link.label, "purpose": "tagging"}]
        name = _urn(f"{head}/{link.label}/{child}")
        yield _Made(_head(unit, name, "linking", body, None) | {"target": head})


def _sentence(text: str, unit: Unit, spans: Spans, label: str | None, said: Annotation | None) -> _Made:
    name = _urn(f"{unit.origin.uid}/{unit.layer}/{spans[0][0]}/{spans[-1][1]}")
    body = [("tagging", label or "")]
    if said is not None:
        body += [("commenting", said.note), ("questioning", "uncertain" if said.uncertain else "")]
        body += [("classifying", value) for value in (said.check_worthiness or "", *said.claim_types)]
    return _Made(_head(unit, name, "assessing", _textual(body), said) | _on(text, unit, spans), spans)


def _bodies(mark: Mark) -> list[dict[str, Any]]:
    """Return what is said of a span."""
    body = [("tagging", mark.label)]
    if mark.attribution is not None:
        body += [("classifying", mark.attribution.quote_type), ("describing", mark.attribution.addressee)]
    if mark.claim is not None:
        body += [("describing", mark.claim.text), ("classifying", "presupposed" if mark.claim.presupposed else "")]
    return _textual(body) + ([_identified(mark.speaker)] if mark.speaker else [])


def _textual(given: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"type": "TextualBody", "value": value, "purpose": purpose} for purpose, value in given if value]


def _identified(speaker: Speaker) -> dict[str, Any]:
    """Return who a source is, as a body."""
    person: dict[str, Any] = {"id": _iri(speaker.uid, "speaker"), "type": "Person", "name": speaker.name}
    if speaker.aliases:
        person["nickname"] = list(speaker.aliases)
    if speaker.role:
        person["schema:jobTitle"] = speaker.role
    return {"type": "SpecificResource", "source": person, "purpose": "identifying"}


def _head(
    unit: Unit, name: str, motivation: str, body: Sequence[Any], said: Annotation | Mark | None
) -> dict[str, Any]:
    """Return an annotation without its target: who made it and when, as far as that is known, and what is said."""
    when = said if isinstance(said, Annotation) else (said.attribution or said.claim) if said else None
    value: dict[str, Any] = {"@context": CONTEXT, "id": name, "type": "Annotation", "motivation": motivation}
    if unit.layer is not None:
        value["creator"] = {"type": "Person", "name": unit.layer}
    if when is not None:
        value |= {"created": when.created, "modified": when.modified}
    return value | ({"body": body[0] if len(body) == 1 else list(body)} if body else {})


def _on(text: str, unit: Unit, spans: Spans) -> dict[str, Any]:
    """Return the target of an annotation; the parts of a span are targets of their own."""
    targets = [
        {"source": _source(unit.origin), "selector": _selectors(text, *span), **_article(unit.origin)} for span in spans
    ]
    return {"target": targets[0] if len(targets) == 1 else targets}


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    around = {"prefix": text[max(0, start - REACH) : start], "suffix": text[end : end + REACH]}
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], **around},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


@lru_cache(maxsize=8)
def _source(origin: Origin) -> str:
    return origin.url if origin.url and is_web(origin.url) else _iri(origin.uid or "", "article")


@lru_cache(maxsize=8)
def _article(origin: Origin) -> dict[str, Any]:
    """Return which article the target is part of, in terms that the context of annotations knows by their prefixes."""
    given = {
        "schema:sha256": origin.sha256, "schema:name": origin.name, "dcterms:title": origin.title,
        "schema:url": origin.url, "dcterms:issued": origin.published, "dcterms:language": origin.language,
        "dcterms:identifier": origin.external_id,
    }  # fmt: skip
    known = {name: value for name, value in given.items() if value}
    return {"dcterms:isPartOf": {"id": _iri(origin.uid or "", "article"), **known}}


def _names(unit: Unit, base: int) -> dict[str, str]:
    """Return the ids of the annotations of a unit's spans: the store's own where it has one for the whole span."""
    found: dict[str, str] = {}
    for mark in unit.marks:
        if mark.label == CONTENT and mark.attribution is not None:
            spans = tuple((start + base, end + base) for start, end in mark.spans)
            found[mark.id] = _iri(uid_within(mark.attribution.uid, spans, mark.attribution.content), "mark")
        elif mark.label == CLAIMED and mark.claim is not None:
            spans = tuple((start + base, end + base) for start, end in mark.spans)
            found[mark.id] = _iri(uid_within(mark.claim.uid, spans, ((mark.claim.start, mark.claim.end),)), "mark")
    for link in unit.links:
        found.setdefault(link.child, _urn(f"{found[link.head]}/{link.label}"))
    return found


def _urn(name: str) -> str:
    return f"urn:uuid:{made_uid(name)}"


def _iri(uid: str, kind: str) -> str:
    """Return the IRI of something of the store; its ids are UUIDs, but one that was brought in may be any text."""
    try:
        return f"urn:uuid:{uid}" if str(UUID(uid)) == uid else f"urn:reviewer:{kind}:{quote(uid, safe='')}"
    except ValueError:
        return f"urn:reviewer:{kind}:{quote(uid, safe='')}"


def _stands(found: bytes, given: Sequence[_Made], text: str) -> bool:
    """Whether these lines are these annotations, with selectors that are true of the article's text."""
    lines = found.decode().split("\n")
    if len(lines) != len(given) + 1 or lines[-1]:
        return False
    for line, made in zip(lines, given, strict=False):
        value = json.loads(line)
        if value != made.value:
            return False
        target = value["target"]
        spans = []
        for one in [] if isinstance(target, str) else target if isinstance(target, list) else [target]:
            quoted, position = one["selector"]
            start, end = position["start"], position["end"]
            before, after = text[:start].endswith(quoted["prefix"]), text.startswith(quoted["suffix"], end)
            if text[start:end] != quoted["exact"] or not (before and after):
                return False
            spans.append((start, end))
        if tuple(spans) != made.spans:
            return False
    return True


__all__ = ["CONTEXT", "HOLDS", "read", "write"]
