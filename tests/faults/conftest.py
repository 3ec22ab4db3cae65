"""A sitting in a real terminal over an article of one sentence a line, and what state the terminal was left in."""

import os
import re
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

from tests.e2e.conftest import Terminal, environment
from tests.faults.killing import ARTICLE

ON, OFF = "h", "l"
MODES = {"1049": OFF, "1000": OFF, "1003": OFF, "1006": OFF, "1015": OFF, "1004": OFF, "2004": OFF, "25": ON, "7": ON}
"""What a terminal is given back as: its first screen, no mouse, focus or marked pastes, a cursor, lines that wrap."""
Sit = Callable[..., Terminal]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Open the article in a terminal, in the test's folder, or run any command line there by a shell."""
    opened: list[Terminal] = []

    def start(shell: str = "", size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
        (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
        program = f"{sys.executable} -m reviewer open --no-suggestions council.txt"
        command = ["/bin/sh", "-c", shell.format(program) if shell else f"exec {program}"]
        opened.append(Terminal(command, tmp_path, size, environment(tmp_path, **env)))
        return opened[-1]

    yield start
    for terminal in opened:
        with suppress(pexpect.ExceptionPexpect):  # one whose terminal was closed has been waited for
            terminal.close()


def left(terminal: Terminal, seconds: float = 10.0) -> tuple[int, dict[str, str]]:
    """Wait for the end; return the exit code (or minus the signal) and the modes that differ from a terminal's own."""
    end = time.monotonic() + seconds
    while terminal.process.isalive():
        assert time.monotonic() < end, "it does not end"
        terminal.read(0.03)
    terminal.read(0.05)
    said = {one[1].decode(): one[2].decode() for one in re.finditer(rb"\x1b\[\?(\d+)([hl])", terminal.bytes)}
    wrong = {mode: said[mode] for mode, wanted in MODES.items() if said.get(mode, wanted) != wanted}
    flags = termios.tcgetattr(terminal.process.child_fd)[3]
    wrong |= {name: OFF for name in ("ECHO", "ICANON", "ISIG") if not flags & getattr(termios, name)}
    status = terminal.process.signalstatus
    return (-int(status) if status else int(terminal.process.exitstatus or 0)), wrong


def hang_up(terminal: Terminal) -> None:
    """Close the terminal under the program, as a window that is closed does."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, terminal.process.child_fd)
    os.close(nothing)
