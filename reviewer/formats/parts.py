"""Sentences, attributions and claims as a file tells of them: what it does not say is empty, and its own work is done.

A row id is 0 where only a store would know it, and a time is empty where the file has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID, uuid5

from reviewer.formats.units import CONTENT, CUED_BY, NESTED_IN, SAID_BY, Link, Mark
from reviewer.store.marks import Attribution, Claim, Spans
from reviewer.store.rows import Annotation

_PIECES: Final = UUID("6f0c4a5e-8a53-5d0c-9c5e-0d1f6f1f7a55")
"""The namespace of ids that are made here."""


def made_uid(name: str) -> str:
    """Return an id for something that the store has no id for: the same for the same name every time."""
    return str(uuid5(_PIECES, name))


def uid_within(uid: str, spans: Spans, stored: Spans) -> str:
    """Return the id of a mark with these spans, of which the store has `stored`, both in offsets of the document.

    A piece, cut at the edge of a sentence, has an id of its own: it must never take the place of the whole.
    """
    return uid if spans == stored else made_uid(f"{uid}/{spans}")


def annotation(label: str | None = None) -> Annotation:
    """Return what was said of a sentence of which a file gives no more than a label."""
    return Annotation(
        label, uncertain=False, note="", created="", modified="", guideline="", origin="", elapsed_ms=None
    )


def attribution(layer: str | None, content: Spans, uid: str = "") -> Attribution:
    """Return an attribution of which a file gives no more than its content's spans."""
    return Attribution(uid, 0, layer or "", (), (), content, None, "", "", None, "", "", "", "")


def claim(layer: str | None, span: tuple[int, int], text: str, uid: str = "") -> Claim:
    """Return a claim of which a file gives no more than where its words stand and the claim's own words."""
    return Claim(uid, 0, layer or "", *span, text, presupposed=False, created="", modified="", guideline="", origin="")


def unfit(text: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """Return in words why spans (code points, half-open) are none of a text, None where they are."""
    if not spans:
        return "has no span"
    last = 0
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            return f"offsets {start} to {end} are out of range; the text has {len(text)} code points"
        if start < last:
            return f"its parts overlap or are out of order at {start}"
        last = end
    return None


def whole(marks: Iterable[Mark], links: Iterable[Link]) -> tuple[Mark, ...]:
    """Return marks with their attributions made whole by links: where source and cue stand, and in which one each lies.

    A source or cue that several links lead to is each one's; of several that one link kind gives, the first counts.
    """
    given = tuple(marks)
    known = {mark.id: mark for mark in given}
    ends: dict[tuple[str, str], str] = {}
    for link in links:
        ends.setdefault((link.head, link.label), link.child)
    return tuple(_whole(mark, known, ends) for mark in given)


def _whole(mark: Mark, known: Mapping[str, Mark], ends: Mapping[tuple[str, str], str]) -> Mark:
    said = mark.attribution
    if mark.label != CONTENT or said is None:
        return mark
    source, cue, outer = (known.get(ends.get((mark.id, kind), "")) for kind in (SAID_BY, CUED_BY, NESTED_IN))
    parent = outer.attribution.uid if outer and outer.attribution else ""
    return mark._replace(
        attribution=said._replace(
            source=source.spans if source else (),
            cue=cue.spans if cue else (),
            content=mark.spans,
            parent=parent or said.parent,
        )
    )
