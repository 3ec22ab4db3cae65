"""Writing one record as one line, byte for byte as the model itself would, at the speed of the database."""

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple

from reviewer.models.record import REACH, SCHEMA_ID, SCHEMA_VERSION, DocumentPart
from reviewer.store.rows import Document, Labelled

HEAD = f'{{"schema_id":"{SCHEMA_ID}","schema_version":{SCHEMA_VERSION},"id":'
"""What every line begins with; the record's id follows."""
_TAIL = ',"attributions":[],"claims":[],"review":null}\n'
_UNDECIDED = ',"label":null,"uncertain":false,"note":"","reviewer":null,"created":null,"modified":null,"guideline_version":null,"decision":null'

# A sentence's text stands in up to four places of the lines around it: it is escaped once. No line needs more than nine.
quoted = lru_cache(maxsize=64)(encode_basestring)
"""Return a string as JSON."""


class Page(NamedTuple):
    """What the lines of one document share: its text, its `document` as JSON, and its splitter's name as JSON."""

    text: str
    document: str
    splitter: str


def page(document: Document, text: str) -> Page:
    """Return what the lines of a document share; its values pass through the model on the way."""
    part = DocumentPart(
        id=document.uid,
        sha256=document.sha256,
        title=document.title,
        url=document.url,
        name=document.name,
        external_id=document.external_id,
        published=document.published,
        language=document.language,
        encoding=document.encoding,
        offset_unit="codepoint",
        meta=json.loads(document.meta),
    )
    return Page(text, part.model_dump_json(), encode_basestring(document.splitter))


def record_id(row: Labelled) -> str:
    """Return what a record is called: the sentence's id, a slash and the reviewer's name, or the sentence's id alone."""
    return row.uid if row.reviewer is None else f"{row.uid}/{row.reviewer}"


def line(page: Page, row: Labelled) -> str:
    """Return one record as JSON with its line end, in the model's order of fields."""
    text, start, end = page.text, row.start, row.end
    exact = quoted(row.text)
    prefix, suffix = encode_basestring(text[max(0, start - REACH) : start]), encode_basestring(text[end : end + REACH])
    return (
        f'{HEAD}{encode_basestring(record_id(row))},"document":{page.document},"target":{{"selector":['
        f'{{"type":"TextPositionSelector","start":{start},"end":{end}}},'
        f'{{"type":"TextQuoteSelector","exact":{exact},"prefix":{prefix},"suffix":{suffix}}}]}},"text":{exact},'
        f'"context":{{"before":{quoted(row.before)},"after":{quoted(row.after)}}},'
        f'"sentence":{{"index":{row.position},"paragraph":{row.paragraph},"kind":"{row.kind}","splitter":{page.splitter}}}'
        f"{_said(row)}{_TAIL}"
    )


def _said(row: Labelled) -> str:
    """Return the fields that hold what the reviewer said, beginning with a comma."""
    if row.annotation is None:
        return _UNDECIDED
    label, uncertain, note, created, modified, guideline, origin, elapsed = row.annotation
    return (
        f',"label":{"null" if label is None else quoted(label)},"uncertain":{"true" if uncertain else "false"},'
        f'"note":{quoted(note)},"reviewer":{quoted(row.reviewer or "")},"created":{quoted(created)},"modified":{quoted(modified)},'
        f'"guideline_version":{quoted(guideline)},"decision":{{"origin":{quoted(origin)},'
        f'"elapsed_ms":{"null" if elapsed is None else elapsed}}}'
    )
