"""W3C annotations: valid by the Recommendation's rules, expanded without loss, true of the text, and read back."""

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it ships no type information
import pytest

from reviewer.errors import ExportError, InputError
from reviewer.formats import Selection, Unit, named
from reviewer.store.marks import Attribution, Claim
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.alike import Forgetful, both_ways, fitting, in_memory, misfits, read_back, texts, written
from tests.formats.canary import TEXT, T, canary
from tests.formats.linked_data import OA, dropped, expanded

store = in_memory

IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
MOTIVATION = {
    "enum": ["assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
             "identifying", "linking", "moderating", "questioning", "replying", "tagging"],
}  # fmt: skip
TEXTUAL = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": MOTIVATION},
}
IDENTIFIED = {
    "type": "object",
    "required": ["type", "source"],
    "properties": {"type": {"const": "SpecificResource"}, "source": {"required": ["id"]}, "purpose": MOTIVATION},
}
QUOTE = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
}
POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
}
BODY: dict[str, Any] = {"anyOf": [IRI, TEXTUAL, IDENTIFIED]}
PLACE: dict[str, Any] = {
    "type": "object",
    "required": ["source"],
    "properties": {"source": IRI, "selector": {"type": "array", "items": {"anyOf": [QUOTE, POSITION]}}},
}
SCHEMA = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": MOTIVATION,
        "creator": {"type": "object", "required": ["type"], "properties": {"name": {"type": "string"}}},
        "created": TIME,
        "modified": TIME,
        "body": {"anyOf": [BODY, {"type": "array", "items": BODY, "minItems": 1}]},
        "target": {"anyOf": [IRI, PLACE, {"type": "array", "items": PLACE, "minItems": 1}]},
    },
}
"""What an annotation must be by the Web Annotation Data Model, of what is used of it here."""


def annotations(store: SqliteStore, selection: Selection | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(store, "w3c", selection)[0].splitlines()]


def marked(store: SqliteStore) -> int:
    """Put the canary with all that an annotation can say, of an article that is on the web."""
    document = canary(store)
    ada = by()
    store.annotate(place(store, document, 0), ada, "types", check_worthiness="CFS", claim_types="numerical causal")
    outer, _ = store.attributions(document, "ada")
    start = TEXT.index("4%")
    store.attribute(
        Attribution("", document, "ada", (), (), ((start, start + 2),), outer.speaker, "mixed", "the press", outer.uid,
                    "", "", "", ""),
        ada,
    )  # fmt: skip
    store.put_claim(Claim("", document, "ada", 2, 11, "There is a mayor.", True, "", "", "", ""), ada)
    return document


@pytest.mark.parametrize("unit", ["sentence", "document"])
def test_every_line_keeps_the_rules_and_expands_without_loss(store: SqliteStore, unit: str) -> None:
    marked(store)
    found = annotations(store, Selection(unit=unit, undecided=True))  # type: ignore[arg-type] # one of two
    assert len(found) == len({one["id"] for one in found}) == 18
    for one in found:
        jsonschema.Draft202012Validator(SCHEMA).validate(one)
        assert dropped(one) == []
        node = expanded(one)
        assert node["@type"] == [f"{OA}Annotation"]
        assert node[f"{OA}motivatedBy"] == [{"@id": OA + one["motivation"]}]


def test_an_expansion_drops_what_no_context_knows() -> None:
    known = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:a:b", "type": "Annotation"}
    assert dropped(known) == []
    assert dropped(known | {"mood": "glad"}) == ["glad"]


def test_every_selector_is_true_of_the_article(store: SqliteStore) -> None:
    marked(store)
    places = [
        target
        for one in annotations(store)
        if not isinstance(one["target"], str)
        for target in (one["target"] if isinstance(one["target"], list) else [one["target"]])
    ]
    for quoted, position in (target["selector"] for target in places):
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quoted["exact"]
        assert TEXT[max(0, start - 32) : start] == quoted["prefix"]
        assert TEXT[end : end + 32] == quoted["suffix"]
    assert ("taxes fell 4%", 18, 31) in {
        (quoted["exact"], position["start"], position["end"])
        for quoted, position in (target["selector"] for target in places)
    }


