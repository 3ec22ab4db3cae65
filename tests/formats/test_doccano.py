"""doccano: what its documentation and its importer ask for, and what its export gives back."""

import json
from pathlib import Path
from typing import Any

import pytest

from reviewer.errors import ExportError, SettingsError
from reviewer.formats import Selection, named
from reviewer.formats.units import Misfit, Unit, UnitKind
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import T, canary
from tests.formats.conftest import Memory
from tests.formats.round_trip import BESIDE, SAID, dropped, read, there_and_back, told, units_of, written
from tests.report.desk import worked_on

TAKEN = {"id", "text", "label", "entities", "relations", "Comments", "filename", "upload_name", "uuid", "line_number"}
"""Names that doccano has for itself: a field of one's own must have another."""


def doccanos(line: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]], dict[str, Any]]:
    """Read a line as doccano does: spans and relations by the words that UTF-16 units give, and the metadata."""
    record = json.loads(line)
    text = record.pop("text")
    units = text.encode("utf-16-le")
    entities = record.pop("entities", [])
    relations = record.pop("relations", [])
    label = record.pop("label", [])
    assert not TAKEN & record.keys()
    spans = [(one["id"], one["start_offset"], one["end_offset"], one["label"]) for one in entities]
    spans += [(number, *one) for number, one in enumerate(label) if isinstance(one, list)]
    words: dict[int, tuple[str, str]] = {}
    for number, start, end, name in spans:
        assert isinstance(name, str)
        assert name
        assert 0 <= start < end <= len(units) // 2
        assert number not in words
        words[number] = (name, units[2 * start : 2 * end].decode("utf-16-le"))
    related = [(one["type"], words[one["from_id"]][1], words[one["to_id"]][1]) for one in relations]
    return list(words.values()), related, record


def lines(store: SqliteStore, unit: UnitKind = "sentence", task: str = "relations") -> list[bytes]:
    return written(store, "doccano", Selection(unit=unit, options={"task": task}))[0].data.splitlines()


def test_the_canary_has_the_offsets_that_doccano_counts(store: SqliteStore) -> None:
    canary(store)
    spans = json.loads(lines(store, task="spans")[0])["label"]
    assert spans == [[0, 44, "quote"], [19, 32, "CONTENT"], [3, 12, "SOURCE"], [13, 17, "CUE"], [19, 32, "CLAIM"]]
    related = json.loads(lines(store)[0])
    assert related["entities"][2] == {"id": 2, "start_offset": 3, "end_offset": 12, "label": "SOURCE"}
    assert related["relations"][0] == {"from_id": 1, "to_id": 2, "type": "said_by"}
    assert json.loads(lines(store, task="classification")[0])["label"] == ["quote"]


@pytest.mark.parametrize("unit", ["sentence", "document"])
def test_an_independent_reader_finds_the_words(store: SqliteStore, unit: UnitKind) -> None:
    canary(store)
    seen = [doccanos(line) for line in lines(store, unit)]
    spans = [span for one in seen for span in one[0]]
    assert ("SOURCE", "The mayor") in spans
    assert ("quote", T) in spans
    assert [span for span in spans if span[0] == "CONTENT"] == [
        ("CONTENT", "taxes fell 4%"),
        ("CONTENT", "“rose”"),
        ("CONTENT", "“by a third”"),
    ]
    assert [one for _, related, _ in seen for one in related] == [
        ("said_by", "taxes fell 4%", "The mayor"),
        ("cued_by", "taxes fell 4%", "said"),
        ("continues", "“by a third”", "“rose”"),
        ("said_by", "“rose”", "she"),
        ("cued_by", "“rose”", "added"),
    ] or unit == "document"
    assert [spans for one in lines(store, unit, "spans") for spans in doccanos(one)[0]] == spans
    assert {frozenset(fields) for _, _, fields in seen} == {frozenset(seen[0][2])}  # its importer reads a table


def test_ids_of_spans_differ_across_the_whole_file(store: SqliteStore) -> None:
    canary(store)
    ids = [one["id"] for line in lines(store) for one in json.loads(line)["entities"]]
    assert ids == list(range(len(ids)))


@pytest.mark.parametrize("unit", ["sentence", "document", "claim"])
def test_what_is_written_with_relations_comes_back_the_same(store: SqliteStore, tmp_path: Path, unit: UnitKind) -> None:
    there, back, losses = there_and_back(store, "doccano", Selection(unit=unit), tmp_path)
    without = {*BESIDE, *(SAID if unit == "document" else ()), *(["marks"] if unit == "claim" else ())}
    assert [told(one, without=without) for one in back] == [told(one, without=without) for one in there]
    expected = {"speakers": 2, "quote types": 3, "addressees": 1, "the words of claims": 1} if unit != "claim" else {}
    of_sentences = {"uncertain marks": 1, "notes": 1, "check-worthiness": 1, "claim types": 1}
    assert dropped(losses) == expected | (of_sentences if unit == "document" else {})


def test_spans_alone_lose_what_joins_them_and_say_so(store: SqliteStore, tmp_path: Path) -> None:
    _, back, losses = there_and_back(store, "doccano", Selection(options={"task": "spans"}), tmp_path)
    assert not any(one.links for one in back)
    lost = dict(losses.items())
    assert lost["who said what and by which cue"] == 5
    assert lost["spans in parts, whose parts no longer belong together"] == 1


def test_a_category_alone_loses_the_marks_and_says_so(store: SqliteStore, tmp_path: Path) -> None:
    there, back, losses = there_and_back(store, "doccano", Selection(options={"task": "classification"}), tmp_path)
    without = ("marks", "links")
    assert [told(one, without=without) for one in back] == [told(one, without=without) for one in there]
    assert dict(losses.items())["attributions"] == 3


