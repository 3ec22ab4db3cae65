"""The spaCy format: DocBin files whose texts, categories and spans are what was reviewed; spaCy trains from them."""

import io
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.articles.structure import segment
from reviewer.errors import ExportError
from reviewer.formats import Selection
from reviewer.formats.losses import CHECKS
from reviewer.formats.units import UnitKind
from reviewer.store.marks import Claim
from reviewer.store.sqlite import SqliteStore
from tests.conftest import article, by, place, put
from tests.formats.canary import SECOND, TEXT, T, canary
from tests.formats.folders import ESCAPED, export, files

UNLIKE = "texts in a language whose tokens need another package; their tokens are those of English"


@pytest.fixture(autouse=True, scope="module")
def package() -> Any:
    """Load spaCy where its tests run, and not where they are collected: it takes seconds."""
    return pytest.importorskip("spacy", reason="the extra spacy is not installed")


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory: a format sees no difference to one in a file."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def canary_store() -> Iterator[SqliteStore]:
    store = SqliteStore.open(":memory:")
    canary(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def folder(canary_store: SqliteStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spacy") / "train.spacy"
    export(canary_store, path, "spacy")
    return path


def docs(folder: Path) -> list[Any]:
    """Return the texts of a folder, in their order, in a vocabulary of their own."""
    import spacy  # noqa: PLC0415 - see `package`

    vocab = spacy.blank("xx").vocab
    found = [spacy.tokens.DocBin().from_disk(path) for path in sorted(folder.glob("*.spacy"))]
    return [doc for box in found for doc in box.get_docs(vocab)]


def spans(doc: Any, key: str = "sc") -> list[tuple[str, str]]:
    return [(span.label_, span.text) for span in doc.spans[key]]


def test_a_sentence_has_its_label_as_a_category_and_its_marks_as_spans(folder: Path) -> None:
    assert files(folder) == [".report.json", "0000.spacy"]
    first, bens, second, third = docs(folder)
    assert [doc.text for doc in (first, bens, second, third)] == [T, T, SECOND, "Nothing else happened."]
    assert first.cats == {"quote": 1.0, "assertion": 0.0, "background": 0.0, "not_a_claim": 0.0}
    assert bens.cats["assertion"] == third.cats["background"] == 1.0
    said = [("SOURCE", "The mayor"), ("CUE", "said"), ("CONTENT", "taxes fell 4%"), ("CLAIM", "taxes fell 4%")]
    assert spans(first) == said
    assert [(span.start_char, span.end_char) for span in first.spans["sc"]][:3] == [(2, 11), (12, 16), (18, 31)]
    assert spans(second) == [("CONTENT", "“rose”"), ("SOURCE", "she"), ("CUE", "added"), ("CONTENT", "“by a third”")]
    assert spans(bens) == spans(third) == []


def test_where_it_is_from_and_what_else_was_said_stands_in_the_user_data(folder: Path) -> None:
    first, _, second, _ = (doc.user_data["reviewer"] for doc in docs(folder))
    assert (first["reviewer"], first["start"], second["start"]) == ("ada", 0, len(T) + 1)
    assert first["uncertain"]
    assert first["note"] == 'ask the "statistics office"\tat once'
    known = {one["id"]: one for one in first["spans"]}
    assert known["a1"]["speaker_name"] == "Ann Rød"
    assert known["c1"]["claim"] == "Taxes in Oslo fell by 4 %."
    assert sorted(first["links"]) == [("a1", "v1", "cued_by"), ("a1", "w1", "said_by")]
    assert ("a1.2", "a1", "continues") in second["links"]


def test_a_document_has_its_sentences_under_a_key_of_their_own(canary_store: SqliteStore, tmp_path: Path) -> None:
    export(canary_store, tmp_path / "out", "spacy", Selection(unit="document"))
    adas, bens = docs(tmp_path / "out")
    assert (adas.text, bens.text, adas.cats) == (TEXT, TEXT, {})
    assert spans(adas, "sentences") == [("quote", T), ("quote", SECOND), ("background", "Nothing else happened.")]
    assert len(spans(adas)) == 8
    assert spans(bens, "sentences") == [("assertion", T)]


def test_a_claim_is_its_own_words(canary_store: SqliteStore, tmp_path: Path) -> None:
    export(canary_store, tmp_path / "out", "spacy", Selection(unit="claim"))
    (claim,) = docs(tmp_path / "out")
    assert (claim.text, spans(claim), claim.cats) == ("Taxes in Oslo fell by 4 %.", [], {})


@pytest.mark.parametrize("unit", ["sentence", "document"])
def test_every_text_comes_back_as_it_was(store: SqliteStore, tmp_path: Path, unit: UnitKind) -> None:
    (document,) = put(store, ESCAPED)
    for index in range(len(store.layout(document).ids)):
        store.annotate(place(store, document, index), by(), "label", label="assertion")
    export(store, tmp_path / "out", "spacy", Selection(unit=unit))
    assert "".join("".join(doc.text for doc in docs(tmp_path / "out")).split()) == "".join(ESCAPED.split())


def test_a_span_off_token_edges_is_dropped_and_counted_or_widened_and_counted(
    store: SqliteStore, tmp_path: Path
) -> None:
    document = canary(store)
    start = TEXT.index("axes fell")
    store.put_claim(Claim("", document, "ada", start, start + 9, "They fell.", False, "", "", "", ""), by())
    strict = export(store, tmp_path / "strict", "spacy")
    assert strict.losses.items() == [("spans that are not on token edges", 1)]
    assert ("CLAIM", "axes fell") not in spans(docs(tmp_path / "strict")[0])
    wide = export(store, tmp_path / "wide", "spacy", alignment="expand")
    assert wide.losses.items() == [("spans that were widened to token edges", 1)]
    assert ("CLAIM", "taxes fell") in spans(docs(tmp_path / "wide")[0])


def test_tokens_are_those_of_the_language_and_english_where_spacy_cannot_cut_it(
    store: SqliteStore, tmp_path: Path
) -> None:
    texts = {"sv-SE": "Hon kom kl.", "xq": "Nobody knows it.", "../tokens": "Nor this."}
    given = [(article(text)._replace(language=code), segment(text)) for code, text in texts.items()]
    store.add(given, by(), "test")
    exported = export(store, tmp_path / "out", "spacy", Selection(undecided=True))
    assert exported.losses.items() == [(UNLIKE, 2)]
    swedish, *_ = docs(tmp_path / "out")
    assert [token.text for token in swedish] == ["Hon", "kom", "kl."]


def test_what_has_no_place_is_counted(canary_store: SqliteStore, tmp_path: Path) -> None:
    (claim,) = canary_store.claims(1, "ada")
    canary_store.step(claim.uid, "to_check", by())
    assert export(canary_store, tmp_path / "out", "spacy").losses.items() == [(CHECKS, 1)]


def test_undecided_sentences_have_no_categories(store: SqliteStore, tmp_path: Path) -> None:
    put(store, "One more thing. Nobody knows.")
    export(store, tmp_path / "out", "spacy", Selection(undecided=True))
    assert [(doc.text, doc.cats) for doc in docs(tmp_path / "out")] == [("One more thing.", {}), ("Nobody knows.", {})]


def test_many_texts_are_several_files(
    package: Any, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.formats.spacy._TEXTS", 100)
    put(store, *(" ".join(f"Sentence {one} of page {page} is here." for one in range(25)) for page in range(5)))
    exported = export(store, tmp_path / "out", "spacy", Selection(undecided=True))
    assert exported.records == 125
    assert files(tmp_path / "out") == [".report.json", "0000.spacy", "0001.spacy"]
    last = package.tokens.DocBin().from_disk(tmp_path / "out" / "0001.spacy")
    assert (len(last), "24" in last.strings) == (25, True)


def test_a_text_that_its_reader_refuses_is_left_out_and_counted(store: SqliteStore, tmp_path: Path) -> None:
    long = "rain " * 200_001
    put(store, long, "It poured.")
    whole = Selection(unit="document", undecided=True)
    exported = export(store, tmp_path / "both", "spacy", whole)
    assert exported.losses.items() == [("texts of over 1,000,000 code points", 1)]
    assert [doc.text for doc in docs(tmp_path / "both")] == ["It poured."]


def test_where_every_text_is_too_long_it_says_what_to_write(store: SqliteStore, tmp_path: Path) -> None:
    put(store, "rain " * 200_001)
    with pytest.raises(ExportError, match="over 1,000,000 code points, and there are no others; write sentences"):
        export(store, tmp_path / "none", "spacy", Selection(unit="document", undecided=True))
    assert not (tmp_path / "none").exists()


def test_spacy_trains_a_text_and_a_span_categoriser_from_it(folder: Path, tmp_path: Path) -> None:
    from spacy.cli.init_config import init_config  # noqa: PLC0415 - spaCy may not be installed
    from spacy.training.initialize import init_nlp  # noqa: PLC0415 - as above
    from spacy.training.loop import train  # noqa: PLC0415 - as above

    config = init_config(lang="en", pipeline=["textcat", "spancat"], optimize="efficiency", gpu=False)
    paths = {"train": str(folder), "dev": str(folder)}
    nlp = init_nlp(config.merge({"paths": paths, "training": {"max_steps": 8, "eval_frequency": 2}}))
    assert set(nlp.pipe_labels["textcat"]) == {"quote", "assertion", "background", "not_a_claim"}
    assert set(nlp.pipe_labels["spancat"]) == {"SOURCE", "CUE", "CONTENT", "CLAIM"}
    told = io.StringIO()
    (tmp_path / "model").mkdir()
    train(nlp, tmp_path / "model", stdout=told, stderr=told)
    rows = re.findall(r"^ +\d+ +\d+ +([\d.]+) +([\d.]+) +([\d.]+)", told.getvalue(), re.MULTILINE)
    texts, marks = [float(row[1]) for row in rows[1:]], [float(row[2]) for row in rows[1:]]
    assert all(map(math.isfinite, (*texts, *marks)))
    assert texts[-1] < texts[0]
    assert marks[-1] < marks[0]
