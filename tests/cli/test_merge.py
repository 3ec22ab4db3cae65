"""`reviewer merge`: what others decided in databases of their own comes in."""

import json
from pathlib import Path

import pytest

from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD, by, place, put


@pytest.fixture
def other(folder: Path) -> Path:
    """Make a second database in the current folder: cy's, with the same article, another one, and a label."""
    store = SqliteStore.open(folder / "cy.db")
    flood, _ = put(store, FLOOD, BUDGET, reviewer="cy\x1b[2J")
    store.annotate(place(store, flood, 1), by("cy\x1b[2J"), "label", label="quote")
    store.close()
    return folder / "cy.db"


def test_it_says_what_came_and_where_the_old_state_is(ran: Run, database: Path, other: Path) -> None:
    done = ran("merge", other.name)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "articles: 1 new, 1 here already",
        "decisions of cy␛[2J: 2 new",
        f"the database as it was: {database.name}.before-merge, beside it",
    ]
    again = ran("merge", other.name)
    assert again.err.splitlines() == [
        "articles: 0 new, 2 here already",
        "decisions of cy␛[2J: 0 new, 2 here already",
        "nothing new",
    ]
    assert len(list(database.parent.glob("*.before-*"))) == 1


def test_a_dry_run_changes_nothing(ran: Run, database: Path, other: Path) -> None:
    before = ran("log").out
    done = ran("merge", "--dry-run", other.name)
    assert done.err.splitlines()[-1] == "nothing was changed: this was a dry run"
    assert ran("log").out == before
    assert not list(database.parent.glob("*.before-*"))


def test_as_json(ran: Run, database: Path, other: Path) -> None:
    done = ran("merge", "--json", other.name)
    assert "\x1b" not in done.out
    assert json.loads(done.out) == {
        "new_documents": 1,
        "known_documents": 1,
        "decisions": {"cy\x1b[2J": {"new": 2, "known": 0}},
        "conflicts": 0,
        "guidelines": [],
        "backup": f"{database}.before-merge",
        "dry_run": False,
    }


def test_what_was_decided_differently_is_told(ran: Run, database: Path, folder: Path) -> None:
    copy = folder / "copy.db"
    copy.write_bytes(database.read_bytes())
    for path, label in ((database, "quote"), (copy, "background")):
        store = SqliteStore.open(path)
        store.annotate(place(store, 1, 3), by("ada"), "label", label=label)
        store.close()
    assert "conflicts: 1 to decide anew; reviewer merge --conflicts lists them" in ran("merge", "copy.db").err


def test_what_cannot_be_taken_in_is_one_line(ran: Run, database: Path, folder: Path) -> None:
    (folder / "note.txt").write_text("not a database")
    assert ran("merge", "note.txt") == (
        2,
        "",
        "reviewer: note.txt: is no SQLite database; give another file with --db\n",
    )
    assert ran("merge", "none.db") == (2, "", "reviewer: none.db: there is no such file\n")
    assert (
        ran("merge", database.name).err
        == f"reviewer: {database.name}: is this database itself; give another one to take in\n"
    )
    assert ran("merge").code == 2


def test_without_a_database_there_is_nothing_to_take_it_into(ran: Run, other: Path) -> None:
    assert "there is no database yet" in ran("merge", other.name).err
