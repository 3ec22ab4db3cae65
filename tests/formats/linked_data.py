"""Expanding JSON-LD with no network: contexts of the terms that are used, and what of a document an expansion drops."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyld.jsonld  # type: ignore[import-untyped] # it ships no type information

OA, AS, SCHEMA = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "https://schema.org/"


def _is(name: str) -> dict[str, str]:
    """Return a term whose values are IRIs."""
    return {"@id": name, "@type": "@id"}


ANNOTATIONS: Mapping[str, Any] = {
    "oa": OA,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": _is("@id"),
    "type": _is("@type"),
    **{name: f"oa:{name}" for name in (
        "Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "exact", "prefix",
        "suffix", "tagging", "linking", "assessing", "commenting", "questioning", "classifying", "describing",
        "identifying",
    )},
    "Person": "foaf:Person",
    "name": "foaf:name",
    "nickname": "foaf:nick",
    "value": "rdf:value",
    "body": _is("oa:hasBody"),
    "target": _is("oa:hasTarget"),
    "source": _is("oa:hasSource"),
    "selector": _is("oa:hasSelector"),
    "creator": _is("dcterms:creator"),
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
}  # fmt: skip
"""The terms of the Web Annotation Vocabulary that are used here, as it defines them. No term is a default: what is not
among them is dropped by an expansion."""
PROPERTIES = (
    "claimReviewed", "reviewRating", "alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation",
    "author", "itemReviewed", "appearance", "headline", "citation", "name", "publisher", "datePublished",
)  # fmt: skip
CLAIMS: Mapping[str, Any] = {
    **{name: SCHEMA + name for name in PROPERTIES},
    **{name: SCHEMA + name for name in (
        "ClaimReview", "Rating", "Organization", "Person", "Claim", "NewsArticle", "CreativeWork",
    )},
    "url": _is(SCHEMA + "url"),
}  # fmt: skip
"""The terms of schema.org that are used here."""
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATIONS, "https://schema.org": CLAIMS}


def _loaded(url: str, _options: object) -> dict[str, Any]:
    """Give pyld a context that is known; raises KeyError for any other."""
    return {
        "contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
        "document": {"@context": CONTEXTS[url]},
    }  # fmt: skip


def expanded(document: Mapping[str, Any]) -> Any:
    """Return the one node that a document is, expanded."""
    (node,) = pyld.jsonld.expand(document, {"documentLoader": _loaded})
    return node


def strings(value: Any) -> Iterator[str]:
    """Yield every text and number that stands in a value, as text."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name != "@context":
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif value is not None:
        yield str(value)


def dropped(document: Mapping[str, Any]) -> list[str]:
    """Return the values of a document that its expansion does not hold, as they stand or as the IRI of a term."""
    context = CONTEXTS[document["@context"]]
    held = list(strings(expanded(document)))
    lost = []
    for one in strings(document):
        prefix, _, name = str(context.get(one, "")).partition(":")
        term = str(context.get(prefix, f"{prefix}:")) + name
        found = one if one in held else term
        if found in held:
            held.remove(found)
        else:
            lost.append(one)
    return lost
