"""`reviewer adjudicate`: settling what all agree on without the screen, and what it says where there is none."""

from pathlib import Path

from reviewer.layers import ADJUDICATED
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import by, labels, place


def test_what_all_agree_on_is_settled(ran: Run, database: Path) -> None:
    store = SqliteStore.open(database)
    store.annotate(place(store, 1, 1), by("ben\x1b[31m"), "label", label="assertion")
    done = ran("adjudicate", "--agreed", "--reviewer", "zoe")
    assert (done.code, done.out) == (0, "")
    assert done.err == "1 settled in 1 articles; 1 differ\n"
    assert labels(store, 1, ADJUDICATED) == [None, "assertion", None, None]
    assert next(store.log()).reviewer == "zoe"
    assert ran("adjudicate", "--agreed", "--reviewer", "zoe").err == "0 settled in 0 articles; 1 differ\n"
    told = ran("log", "--limit", "1").out
    assert "settled: assertion" in told
    store.close()


def test_of_some_articles_only(ran: Run, database: Path) -> None:
    assert database.exists()
    assert ran("adjudicate", "flood.txt", "--agreed").code == 0
    done = ran("adjudicate", "ebb.txt", "--agreed")
    assert (done.code, done.err) == (
        2,
        "reviewer: ebb.txt: is not in the database; read it first: reviewer import PATH\n",
    )


def test_the_screen_needs_a_terminal(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("adjudicate")
    assert (done.code, done.out) == (2, "")
    assert "the screen needs a terminal" in done.err


def test_without_a_database_it_says_so(ran: Run, folder: Path) -> None:
    done = ran("adjudicate")
    assert done.code == 2
    assert "there is no database yet" in done.err
    assert list(folder.iterdir()) == []
