"""Labels of one's own in every format: they are written, offered where a format offers labels, and read back."""

import json
from pathlib import Path
from typing import cast

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.formats import OURS, Format, Selection, Unit, named
from reviewer.formats.export import export_to_file
from reviewer.formats.units import UnitKind
from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, article, by
from tests.formats.conftest import Memory
from tests.schemes import SCHEME

GIVEN = ["fact", "opinion", "quote", "opinion"]


@pytest.fixture(name="store")
def labelled() -> SqliteStore:
    """Give a store with an article that is labelled with labels of one's own."""
    store = SqliteStore.open(":memory:")
    store.add([(article(FLOOD), segment(FLOOD))], by(), SPLITTER, SCHEME)
    session = Session(store, "ada", store.document_ids())
    for label in GIVEN:
        session.decide(label)
    return store


SENTENCES = [form for form in OURS if form.name != "claimreview"]


@pytest.mark.parametrize("form", SENTENCES, ids=lambda form: form.name)
def test_every_format_holds_them(form: Format, store: SqliteStore, tmp_path: Path) -> None:
    if form.extra:
        pytest.importorskip(
            {"huggingface": "datasets", "inception": "cassis"}.get(form.extra, form.extra), reason="extra"
        )
    path = tmp_path / f"out{form.suffix}"
    export_to_file(store, form, Selection(unit=cast("UnitKind", form.units[0])), path)
    if "read" in form.does:
        units = [one for one in form.read(path) if isinstance(one, Unit)]
        said = [unit.label for unit in units if unit.label] or [
            mark.label for unit in units for mark in unit.marks if mark.said is not None
        ]
        assert said == GIVEN


def test_a_task_offers_the_labels_of_its_article(store: SqliteStore) -> None:
    sink = Memory()
    named("prodigy").write(store, Selection(), sink)
    task = json.loads(sink.data.splitlines()[0])
    assert [one["id"] for one in task["options"]] == ["fact", "opinion", "quote"]
    assert task["accept"] == ["fact"]
