"""One record of an export: what one reviewer has said of one sentence, with everything needed to find it again.

Importing this module loads pydantic (about 190 ms): do it when a record is at hand, not at start-up.
"""

import json
from typing import Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from reviewer.labels import NAMES
from reviewer.models.document import DocumentPart
from reviewer.models.parts import (
    CheckWorthiness,
    ClaimType,
    DuplicatePart,
    Kind,
    LabelName,
    Layer,
    Medium,
    Offset,
    Part,
    QuotePolicy,
    QuoteType,
    QuoteVerdict,
    Score,
    SpanPart,
    Stance,
    Status,
    Time,
    Verdict,
)
from reviewer.models.proposal import ProposalPart

SCHEMA_VERSION = 1
"""Rises when a field goes or changes its meaning; not when one is added, or one that was null gets values."""
REACH = 32
"""How many code points of the document a quote selector's prefix and suffix hold, at most."""


class TextPositionSelector(Part):
    """W3C Web Annotation: the sentence is `text[start:end]` of the document."""

    type: Literal["TextPositionSelector"]
    start: Offset
    end: Offset


class TextQuoteSelector(Part):
    """W3C Web Annotation: the sentence's exact words, with up to 32 code points of the document on either side."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class Target(Part):
    """Where the sentence stands, said twice: by position, and by quotation."""

    selector: tuple[TextPositionSelector, TextQuoteSelector]


class Context(Part):
    """The texts of the sentences before and after; empty at the edges of the article."""

    before: str
    after: str


class SentencePart(Part):
    """The sentence's form: its place among the document's sentences and paragraphs, both counted from 0."""

    index: Offset
    paragraph: Offset
    kind: Kind
    splitter: str = Field(description="The name of the rules that cut the article into sentences.")


class SuggestionPart(Part):
    """What the program proposed to the reviewer, and what became of it.

    `accepted`: taken whole by one key, as it stood. `changed`: the label was given, or the spans were put otherwise, by
    the reviewer's own keys. `overridden`: another label was given.
    """

    outcome: Literal["accepted", "changed", "overridden"]
    label: LabelName | None = Field(description="The label that was proposed; null for an attribution.")
    score: Score = Field(description="How sure the program was.")
    rule: str = Field(description="By which of its rules it was proposed.")
    engine: str = Field(description="The name of the rules.")


class DecisionPart(Part):
    """How the last decision came about, how long it took the reviewer, and what had been proposed for the label."""

    origin: str
    elapsed_ms: Offset | None
    suggestion: SuggestionPart | None = Field(description="Null where nothing was proposed, as in blind work.")


class SpeakerPart(Part):
    """A person or body that says things, the same in all articles of the database."""

    id: str
    name: str
    aliases: tuple[str, ...]
    role: str


class AttributionPart(Part):
    """Who said it: at most one source, one cue, content in one or more spans; all as the words stand.

    It stands whole in the record of each sentence that one of its spans touches, always under the same id.
    """

    id: str
    source: tuple[SpanPart, ...]
    cue: tuple[SpanPart, ...]
    content: tuple[SpanPart, ...]
    speaker: SpeakerPart | None = Field(description="Who the source is, null where nobody has said so.")
    quote_type: QuoteType
    addressee: str = Field(description="Who was spoken to, as the reviewer wrote it; may be empty.")
    parent: str | None = Field(description="The id of the attribution it is nested in, of the same reviewer.")
    suggestion: SuggestionPart | None = Field(description="Null where the reviewer marked it by hand.")
    created: Time
    modified: Time


class EvidencePart(Part):
    """Something that supports, refutes or puts in context a claim: where it was found, when, and its exact words."""

    id: str
    source_url: str
    archive_url: str
    title: str
    publisher: str
    published_on: str = Field(description="A day, a month or a year; may be empty.")
    accessed_at: str = Field(description="When it was looked at, UTC.")
    locator: str = Field(description="The page, minute or paragraph.")
    excerpt: str = Field(description="The source's exact words.")
    medium: Medium
    stance: Stance
    primary: bool = Field(description="Whether the source is the origin of what it says.")
    note: str
    added_by: str
    created: Time
    modified: Time


class CheckPart(Part):
    """How far the check of a claim is, and what came out; the reviewers share it, whoever wrote the claim."""

    status: Status
    verdict: Verdict | None
    quote_verdict: QuoteVerdict | None
    justification: str
    searched: str = Field(description="Where was looked, when there is not enough evidence.")
    comment: str = Field(description="What was said with the last return or reopening.")
    checker: str = Field(description="Who took it up; empty while nobody has, as the next two are.")
    drafted_by: str
    reviewed_by: str
    created: Time
    modified: Time
    evidence: tuple[EvidencePart, ...]


class ClaimPart(Part):
    """A checkable proposition in stand-alone words, taken from the document's words `[start, end)`."""

    id: str
    start: Offset
    end: Offset
    text: str = Field(description="The reviewer's words.")
    presupposed: bool = Field(description="Taken for granted by the sentence instead of said.")
    same_as: str | None = Field(description="The id of the earlier claim, of any article, that claims the same.")
    created: Time
    modified: Time
    check: CheckPart | None = Field(description="Null while nobody has said whether it is to be checked.")


