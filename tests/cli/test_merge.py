"""`reviewer merge`: what others decided in databases of their own comes in."""

import json
from pathlib import Path

import pytest

from reviewer.store.marks import Attribution, Claim, Speaker
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


def apart(database: Path, copy: Path, *words: str) -> None:
    """Let ada label the last sentence in a database and, later, in a copy of it."""
    copy.write_bytes(database.read_bytes())
    for path, label in zip((database, copy), words, strict=True):
        store = SqliteStore.open(path)
        store.annotate(place(store, 1, 3), by("ada"), "label", label=label)
        store.close()


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
    apart(database, folder / "copy.db", "quote", "background")
    assert "conflicts: 1 to decide anew; reviewer merge --conflicts lists them" in ran("merge", "copy.db").err


def test_conflicts_are_listed_with_both_words(ran: Run, database: Path, folder: Path) -> None:
    assert ran("merge", "--conflicts") == (0, "", "no conflict is open\n")
    apart(database, folder / "copy.db", "quote", "not_a_claim")
    assert ran("merge", "copy.db").code == 0
    done = ran("merge", "--conflicts")
    assert (done.code, done.err) == (0, "1 conflict\n")
    place_, stands, aside, way = done.out.splitlines()
    assert place_ == "flood.txt, sentence 4, label of ada"
    assert stands == "  stands     label: not a claim (ada)"
    assert aside.startswith("  set aside  label: quote (ada, 20")
    assert way == "  to settle  reviewer adjudicate"
    told = json.loads(ran("merge", "--conflicts", "--json").out)
    assert (told["name"], told["sentence"], told["layer"], told["on"]) == ("flood.txt", 4, "ada", "annotation")
    assert (told["stands"]["label"], told["aside"]["label"]) == ("not_a_claim", "quote")
    assert ran("status").out.splitlines()[-3:] == [
        "adjudicated  0 settled, 2 differ: reviewer adjudicate",
        "",
        "conflicts  1 of a merge: reviewer merge --conflicts",
    ]
    assert json.loads(ran("status", "--json").out)["conflicts"] == 1


def test_conflicts_of_every_kind_are_told_in_words_that_are_safe_to_show(
    ran: Run, database: Path, folder: Path
) -> None:
    store = SqliteStore.open(database)
    value = Claim("", 1, "", 21, 46, "It rose.", False, "", "", "", "")
    claim = store.put_claim(value, by("ada")).changes[-1].key[0]
    said = Attribution("", 1, "", (), (), ((21, 30),), None, "direct", "", None, "", "", "", "")
    mark = store.attribute(said, by("ada"), Speaker("", "Ann Poe")).changes[-1].key[0]
    (speaker,) = store.speakers()
    store.step(claim, "to_check", by("ada"))
    store.step(claim, "in_check", by("ada"))
    store.close()
    (folder / "copy.db").write_bytes(database.read_bytes())

    def work(path: Path, word: str, at: str, end: int) -> None:
        store = SqliteStore.open(path)
        store.split(place(store, 1, 2), FLOOD.index(at), by("ada"))
        store.find_out(claim, by("ada"), justification=f"So {word}.")
        store.attribute(said._replace(uid=mark, content=((21, end),), speaker=speaker.uid), by("ada"))
        store.put_speaker(speaker._replace(name=f"Ann {word}"), by("ada"))
        store.close()

    work(database, "one\x1b[31m", "closed", 35)
    work(folder / "copy.db", "two", "the bridge", 40)
    assert ran("merge", "copy.db").code == 0
    told = ran("merge", "--conflicts").out
    assert "\x1b" not in told
    for words in (
        "speaker\n  stands     name: Ann two (ada)\n  set aside  name: Ann one␛[31m (ada, ",
        (
            "flood.txt, sentence 2, attribution of ada\n  stands     content: The river rose on M (ada)\n"
            "  set aside  content: The river rose (ada, "
        ),
        (
            "flood.txt, sentence 2, check\n  stands     justification: So two. (ada)\n"
            "  set aside  justification: So one␛[31m. (ada, "
        ),
        (
            "flood.txt, sentence 3, bounds\n  stands     as it is cut now (ada)\n"
            "  set aside  The mayor closed | the bridge. (ada, "
        ),
    ):
        assert words in told, (words, told)
    for line in ran("merge", "--conflicts", "--json").out.splitlines():
        assert json.loads(line)["decision"]


def test_it_wants_files_or_the_list_and_not_both(ran: Run, database: Path, other: Path) -> None:
    assert database.exists()
    assert "name databases to take in, or give --conflicts alone" in ran("merge", "--conflicts", other.name).err
    assert "name databases to take in, or give --conflicts alone" in ran("merge").err


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
