"""What a record says as a proposal that nobody has decided: its own suggestion, or somebody's label made one."""

from reviewer.models import SCHEMA_ID
from reviewer.models.proposal import ProposalPart, ProposedAttributionPart
from reviewer.models.record import AttributionPart, Record

BROUGHT = "brought"
"""The rule by which a label was proposed that somebody gave elsewhere."""


def proposal_of(record: Record) -> ProposalPart | None:
    """Return what a record proposes; None where it says no label.

    An attribution is proposed where its content begins, as in `reviewer suggest`.
    """
    if record.suggestion is not None or record.label_given is None:
        return record.suggestion
    start, end = record.target.selector[0].start, record.target.selector[0].end
    return ProposalPart(
        label=record.label_given,
        score=1.0,
        rule=BROUGHT,
        reasons=(f"{record.reviewer} has labelled it so",),
        engine=SCHEMA_ID,
        check_worthiness=record.check_worthiness,
        duplicate_of=record.duplicate_of,
        attributions=tuple(
            _proposed(one, record.reviewer) for one in record.attributions if start <= one.content[0].start < end
        ),
    )


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
