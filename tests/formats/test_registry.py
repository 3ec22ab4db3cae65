"""The table of formats: ours, and those that other packages add by an entry point."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reviewer.errors import SettingsError
from reviewer.formats import OURS, Losses, Selection, formats, named
from reviewer.formats.export import export_to_file
from reviewer.store.sqlite import SqliteStore
from tests.formats.canary import canary

PLUGIN = """
from reviewer.formats import Format
from reviewer.formats.making import units


def write(store, selection, target, losses):
    count = 0
    for count, unit in enumerate(units(store, selection, losses), 1):
        losses.unheld(unit, frozenset({"labels"}))
        target.put(f"{unit.label}\\n".encode())
    return count


LABELS = Format("labels", ".labels", "one label a line", "desk_plugin", units=("sentence",))
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a package with a format of its own, as pip would."""
    (tmp_path / "desk_plugin.py").write_text(PLUGIN, "utf-8")
    info = tmp_path / "desk_plugin-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-plugin\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[reviewer.formats]\nlabels = desk_plugin:LABELS\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    formats.cache_clear()
    yield info
    formats.cache_clear()
    sys.modules.pop("desk_plugin", None)


def test_every_format_has_a_module_of_its_own_that_does_what_the_table_says() -> None:
    for form in OURS:
        module = importlib.import_module(form.module)
        assert all(callable(getattr(module, name)) for name in form.does), form.name
        assert form.units
        assert all(values for values in form.options.values())


def test_a_package_adds_a_format(store: SqliteStore, plugin: Path, tmp_path: Path) -> None:
    del plugin
    canary(store)
    done = export_to_file(store, named("labels"), Selection(), tmp_path / "out.labels")
    assert (tmp_path / "out.labels").read_text("utf-8").split() == ["quote", "assertion", "quote", "background"]
    assert done.records == 4
    assert ("notes", 1) in done.losses.items()


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ("labels = desk_plugin:nothing", "the format labels of desk_plugin:nothing fails to load"),
        ("labels = desk_plugin:write", "desk_plugin:write is no reviewer.formats.Format"),
        ("x = reviewer.formats:OURS", "reviewer.formats:OURS is no reviewer.formats.Format"),
    ],
)
def test_a_package_that_is_at_fault_is_named(plugin: Path, points: str, told: str) -> None:
    (plugin / "entry_points.txt").write_text(f"[reviewer.formats]\n{points}\n", "utf-8")
    with pytest.raises(SettingsError, match=told):
        named("labels")
    assert named("jsonl").name == "jsonl"


def test_a_format_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(SettingsError, match="there is no format prodigal; there are: jsonl, "):
        named("prodigal")


def test_what_was_dropped_is_counted_and_reported() -> None:
    losses = Losses()
    losses.add("overlapping spans", 2)
    losses.add("notes")
    losses.add("speakers", 0)
    assert losses.items() == [("notes", 1), ("overlapping spans", 2)]
    assert b'"not_held": [\n    {\n      "what": "notes",\n      "times": 1\n    },' in losses.report("conll", 3)


def test_the_example_of_the_manual_is_a_format(store: SqliteStore, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    own = page[page.index("## A format of your own") :]
    module = ModuleType("desk_formats")
    exec(own[own.index("```python\n") + 10 : own.index("\n```\n\n`reviewer export")], module.__dict__)
    sys.modules["desk_formats"] = module
    canary(store)
    try:
        done = export_to_file(store, module.LABELS, Selection(), tmp_path / "x.tsv")
    finally:
        del sys.modules["desk_formats"]
    assert done.records == 4
    assert (tmp_path / "x.tsv").read_text("utf-8").startswith("quote\t'😀 The mayor said")
