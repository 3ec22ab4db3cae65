"""What a record says as a proposal that nobody has decided: its own suggestion, or somebody's label made one."""

import json

from reviewer.models import SCHEMA_ID
from reviewer.models.proposal import ProposedAttributionPart
from reviewer.models.record import AttributionPart, Record
from reviewer.store.bringing import Proposal

BROUGHT = "brought"
"""The rule by which a label was proposed that somebody gave elsewhere."""


def proposal_of(record: Record) -> Proposal | None:
    """Return what a record proposes; None where it says no label and has no attribution.

    An attribution is proposed where its content begins, as in `reviewer suggest`.
    """
    start, end = record.target.selector[0].start, record.target.selector[0].end
    if record.suggestion is not None:
        return Proposal(start, end, record.suggestion.engine, record.suggestion.model_dump_json())
    said = [one for one in record.attributions if one.content and start <= one.content[0].start < end]
    if record.label_given is None and not said:
        return None
    value = {
        "label": record.label_given,
        "score": 1.0,
        "rule": BROUGHT,
        "reasons": [f"{record.reviewer} has labelled it so"],
        "engine": SCHEMA_ID,
        "check_worthiness": record.check_worthiness,
        "duplicate_of": record.duplicate_of.model_dump(mode="json") if record.duplicate_of else None,
        "attributions": [_proposed(one, record.reviewer).model_dump(mode="json") for one in said],
    }
    return Proposal(start, end, SCHEMA_ID, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _proposed(one: AttributionPart, who: str | None) -> ProposedAttributionPart:
    return ProposedAttributionPart(
        source=one.source,
        cue=one.cue,
        content=one.content,
        quote_type=one.quote_type,
        speaker=one.speaker.name if one.speaker else None,
        score=1.0,
        rule=BROUGHT,
        reason=f"{who} has marked it so",
    )