def test_a_sentence_has_the_shape_that_is_agreed(store: SqliteStore) -> None:
    canary(store)
    first, *_ = annotations(store)
    assert {name: first[name] for name in ("@context", "type", "motivation")} == {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "motivation": "assessing",
    }  # fmt: skip
    assert first["creator"] == {"type": "Person", "name": "ada"}
    assert first["body"][0] == {"type": "TextualBody", "value": "quote", "purpose": "tagging"}
    assert first["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": T, "prefix": "", "suffix": TEXT[43:75]},
        {"type": "TextPositionSelector", "start": 0, "end": 43},
    ]


def test_ids_are_the_same_every_time(store: SqliteStore) -> None:
    marked(store)
    first, again = (written(store, "w3c")[0] for _ in range(2))
    assert first == again


def test_the_canary_comes_back_whole(store: SqliteStore, tmp_path: Path) -> None:
    marked(store)
    out, back = both_ways(store, "w3c", Selection(undecided=True), tmp_path)
    assert back == out
    assert len(out[0]["links"]) == 3


def test_a_document_comes_back_as_its_sentences(store: SqliteStore, tmp_path: Path) -> None:
    marked(store)
    _, back = both_ways(store, "w3c", Selection(unit="document"), tmp_path)
    sentences, _ = both_ways(store, "w3c", Selection(), tmp_path)

    def order(one: dict[str, Any]) -> tuple[str, int]:
        return one["what"][4], one["what"][2]

    assert sorted(back, key=order) == sorted(sentences, key=order)


def test_what_spans_several_sentences_is_told_and_the_sentences_come(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "“It rained. It poured,” said Ann.")
    for index in range(2):
        store.annotate(place(store, document, index), by(), "label", label="quote")
    store.attribute(
        Attribution("", document, "ada", (), (), ((0, 22),), None, "direct", "", None, "", "", "", ""), by()
    )
    found = read_back("w3c", written(store, "w3c", Selection(unit="document"))[0], tmp_path)
    assert len(texts(found)) == 2
    assert misfits(found) == [(3, "CONTENT '“It rained. It poured,' stands within no sentence that the file annotates")]


