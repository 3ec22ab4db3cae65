"""The layers that INCEpTION shows an article's labels and marks in, as a UIMA type system and as one article in it."""

import re
from collections.abc import Sequence
from typing import Any

import cassis

from reviewer.formats.flat import FACTS, MARKED, OF_MARKS, SAID, Value, facts, marked, pieces
from reviewer.formats.pieces import Piece
from reviewer.formats.tokens import tokens
from reviewer.formats.units import CLAIMED, ROLES, Unit

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
SENTENCE, TOKEN = f"{_DKPRO}Sentence", f"{_DKPRO}Token"
"""What INCEpTION lays a text out by."""
LABEL, SPAN, CLAIM = "webanno.custom.SentenceLabel", "webanno.custom.AttributionSpan", "webanno.custom.Claim"
"""The layers of spans: labelled sentences, what attributions consist of, claims."""
RELATION = "webanno.custom.AttributionRelation"
"""The layer of relations, from a content (its governor) to what it is said by (its dependent)."""
ARTICLE = "webanno.custom.Article"
"""The layer of the document as a whole."""
_UIMA = {"string": "String", "strings": "String", "int64": "Integer", "bool": "Boolean"}
_CLAIM = {name: MARKED[name] for name in ("claim", "presupposed", "same_as", "status", "verdict")}
_ATTRIBUTION = {name: kind for name, kind in MARKED.items() if name not in _CLAIM}
_OF_MARKS = {name: SAID[name] for name in OF_MARKS}
_FEATURES: dict[str, dict[str, str]] = {
    LABEL: {"identifier": "string", "label": "string", **SAID},
    SPAN: {"identifier": "string", "label": "string", **_ATTRIBUTION, **_OF_MARKS},
    CLAIM: {"identifier": "string", "label": "string", **_CLAIM, **_OF_MARKS},
    RELATION: {"label": "string"},
    ARTICLE: {("identifier" if name == "id" else name): kind for name, kind in FACTS.items()},
}
"""The features of each layer of ours; lists are one string with spaces or bars between their items."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def type_system() -> cassis.TypeSystem:
    """Return the type system: sentences, tokens and our layers."""
    made = cassis.TypeSystem()
    for name in (SENTENCE, TOKEN):
        made.create_type(name)
    for name, features in _FEATURES.items():
        layer = made.create_type(name, "uima.cas.AnnotationBase" if name == ARTICLE else "uima.tcas.Annotation")
        for feature, kind in features.items():
            made.create_feature(layer, feature, f"uima.cas.{_UIMA[kind]}")
    for end in ("Governor", "Dependent"):
        made.create_feature(RELATION, end, SPAN)
    return made


def article(types: cassis.TypeSystem, unit: Unit, policy: str, sentences: Sequence[tuple[int, int]]) -> cassis.Cas:
    """Return a document as a CAS: code points, which cassis turns into UTF-16 units when it writes."""
    spans, links = pieces(unit)
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = unit.text, "text/plain"
    for start, end in sentences:
        cas.add(types.get_type(SENTENCE)(begin=start, end=end))
    for start, end in tokens(unit.text, [edge for span in spans for edge in (span.start, span.end)]):
        cas.add(types.get_type(TOKEN)(begin=start, end=end))
    whole = facts(unit, policy)
    cas.add(types.get_type(ARTICLE)(identifier=whole.pop("id"), **_plain(whole)))
    put: dict[str, Any] = {}
    for one in spans:
        layer = layer_of(one)
        known: dict[str, Value] = {**marked(one.mark), "identifier": one.id, "label": one.label}
        values = {name: known[name] for name in _FEATURES[layer]}
        annotation = types.get_type(layer)(begin=one.start, end=one.end, **_plain(values))
        cas.add(annotation)
        if layer == SPAN:
            put[one.id] = annotation
    for link in links:
        head, child = put.get(link.head), put.get(link.child)
        if head is None or child is None:  # only attributions have links
            continue
        # INCEpTION draws a relation from where its dependent stands.
        cas.add(
            types.get_type(RELATION)(begin=child.begin, end=child.end, Governor=head, Dependent=child, label=link.label)
        )
    return cas


def layer_of(one: Piece) -> str:
    """Return the layer that a span stands in."""
    return CLAIM if one.label == CLAIMED else SPAN if one.label in ROLES else LABEL


def _plain(values: dict[str, Value]) -> dict[str, str | int | bool | None]:
    return {name: "|".join(value) if isinstance(value, list) else value for name, value in values.items()}


def in_xml(text: str) -> tuple[str, int]:
    """Return a text with U+FFFD for what XML 1.0 has no place for, one for one, and how often that was."""
    return _NO_XML.subn("\ufffd", text)
