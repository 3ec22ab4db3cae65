"""kill -9 at random moments: what the screen showed as decided is decided, and no command leaves anything half."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import pytest

from reviewer.store import copy_store, open_store
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.schema import SCHEMA
from tests.conftest import by, place, put
from tests.e2e.conftest import environment
from tests.faults.killing import sitting
from tests.older import make_older
from tests.store.desks import dump

LINES = "Council at work\n\n" + " ".join(f"The council passed rule {number} on Monday." for number in range(40))


@pytest.mark.parametrize("times", [4, pytest.param(500, marks=pytest.mark.slow)])
def test_what_the_screen_showed_as_decided_is_kept_when_the_program_is_killed(tmp_path: Path, times: int) -> None:
    dice = random.Random(times)
    shown = 0
    for number in range(times):
        folder = tmp_path / str(number // 8)  # the same database is killed again and again
        folder.mkdir(exist_ok=True)
        killed = sitting(folder, dice)
        assert not killed.lost, f"sitting {number}"
        assert killed.whole, f"sitting {number}"
        shown += killed.shown
    assert shown > times
    with closing(SqliteStore.open(folder / "reviewer.db")) as store:
        before = dump(store)
        last = next(one for one in store.log() if one.reviewer == "Ann")
        undone, done = store.undo(by("Ann")), store.redo(by("Ann"))
        assert undone is not None
        assert done is not None
        assert undone.reverts == done.reverts == last.uid, "what was decided last is what undo takes back"
        assert {**dump(store), "log": ()} == {**before, "log": ()}
        assert not list(store.examine())


class Case(NamedTuple):
    """A command that is killed: its words, what makes its folder, and what must hold afterwards."""

    words: str
    prepare: Callable[[Path], object]
    check: Callable[[Path], object]


def whole(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def articles(folder: Path) -> None:
    (folder / "articles").mkdir()
    for number in range(30):
        (folder / "articles" / f"{number}.txt").write_text(f"{LINES} It was number {number}.\n", "utf-8")


def imported(folder: Path) -> None:
    """Whatever of the articles came in came in whole, and the rest comes in at the next try."""
    with closing(open_store(folder / "reviewer.db")) as store:
        for document in store.document_ids():
            assert len(store.layout(document).ids) == 42
    whole(folder / "reviewer.db")
    assert run(folder, "import articles").wait() == 0
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(store.document_ids()) == 30


def labelled(path: Path, name: str = "ada") -> list[str]:
    with closing(SqliteStore.open(path)) as store:
        for number in range(5):
            (document,) = put(store, f"{LINES} Again, {number}.", reviewer=name)
            for index in range(40):
                store.annotate(place(store, document, index), by(name), "label", label="quote")
        return [decision.uid for decision in store.log()]


def desk(folder: Path) -> None:
    labelled(folder / "reviewer.db")
    (folder / "labels.jsonl").write_text("what was exported before\n")


def exported(folder: Path) -> None:
    """Find the old export or the new one, whole."""
    written = (folder / "labels.jsonl").read_bytes()
    assert written == b"what was exported before\n" or (written.count(b"\n") == 200 and written.endswith(b"}\n"))
    whole(folder / "reviewer.db")


def two_desks(folder: Path) -> None:
    labelled(folder / "reviewer.db")
    labelled(folder / "ben.db", "ben")


def merged(folder: Path) -> None:
    """Find the other database taken in whole, or not at all."""
    whole(folder / "reviewer.db")
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(list(store.log())) in {205, 410}
    assert run(folder, "merge ben.db").wait() == 0
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(list(store.log())) == 410


def older(folder: Path) -> None:
    make_older(folder / "reviewer.db")


def renewed(folder: Path) -> None:
    """Find the old schema or the new one; opened, the database has the new one, and all that was decided."""
    with closing(sqlite3.connect(folder / "reviewer.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] in {2, SCHEMA}
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(list(store.log())) == 4
    whole(folder / "reviewer.db")


def desk_and_backup(folder: Path) -> None:
    labelled(folder / "reviewer.db")
    copy_store(folder / "reviewer.db", folder / "copy.db")
    with closing(SqliteStore.open(folder / "reviewer.db")) as store:
        for index in range(40):
            store.annotate(place(store, 1, index), by(), "label", label="assertion")


def put_back(folder: Path) -> None:
    """Find the database as it was or as the backup is, whole; it can be put back after that."""
    whole(folder / "reviewer.db")
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(list(store.log())) in {205, 245}
    assert run(folder, "restore copy.db").wait() == 0
    with closing(open_store(folder / "reviewer.db")) as store:
        assert len(list(store.log())) == 205
        assert not list(store.examine())


def harmed(folder: Path) -> None:
    labelled(folder / "reviewer.db")
    with closing(SqliteStore.open(folder / "reviewer.db")) as store:
        store.connection.execute("DELETE FROM annotations")


def mended(folder: Path) -> None:
    """Find all state made anew, or none of it; it is made anew at the next try."""
    whole(folder / "reviewer.db")
    with closing(SqliteStore.open(folder / "reviewer.db")) as store:
        assert len(list(store.labels(1, "ada"))) in {0, 40}
    assert run(folder, "doctor --mend").wait() == 0
    with closing(SqliteStore.open(folder / "reviewer.db")) as store:
        assert len(list(store.labels(1, "ada"))) == 40
        assert not list(store.examine())


CASES = {
    "import": Case("import articles", articles, imported),
    "export": Case("export -o labels.jsonl", desk, exported),
    "merge": Case("merge ben.db", two_desks, merged),
    "migration": Case("status", older, renewed),
    "restore": Case("restore copy.db", desk_and_backup, put_back),
    "mending": Case("doctor --mend", harmed, mended),
}
SELDOM = {"restore", "mending"}


def run(folder: Path, words: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "reviewer", *words.split()]
    return subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("times", [2, pytest.param(40, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [pytest.param(one, marks=pytest.mark.slow if one in SELDOM else ()) for one in CASES])
def test_a_command_that_is_killed_leaves_nothing_half(tmp_path: Path, name: str, times: int) -> None:
    case, dice = CASES[name], random.Random(name)
    model = tmp_path / "model"
    model.mkdir()
    case.prepare(model)
    begun = time.monotonic()
    assert run(copied(model, tmp_path / "whole"), case.words).wait() == 0
    lasts = time.monotonic() - begun
    for number in range(times):
        folder = copied(model, tmp_path / str(number))
        process = run(folder, case.words)
        time.sleep(dice.uniform(0.3, 1.0) * lasts)  # what goes before is Python, starting
        process.kill()
        process.wait()
        case.check(folder)


def copied(model: Path, folder: Path) -> Path:
    for path in sorted(model.rglob("*")):
        if path.is_file():
            copy = folder / path.relative_to(model)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, copy)
    return folder
