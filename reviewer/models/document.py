"""The part of a record that says of which article it is: where that is from, its labels, and in one record all of it.

Importing this module loads pydantic, as the record itself does.
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from reviewer.models.parts import Kind, LabelName, Offset, Part

Cut = tuple[str, Offset, Offset, Offset, Kind]
"""A sentence of an article: its id, where it begins and ends, its paragraph, and its kind."""


class SchemePart(Part):
    """The labels that were to choose from, in order; `id` is a digest of all that they are, keys and colours too."""

    id: str
    labels: tuple[LabelName, ...]


class OwnLabelPart(Part):
    """A label of somebody's own in full: how it is named, shown and given, and when."""

    name: LabelName
    word: str
    glyph: str
    key: str
    digit: str
    colour: str
    meaning: str
    guideline: str


class DocumentPart(Part):
    """The article the sentence stands in; `name` is the path it was read from, `external_id` its newsroom's own id.

    The first record of an article in a file holds all of it, `text` and `sentences`; in the others they are null.
    """

    id: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="Of the bytes of the file; of a JSONL article, of its text in UTF-8."
    )
    title: str
    url: str | None
    name: str = Field(description="Where it was read from: a path, '-' for standard input, or 'batch.jsonl:17'.")
    external_id: str | None = Field(description="The id it came with, if any.")
    published: str | None
    language: str | None
    encoding: str = Field(description="Of the bytes, by Python's name.")
    offset_unit: Literal["codepoint"] = Field(
        description="Offsets count Unicode code points of the decoded text, half-open."
    )
    scheme: SchemePart | None = Field(
        description="The labels of its sentences; null for quote, assertion, background and not_a_claim."
    )
    meta: dict[str, JsonValue] = Field(description="What else the article came with, as it came.")
    text: str | None = Field(description="The whole article; null where another record of the file holds it.")
    sentences: tuple[Cut, ...] | None = Field(
        description="All its sentences in order, labelled or not: [id, start, end, paragraph, kind]; null as `text` is."
    )
    labels: tuple[OwnLabelPart, ...] | None = Field(
        description="With them, the labels of `scheme` in full; null where that is, and where `text` is."
    )
