"""Putting into words how a record's attributions and claims differ from the document and from the database."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from reviewer.formats.differences import STALE, differing, shown
from reviewer.models.parts import SpanPart
from reviewer.models.record import AttributionPart, ClaimPart, Record

Mark = AttributionPart | ClaimPart


class Known(NamedTuple):
    """What the marks of a record may point to: how to ask for the uids of speakers and of this reviewer's parents."""

    speakers: Callable[[], AbstractSet[str]]
    parents: Callable[[], AbstractSet[str]]


def misplaced_marks(record: Record, text: str) -> list[str]:
    """Return which spans of marks lie outside the document, hold other words than it has, or miss the sentence."""
    sentence = record.target.selector[0]
    found: list[str] = []
    for number, one in enumerate(record.attributions):
        touches = False
        for role in ("source", "cue", "content"):
            for place, span in enumerate(getattr(one, role)):
                found += _misplaced(f"attributions.{number}.{role}.{place}", span, text)
                touches |= span.start < sentence.end and sentence.start < span.end
        if not touches:
            found.append(f"attributions.{number}: none of its spans touches the sentence")
        if not one.content:
            found.append(f"attributions.{number}: has no content")
    for number, claim in enumerate(record.claims):
        if not claim.start < claim.end <= len(text):
            found.append(f"claims.{number}: {_outside(claim, text)}")
    return found


def misplaced_proposals(record: Record, text: str) -> list[str]:
    """Return which spans of proposed attributions lie outside the document, hold other words, or begin elsewhere."""
    sentence = record.target.selector[0]
    found: list[str] = []
    for number, one in enumerate(record.suggestion.attributions if record.suggestion else ()):
        path = f"suggestion.attributions.{number}"
        for role in ("source", "cue", "content"):
            for place, span in enumerate(getattr(one, role)):
                found += _misplaced(f"{path}.{role}.{place}", span, text)
        if not sentence.start <= one.content[0].start < sentence.end:
            found.append(f"{path}: its content does not begin in the sentence")
    return found


def mark_differences(record: Record, wanted: Record, known: Known) -> list[str]:
    """Return where the marks of a record are not those the database gives now."""
    return [
        *_compared("attributions", record.attributions, wanted.attributions),
        *_compared("claims", record.claims, wanted.claims),
        *_pointing_nowhere(record, wanted, known),
    ]


def _misplaced(path: str, span: SpanPart, text: str) -> Iterator[str]:
    if not span.start < span.end <= len(text):
        yield f"{path}: {_outside(span, text)}"
    elif span.text != text[span.start : span.end]:
        there = text[span.start : span.end]
        yield f"{path}.text is {shown(span.text)}, but the document has {shown(there)} there"


def _outside(span: SpanPart | ClaimPart, text: str) -> str:
    return f"offsets {span.start} to {span.end} are out of range; the document has {len(text)} code points"


def _compared(name: str, said: Sequence[Mark], now: Sequence[Mark]) -> Iterator[str]:
    """Yield how marks differ from those of the database, by their ids."""
    there = {one.id: one for one in now}
    here = [one.id for one in said]
    for number, one in enumerate(said):
        if one.id not in there:
            yield f"{name}.{number}: the database has no {shown(one.id)} of this reviewer on this sentence now: {STALE}"
            continue
        if here.index(one.id) < number:
            yield f"{name}.{number}: {shown(one.id)} has come before"
        for what in differing(f"{name}.{number}", one.model_dump(), there[one.id].model_dump()):
            yield f"{what}: {STALE}"
    for one in now:
        if one.id not in here:
            yield f"{name}: {shown(one.id)} of the database is not there: {STALE}"
    if set(here) == there.keys() and here != list(there) and len(here) == len(there):
        yield f"{name} stand in another order than in the text"


def _pointing_nowhere(record: Record, wanted: Record, known: Known) -> Iterator[str]:
    """Yield the speakers and parents that the database does not know; asked only of what is not as it should be."""
    for number, one in enumerate(record.attributions):
        if one in wanted.attributions:
            continue
        if one.speaker is not None and one.speaker.id not in known.speakers():
            yield f"attributions.{number}.speaker.id: {shown(one.speaker.id)} is no speaker of the database"
        if one.parent is not None and (one.parent == one.id or one.parent not in known.parents()):
            said = "cannot be its own parent" if one.parent == one.id else "is no attribution of this reviewer here"
            yield f"attributions.{number}.parent: {shown(one.parent)} {said}"