class ReviewPart(Part):
    """How far the claims of a sentence are checked, all of one layer."""

    status: Status = Field(description="Of the claim whose check is least far.")
    claims: Offset = Field(description="How many there are.")
    approved: Offset = Field(description="How many of them are approved.")


_WITHOUT_SCHEME: JsonDict = {
    "if": {"properties": {"document": {"properties": {"scheme": {"type": "null"}}}}},
    "then": {"properties": {field: {"enum": [*NAMES, None]} for field in ("label", "label_given")}},
}
"""In the schema: without a scheme, only the labels of the program."""


class Record(Part):
    """One line of an export.

    `id` is the sentence's id, a slash, and the layer's name: the reviewer's, with ` (again)` for second answers, or
    `adjudicated`. Of a sentence that nobody has touched it is the sentence's id alone, and `reviewer`, `layer`,
    `created`, `modified`, `guideline_version` and `decision` are null. `label` and `label_given` are null where nothing
    is decided.
    """

    model_config = ConfigDict(json_schema_extra=_WITHOUT_SCHEME)

    schema_id: Literal["reviewer/record"]
    schema_version: Literal[1]
    id: str
    document: DocumentPart
    target: Target
    text: str
    context: Context
    sentence: SentencePart
    label: LabelName | None = Field(description="As `quote_policy` sees it.")
    label_given: LabelName | None = Field(description="What the reviewer decided.")
    quote_policy: QuotePolicy = Field(description="What counts as a quote in `label`.")
    uncertain: bool
    note: str
    check_worthiness: CheckWorthiness | None
    claim_types: tuple[ClaimType, ...]
    duplicate_of: DuplicatePart | None
    reviewer: str | None = Field(description="Whose it is; `adjudicated` for what was settled between reviewers.")
    layer: Layer | None = Field(description="A reviewer's first answers, second answers, or what was settled.")
    created: Time | None
    modified: Time | None
    guideline_version: str | None
    decision: DecisionPart | None
    suggestion: ProposalPart | None = Field(
        description="What the program would say, where nobody has decided: in what `reviewer suggest` writes."
    )
    attributions: tuple[AttributionPart, ...] = Field(
        description="Who said it: this reviewer's attributions that touch the sentence."
    )
    claims: tuple[ClaimPart, ...] = Field(
        description="What can be checked: this reviewer's claims that begin in the sentence."
    )
    review: ReviewPart | None = Field(description="How far these claims are checked; null where there are none.")

    @model_validator(mode="after")
    def _with_labels_of_the_scheme(self) -> "Record":
        names = self.document.scheme.labels if self.document.scheme else NAMES
        for label in (self.label, self.label_given):
            if label is not None and label not in names:
                raise ValueError(f"label {label!r} is none of: {', '.join(names)}")
        return self


def schema_text() -> str:
    """Return the JSON Schema of a record as it stands in `schemas/`: indented, with a line end."""
    schema = Record.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"record-{SCHEMA_VERSION}.json"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"
