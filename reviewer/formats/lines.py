"""Writing one record as one line, byte for byte as the model itself would, at the speed of the database."""

import json
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from pydantic_core import to_json

from reviewer.models.record import REACH, SCHEMA_ID, SCHEMA_VERSION
from reviewer.store.rows import Annotation, Document, Labelled

HEAD = f'{{"schema_id":"{SCHEMA_ID}","schema_version":{SCHEMA_VERSION},"id":'
"""What every line begins with; the record's id follows."""
_TAIL = ',"attributions":[],"claims":[],"review":null}\n'
_NOTHING_SAID = (
    ',"label":null,"uncertain":false,"note":"","reviewer":null,"created":null,"modified":null,'
    '"guideline_version":null,"decision":null'
)


class Page(NamedTuple):
    """What the lines of one document share: its text, and as JSON the stretch around `document` and the splitter."""

    text: str
    document: bytes
    splitter: str


def page(document: Document, text: str) -> Page:
    """Return what the lines of a document share."""
    part = {
        "id": document.uid,
        "sha256": document.sha256,
        "title": document.title,
        "url": document.url,
        "name": document.name,
        "external_id": document.external_id,
        "published": document.published,
        "language": document.language,
        "encoding": document.encoding,
        "offset_unit": "codepoint",
        "meta": json.loads(document.meta),
    }
    target = b',"target":{"selector":[{"type":"TextPositionSelector","start":'
    return Page(text, b',"document":' + to_json(part) + target, quoted(document.splitter))


def record_id(row: Labelled) -> str:
    """Return what a record is called: the sentence's id, a slash, the reviewer's name; or the sentence's id alone."""
    return row.uid if row.reviewer is None else f"{row.uid}/{row.reviewer}"


def line(page: Page, row: Labelled) -> bytes:
    """Return one record as JSON in UTF-8 with its line end, in the model's order of fields.

    A kind and a label are written as they stand: the check has the model read the first line with each of them.
    """
    _, uid, position, start, end, paragraph, kind, words, before, after, reviewer, annotation = row
    text, document, splitter = page
    exact = to_json(words)
    return b"".join(
        (
            f"{HEAD}{quoted(uid if reviewer is None else f'{uid}/{reviewer}')}".encode(),
            document,
            f'{start},"end":{end}}},{{"type":"TextQuoteSelector","exact":'.encode(),
            exact,
            b',"prefix":',
            to_json(text[start - REACH if start > REACH else 0 : start]),
            b',"suffix":',
            to_json(text[end : end + REACH]),
            b'}]},"text":',
            exact,
            b',"context":{"before":',
            to_json(before),
            b',"after":',
            to_json(after),
            f'}},"sentence":{{"index":{position},"paragraph":{paragraph},"kind":"{kind}","splitter":{splitter}}}'
            f"{_NOTHING_SAID if annotation is None else _said(reviewer or '', annotation)}{_TAIL}".encode(),
        )
    )


def _said(reviewer: str, annotation: Annotation) -> str:
    """Return the fields that hold what the reviewer said, beginning with a comma."""
    label, uncertain, note, created, modified, guideline, origin, elapsed = annotation
    given = "null" if label is None else f'"{label}"'
    return (
        f',"label":{given},"uncertain":{"true" if uncertain else "false"},'
        f'"note":{quoted(note)},"reviewer":{quoted(reviewer)},'
        f'"created":{quoted(created)},"modified":{quoted(modified)},"guideline_version":{quoted(guideline)},'
        f'"decision":{{"origin":{quoted(origin)},"elapsed_ms":{"null" if elapsed is None else elapsed}}}'
    )
