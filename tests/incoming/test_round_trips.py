"""Every format that is read brings back what it was given: into the article's database, a new one, and its own."""

from itertools import product
from pathlib import Path

import pytest

from reviewer.formats import OURS, Format, Selection
from reviewer.formats.export import export_to_file
from reviewer.formats.units import CLAIM
from reviewer.incoming import Incoming, Options
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, labels, put
from tests.formats.canary import TEXT, canary

READ = [
    (form, unit)
    for form, units in ((form, form.units) for form in OURS if "read" in form.does and form.name != "jsonl")
    for form, unit in product([form], units)
    if unit != CLAIM
]
NAMES = [f"{form.name} by {unit}" for form, unit in READ]


@pytest.fixture
def exported(store: SqliteStore, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Format, Path]:
    """Export the canary to a format in records of a unit; return the format and the file."""
    form, unit = request.param
    canary(store)
    path = tmp_path / f"canary{form.suffix}"
    unasked = {name: values[0] for name, values in form.options.items()}
    export_to_file(store, form, Selection(unit=unit, options=unasked), path)
    return form, path


def taken(store: SqliteStore, exported: tuple[Format, Path], *, alone: bool = False) -> dict[str, int]:
    """Take a file in as zoe; return what came of it, without what is 0; nothing of it may be wrong."""
    problems: list[object] = []
    incoming = Incoming(store, by("zoe"), Options(alone=alone), problems.append)
    incoming.take(exported[1], exported[0])
    assert problems == []
    return {name: count for name, count in incoming.came().counts.items() if count and name != "records"}


@pytest.mark.parametrize("exported", READ, indirect=True, ids=NAMES)
def test_the_labels_of_each_reviewer_come_back_to_their_sentences(exported: tuple[Format, Path]) -> None:
    store = SqliteStore.open(":memory:")
    (document,) = put(store, TEXT)
    taken(store, exported)
    assert labels(store, document, "ada") == ["quote", "quote", "background"]
    assert labels(store, document, "ben") == ["assertion", None, None]
    contents = {one.content for one in store.attributions(document, "ada")}
    assert {((18, 31),), ((52, 58), (71, 83))} <= contents
    assert [(one.start, one.end) for one in store.claims(document, "ada")] == [(18, 31)]
    store.undo(by("zoe"))
    assert labels(store, document, "ada") == [None] * 3
    store.close()


@pytest.mark.parametrize("exported", READ, indirect=True, ids=NAMES)
def test_an_empty_database_takes_it_too(exported: tuple[Format, Path]) -> None:
    store = SqliteStore.open(":memory:")
    taken(store, exported, alone=True)
    given = [labels(store, document, "ada") for document in store.document_ids()]
    assert sorted(label or "" for one in given for label in one) == ["background", "quote", "quote"]
    store.close()


@pytest.mark.parametrize("exported", READ, indirect=True, ids=NAMES)
def test_the_database_it_came_from_learns_nothing_new(store: SqliteStore, exported: tuple[Format, Path]) -> None:
    assert taken(store, exported).keys() <= {"known", "silent"}
