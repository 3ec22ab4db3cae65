"""Another program that has locked the database: a key waits for it, says so on the screen, and is saved afterwards."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.store import WAITING
from tests.e2e.conftest import SEED, Open

TOLD = WAITING[:40]


def test_a_key_that_waits_says_so_and_is_saved_once_it_is_its_turn(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("undecided")
    with closing(sqlite3.connect(tmp_path / "reviewer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        pressed = time.monotonic()
        terminal.write("a")
        terminal.until(TOLD, 5)
        assert time.monotonic() - pressed < 2
        terminal.write("b")
        other.execute("ROLLBACK")
        terminal.until(lambda: not any(TOLD in row for row in terminal.rows()), 5)
        terminal.write("q")
        terminal.until(lambda: other.execute("SELECT count(*) FROM annotations").fetchone() == (3,), 5)
        assert other.execute("SELECT label FROM annotations").fetchall() == [
            ("assertion",),
            ("background",),
            ("quote",),
        ]
    terminal.read(0.3)
    assert not any("NOT SAVED" in row for row in terminal.rows())
    terminal.write("\x11")
    assert terminal.end() == 0


@pytest.mark.slow
def test_a_lock_that_stays_is_told_and_then_the_key_is_refused(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED), size=(20, 5))
    terminal.until(lambda: terminal.rows()[0].strip() != "")
    terminal.read(0.5)
    with closing(sqlite3.connect(tmp_path / "reviewer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.write("a")
        terminal.until(WAITING[:15], 5)
        terminal.until(lambda: not any(WAITING[:15] in row for row in terminal.rows()), 40)
        other.execute("ROLLBACK")
        terminal.write("a")
        terminal.until(lambda: other.execute("SELECT count(*) FROM annotations").fetchone() == (1,), 5)
    terminal.write("\x11")
    assert terminal.end() == 0


def test_a_command_that_waits_says_so(reviewer: Open, tmp_path: Path) -> None:
    assert reviewer("import", str(SEED)).end() == 0
    (tmp_path / "0.txt").write_text("The river rose on Monday.\n", "utf-8")
    with closing(sqlite3.connect(tmp_path / "reviewer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal = reviewer("import", "0.txt")
        terminal.until(TOLD, 10)
        other.execute("ROLLBACK")
        assert terminal.end() == 0
        assert other.execute("SELECT count(*) FROM documents").fetchone() == (2,)
