"""The Hugging Face format: a folder that datasets loads with its features and parts, as JSON lines and as Parquet."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import PARTS, Selection, Split
from reviewer.formats.units import UNITS, UnitKind
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import SECOND, TEXT, T, canary
from tests.formats.folders import ESCAPED, export, files, lines

os.environ["HF_DATASETS_OFFLINE"] = os.environ["HF_HUB_OFFLINE"] = "1"
KINDS = ["jsonl", "parquet"]


@pytest.fixture(autouse=True, scope="module")
def package() -> None:
    """Load datasets where its tests run, and not where they are collected: it takes seconds."""
    pytest.importorskip("datasets", reason="the extra huggingface is not installed")


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory: a format sees no difference to one in a file."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def load(folder: Path) -> Any:
    import datasets  # noqa: PLC0415 - see `package`

    return datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "cache"))


def words(row: Any) -> list[tuple[str, str]]:
    return [(span["label"], row["text"][span["start"] : span["end"]]) for span in row["spans"]]


@pytest.mark.parametrize("data", KINDS)
def test_sentences_load_with_their_labels_as_classes_and_their_marks_as_spans(
    store: SqliteStore, tmp_path: Path, data: str
) -> None:
    canary(store)
    exported = export(store, tmp_path / "news", "huggingface", data=data)
    assert (exported.records, exported.losses.items()) == (4, [])
    assert files(tmp_path / "news") == [".report.json", "README.md", f"data/train-00000.{data}"]
    rows = load(tmp_path / "news")["train"]
    kind = rows.features["label"]
    assert kind.names == ["quote", "assertion", "background", "not_a_claim"]
    assert [kind.int2str(label) for label in rows["label"][:]] == ["quote", "assertion", "quote", "background"]
    first, bens, second, _ = rows
    assert (first["text"], bens["text"], second["text"]) == (T, T, SECOND)
    assert words(first)[:3] == [("SOURCE", "The mayor"), ("CUE", "said"), ("CONTENT", "taxes fell 4%")]
    assert (first["spans"][0]["start"], first["spans"][0]["end"]) == (2, 11)
    assert first["spans"][2]["speaker_name"] == "Ann Rød"
    assert {"head": "a1.2", "child": "a1", "label": "continues"} in second["links"]
    assert (first["uncertain"], first["note"]) == (True, 'ask the "statistics office"\tat once')
    assert (bens["reviewer"], second["start"]) == ("ben", len(T) + 1)


@pytest.mark.parametrize("data", KINDS)
def test_documents_and_claims_load_as_well(store: SqliteStore, tmp_path: Path, data: str) -> None:
    canary(store)
    export(store, tmp_path / "documents", "huggingface", Selection(unit="document"), data=data)
    adas, bens = load(tmp_path / "documents")["train"]
    assert (adas["text"], bens["text"]) == (TEXT, TEXT)
    assert ("background", "Nothing else happened.") in words(adas)
    assert words(bens) == [("assertion", T)]
    export(store, tmp_path / "claims", "huggingface", Selection(unit="claim"), data=data)
    (claim,) = load(tmp_path / "claims")["train"]
    assert (claim["text"], claim["label"]) == ("Taxes in Oslo fell by 4 %.", None)


@pytest.mark.parametrize("data", KINDS)
def test_tokens_have_tags_as_classes_and_of_spans_that_overlap_the_longer_one(
    store: SqliteStore, tmp_path: Path, data: str
) -> None:
    canary(store)
    exported = export(store, tmp_path / "news", "huggingface", data=data, tags="iob2")
    rows = load(tmp_path / "news")["train"]
    kind = rows.features["tags"].feature
    assert kind.names[:5] == ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE"]
    first = rows[0]
    tagged = [(word, kind.int2str(tag)) for word, tag in zip(first["tokens"], first["tags"], strict=True)]
    assert tagged[:9] == [
        ("😀", "O"), ("The", "B-SOURCE"), ("mayor", "I-SOURCE"), ("said", "B-CUE"), ("“", "O"),
        ("taxes", "B-CONTENT"), ("fell", "I-CONTENT"), ("4", "I-CONTENT"), ("%", "I-CONTENT"),
    ]  # fmt: skip
    assert exported.losses.items() == [("tags of spans that overlap another span", 1)]


@pytest.mark.parametrize("unit", UNITS)
def test_both_kinds_of_files_say_the_same(store: SqliteStore, tmp_path: Path, unit: UnitKind) -> None:
    canary(store)
    for data in KINDS:
        export(store, tmp_path / data, "huggingface", Selection(unit=unit), data=data)
    assert list(load(tmp_path / "jsonl")["train"]) == list(load(tmp_path / "parquet")["train"])


@pytest.mark.parametrize("data", KINDS)
def test_a_split_loads_as_parts_that_share_no_article(store: SqliteStore, tmp_path: Path, data: str) -> None:
    texts = [f"The council number {one} met on a rainy Monday. It has many seats this year." for one in range(10)]
    for document in put(store, *(text.replace("many", str(one)) for one, text in enumerate(texts))):
        for index in (0, 1):
            store.annotate(place(store, document, index), by(), "label", label="assertion")
    export(store, tmp_path / "news", "huggingface", Selection(split=Split((60, 20, 20), 7)), data=data)
    found = load(tmp_path / "news")
    assert {name: len(found[name]) for name in PARTS} == {"train": 12, "validation": 4, "test": 4}
    articles = [set(found[name]["document"][:]) for name in PARTS]
    assert sum(map(len, articles)) == len(set().union(*articles)) == 10


def test_a_part_that_holds_nothing_is_not_named(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    exported = export(store, tmp_path / "news", "huggingface", Selection(split=Split((80, 10, 10))))
    assert list(load(tmp_path / "news")) == ["train"]
    assert [what for what, _ in exported.losses.items()] == [
        f"any record in {part} (too few articles share no sentence with the others)" for part in ("validation", "test")
    ]


def test_the_card_tells_parts_labels_and_how_they_came_about_and_leaves_the_license_open(
    store: SqliteStore, tmp_path: Path
) -> None:
    canary(store)
    export(store, tmp_path / "news", "huggingface", Selection(policy="verbatim"))
    card = (tmp_path / "news" / "README.md").read_text("utf-8")
    assert "| train | 4 |" in card
    assert "| quote | 2 |" in card
    assert "Quotes are seen as verbatim." in card
    assert "\n# license: " in card
    import datasets  # noqa: PLC0415 - see `package`

    loaded = datasets.load_dataset_builder(str(tmp_path / "news"), cache_dir=str(tmp_path / "cache"))
    assert loaded.info.splits["train"].num_examples == 4


@pytest.mark.parametrize("data", KINDS)
def test_every_text_comes_back_as_it_was(store: SqliteStore, tmp_path: Path, data: str) -> None:
    (document,) = put(store, ESCAPED)
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    store.annotate(place(store, document, 0), by(), "note", note="\x1b[31m\x00\u2028")
    export(store, tmp_path / "news", "huggingface", Selection(unit="document"), data=data)
    (row,) = load(tmp_path / "news")["train"]
    assert (row["text"], row["spans"][0]["note"]) == (ESCAPED, "\x1b[31m\x00\u2028")


def test_json_lines_need_no_package_to_be_read(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    export(store, tmp_path / "news", "huggingface")
    assert [row["label"] for row in lines(tmp_path / "news" / "data" / "train-00000.jsonl")] == [
        "quote", "assertion", "quote", "background",
    ]  # fmt: skip


def test_parquet_is_written_in_groups_of_a_bounded_number_of_rows(store: SqliteStore, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    put(store, *(" ".join(f"Sentence {one} of page {page} is here." for one in range(250)) for page in range(5)))
    export(store, tmp_path / "news", "huggingface", Selection(undecided=True), data="parquet")
    (path,) = (tmp_path / "news" / "data").iterdir()
    kept = parquet.ParquetFile(path).metadata
    assert [kept.row_group(number).num_rows for number in range(kept.num_row_groups)] == [1000, 250]
