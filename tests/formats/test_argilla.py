"""The Argilla format: records that keep the rules of Argilla's server, and the settings of the dataset they go into."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import Selection
from reviewer.formats.losses import CLAIM_WORDS, MARK_TIMES, NOTES, QUOTE_TYPES, RELATIONS, SPEAKERS, UNCERTAIN
from reviewer.formats.units import UNITS, UnitKind
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import TEXT, T, canary
from tests.formats.folders import ESCAPED, export, files, lines

AGENT = re.compile(r"^(?=.*[a-zA-Z0-9])[a-zA-Z0-9-_:\.\/\s]+$")
"""What Argilla's server takes for the name of who suggests something."""
NAME = re.compile(r"^(?=.*[a-z0-9])[a-z0-9_-]+$")
"""What it takes for the name of a question or of metadata."""


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory: a format sees no difference to one in a file."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def refused(record: dict[str, Any], settings: dict[str, Any]) -> list[str]:
    """Return why Argilla would not take a record into a dataset with these settings."""
    options = {
        one["name"]: [option["value"] for option in one["settings"].get("options", ())] for one in settings["questions"]
    }
    kinds = {one["name"]: int if one["settings"]["type"] == "integer" else str for one in settings["metadata"]}
    known = {"id", "text", *options, *kinds, *settings["mapping"]}
    wrong = [f"nothing is named {name}" for name in record if name not in known]
    wrong += [
        f"{name} is of another type" for name, kind in kinds.items() if not isinstance(record.get(name, kind()), kind)
    ]
    if not record["text"]:
        wrong.append("no text")
    if record.get("kind.suggestion") not in (None, *options.get("kind", ())):
        wrong.append("a label that is no option")
    if not AGENT.match(record.get("kind.suggestion.agent", "ada")):
        wrong.append("an agent's name")
    for span in record["spans"]:
        if not 0 <= span["start"] < span["end"] <= len(record["text"]) or span["label"] not in options["spans"]:
            wrong.append(f"span {span}")
    return wrong


def written(
    store: SqliteStore, folder: Path, unit: UnitKind = "sentence"
) -> tuple[list[Any], Any, list[tuple[str, int]]]:
    exported = export(store, folder / "news.jsonl", "argilla", Selection(unit=unit))
    (settings,) = lines(folder / "news.settings.json")
    return lines(folder / "news.jsonl"), settings, exported.losses.items()


@pytest.mark.parametrize("unit", UNITS)
def test_every_record_goes_into_a_dataset_with_the_settings_beside_it(
    store: SqliteStore, tmp_path: Path, unit: UnitKind
) -> None:
    canary(store)
    records, settings, _ = written(store, tmp_path, unit)
    assert [refused(record, settings) for record in records] == [[]] * len(records)
    assert len({record["id"] for record in records}) == len(records)
    names = [one["name"] for part in ("fields", "questions", "metadata") for one in settings[part]]
    assert all(map(NAME.match, names))
    assert len(set(names)) == len(names)
    assert [name for name in files(tmp_path) if name.startswith("news")] == [
        "news.jsonl",
        "news.jsonl.report.json",
        "news.settings.json",
    ]


def test_a_record_has_the_label_as_a_suggestion_of_its_reviewer_and_spans_in_code_points(
    store: SqliteStore, tmp_path: Path
) -> None:
    canary(store)
    (first, bens, second, _), settings, losses = written(store, tmp_path)
    assert (first["text"], first["kind.suggestion"], first["kind.suggestion.agent"]) == (T, "quote", "ada")
    assert first["spans"][:3] == [
        {"start": 2, "end": 11, "label": "SOURCE"},
        {"start": 12, "end": 16, "label": "CUE"},
        {"start": 18, "end": 31, "label": "CONTENT"},
    ]
    assert (first["note"], first["uncertain"], second["start"]) == (
        'ask the "statistics office"\tat once', "true", len(T) + 1,
    )  # fmt: skip
    assert (bens["kind.suggestion"], bens["spans"]) == ("assertion", [])
    assert [option["value"] for option in settings["questions"][0]["settings"]["options"]] == [
        "quote", "assertion", "background", "not_a_claim",
    ]  # fmt: skip
    assert losses == [
        (RELATIONS, 4), (SPEAKERS, 1), (QUOTE_TYPES, 2), (CLAIM_WORDS, 1),
        (MARK_TIMES, 3), ("spans in parts, whose parts stand alone", 1),
    ]  # fmt: skip


def test_a_document_has_its_sentences_as_spans(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    (adas, _), _, losses = written(store, tmp_path, "document")
    assert adas["text"] == TEXT
    labelled = [(span["label"], TEXT[span["start"] : span["end"]]) for span in adas["spans"] if span["label"].islower()]
    assert labelled[0] == ("quote", T)
    assert len(labelled) == 3
    assert dict(losses)[UNCERTAIN] == dict(losses)[NOTES] == 1


def test_names_that_argilla_refuses_are_made_plain_and_stay_whole_in_the_metadata(
    store: SqliteStore, tmp_path: Path
) -> None:
    (document,) = put(store, ESCAPED)
    for name in ("Åse Rød", "日本"):
        store.annotate(place(store, document, 0), by(name), "label", label="quote")
    records, settings, _ = written(store, tmp_path)
    assert [refused(record, settings) for record in records] == [[], []]
    assert [record["kind.suggestion.agent"] for record in records] == ["_se R_d", "reviewer"]
    assert [record["reviewer"] for record in records] == ["Åse Rød", "日本"]
    assert records[0]["text"] in ESCAPED


def test_datasets_reads_the_records(store: SqliteStore, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="the extra huggingface is not installed")
    canary(store)
    records, _, _ = written(store, tmp_path)
    found = datasets.load_dataset("json", data_files=str(tmp_path / "news.jsonl"), cache_dir=str(tmp_path / "cache"))
    assert found["train"]["text"][:] == [record["text"] for record in records]
    assert found["train"][0]["spans"] == records[0]["spans"]
