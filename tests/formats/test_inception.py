"""The INCEpTION format: UIMA files that dkpro-cassis reads back, with offsets in UTF-16 units, for any text."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import Selection
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import SECOND, TEXT, T, canary
from tests.formats.folders import ESCAPED, export, files

cassis = pytest.importorskip("cassis", reason="the extra inception is not installed")
DOCUMENT = Selection(unit="document")


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory: a format sees no difference to one in a file."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def read(folder: Path) -> list[Any]:
    """Return the articles of a folder, as cassis reads them."""
    types = cassis.load_typesystem(folder / "TypeSystem.xml")
    xmi = [cassis.load_cas_from_xmi(path, types) for path in sorted(folder.glob("*.xmi"))]
    return xmi or [cassis.load_cas_from_json(path.read_text("utf-8")) for path in sorted(folder.glob("0*.json"))]


def found(cas: Any, layer: str) -> list[tuple[str, str]]:
    return [(one.label, one.get_covered_text()) for one in cas.select(f"webanno.custom.{layer}")]


@pytest.mark.parametrize("form", ["xmi", "json"])
def test_cassis_reads_back_labels_marks_and_relations(store: SqliteStore, tmp_path: Path, form: str) -> None:
    canary(store)
    exported = export(store, tmp_path / "out", "inception", DOCUMENT, form=form)
    assert (exported.records, exported.losses.items()) == (2, [])
    adas, bens = read(tmp_path / "out")
    assert adas.sofa_string == bens.sofa_string == TEXT
    assert found(adas, "SentenceLabel") == [("quote", T), ("quote", SECOND), ("background", "Nothing else happened.")]
    assert found(bens, "SentenceLabel") == [("assertion", T)]
    assert sorted(found(adas, "AttributionSpan")) == [
        ("CONTENT", "taxes fell 4%"), ("CONTENT", "“by a third”"), ("CONTENT", "“rose”"),
        ("CUE", "added"), ("CUE", "said"), ("SOURCE", "The mayor"), ("SOURCE", "she"),
    ]  # fmt: skip
    relations = {
        (one.Governor.get_covered_text(), one.label, one.Dependent.get_covered_text())
        for one in adas.select("webanno.custom.AttributionRelation")
    }
    assert relations == {
        ("taxes fell 4%", "said_by", "The mayor"), ("taxes fell 4%", "cued_by", "said"),
        ("“rose”", "said_by", "she"), ("“rose”", "cued_by", "added"), ("“by a third”", "continues", "“rose”"),
    }  # fmt: skip


@pytest.mark.parametrize("form", ["xmi", "json"])
def test_what_is_known_of_labels_and_marks_stands_in_their_features(
    store: SqliteStore, tmp_path: Path, form: str
) -> None:
    canary(store)
    export(store, tmp_path / "out", "inception", DOCUMENT, form=form)
    adas, _ = read(tmp_path / "out")
    label = adas.select("webanno.custom.SentenceLabel")[0]
    assert (label.uncertain, label.note) == (True, 'ask the "statistics office"\tat once')
    (claim,) = adas.select("webanno.custom.Claim")
    assert (claim.get_covered_text(), claim.claim) == ("taxes fell 4%", "Taxes in Oslo fell by 4 %.")
    speakers = [one.speaker_name for one in adas.select("webanno.custom.AttributionSpan") if one.speaker_name]
    assert speakers == ["Ann Rød"]
    (article,) = adas.select("webanno.custom.Article")
    assert (article.reviewer, article.sha256) == ("ada", store.documents()[0].sha256)


def test_sentences_are_those_of_the_store_and_tokens_break_where_marks_do(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    export(store, tmp_path / "out", "inception", DOCUMENT)
    adas, bens = read(tmp_path / "out")
    segmentation = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
    for cas in (adas, bens):
        sentences = [one.get_covered_text() for one in cas.select(f"{segmentation}.Sentence")]
        assert sentences == [T, SECOND, "Nothing else happened."]
    tokens = [(one.begin, one.end) for one in adas.select(f"{segmentation}.Token")]
    assert "".join(adas.sofa_string[start:end] for start, end in tokens) == "".join(TEXT.split())
    edges = {edge for token in tokens for edge in token}
    marks = [one for layer in ("AttributionSpan", "Claim") for one in adas.select(f"webanno.custom.{layer}")]
    assert all({mark.begin, mark.end} <= edges for mark in marks)


def test_offsets_in_the_files_count_utf_16_units(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    export(store, tmp_path / "xmi", "inception", DOCUMENT)
    xml = (tmp_path / "xmi" / "00001-flood-ada.xmi").read_text("utf-8")
    assert re.search(r'<custom:AttributionSpan [^>]*begin="3" end="12" [^>]*label="SOURCE"', xml)
    assert re.search(r'<custom:Claim [^>]*begin="19" end="32" ', xml)
    export(store, tmp_path / "json", "inception", DOCUMENT, form="json")
    given = json.loads((tmp_path / "json" / "00001-flood-ada.json").read_text("utf-8"))["%FEATURE_STRUCTURES"]
    assert {(one["begin"], one["end"]) for one in given if one.get("label") == "SOURCE"} >= {(3, 12)}


def test_what_xml_cannot_hold_is_replaced_one_for_one_and_counted(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, ESCAPED)
    store.annotate(place(store, document, 0), by("ada\x1b"), "label", label="quote")
    store.annotate(place(store, document, 0), by("ada\x1b"), "note", note="see \x1b[31m\ufffe")
    exported = export(store, tmp_path / "out", "inception", DOCUMENT)
    (cas,) = read(tmp_path / "out")
    assert cas.sofa_string == ESCAPED.translate({0x1B: "\ufffd", 0: "\ufffd"})
    assert [one.note for one in cas.select("webanno.custom.SentenceLabel")] == ["see \ufffd[31m\ufffd"]
    ((what, times),) = exported.losses.items()
    assert what.startswith("characters that XML has no place for")
    assert times >= 5
    assert files(tmp_path / "out") == [".report.json", "00001-flood-ada_.xmi", "TypeSystem.xml"]


def test_json_holds_every_character(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, ESCAPED)
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    assert export(store, tmp_path / "out", "inception", DOCUMENT, form="json").losses.items() == []
    assert [cas.sofa_string for cas in read(tmp_path / "out")] == [ESCAPED]


def test_many_articles_are_many_files_that_stand_together(store: SqliteStore, tmp_path: Path) -> None:
    for document in put(store, *(f"Article {one} says that rents rose." for one in range(70))):
        store.annotate(place(store, document, 0), by(), "label", label="assertion")
    assert export(store, tmp_path / "out", "inception", DOCUMENT).records == 70
    assert [cas.sofa_string for cas in read(tmp_path / "out")] == [
        f"Article {one} says that rents rose." for one in range(70)
    ]
