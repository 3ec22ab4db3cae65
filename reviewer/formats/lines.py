"""Writing one record as one line, byte for byte as the model itself would, at the speed of the database."""

import json
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from pydantic_core import to_json

from reviewer.formats.mark_lines import attributions_line, claims_line, review_line
from reviewer.formats.views import AS_LABELLED, policy_of, viewed
from reviewer.layers import kind as kind_of
from reviewer.layers import reviewer_of
from reviewer.models import SCHEMA_ID
from reviewer.models.record import REACH, SCHEMA_VERSION
from reviewer.schemes import kept
from reviewer.store.marked import UNMARKED, Marked
from reviewer.store.rows import Annotation, Document, Labelled

HEAD = f'{{"schema_id":"{SCHEMA_ID}","schema_version":{SCHEMA_VERSION},"id":'
"""What every line begins with; the record's id follows."""
_EMPTY = '""'
_UNMARKED = ',"attributions":[],"claims":[],"review":null}\n'
_NO_CLAIM = ',"check_worthiness":null,"claim_types":[],"duplicate_of":null,"reviewer":'


_TARGET = b'},"target":{"selector":[{"type":"TextPositionSelector","start":'


class Page(NamedTuple):
    """What the lines of one document share; the stretch around `document` and the splitter as JSON.

    `known` is what that stretch begins with, whether or not a line holds the whole article. `labels` are labels of
    somebody's own in full, as JSON.
    """

    text: str
    known: bytes
    document: bytes
    splitter: str
    marked: Marked
    policy: str
    labels: bytes = b"null"


def page(document: Document, text: str, marked: Marked = UNMARKED, policy: str = AS_LABELLED) -> Page:
    """Return what the lines of a document share; by a policy are seen the labels of the program only."""
    scheme = document.scheme
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
        "scheme": {"id": scheme.uid, "labels": scheme.names} if scheme.is_own else None,
        "meta": json.loads(document.meta),
    }
    known = b',"document":' + to_json(part)[:-1]
    return Page(
        text,
        known,
        known + b',"text":null,"sentences":null,"labels":null' + _TARGET,
        quoted(document.splitter),
        marked,
        policy_of(document, policy),
        to_json(kept(scheme)) if scheme.is_own else b"null",
    )


def whole(page: Page, cut: str) -> Page:
    """Return a page whose lines hold the whole article; `cut` is all its sentences as JSON, as `Store.cut` gives it."""
    article = b"".join(
        (
            page.known,
            b',"text":',
            to_json(page.text),
            b',"sentences":',
            cut.encode(),
            b',"labels":',
            page.labels,
            _TARGET,
        )
    )
    return page._replace(document=article)


def label_of(page: Page, row: Labelled) -> str | None:
    """Return the label of a row as the page's policy sees it."""
    label = row.annotation.label if row.annotation else None
    if page.policy == AS_LABELLED or label is None or row.reviewer is None:
        return label
    said = page.marked.attributions.get((row.position, row.reviewer), ())
    return viewed(label, page.policy, page.text, (row.start, row.end), said)


def record_id(row: Labelled) -> str:
    """Return what a record is called: the sentence's id, a slash, the layer's name; or the sentence's id alone."""
    return row.uid if row.reviewer is None else f"{row.uid}/{row.reviewer}"


def line(page: Page, row: Labelled, proposal: str = "null") -> bytes:
    """Return one record as JSON in UTF-8 with its line end, in the model's order of fields.

    `proposal` is what is proposed where nobody has said anything, as JSON; a record that is somebody's has none.

    A kind and a label are written as they stand: the check has the model read the first line with each of them.
    """
    _, uid, position, start, end, paragraph, kind, words, before, after, reviewer, annotation = row
    text, _, document, splitter, marked, policy, _ = page
    exact = to_json(words)
    if reviewer is None or annotation is None:
        said, marks = _unsaid(policy, proposal), _UNMARKED
    else:
        label = annotation[0] if policy == AS_LABELLED else label_of(page, row)
        said = _said(page, start, label, reviewer, annotation)
        marks = _UNMARKED if marked is UNMARKED else _marks(page, (position, reviewer))
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
            f"{said}{marks}".encode(),
        )
    )


