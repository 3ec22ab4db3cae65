"""The lines of docs/formats.md that load an export run as they stand."""

import re
from pathlib import Path

import pytest

from reviewer.formats import Selection, Split
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import canary
from tests.formats.folders import export

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
NEEDS = {"spacy": "spacy", "huggingface": "datasets", "inception": "cassis"}

TELLS = {"spacy": "'assertion': 1.0", "huggingface": "'quote', 'assertion'", "inception": "('SOURCE', 'The mayor')"}
"""Something of what each of them prints."""


def block(section: str) -> str:
    part = PAGE[PAGE.index(f"\n## {section}\n") :]
    found = re.search(r"^```python\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("section", NEEDS)
def test_what_loads_an_export_runs_as_it_stands(
    section: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    package = pytest.importorskip(NEEDS[section], reason=f"the extra {section} is not installed")
    monkeypatch.chdir(tmp_path)
    if section == "huggingface":
        monkeypatch.setattr(package.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    store = SqliteStore.open(":memory:")
    canary(store)
    for document in put(store, *(f"The council of town {one} met on a rainy Monday." for one in range(9))):
        store.annotate(place(store, document, 0), by(), "label", label="assertion")
    export(store, Path("news-inception"), "inception", Selection(unit="document"))
    export(store, Path("news.spacy"), "spacy", Selection(split=Split((80, 10, 10))))
    export(store, Path("news"), "huggingface", Selection(split=Split((80, 10, 10), 7)))
    store.close()
    exec(compile(block(section), "docs/formats.md", "exec"), {})
    assert TELLS[section] in capsys.readouterr().out
