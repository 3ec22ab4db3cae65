"""ClaimReview: what schema.org and its readers ask for, of approved claims only, and nothing that was guessed."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it ships no type information
import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import SettingsError
from reviewer.formats import Selection, named
from reviewer.settings import Publisher
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, article, by
from tests.formats.conftest import Memory
from tests.formats.linked_data import SCHEMA as TERMS
from tests.formats.linked_data import dropped, expanded
from tests.report.desk import approved, claimed, worked_on

DESK = Publisher("City Desk", "https://desk.example", "https://desk.example/checks")
SIGNED = Selection(publisher=DESK)
URL = {"type": "string", "pattern": "^https?://"}
DATE = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d.*)?)?$"}
WHO = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {"@type": {"enum": ["Person", "Organization"]}, "name": {"type": "string", "minLength": 1}},
}
SCHEMA = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "reviewRating", "url"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "url": URL,
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": DATE,
        "author": WHO,
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {
                "@type": {"const": "Rating"},
                "ratingValue": {"type": "integer", "minimum": 1, "maximum": 5},
            },
            "dependentRequired": {
                "ratingValue": ["bestRating", "worstRating"],
                "bestRating": ["ratingValue"],
                "worstRating": ["ratingValue"],
            },
        },
        "itemReviewed": {
            "type": "object",
            "required": ["@type"],
            "properties": {"@type": {"const": "Claim"}, "author": WHO, "datePublished": DATE},
            "not": {"required": ["appearance", "firstAppearance"]},
        },
        "citation": {"type": "array", "items": {"required": ["@type", "url"], "properties": {"url": URL}}},
    },
}
"""Required and recommended properties as Google's documentation of ClaimReview and schema.org give them."""


def valid(review: dict[str, Any]) -> None:
    """Hold one review against the schema; raises ValidationError."""
    jsonschema.Draft202012Validator(SCHEMA).validate(review)


def reviews(store: SqliteStore, selection: Selection = SIGNED) -> list[dict[str, Any]]:
    """Return what is exported, each checked against the schema."""
    sink = Memory()
    count = named("claimreview").write(store, selection, sink)
    lines = sink.data.splitlines(keepends=True)
    assert len(lines) == count
    assert not lines or not list(named("claimreview").check(store, lines, SIGNED))
    found = [json.loads(line) for line in lines]
    for one in found:
        valid(one)
    return found


def test_a_review_expands_to_the_terms_of_schema_org_without_loss(store: SqliteStore) -> None:
    worked_on(store)
    (one,) = reviews(store)
    assert dropped(one) == []
    node = expanded(one)
    assert node["@type"] == [f"{TERMS}ClaimReview"]
    assert node[f"{TERMS}reviewRating"][0]["@type"] == [f"{TERMS}Rating"]


def test_an_approved_claim_has_the_shape_of_the_standard(store: SqliteStore) -> None:
    given = article(FLOOD)._replace(url="https://news.example/flood", published="2026-01-04T10:00:00Z")
    store.add([(given, segment(FLOOD))], by(), SPLITTER)
    _, claim = worked_on(store)
    (one,) = reviews(store)
    assert one == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"https://desk.example/checks/{claim}",
        "claimReviewed": "The river rose on Monday.",
        "datePublished": store.check(claim).modified[:10],
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "True",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "The gauge says so.\nSo does the mayor.",
        },
        "author": {"@type": "Organization", "name": "City Desk", "url": "https://desk.example"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Roe"},
            "datePublished": "2026-01-04T10:00:00Z",
            "appearance": {
                "@type": "NewsArticle",
                "url": "https://news.example/flood",
                "headline": "Flood closes bridge",
                "datePublished": "2026-01-04T10:00:00Z",
            },
        },
        "citation": [
            {
                "@type": "CreativeWork",
                "url": "https://water.example/level?day=1&gauge=[2]",
                "name": "Level of the river",
                "publisher": {"@type": "Organization", "name": "Water Board"},
                "datePublished": "2026-01-04",
            }
        ],
    }


@pytest.mark.parametrize(
    ("verdict", "name", "value"),
    [
        ("supported", "True", 5),
        ("refuted", "False", 1),
        ("conflicting_evidence", "Conflicting evidence", 3),
        ("not_enough_evidence", "Not enough evidence", None),
        ("not_checkable", "Not checkable", None),
    ],
)
def test_a_verdict_without_a_value_is_never_nought(
    store: SqliteStore, verdict: str, name: str, value: int | None
) -> None:
    document, _ = worked_on(store)
    approved(store, claimed(store, document, "The mayor closed", "The mayor closed it."), verdict)
    rating = reviews(store)[-1]["reviewRating"]
    assert (rating["alternateName"], rating.get("ratingValue")) == (name, value)
    assert ("bestRating" in rating, "worstRating" in rating) == (value is not None, value is not None)


def test_what_is_not_known_is_left_out(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    approved(store, claimed(store, document, "It was built", "The bridge is of 1932."))
    item = reviews(store)[-1]["itemReviewed"]
    assert item == {"@type": "Claim", "appearance": {"@type": "NewsArticle", "headline": "Flood closes bridge"}}


def test_what_is_not_approved_stays_in_the_house(store: SqliteStore) -> None:
    document, claim = worked_on(store)
    claimed(store, document, "It was built", "The bridge is of 1932.")
    store.step(claim, "reopened", by("ada"), "a new gauge")
    assert reviews(store) == []


def test_without_a_publisher_nothing_is_signed(store: SqliteStore) -> None:
    worked_on(store)
    with pytest.raises(SettingsError, match=r"\[publisher\] in reviewer.toml"):
        named("claimreview").write(store, Selection(), Memory())


def test_a_check_names_what_differs(store: SqliteStore) -> None:
    worked_on(store)
    sink = Memory()
    named("claimreview").write(store, SIGNED, sink)
    found = named("claimreview").check(
        store, [sink.data.replace(b'"True"', b'"False"'), sink.data.replace(b"checks/", b"other/"), b"[]\n"], SIGNED
    )
    said = [(one.line, one.what) for one in found]
    assert [line for line, _ in said] == [1, 2, 3]
    assert said[0][1].startswith("reviewRating.alternateName is 'False', the database has 'True' now")
    assert "no approved claim of the database has this page now" in said[1][1]
    assert said[2][1] == "is no JSON object"


def test_the_page_of_a_claim_stands_under_the_url_of_reviews() -> None:
    assert DESK.page("c") == "https://desk.example/checks/c"
    assert DESK._replace(reviews="https://desk.example/?claim=").page("c") == "https://desk.example/?claim=c"
