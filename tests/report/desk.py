"""A desk whose work is reported: an article with marks of two reviewers, and a claim that went all the way."""

from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Evidence
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, place, put

JUSTIFICATION = "The gauge says so.\nSo does the mayor."


def claimed(store: SqliteStore, document: int, words: str, text: str, reviewer: str = "ada") -> str:
    """Claim something of the article's words; return the claim's uid."""
    start = store.text(document).index(words)
    value = Claim("", document, "", start, start + len(words), text, False, "", "", "", "")
    return store.put_claim(value, by(reviewer)).changes[-1].key[0]


def approved(store: SqliteStore, claim: str, verdict: str = "supported", justification: str = JUSTIFICATION) -> None:
    """Take a claim all the way: checked and drafted by ada, approved by ben."""
    for status in ("to_check", "in_check"):
        store.step(claim, status, by("ada"))
    store.find_out(claim, by("ada"), verdict=verdict, justification=justification, searched="The archive.")
    evidence = Evidence(
        "", claim, "https://water.example/level?day=1&gauge=[2]", "https://archive.example/1", "Level of the river",
        "Water Board", "2026-01-04", "2026-01-05T09:00:00.000Z", "table 2", "Monday: 4.1 m", "web_table", "supports",
        primary=True, note="read twice",
    )  # fmt: skip
    store.put_evidence(evidence, by("ada"))
    store.step(claim, "drafted", by("ada"))
    store.step(claim, "second_review", by("ada"))
    store.step(claim, "approved", by("ben"))


def worked_on(store: SqliteStore, text: str = FLOOD, words: str = "The river rose on Monday.") -> tuple[int, str]:
    """Import an article, label and mark it, and have one claim approved; return the document and the claim's uid."""
    (document,) = put(store, text)
    for index, label in enumerate(("assertion", "quote", "background")):
        store.annotate(place(store, document, index), by("ada"), "label", label=label)
    store.annotate(place(store, document, 0), by("ben"), "label", label="quote")
    start = store.text(document).index(words)
    spans = ((start, start + len(words)),)
    said = Attribution("", document, "", (), (), spans, None, "indirect", "", None, *[""] * 4)
    store.attribute(said, by("ada"), Speaker("", "Ann Roe", (), "mayor"))
    claim = claimed(store, document, words, words)
    approved(store, claim)
    return document, claim
