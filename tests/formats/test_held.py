"""Nothing is lost untold: what a format does not give back is in its report, and what is in the report is not there."""

from itertools import product
from pathlib import Path

import pytest

from reviewer.errors import SettingsError
from reviewer.formats import OURS, Format, Losses, Selection, Unit
from reviewer.formats.export import export_to_file
from reviewer.formats.losses import FEATURES, LABELS, SENTENCES, SPEAKERS
from reviewer.formats.making import units
from reviewer.formats.units import DOCUMENT, UNITS, UnitKind
from reviewer.layers import ALL
from reviewer.store.sqlite import SqliteStore
from tests.formats.whole_desk import Held, held, whole_desk

PARTLY = {
    "roles and other names of speakers": SPEAKERS,
    "spans in parts, whose parts no longer belong together": "attributions",
}
"""What is told of a feature that is held in part, and of which."""
SENSELESS = [("prodigy", DOCUMENT, "choice"), ("doccano", DOCUMENT, "classification")]


def ways() -> list[tuple[Format, UnitKind, dict[str, str]]]:
    """Return each format that can be read, with each unit and each choice of its options."""
    return [
        (form, unit, dict(zip(form.options, values, strict=True)))
        for form in OURS
        if "read" in form.does
        for unit in UNITS
        if unit in form.units
        for values in product(*form.options.values())
        if (form.name, unit, *values) not in SENSELESS
    ]


def named(way: object) -> str:
    return way.name if isinstance(way, Format) else "-".join(way.values()) if isinstance(way, dict) else str(way)


@pytest.fixture(name="desk", scope="module")
def whole() -> SqliteStore:
    """Give a store with everything that can be said."""
    store = SqliteStore.open(":memory:")
    whole_desk(store)
    return store


def joined(found: Held) -> Held:
    """Return what is held, with the labels of a document's sentences among all labels: some formats have no others."""
    labels = {(sha256, layer, spans[0], label) for sha256, layer, spans, label in found.pop(SENTENCES, set())}  # type: ignore[index]
    found[LABELS] = found.get(LABELS, set()) | labels
    return found


@pytest.mark.parametrize(("form", "unit", "options"), ways(), ids=named)
def test_all_that_does_not_come_back_is_told_and_nothing_else(
    form: Format, unit: UnitKind, options: dict[str, str], desk: SqliteStore, tmp_path: Path
) -> None:
    selection = Selection(unit=unit, options=options, layers=ALL)
    path = tmp_path / f"work{form.suffix}"
    told = {PARTLY.get(what, what) for what, _ in export_to_file(desk, form, selection, path).losses.items()}
    back = list(form.read(path))
    given = joined(held(units(desk, selection, Losses())))
    came = joined(held(one for one in back if isinstance(one, Unit)))
    assert [one for one in back if not isinstance(one, Unit)] == []
    assert told <= set(FEATURES)
    assert {what: given[what] ^ came[what] for what in FEATURES if given[what] != came[what] and what not in told} == {}
    assert {what for what in told if given[what] == came[what]} == set()


@pytest.mark.parametrize(("name", "unit", "task"), SENSELESS)
def test_a_label_that_a_document_does_not_have_cannot_be_chosen(
    name: str, unit: UnitKind, task: str, desk: SqliteStore, tmp_path: Path
) -> None:
    form = next(one for one in OURS if one.name == name)
    with pytest.raises(SettingsError, match="a document has no label"):
        export_to_file(desk, form, Selection(unit=unit, options={"task": task}), tmp_path / "work")


def test_the_desk_has_every_feature(desk: SqliteStore) -> None:
    found = held(units(desk, Selection(layers=ALL, unit=DOCUMENT), Losses()))
    found |= {LABELS: held(units(desk, Selection(layers=ALL), Losses()))[LABELS]}
    assert [what for what in FEATURES if not found[what]] == []