def _unsaid(policy: str, proposal: str) -> str:
    """Return the fields of a sentence of which nothing was said, beginning with a comma."""
    return (
        f"{_label(None, None, policy, uncertain=False, note=_EMPTY)}{_NO_CLAIM}null,"
        f'"layer":null,"created":null,"modified":null,"guideline_version":null,"decision":null,"suggestion":{proposal}'
    )


def _said(page: Page, start: int, label: str | None, reviewer: str, annotation: Annotation) -> str:
    """Return the fields that hold what the reviewer said of the sentence at `start`, beginning with a comma."""
    decided, uncertain, note, created, modified, guideline, origin, elapsed, worth, types, same, taken = annotation
    if note or worth is not None or types or same is not None:
        front = _label(label, decided, page.policy, uncertain, quoted(note))
        by = f"{front}{_claim(page, start, worth, types, same)}{_by(reviewer)}"
    else:
        by = _plainly(label, decided, page.policy, uncertain, reviewer)
    return (
        f'{by},"created":{quoted(created)},"modified":{quoted(modified)}{_version(guideline, origin)}'
        f'{"null" if elapsed is None else elapsed},"suggestion":{taken or "null"}}},"suggestion":null'
    )


# There are few combinations, and nearly every line has one of them.
@lru_cache(maxsize=256)
def _plainly(label: str | None, decided: str | None, policy: str, uncertain: bool, reviewer: str) -> str:
    """Return the fields from the label to the reviewer of a sentence with nothing but a label."""
    return f"{_label(label, decided, policy, uncertain, _EMPTY)}{_NO_CLAIM}{_by(reviewer)}"


def _by(layer: str) -> str:
    """Return the reviewer's name and what kind of layer it is."""
    return f'{quoted(reviewer_of(layer))},"layer":"{kind_of(layer)}"'


def _label(label: str | None, decided: str | None, policy: str, uncertain: bool, note: str) -> str:
    """Return the fields from the label to the note, which is JSON already."""
    seen, given = ("null" if name is None else f'"{name}"' for name in (label, decided))
    doubt = "true" if uncertain else "false"
    return f',"label":{seen},"label_given":{given},"quote_policy":"{policy}","uncertain":{doubt},"note":{note}'


@lru_cache(maxsize=256)
def _version(guideline: str, origin: str) -> str:
    return f',"guideline_version":{quoted(guideline)},"decision":{{"origin":{quoted(origin)},"elapsed_ms":'


def _claim(page: Page, start: int, worth: str | None, types: tuple[str, ...], same: int | None) -> str:
    """Return what else was said of the sentence; one that is no longer after the sentence it repeats repeats none."""
    uid, begin = page.marked.earlier.get(same, ("", start)) if same is not None else ("", start)
    duplicate = f'{{"sentence":{quoted(uid)},"start":{begin}}}' if begin < start else "null"
    worthiness = "null" if worth is None else quoted(worth)
    return (
        f',"check_worthiness":{worthiness},"claim_types":[{",".join(map(quoted, types))}],'
        f'"duplicate_of":{duplicate},"reviewer":'
    )


def _marks(page: Page, key: tuple[int, str]) -> str:
    """Return the fields that hold a reviewer's marks on a sentence, and the end of the line."""
    said = attributions_line(page.text, page.marked.attributions.get(key, ()), page.marked.speakers)
    claims, checks = page.marked.claims.get(key, ()), page.marked.checks
    return f',"attributions":{said},"claims":{claims_line(claims, checks)},"review":{review_line(claims, checks)}}}\n'
