"""The part of a record that holds what the program would say of a sentence nobody has decided."""

from typing import Annotated

from pydantic import Field

from reviewer.models.parts import CheckWorthiness, DuplicatePart, LabelName, Part, QuoteType, Score, SpanPart


class ProposedAttributionPart(Part):
    """An attribution that is proposed: at most one source, at most one cue, content in one or more spans."""

    source: tuple[SpanPart, ...]
    cue: tuple[SpanPart, ...]
    content: Annotated[tuple[SpanPart, ...], Field(min_length=1)]
    quote_type: QuoteType
    speaker: str | None = Field(description="The name of who the source is, null where the article does not say.")
    score: Score = Field(description="How often such a proposal is right.")
    rule: str
    reason: str


class ProposalPart(Part):
    """What is proposed for a sentence, with how sure the program is and why. Nobody has decided any of it.

    `attributions` are those whose content begins in the sentence: each stands in one record of an article.
    """

    label: LabelName
    score: Score = Field(description="How often such a label is right.")
    rule: str = Field(description="By which of the program's rules the label is proposed.")
    reasons: tuple[str, ...] = Field(description="Why, for a reader.")
    engine: str = Field(description="The name of the rules and their version.")
    check_worthiness: CheckWorthiness | None = Field(description="Null where the rules have no view.")
    duplicate_of: DuplicatePart | None = Field(description="The earlier sentence that says the same.")
    attributions: tuple[ProposedAttributionPart, ...]
