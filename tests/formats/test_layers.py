"""An export holds the layers it is asked for, and the check of each claim."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from reviewer.formats import Selection
from reviewer.layers import ADJUDICATED, again
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, place, put
from tests.formats.conftest import exported, findings
from tests.formats.test_check import assign, changed
from tests.report.desk import claimed, worked_on


def into(reviewer: str, layer: str) -> Act:
    """Return an act of a reviewer on another layer."""
    return Act(reviewer, "reviewer-1", "key", layer=layer)


@pytest.fixture
def layered(store: SqliteStore) -> SqliteStore:
    """Give a store with first answers of ada and ben, a second one of ada, and an adjudicated one."""
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 0), by("ada"), "label", label="assertion")
    store.annotate(place(store, document, 0), by("ben"), "label", label="quote")
    store.annotate(place(store, document, 0), into("ada", again("ada")), "label", label="background")
    store.annotate(place(store, document, 0), into("ben", ADJUDICATED), "label", label="quote")
    return store


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(), [("ada", "reviewer", "/ada"), ("ben", "reviewer", "/ben")]),
        (Selection(layers="adjudicated"), [("adjudicated", "adjudicated", "/adjudicated")]),
        (Selection(layers="again"), [("ada", "again", "/ada (again)")]),
        (Selection(reviewer="ada", layers="again"), [("ada", "again", "/ada (again)")]),
        (Selection(reviewer="ada"), [("ada", "reviewer", "/ada")]),
        (Selection(reviewer="ben", layers="again"), []),
    ],
)
def test_what_was_not_asked_for_does_not_leak(
    layered: SqliteStore, selection: Selection, found: list[tuple[str, str, str]]
) -> None:
    lines = exported(layered, selection)
    records = [json.loads(line) for line in lines]
    said = [(one["reviewer"], one["layer"], one["id"][one["id"].index("/") :]) for one in records]
    assert said == found
    assert not lines or findings(layered, lines) == []


def test_ids_are_unique_over_all_layers(layered: SqliteStore) -> None:
    lines = exported(layered, Selection(layers="all", undecided=True))
    ids = [json.loads(line)["id"] for line in lines]
    assert len(ids) == len(set(ids)) == 7
    assert findings(layered, lines) == []


def test_a_claim_carries_its_check_and_a_sentence_how_far_its_claims_are(store: SqliteStore) -> None:
    document, _ = worked_on(store)
    (record,) = [one for one in map(json.loads, exported(store)) if one["claims"]]
    check = record["claims"][0]["check"]
    assert (check["status"], check["verdict"], check["checker"]) == ("approved", "supported", "ada")
    assert (check["drafted_by"], check["reviewed_by"]) == ("ada", "ben")
    assert check["evidence"][0]["excerpt"] == "Monday: 4.1 m"
    assert check["evidence"][0]["primary"] is True
    assert record["review"] == {"status": "approved", "claims": 1, "approved": 1}
    claimed(store, document, "river", "It is a river.")
    (record,) = [one for one in map(json.loads, exported(store)) if one["claims"]]
    assert record["review"] == {"status": "untriaged", "claims": 2, "approved": 1}
    assert {one["check"] is None for one in record["claims"]} == {True, False}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (assign("claims.0.check.verdict", "refuted"), "claims.0.check.verdict is 'refuted'"),
        (assign("claims.0.check.evidence.0.excerpt", "5 m"), "claims.0.check.evidence.0.excerpt is '5 m'"),
        (assign("claims.0.check.evidence", []), "claims.0.check.evidence is"),
        (assign("claims.0.check", None), "claims.0.check is null"),
        (assign("review.approved", 0), "review.approved is 0"),
        (assign("layer", "again"), "layer is 'again'"),
    ],
)
def test_a_check_of_a_file_names_what_differs_in_checks(
    store: SqliteStore, change: Callable[[Any], object], what: str
) -> None:
    worked_on(store)
    lines = exported(store)
    assert findings(store, lines) == []
    place_of = next(at for at, line in enumerate(lines) if json.loads(line)["claims"])
    lines[place_of] = changed(lines[place_of], change)
    found = findings(store, lines)
    assert [line for line, _ in found] == [place_of + 1]
    assert found[0][1].startswith(what), found
