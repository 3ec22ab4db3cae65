"""What records say, as the store holds it: annotations, attributions with speakers, claims with checks and evidence."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.layers import ADJUDICATED, AGAIN, again, is_own
from reviewer.models.parts import SpanPart
from reviewer.models.record import AttributionPart, CheckPart, ClaimPart, EvidencePart, Record, SuggestionPart
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.review import APPROVED, PROVEN, Check, Evidence, missing
from reviewer.store.rows import Annotation, offered

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_NAME_LENGTH = 80
_MOST = 2**53
"""Milliseconds; a number beyond it is nobody's, and no database can hold every one."""


def layer_of(record: Record) -> str | None:
    """Return the name of the layer that a record is of; None for a sentence that nobody has touched."""
    if record.reviewer is None or record.layer == ADJUDICATED:
        return record.reviewer
    return again(record.reviewer) if record.layer == AGAIN else record.reviewer


def misfit(record: Record) -> str:
    """Return why what a record says cannot be anybody's work; empty where it can."""
    name, layer = record.reviewer, layer_of(record)
    if name is None or layer is None or record.decision is None:
        empty = (record.layer, record.label_given, record.decision) == (None, None, None)
        return "" if name is None and empty else 'says something, but not whose it is: give "reviewer" and "layer"'
    if not name.strip() or len(name) > _NAME_LENGTH:
        return f"reviewer: a name has 1 to {_NAME_LENGTH} characters"
    if (record.layer == ADJUDICATED) != (name == ADJUDICATED) or (name != ADJUDICATED and not is_own(name)):
        return "reviewer: is not the name of anybody who can have this layer"
    if record.guideline_version is None or (record.decision.elapsed_ms or 0) > _MOST:
        return "decision: guideline_version is null, or elapsed_ms is too great"
    times = [record.created, record.modified]
    marks = _marks(record)
    checks = [one.check for one in record.claims if one.check]
    times += [time for one in marks for time in (one.created, one.modified)]
    times += [time for one in checks for time in (one.created, one.modified)]
    times += [time for check in checks for one in check.evidence for time in (one.created, one.modified)]
    if not all(time and _TIME.fullmatch(time) for time in times):
        return 'created, modified: a time is UTC like "2026-01-05T09:00:00.000Z"'
    return next(_unfit(record), "")


def _unfit(record: Record) -> Iterator[str]:
    """Yield what of a record's marks the store would refuse."""
    for number, one in enumerate(record.attributions):
        if any(first.end > second.start for role in _roles(one) for first, second in pairwise(role)):
            yield f"attributions.{number}: the spans of one role are out of order or overlap"
        if one.speaker is not None and not (one.speaker.id and one.speaker.name.strip()):
            yield f"attributions.{number}.speaker: has no id or no name"
        if not one.id:
            yield f"attributions.{number}: has no id"
    for number, claim in enumerate(record.claims):
        if not (claim.id and claim.text.strip()):
            yield f"claims.{number}: has no id or no words"
        if claim.check is not None and (why := _unproven(check_of(claim.id, claim.check), evidence_of(claim))):
            yield f"claims.{number}.check: {why}"


def _unproven(check: Check, evidence: list[Evidence]) -> str:
    """Return what keeps a check from the state that it says it is in; empty where nothing does."""
    if check.status in PROVEN and (lacks := missing(check, evidence)):
        return f"is {check.status} without {lacks[0]}"
    if check.status == APPROVED and check.reviewed_by == check.drafted_by:
        return "is approved by who has drafted it"
    return "" if all(one.uid for one in evidence) else "has evidence without an id"


def annotation_of(record: Record) -> Annotation:
    """Return what a record's reviewer has said of the sentence; of one that is a layer's."""
    decision = record.decision
    return Annotation(
        label=record.label_given,
        uncertain=record.uncertain,
        note=record.note,
        created=record.created or "",
        modified=record.modified or "",
        guideline=record.guideline_version or "",
        origin=decision.origin if decision else "",
        elapsed_ms=decision.elapsed_ms if decision else None,
        check_worthiness=record.check_worthiness,
        claim_types=tuple(record.claim_types),
        duplicate_of=record.duplicate_of.start if record.duplicate_of else None,
        suggestion=_offered(decision.suggestion) if decision else None,
    )


def is_made_up(record: Record) -> bool:
    """Return whether a record's sentence was only marked: its times are then those of the marks, and nobody's word."""
    said = annotation_of(record)
    marks = _marks(record)
    if not marks:
        return False
    first, last = min(one.created for one in marks), max(one.modified for one in marks)
    return said == Annotation(None, False, "", first, last, said.guideline, said.origin, None)


def latest(record: Record) -> AttributionPart | ClaimPart:
    """Return the mark whose circumstances a record of a sentence that was only marked tells."""
    return max(_marks(record), key=lambda one: one.modified)


def _marks(record: Record) -> list[AttributionPart | ClaimPart]:
    return [*record.attributions, *record.claims]


def attribution_of(one: AttributionPart, document: int, layer: str) -> Attribution:
    """Return an attribution on a document (row id), without the circumstances that a record does not tell."""
    source, cue, content = map(spans_of, _roles(one))
    return Attribution(
        one.id, document, layer, source, cue, content, one.speaker.id if one.speaker else None, one.quote_type,
        one.addressee, one.parent, one.created, one.modified, "", "", _offered(one.suggestion),
    )  # fmt: skip


def speaker_of(one: AttributionPart) -> Speaker | None:
    """Return who speaks in an attribution."""
    who = one.speaker
    return Speaker(who.id, who.name, who.aliases, who.role) if who else None


def claim_of(one: ClaimPart, document: int, layer: str) -> Claim:
    """Return a claim on a document (row id), without the circumstances that a record does not tell."""
    same = None if one.same_as == one.id else one.same_as
    return Claim(
        one.id, document, layer, one.start, one.end, one.text, one.presupposed, one.created, one.modified, "", "",
        None, same,
    )  # fmt: skip


def check_of(claim: str, one: CheckPart) -> Check:
    """Return the check of a claim (uid)."""
    return Check(claim, **{name: getattr(one, name) for name in Check._fields[1:]})


def evidence_of(one: ClaimPart) -> list[Evidence]:
    """Return the evidence of a claim, in its order."""
    return [_evidence(one.id, part) for part in one.check.evidence] if one.check else []


def _evidence(claim: str, one: EvidencePart) -> Evidence:
    return Evidence(one.id, claim, **{name: getattr(one, name) for name in Evidence._fields[2:]})


def spans_of(parts: tuple[SpanPart, ...]) -> Spans:
    """Return spans without their words."""
    return tuple((one.start, one.end) for one in parts)


def _roles(one: AttributionPart) -> tuple[tuple[SpanPart, ...], ...]:
    return one.source, one.cue, one.content


def _offered(one: SuggestionPart | None) -> str | None:
    return offered(one.outcome, one.label, one.score, one.rule, one.engine) if one else None
