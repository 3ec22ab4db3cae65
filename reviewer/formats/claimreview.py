"""ClaimReview: each approved claim as schema.org's JSON-LD, for search engines and aggregators of fact-checks."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from reviewer.errors import ExportError, SettingsError
from reviewer.formats import Finding, Selection
from reviewer.formats.differences import STALE, differing, shown
from reviewer.formats.files import Sink
from reviewer.formats.losses import Losses
from reviewer.layers import ALL, holds, reviewer_of
from reviewer.settings import Publisher
from reviewer.store import Store
from reviewer.store.marks import Claim, Speaker, overlap
from reviewer.store.review import APPROVED, Check, Evidence
from reviewer.store.rows import Document
from reviewer.text import is_web, one_line

RATINGS: dict[str, tuple[str, int | None]] = {
    "supported": ("True", 5),
    "refuted": ("False", 1),
    "conflicting_evidence": ("Conflicting evidence", 3),
    "not_enough_evidence": ("Not enough evidence", None),
    "not_checkable": ("Not checkable", None),
}
"""What a verdict is called, and its value from 1 (False) to 5 (True); without a value it is not rated, never 0."""
ORGANISATIONS = frozenset({"organisation", "organization"})
"""The first word of the role of a speaker that is no person."""
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d\S*)?)?)?")


def write(store: Store, selection: Selection, sink: Sink, losses: Losses) -> int:
    """Write a line for each approved claim, compare it with what was written, and return how many there are.

    Raises SettingsError where nobody signs, ExportError when what was written does not match.
    """
    del losses  # it says what was published, not how it came about
    publisher = _signed(selection)
    count = 0
    for row in store.ledger():
        if row.status != APPROVED or not _chosen(selection, row.claim):
            continue
        made = json.dumps(review(store, row.claim, publisher), ensure_ascii=False).encode() + b"\n"
        for finding in check(store, [sink.put(made)], selection):
            what = f"what was written does not match the database ({finding.what}); no file was made"
            raise ExportError(f"{one_line(row.title)}: {what}")
        count += 1
    return count


def check(store: Store, lines: Iterable[bytes], selection: Selection) -> Iterator[Finding]:
    """Yield what does not match in the lines of a file; raises SettingsError where nobody signs."""
    publisher = _signed(selection)
    came: set[str] = set()
    number = 0
    for number, data in enumerate(lines, 1):
        for what in _compared(store, data, publisher, came):
            yield Finding(number, what)
    if not number:
        yield Finding(1, "the file is empty")


def review(store: Store, claim: Claim, publisher: Publisher) -> dict[str, Any]:
    """Return the ClaimReview of an approved claim; what is not known is left out."""
    found, evidence = store.check(claim.uid), store.evidence(claim.uid)
    document = store.document(claim.document)
    cited = [_citation(one) for one in evidence if is_web(one.source_url)]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": publisher.page(claim.uid),
        "claimReviewed": claim.text,
        "datePublished": found.modified[:10],  # nothing of an approved check changes: that is the day of approval
        "reviewRating": _rating(found),
        "author": {"@type": "Organization", "name": publisher.name, "url": publisher.url},
        "itemReviewed": _item(store, claim, document) if document else {"@type": "Claim"},
        **({"citation": cited} if cited else {}),
    }


def _rating(check: Check) -> dict[str, Any]:
    name, value = RATINGS[check.verdict or "not_checkable"]
    rated = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", "alternateName": name, **rated, "ratingExplanation": check.justification}


def _item(store: Store, claim: Claim, document: Document) -> dict[str, Any]:
    published = _date(document.published)
    article: dict[str, Any] = {"@type": "NewsArticle"}
    if document.url and is_web(document.url):
        article["url"] = document.url
    if document.title != PurePath(document.name).name:  # a file's name is no headline
        article["headline"] = document.title
    item: dict[str, Any] = {"@type": "Claim"}
    speaker = _speaker(store, claim)
    if speaker is not None:
        words = speaker.role.lower().split()
        kind = "Organization" if words and words[0].strip(",;:") in ORGANISATIONS else "Person"
        item["author"] = {"@type": kind, "name": speaker.name}
    return item | published | ({"appearance": article | published} if len(article) > 1 else {})


def _date(given: str | None) -> dict[str, str]:
    return {"datePublished": given} if given and _DATE.fullmatch(given) else {}


def _citation(one: Evidence) -> dict[str, Any]:
    named = {"name": one.title} if one.title else {}
    publisher = {"publisher": {"@type": "Organization", "name": one.publisher}} if one.publisher else {}
    return {"@type": "CreativeWork", "url": one.source_url} | named | publisher | _date(one.published_on)


def _speaker(store: Store, claim: Claim) -> Speaker | None:
    """Return who said the words that a claim was taken from, where it is one speaker and no doubt."""
    stretch = (claim.start, claim.end)
    named = {
        one.speaker
        for one in store.attributions(claim.document, claim.reviewer)
        if any(overlap(span, stretch) for span in one.content)
    }
    return next((one for one in store.speakers() if one.uid in named), None) if len(named) == 1 else None


def _signed(selection: Selection) -> Publisher:
    if selection.publisher is None:
        raise SettingsError(
            'a ClaimReview is signed: give [publisher] in reviewer.toml a name = "…" and url = "https://…"'
        )
    return selection.publisher


def _chosen(selection: Selection, claim: Claim) -> bool:
    mine = selection.reviewer is None or reviewer_of(claim.reviewer) == selection.reviewer
    there = selection.documents is None or claim.document in selection.documents
    return mine and there and holds(selection.layers or ALL, claim.reviewer)


def _compared(store: Store, data: bytes, publisher: Publisher, came: set[str]) -> Iterator[str]:
    """Yield how a line differs from what the database gives for the claim that its url names."""
    try:
        said = json.loads(data)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        yield "is no JSON object"
        return
    url = said.get("url")
    uid = url.removeprefix(publisher.page("")) if isinstance(url, str) else ""
    claim = store.claim(uid)
    if claim is None or store.check(uid).status != APPROVED:
        yield f"url {shown(url)}: no approved claim of the database has this page now: {STALE}"
        return
    if uid in came:
        yield f"url {shown(url)} has come before"
    came.add(uid)
    yield from differing("", said, review(store, claim, publisher))
