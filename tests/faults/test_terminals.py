"""Terminals as they come: too small, resized all the time, of no kind, in a language that is not there."""

import random
import signal
from pathlib import Path

import pytest

from tests.faults.conftest import Sit, left
from tests.faults.killing import kept

SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    "size", [(20, 5), (1, 1), *(pytest.param(one, marks=SLOW) for one in ((5, 2), (400, 3), (3, 100)))], ids=str
)
def test_a_terminal_of_any_size_is_painted_and_takes_keys(sit: Sit, tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = sit(size=size)
    terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)
    terminal.read(0.5)
    terminal.write("qax")
    for key in ("?", "\x1b", "v", "\x1b", "c", "\x1b", ";", "\x1b", "/", "\x1b", "\x10", "\x1b"):
        terminal.write(key)
        terminal.read(0.1)
    terminal.until(lambda: len(kept(tmp_path / "reviewer.db")) == 2, 10)
    terminal.write("\x11")
    assert left(terminal) == (0, {})
    assert b"Traceback" not in terminal.bytes


def test_two_hundred_new_sizes_in_a_row_lose_no_key(sit: Sit, tmp_path: Path) -> None:
    dice = random.Random(6)
    terminal = sit()
    terminal.until("sentence 1 of")
    for number in range(200):
        terminal.process.setwinsize(dice.choice((1, 2, 5, 24, 60)), dice.choice((1, 5, 20, 80, 200)))
        terminal.kill(signal.SIGWINCH)
        if number % 10 == 0:
            terminal.write("q")
        terminal.read(0.002)
    terminal.process.setwinsize(24, 80)
    terminal.until(" 20/121 ")
    terminal.until("sentence 21 of")
    terminal.write("\x11")
    assert left(terminal) == (0, {})
    assert b"Traceback" not in terminal.bytes
    assert set(kept(tmp_path / "reviewer.db")) == set(range(19))


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "xx_YY", "TERM": "dumb"},
        *(
            pytest.param(env, marks=SLOW)
            for env in (
                {"LANG": "", "LC_ALL": "POSIX"},
                {"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "0"},
                {"PYTHONIOENCODING": "latin-1"},
                {"TERM": ""},
                {"TERM": "no-such-terminal", "COLUMNS": "nonsense", "LINES": "-5"},
                {"TZ": "Nowhere/Land", "HOME": "/nonexistent", "XDG_CONFIG_HOME": ""},
            )
        ),
    ],
    ids=str,
)
def test_no_environment_keeps_it_from_working(sit: Sit, tmp_path: Path, env: dict[str, str]) -> None:
    terminal = sit(**env)
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    terminal.write("\x11")
    assert left(terminal) == (0, {})
    assert b"Traceback" not in terminal.bytes
    assert len(kept(tmp_path / "reviewer.db")) == 2