def line(**changes: Any) -> dict[str, Any]:
    """Return an annotation as another program might write it."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://a.example/1", "type": "Annotation",
        "motivation": "tagging", "body": {"type": "TextualBody", "value": "quote"},
        "target": {"source": "https://news.example/1", "selector": {"type": "TextQuoteSelector", "exact": T}},
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "label", "note"),
    [
        ({}, "quote", ""),
        ({"body": None, "bodyValue": "quote"}, "quote", ""),
        ({"motivation": "commenting"}, None, "quote"),
        ({"motivation": ["oa:tagging"], "body": [{"value": "quote"}, "http://x.example/y"]}, "quote", ""),
        (
            {"body": [{"value": "quote", "purpose": "tagging"}, {"value": "so?", "purpose": "commenting"}]},
            "quote",
            "so?",
        ),
        ({"type": ["Annotation", "Other"], "creator": "mailto:a@example.org"}, "quote", ""),
    ],
)
def test_annotations_of_other_programs_are_read(
    tmp_path: Path, changes: dict[str, Any], label: str | None, note: str
) -> None:
    (unit,) = (one for one in read_back("w3c", json.dumps(line(**changes)).encode(), tmp_path) if isinstance(one, Unit))
    assert (unit.text, unit.label, unit.start, unit.origin.url) == (T, label, None, "https://news.example/1")
    assert (unit.said.note if unit.said else "") == note


@pytest.mark.parametrize("shape", ["list", "page", "collection", "indented"])
def test_a_file_that_is_one_value_is_read(tmp_path: Path, shape: str) -> None:
    both = [line(), line(id="http://a.example/2", body={"value": "background"})]
    value: Any = {
        "list": both,
        "page": {"type": "AnnotationPage", "items": both},
        "collection": {"type": "AnnotationCollection", "first": {"items": both}},
        "indented": both,
    }[shape]
    found = fitting(read_back("w3c", json.dumps(value, indent=2).encode(), tmp_path))
    assert [one["what"][3] for one in found] == ["quote", "background"]


def at(**selector: Any) -> dict[str, Any]:
    quoted = {"type": "TextQuoteSelector", "exact": "Rain."}
    position = {"type": "TextPositionSelector", "start": 0, "end": 5} | selector
    return {"target": {"source": "urn:x:y", "selector": [quoted, position]}}


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (b"{", "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"type": "Note"}', "is no Annotation"),
        (b"17", "is no Annotation"),
        (b"\xff", "is not valid JSON"),
        (line(**at(end=9)), "offsets 0 to 9 are off; the exact words are 5 code points"),
        (line(**at(start=-1)), "offsets -1 to 5 are none"),
        (line(**at(start=0.5)), "offsets 0.5 to 5 are none"),
        (line(**at(start=True)), "offsets True to 5 are none"),
        (line(**at(start=5, end=0)), "offsets 5 to 0 are none"),
        (line(**at(start=10**30)), "are none"),
        (line(target="https://news.example/1"), "has a target without a selector"),
        (line(target=None), "has no target"),
        (line(target={"source": "urn:x:y"}), "has no exact words"),
        (line(body=[{"value": "a", "purpose": "tagging"}, {"value": "b", "purpose": "tagging"}]), "has several tags"),
        (line(body={"value": "CONTENT", "purpose": "tagging"}), "stands within no sentence"),
        (
            line(motivation="linking", body=["urn:a", {"value": "said_by", "purpose": "tagging"}]),
            "links to what is not",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_nothing_else_is_lost(tmp_path: Path, given: Any, what: str) -> None:
    data = given if isinstance(given, bytes) else json.dumps(given).encode()
    good = [json.dumps(line(id=f"urn:a:{number}")).encode() for number in range(2)]
    found = read_back("w3c", b"\n".join([good[0], b"", data, good[1]]), tmp_path)
    assert texts(found) == [T, T]
    ((number, why),) = misfits(found)
    assert number == 3
    assert what in why
    assert "\n" not in why


def of(*places: tuple[int, int], **changes: Any) -> bytes:
    """Return a line on words of the canary's first sentence, in parts."""
    targets = [at(start=start, end=end)["target"] for start, end in places]
    for target, (start, end) in zip(targets, places, strict=True):
        target["selector"][0]["exact"] = T[start:end]
    return json.dumps(line(target=targets, **changes)).encode()


def span(name: str, *places: tuple[int, int]) -> bytes:
    """Return a line for a span of the first sentence, in parts."""
    return of(*places, id=name, body={"value": "CONTENT", "purpose": "tagging"})


def test_a_second_span_of_the_same_name_is_told(tmp_path: Path) -> None:
    sentence = of((0, len(T)))
    found = read_back("w3c", b"\n".join([sentence, span("urn:a", (0, 2)), span("urn:a", (2, 5))]), tmp_path)
    assert [[mark.spans for mark in one.marks] for one in found if isinstance(one, Unit)] == [[((0, 2),)]]
    assert misfits(found) == [(3, "CONTENT 'The' has the id of another annotation")]


def test_parts_of_a_span_are_put_in_order_and_those_that_overlap_are_told(tmp_path: Path) -> None:
    sentence = of((0, len(T)))
    parts = [sentence, span("urn:a", (4, 6), (0, 2)), span("urn:b", (0, 4), (2, 6))]
    found = read_back("w3c", b"\n".join(parts), tmp_path)
    assert [[mark.spans for mark in one.marks] for one in found if isinstance(one, Unit)] == [[((0, 2), (4, 6))]]
    ((number, why),) = misfits(found)
    assert (number, why.partition(" has")[2]) == (3, " parts that overlap")


def test_what_cannot_be_read_back_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written does not match the database"):
        named("w3c").write(store, Selection(), Forgetful())


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(named("w3c").read(tmp_path / "none"))
