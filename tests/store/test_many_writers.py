"""Many processes on one database: nothing is lost, nothing is refused, and whoever waits long is told."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.writers import THOUGHT, UNTOLD_SECONDS, run
from reviewer.backups import back_up, backups
from reviewer.errors import StoreError
from reviewer.store import open_store
from reviewer.store.sqlite import connection, waiting
from tests.conftest import by, labels, place, put


@pytest.mark.parametrize(
    ("processes", "decisions", "thought"),
    [
        (4, 25, 0.0),
        pytest.param(16, 60, THOUGHT, marks=pytest.mark.slow),
        pytest.param(64, 50, 0.0, marks=pytest.mark.slow),
    ],
)
def test_many_reviewers_lose_nothing_and_are_refused_nothing(
    tmp_path: Path, processes: int, decisions: int, thought: float
) -> None:
    path, over, told = tmp_path / "desk.db", threading.Event(), list[object]()
    backing_up = threading.Thread(target=look_after, args=(path, over, told))
    backing_up.start()
    try:
        written = run(path, "session", processes, decisions, thought)
    finally:
        over.set()
        backing_up.join()
    assert written.errors == []
    assert len(written.times) == processes * decisions
    assert written.lost == 0
    assert written.untold < UNTOLD_SECONDS * 1e3
    assert told == [], "what is wrong while they write"
    log, between = logged(path), 0
    for copy in backups(path):
        copied = logged(copy)
        assert copied == log[: len(copied)], "a backup is the log up to a moment"
        between += len(copied) < len(log)
    assert between > 0, "some were made while they wrote"


def look_after(path: Path, over: threading.Event, told: list[object]) -> None:
    """Back a database up and look it over, again and again, while others write to it; `told` is what is wrong."""
    while not over.wait(0.3):
        try:
            if path.exists():
                back_up(path, 3)
                with closing(open_store(path, make=False)) as store:
                    told += store.examine()
        except StoreError as error:
            told.append(error)


def logged(path: Path) -> list[str]:
    """Return the decisions (uids) of a database, which must be whole, from the first on."""
    with closing(open_store(path, make=False)) as store:
        assert not list(store.examine())
        return [decision.uid for decision in store.log()][::-1]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a database with an article, and nobody at it."""
    path = tmp_path / "desk.db"
    store = open_store(path)
    put(store, "The river rose. The mayor closed the bridge.")
    store.close()
    return path


def test_a_long_wait_is_told_while_it_lasts_and_once_it_is_over(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "TOLD_SECONDS", 0.2)
    told: list[tuple[bool, bool]] = []
    with closing(sqlite3.connect(desk, isolation_level=None, check_same_thread=False)) as other:
        store = open_store(desk)
        store.on_wait(lambda waits: told.append((waits, other.in_transaction)))
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.6, other.execute, ["ROLLBACK"])
        letting_go.start()
        store.annotate(place(store, 1, 0), by(), "label", label="quote")
        letting_go.join()
        assert told == [(True, True), (False, False)]
        assert labels(store, 1)[0] == "quote"
        store.close()


def test_a_short_wait_is_not_worth_a_word(desk: Path) -> None:
    told: list[bool] = []
    with closing(sqlite3.connect(desk, isolation_level=None, check_same_thread=False)) as other:
        store = open_store(desk, told=told.append)
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        letting_go.start()
        begun = time.monotonic()
        store.annotate(place(store, 1, 0), by(), "label", label="quote")
        assert time.monotonic() - begun < waiting.TOLD_SECONDS
        letting_go.join()
        assert told == []
        store.close()


def test_who_is_refused_in_the_end_is_told_that_the_wait_is_over(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "TOLD_SECONDS", 0.1)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.3)
    told: list[bool] = []
    with closing(sqlite3.connect(desk, isolation_level=None)) as other:
        store = open_store(desk, told=told.append)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program has locked it"):
            store.annotate(place(store, 1, 0), by(), "label", label="quote")
        assert told == [True, False]
        other.execute("ROLLBACK")
        store.close()


def test_reading_never_waits_for_who_writes(desk: Path) -> None:
    told: list[bool] = []
    with closing(sqlite3.connect(desk, isolation_level=None)) as other:
        store = open_store(desk, told=told.append)
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        assert labels(store, 1) == [None, None]
        assert time.monotonic() - begun < 0.1
        other.execute("ROLLBACK")
        store.close()
