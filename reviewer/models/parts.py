"""What the parts of a record are made of: the words its fields may hold, offsets, times and spans.

Importing this module loads pydantic, as the record itself does.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from reviewer.labels import LONGEST_NAME, NAME

Offset = Annotated[int, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=1)]
Time = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
LabelName = Annotated[str, StringConstraints(pattern=f"^{NAME}$", max_length=LONGEST_NAME)]
"""One of the labels of the document's scheme; without one: quote, assertion, background, not_a_claim."""
QuoteType = Literal["direct", "mixed", "indirect"]
CheckWorthiness = Literal["NFS", "UFS", "CFS"]
ClaimType = Literal["event_or_property", "numerical", "quote_verification", "causal", "position_statement"]
QuotePolicy = Literal["as_labelled", "verbatim", "attributed"]
Verdict = Literal["supported", "refuted", "not_enough_evidence", "conflicting_evidence", "not_checkable"]
QuoteVerdict = Literal["accurate", "altered", "out_of_context", "misattributed", "unverified"]
Stance = Literal["supports", "refutes", "context"]
Medium = Literal["web_text", "web_table", "pdf", "image", "video", "audio", "interview", "metadata", "other"]
Status = Literal[
    "untriaged",
    "not_checkable",
    "to_check",
    "in_check",
    "returned",
    "reopened",
    "drafted",
    "second_review",
    "approved",
]
Layer = Literal["reviewer", "again", "adjudicated"]
Kind = Literal["headline", "standfirst", "body", "subhead", "dateline", "byline", "caption", "credit", "navigation"]


class Part(BaseModel):
    """What all parts of a record share: values as they stand, no conversion, no field that is not named here."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)


class SpanPart(Part):
    """Some words of the document: `text[start:end]`; they may stand outside the record's sentence."""

    start: Offset
    end: Offset
    text: str


class DuplicatePart(Part):
    """The earlier sentence of the article that says the same: its id, and where it begins."""

    sentence: str
    start: Offset
