"""A terminal as a person has one: a real pseudo-terminal, its screen kept by pyte, its bytes kept as they came."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a busy machine may take; what comes is waited for no longer than that it comes."""
SEED = ROOT / "seeds" / "000_85e0a2435721776e.txt"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which only the folder's settings count."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "REVIEWER_NAME": "Ann",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "1",  # on a disk that is full, Python writes half of it, and fails on it ever after
        **more,
    }


class Terminal:
    """A program in a terminal of 24 rows and 80 columns (or other), driven by keys and read by what it shows."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.bytes = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rows: list[str] = []
        self.over = False
        arguments, given = list(command[1:]), dict(env or environment(folder))
        self.process = pexpect.spawn(
            command[0], arguments, cwd=str(folder), dimensions=(rows, columns), env=given, timeout=PATIENCE
        )
        self.process.delaybeforesend = None

    def rows(self) -> list[str]:
        """Return the rows of the screen as they stand."""
        if self._screen.dirty:  # what has not changed since is not put together again
            self._rows = list(self._screen.display)
            self._screen.dirty.clear()
        return list(self._rows)

    def write(self, keys: str) -> None:
        """Press keys, all at once."""
        self.process.send(keys)

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program paints within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                came = self.process.read_nonblocking(65536, timeout=left)
            except pexpect.EOF:
                self.over = True
                return
            except pexpect.TIMEOUT:
                return
            self.bytes += came
            self._stream.feed(came)

    def until(self, shown: str | Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something is shown, or holds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.03)
            if shown() if callable(shown) else any(shown in row for row in self.rows()):
                return
            if self.over and isinstance(shown, str):
                break
        raise AssertionError(f"waited in vain for {shown}\n" + "\n".join(self.rows()))

    def end(self) -> int:
        """Wait for the program's end; return its exit code, or minus the signal that ended it."""
        end = time.monotonic() + PATIENCE
        while self.process.isalive() and time.monotonic() < end:
            self.read(0.03)
        self.read(0.03)
        self.process.close()
        status = self.process.signalstatus
        return -int(status) if status else int(self.process.exitstatus or 0)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.process.pid, number)

    def close(self) -> None:
        """End the program, whatever it is doing."""
        self.process.close(force=True)


Open = Callable[..., Terminal]


@pytest.fixture
def reviewer(tmp_path: Path) -> Iterator[Open]:
    """Open `reviewer` with arguments, in a terminal, in a folder of its own."""
    opened: list[Terminal] = []

    def start(*arguments: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
        command = [sys.executable, "-m", "reviewer", *arguments]
        opened.append(Terminal(command, tmp_path, size, environment(tmp_path, **env)))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()
