"""`reviewer status`: the numbers, in a table and as JSON."""

import json
from pathlib import Path

from reviewer.adjudicating import Adjudicating
from reviewer.layers import ADJUDICATED, again
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import place


def test_the_table(ran: Run, database: Path) -> None:
    assert database.exists()
    assert ran("status").out.splitlines() == [
        "documents  1",
        "sentences  4",
        "labels     4",
        "",
        "reviewer  quote  assertion  background  not a claim  labelled  progress",
        "ada           0          2           1            0         3       75%",
        "ben␛[31m      1          0           0            0         1       25%",
        "",
        "adjudicated  0 settled, 1 differ: reviewer adjudicate",
    ]


def test_json(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("status", "--json")
    assert "\x1b" not in done.out
    told = json.loads(done.out)
    assert (told["documents"], told["sentences"]) == (1, 4)
    assert told["labels"] == {"quote": 1, "assertion": 2, "background": 1, "not_a_claim": 0}
    assert (told["adjudicated"], told["differ"]) == (0, 1)
    assert told["reviewers"][0] == {
        "reviewer": "ada",
        "labels": {"quote": 0, "assertion": 2, "background": 1, "not_a_claim": 0},
        "labelled": 3,
        "progress": 0.75,
    }


def test_second_answers_and_what_was_adjudicated_are_no_more_labels(ran: Run, database: Path) -> None:
    store = SqliteStore.open(database)
    for layer in (ADJUDICATED, again("ada")):
        act = Act("ada", "reviewer-1", "key", layer=layer)
        store.annotate(place(store, store.document_ids()[0], 0), act, "label", label="background")
    store.close()
    told = json.loads(ran("status", "--json").out)
    assert sum(told["labels"].values()) == 4
    assert [one["reviewer"] for one in told["reviewers"]] == ["ada", "ben\x1b[31m"]
    assert told["adjudicated"] == 1


def test_what_was_settled_is_no_reviewers_work(ran: Run, database: Path) -> None:
    assert ran("adjudicate", "--reviewer", "zoe", "--agreed").err == "0 settled in 0 articles; 1 differ\n"
    store = SqliteStore.open(database)
    Adjudicating(store, "zoe").take(1)
    store.close()
    told = json.loads(ran("status", "--json").out)
    assert (told["adjudicated"], told["differ"], len(told["reviewers"])) == (1, 0, 2)
    assert ran("status").out.splitlines()[-1] == "adjudicated  1 settled, 0 differ: reviewer adjudicate"
