"""One line of an article file in JSONL: what it may hold and how it is checked.

Importing this module loads pydantic (about 190 ms): do it when a JSONL line is at hand, not at start-up.
"""

import json
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator
from pydantic_core import from_json

from reviewer.models import SCHEMA_ID

BRACKET_LIMIT = 1_000_000
"""Opening brackets and braces in one line; every one of them may become an object of its own in memory."""

_NAMED = ("text", "title", "url", "published", "language")


class ArticleLine(BaseModel):
    """An article as JSON: `{"text": …, "id"?, "title"?, "url"?, "published"?, "language"?, "meta"?: {…}}`.

    Values are taken as they stand: no trimming, no reading of dates, no conversion but one: an `id` that is a whole
    number becomes its digits. Any other field is kept in `meta` under its own name, so that nothing a newsroom
    put on an article is lost; a name that stands in both places is refused.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    meta: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: object) -> object:
        """Move the fields that have no place of their own into `meta`."""
        if not isinstance(value, dict):
            return value
        if value.get("schema_id") == SCHEMA_ID:
            raise ValueError(
                "is a record that reviewer wrote, not an article; take it in with: reviewer import --format jsonl FILE"
            )
        others = value.keys() - cls.model_fields.keys()
        meta = value.get("meta")
        if meta is None:
            meta = {}
        if not isinstance(meta, dict):
            return value
        if twice := sorted(others & meta.keys()):
            raise ValueError(f'"{twice[0]}" stands both beside "meta" and in it; keep one')
        fields = {name: value[name] for name in value if name not in others}
        return {**fields, "meta": {**{name: value[name] for name in value if name in others}, **meta}}

    @field_validator("id", mode="before")
    @classmethod
    def _digits(cls, value: object) -> object:
        """Take a whole number for an id; many newsrooms number their articles."""
        return str(value) if type(value) is int else value

    @model_validator(mode="after")
    def _storable(self) -> Self:
        """Refuse what could not be stored and given back as it came."""
        for name in _NAMED:
            at = (getattr(self, name) or "").find("\0")
            if at >= 0:
                raise ValueError(f'"{name}" has a NUL character at {at}; take it out')
        if self.meta:
            try:
                json.dumps(self.meta, allow_nan=False)
            except ValueError:
                raise ValueError("a number is too large for JSON readers; write it as text") from None
        return self


def parse(line: bytes) -> ArticleLine:
    """Return the article in one line of UTF-8 JSON; ValueError with a one-line reason if it is none."""
    if line.count(b"{") + line.count(b"[") > BRACKET_LIMIT:
        raise ValueError(f'has more than {BRACKET_LIMIT:,} brackets; put what is said into "text"')
    try:
        value = from_json(line, allow_inf_nan=False, cache_strings="keys")
    except ValueError as error:
        raise ValueError(_not_json(str(error))) from None
    try:
        return ArticleLine.model_validate(value)
    except ValidationError as error:
        raise ValueError(_wrong(error)) from None


def is_article(line: bytes) -> bool:
    """Whether `line` is a JSON object with a text in "text": the sign that standard input is JSONL."""
    try:
        value = from_json(line, allow_inf_nan=False)
    except ValueError:
        return False
    return isinstance(value, dict) and isinstance(value.get("text"), str)


def _not_json(why: str) -> str:
    """Return the parser's complaint with a word on what to do; columns count bytes from 1."""
    why = why.replace(" at line 1 column ", " at column ")
    if "hex escape" in why or "surrogate" in why:
        return f"has half a surrogate pair or another broken \\u escape ({why}); write the character itself"
    if "recursion" in why:
        return f"is nested too deep ({why}); flatten it"
    if "number out of range" in why:
        return f"has a number with too many digits ({why}); write it as text"
    return f'is not valid JSON ({why}); give one object a line, like {{"text": "…"}}'


def _wrong(error: ValidationError) -> str:
    """Return the first thing that is wrong with an object, in words for who wrote the file."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "model_type":
        return 'is not a JSON object; give {"text": "…"}'
    if first["type"] == "missing":
        return 'has no "text"; give {"text": "…"}'
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    name = first["loc"][0]
    return f'"{name}" must be {"an object" if name == "meta" else "a text in quotation marks"}'
