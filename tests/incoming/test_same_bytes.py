"""The full circle: a file that a format wrote, taken into a database with the articles, comes out of it the same.

What only a database knows is set aside: the ids of what came in, and the times of what a format tells no times of.
"""

import re
from itertools import product
from pathlib import Path

import pytest

from reviewer.formats import OURS, Format, Selection
from reviewer.formats.export import export_to_file
from reviewer.formats.files import REPORT
from reviewer.formats.units import CLAIM, DOCUMENT, UnitKind
from reviewer.incoming import Incoming, Options
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put
from tests.formats.whole_desk import whole_desk

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LEFT = re.compile(r',""same_as"":""…""|(?<="ground_truth":false),"lead_time":[\d.]+')
"""What an import leaves out: which claims say the same, and how long a whole document took."""
ROLES_ALONE = ("doccano", "spans")
"""Without relations a source belongs to no content: it is told, and not taken in."""
WAYS = [
    (form, unit, dict(zip(form.options, values, strict=True)))
    for form in OURS
    if "read" in form.does
    for unit in form.units
    for values in product(*form.options.values())
    if unit != CLAIM and (unit != DOCUMENT or not {"choice", "classification"} & set(values))
    if (form.name, *values) != ROLES_ALONE
]


def named(way: tuple[Format, UnitKind, dict[str, str]]) -> str:
    form, unit, options = way
    return "-".join((form.name, unit, *options.values()))


@pytest.fixture(name="desk", scope="module")
def whole() -> SqliteStore:
    """Give a store with everything that can be said."""
    store = SqliteStore.open(":memory:")
    whole_desk(store)
    return store


def written(store: SqliteStore, form: Format, selection: Selection, path: Path) -> dict[str, str]:
    """Export to a path and return the files that stand there, by name, with all ids alike; without the report."""
    export_to_file(store, form, selection, path)
    files = sorted(path.rglob("*")) if form.is_folder else [path]
    return {
        str(one.relative_to(path)): LEFT.sub("", IDS.sub("…", one.read_text("utf-8")))
        for one in files
        if one.name != REPORT
    }


def comes_round(store: SqliteStore, other: SqliteStore, way: tuple[Format, UnitKind, dict[str, str]], at: Path) -> None:
    """Assert that what one store gives is taken by the other, and that this one gives the same."""
    form, unit, options = way
    selection = Selection(unit=unit, options=options)
    first = written(store, form, selection, at / f"first{form.suffix}")
    problems: list[object] = []
    Incoming(other, by("zoe"), Options(), problems.append).take(at / f"first{form.suffix}", form)
    assert problems == []
    assert written(other, form, selection, at / f"second{form.suffix}") == first


@pytest.mark.parametrize("way", WAYS, ids=named)
def test_a_database_with_the_articles_writes_what_came_in(
    way: tuple[Format, UnitKind, dict[str, str]], desk: SqliteStore, tmp_path: Path
) -> None:
    other = SqliteStore.open(":memory:")
    put(other, *(desk.text(document) for document in desk.document_ids()))
    comes_round(desk, other, way, tmp_path)
    other.close()


@pytest.mark.parametrize("way", [way for way in WAYS if way[1] == DOCUMENT and way[0].name != "w3c"], ids=named)
def test_an_empty_database_writes_what_came_in(
    way: tuple[Format, UnitKind, dict[str, str]], desk: SqliteStore, tmp_path: Path
) -> None:
    other = SqliteStore.open(":memory:")
    comes_round(desk, other, way, tmp_path)
    other.close()
