"""`reviewer status`: the numbers, in a table and as JSON."""

import json
from pathlib import Path

from tests.cli.conftest import Run


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
    ]


def test_json(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("status", "--json")
    assert "\x1b" not in done.out
    told = json.loads(done.out)
    assert (told["documents"], told["sentences"]) == (1, 4)
    assert told["labels"] == {"quote": 1, "assertion": 2, "background": 1, "not_a_claim": 0}
    assert told["reviewers"][0] == {
        "reviewer": "ada",
        "labels": {"quote": 0, "assertion": 2, "background": 1, "not_a_claim": 0},
        "labelled": 3,
        "progress": 0.75,
    }
