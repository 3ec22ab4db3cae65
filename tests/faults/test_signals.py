"""The program is ended, stopped or left without a terminal: the terminal is as it was, and decisions are kept."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.store import open_store
from tests.faults.conftest import Sit, hang_up, left
from tests.faults.killing import kept

THREE = {0: "assertion", 1: "not_a_claim"}
"""What the keys q, a, x give the first rules; the title comes first."""


def ended(pid: int, seconds: float = 12.0) -> int:
    """Wait for a program whose terminal has gone; return its exit code."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("it did not end")


def state(pid: int) -> str:
    """Return a process's state as the system has it: T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, signal.SIGHUP, pytest.param(signal.SIGINT, marks=pytest.mark.slow)],
    ids=lambda one: one.name,
)
def test_a_signal_to_end_gives_the_terminal_back(sit: Sit, tmp_path: Path, number: signal.Signals) -> None:
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    terminal.kill(number)
    assert left(terminal) == (128 + number, {})
    assert b"Traceback" not in terminal.bytes
    assert kept(tmp_path / "reviewer.db") == THREE
    assert not (tmp_path / "reviewer.db-wal").exists(), "the database is closed properly"


@pytest.mark.slow
def test_a_signal_ends_it_over_a_sheet_and_an_editor_as_well(sit: Sit) -> None:
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write(";a note")
    terminal.until("a note")
    terminal.kill(signal.SIGTERM)
    assert left(terminal) == (128 + signal.SIGTERM, {})
    again = sit()
    again.until("sentence 1 of")
    again.write("?")
    again.until("esc closes")
    again.kill(signal.SIGTERM)
    assert left(again) == (128 + signal.SIGTERM, {})


@pytest.mark.parametrize("shell", ["exec {}", "trap '' HUP; exec {}"], ids=["told", "not told"])
def test_a_terminal_that_is_closed_ends_the_program_and_keeps_what_was_decided(
    sit: Sit, tmp_path: Path, shell: str
) -> None:
    terminal = sit(shell)
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    hang_up(terminal)
    assert ended(terminal.process.pid) == 128 + signal.SIGHUP
    assert kept(tmp_path / "reviewer.db") == THREE


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux says whether a process is stopped")
def test_it_is_stopped_and_goes_on(sit: Sit, tmp_path: Path) -> None:
    terminal = sit()
    terminal.until("sentence 1 of")
    for number, stop in enumerate((signal.SIGTSTP, signal.SIGSTOP, signal.SIGTSTP), 1):
        terminal.kill(stop)
        terminal.until(lambda: state(terminal.process.pid) == "T")
        terminal.read(0.05)
        if stop == signal.SIGTSTP:
            assert terminal.bytes.rindex(b"\x1b[?1049l") > terminal.bytes.rindex(b"\x1b[?1049h"), "the shell has it"
        terminal.kill(signal.SIGCONT)
        terminal.until(lambda: state(terminal.process.pid) != "T")
        terminal.write("q")
        terminal.until(f" {number}/121 ")
    terminal.kill(signal.SIGCONT)  # to one that was not stopped
    terminal.write("q")
    terminal.until(" 4/121 ")
    terminal.write(";half a")
    terminal.until("half a")
    terminal.kill(signal.SIGTSTP)
    terminal.until(lambda: state(terminal.process.pid) == "T")
    terminal.process.setwinsize(18, 60)
    before = len(terminal.bytes)
    terminal.kill(signal.SIGCONT)
    terminal.until(lambda: state(terminal.process.pid) != "T")
    terminal.write(" note\r")
    terminal.until(lambda: b"half a note" in terminal.bytes[before:])
    terminal.write("q")
    terminal.until(" 5/121 ")
    terminal.write("\x11")
    assert left(terminal) == (0, {})
    assert len(kept(tmp_path / "reviewer.db")) == 4
    with closing(open_store(tmp_path / "reviewer.db")) as store:
        noted = [
            change.after["note"]
            for one in store.log()
            if one.action == "note"
            for change in one.changes
            if change.after
        ]
    assert noted == ["half a note"], "what was typed into before it was stopped is typed on"