@pytest.mark.parametrize("task", ["relations", "spans", "classification"])
def test_a_claim_has_its_verdict_for_a_label(store: SqliteStore, tmp_path: Path, task: str) -> None:
    _, claim = worked_on(store)
    (line,) = lines(store, "claim", task)
    (unit,) = units_of("doccano", line, tmp_path)
    assert (unit.what, unit.label, unit.text, unit.start) == ("claim", "supported", "The river rose on Monday.", 21)
    assert [one.claim and one.claim.uid for one in unit.marks] == [claim]


def test_a_document_is_no_example_to_classify(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(SettingsError, match="give --unit sentence"):
        lines(store, "document", "classification")


class Shifted(Memory):
    """A target that gives back a span one place further on."""

    def put(self, data: bytes) -> bytes:
        return super().put(data).replace(b"19", b"20").replace(b"32", b"33")


def test_what_is_not_written_as_it_should_be_is_no_export(store: SqliteStore) -> None:
    canary(store)
    for task in ("relations", "spans"):
        with pytest.raises(ExportError, match="does not match the database"):
            named("doccano").write(store, Selection(options={"task": task}), Shifted())


def test_what_doccano_exports_comes_in(tmp_path: Path) -> None:
    exported = (
        {"id": 61, "text": T, "label": ["quote"], "Comments": ["is it?", "it is"]},
        {"id": 62, "text": T, "label": [[3, 12, "SOURCE"], [19, 32, "CONTENT"]], "Comments": []},
        {
            "id": 63, "text": T, "Comments": [],
            "entities": [
                {"id": 7, "label": "SOURCE", "start_offset": 3, "end_offset": 12},
                {"id": 9, "label": "CONTENT", "start_offset": 19, "end_offset": 32},
            ],
            "relations": [{"id": 1, "from_id": 9, "to_id": 7, "type": "said_by"}],
        },
        {"id": 64, "data": T, "label": []},
        {"text": T, "label": "quote"},
        {"text": f"{T} So.", "label": [[0, 44, "quote"]]},
    )  # fmt: skip
    data = b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in exported)
    category, spans, related, bare, word, document = units_of("doccano", data, tmp_path)
    assert (category.label, category.said and category.said.note) == ("quote", "is it?\nit is")
    assert [(one.label, one.spans) for one in spans.marks] == [("SOURCE", ((2, 11),)), ("CONTENT", ((18, 31),))]
    assert spans.marks[0].spans == related.marks[0].spans
    assert [(one.head, one.child, one.label) for one in related.links] == [("e9", "e7", "said_by")]
    assert (bare.label, bare.said, bare.marks) == (None, None, ())
    assert word.label == "quote"
    assert (document.what, [one.spans for one in document.marks]) == ("document", [((0, 43),)])


def line(**changed: Any) -> bytes:
    return json.dumps({"text": T, "label": ["quote"], **changed}).encode() + b"\n"


def entity(number: object, start: object, end: object, label: object = "CUE") -> dict[str, object]:
    return {"id": number, "start_offset": start, "end_offset": end, "label": label}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b'{"text": \n', "is not valid JSON"),
        (line(text=None), 'has no "text"'),
        (line(label=["quote", "assertion"]), "has 2 labels"),
        (line(label={"quote": 1}), '"label" is no list'),
        (line(label=[7]), "neither a word nor a span"),
        (line(label=[[3, 12]]), "neither a word nor a span"),
        (line(label=[[3, 12, ""]]), "has no label"),
        (line(label=[[1, 12, "CUE"]]), "offset 1 is inside a surrogate pair"),
        (line(label=[[3, 45, "CUE"]]), "offsets 3 to 45 are out of range; the text has 44 UTF-16 units"),
        (line(label=[[-3, 4, "CUE"]]), "out of range"),
        (line(label=[[12, 3, "CUE"]]), "out of range"),
        (line(label=[[3.0, 12, "CUE"]]), "no whole number"),
        (line(label=[["3", 12, "CUE"]]), "no whole number"),
        (line(label=[[3, 10**300, "CUE"]]), "out of range"),
        (line(entities=[entity(1, 3, 12), entity(1, 13, 17)]), "the same id"),
        (line(entities=[entity([], 3, 12)]), "an id is no whole number"),
        (line(entities=[entity(1, 3, 12)], relations=[{"from_id": 1, "to_id": 2, "type": "x"}]), "not there"),
        (line(entities=[entity(1, 3, 12)], relations=[{"from_id": 1, "to_id": 1}]), "a relation has no type"),
        (line(relations="x"), "a relation has no type"),
    ],
)
def test_a_record_that_does_not_fit_is_told_with_its_line_and_the_rest_comes(
    tmp_path: Path, bad: bytes, why: str
) -> None:
    before, misfit, after = read("doccano", line() + b"\r\n" + bad + line(), tmp_path)
    assert isinstance(misfit, Misfit)
    assert misfit.line == 3
    assert why in misfit.what
    for unit, number in ((before, 1), (after, 4)):
        assert isinstance(unit, Unit)
        assert (unit.text, unit.label, unit.line) == (T, "quote", number)


def test_a_text_with_line_separators_of_other_kinds_is_one_line(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "It rained\u2028and\x85poured.")
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    target, _ = written(store, "doccano", Selection())
    assert len(units_of("doccano", target.data, tmp_path)) == target.data.count(b"\n")
