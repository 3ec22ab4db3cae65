"""`reviewer lint`: what it prints, whose work it looks at, and its exit codes."""

import json
from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store.marks import Claim
from reviewer.store.sqlite import SqliteStore
from reviewer.text import one_line
from tests.cli.conftest import Run
from tests.conftest import BUDGET, article, by, place

BUDGET_NAME = "wire/budget␛[31m.txt"
LEANING = "'It' in a claim means nothing outside the article; say who, what or when"


@pytest.fixture
def desk(database: Path) -> Path:
    """Add a second article, whose sentence with a number is ada's assertion, and a claim of ben's that leans on it."""
    store = SqliteStore.open(database)
    name = "wire/budget\x1b[31m.txt"
    (document,) = store.add([(article(BUDGET, name), segment(BUDGET))], by("ada"), SPLITTER)
    store.annotate(place(store, document, 1), by("ada"), "label", label="assertion")
    store.put_claim(Claim("", document, "ben", 23, 30, "It voted yesterday.", False, *"    "), by("ben"))
    store.close()
    return database


def test_a_line_a_finding_and_exit_code_1(ran: Run, desk: Path) -> None:
    assert desk.exists()
    done = ran("lint")
    assert done.code == 1
    assert done.out.splitlines() == [
        "flood.txt:1: quote-without-marks: labelled quote, but nothing stands in quotation marks (ben␛[31m)",
        f"{BUDGET_NAME}:2: claim-not-standing-alone: {LEANING} (ben)",
        f"{BUDGET_NAME}:2: number-without-source: a number, and nobody is named for it (ada)",
    ]
    assert done.err == "3 things to look at again\n"


def test_nothing_found_is_exit_code_0(ran: Run, desk: Path) -> None:
    assert desk.exists()
    assert ran("lint", "flood.txt", "--reviewer", "ada") == (0, "", "nothing to look at again\n")
    assert ran("lint", "--reviewer", "nobody").code == 0


def test_paths_choose_articles_by_name_folder_and_content(ran: Run, desk: Path) -> None:
    assert len(ran("lint", "wire").out.splitlines()) == 2
    assert len(ran("lint", "wire/", "flood.txt", "wire/budget\x1b[31m.txt").out.splitlines()) == 3
    desk.with_name("copy.txt").write_text(BUDGET, "utf-8")
    assert len(ran("lint", "copy.txt").out.splitlines()) == 2


def test_json_gives_an_object_a_finding(ran: Run, desk: Path) -> None:
    assert desk.exists()
    done = ran("lint", "--json", "--reviewer", "ada")
    assert done.code == 1
    (given,) = (json.loads(line) for line in done.out.splitlines())
    assert (given["rule"], given["number"], given["reviewer"]) == ("number-without-source", 2, "ada")
    assert BUDGET[given["start"] : given["end"]] == given["text"] == "7"
    assert given["name"] == "wire/budget\x1b[31m.txt"
    assert done.out == one_line(done.out.rstrip("\n")) + "\n"


def test_what_lies_in_the_text_is_said_once_and_of_nobody(ran: Run, database: Path) -> None:
    store = SqliteStore.open(database)
    text = "“We go, he said. He left.\n\nNobody knows why."
    (document,) = store.add([(article(text, "open.txt"), segment(text))], by("ada"), SPLITTER)
    for who in ("ada", "ben"):
        store.annotate(place(store, document, 2), by(who), "label", label="background")
    store.close()
    assert ran("lint", "open.txt").out == "open.txt:1: unbalanced-marks: this quotation mark is never closed\n"


def test_errors_are_one_line_and_code_2(ran: Run, database: Path) -> None:
    done = ran("lint", "none.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("reviewer: none.txt: is not in the database; read it first")
    database.unlink()
    assert ran("lint").code == 2
