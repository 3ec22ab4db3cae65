"""Drives a program in a real pseudo-terminal and notes when each piece of its output was read."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
ROWS, COLUMNS = 40, 120
QUIET_SECONDS = 0.03
"""When nothing has come for so long, the painting is over."""
PATIENCE_SECONDS = 60.0


def python(*arguments: str | Path) -> list[str]:
    """Return the command that runs this interpreter with `arguments`."""
    return [sys.executable, *map(str, arguments)]


def environment() -> dict[str, str]:
    """Return this process's environment as a plain terminal has it, with compiled modules kept."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "NO_COLOR", "REVIEWER_DB", "REVIEWER_NAME", "PYTHONWARNINGS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


class Terminal:
    """A program on a screen of 120x40 that answers no queries; leaving the block quits it with ctrl+q."""

    def __init__(self, command: Sequence[str]) -> None:
        variables = environment()
        self.began = perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), variables)
        self._output = bytearray()
        self._read_at = self.began

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.quit()

    def until(self, *proofs: bytes) -> float:
        """Read until every pattern stands in what came since the last press; return when the last of it was read."""
        deadline = perf_counter() + PATIENCE_SECONDS
        while not all(re.search(proof, self._output) for proof in proofs):
            if not self._read(1.0) and perf_counter() > deadline:
                raise TimeoutError(f"{proofs} never came; the last output was {bytes(self._output[-400:])!r}")
        return self._read_at

    def settled(self) -> float:
        """Read until the output is quiet; return when its last byte was read."""
        while self._read(QUIET_SECONDS):
            pass
        return self._read_at

    def press(self, keys: bytes, proof: bytes) -> float:
        """Write keys; return the milliseconds until the last byte of what they paint, `proof` among it, was read."""
        self._output.clear()
        written = perf_counter()
        os.write(self._master, keys)
        self.until(proof)
        return (self.settled() - written) * 1e3

    def found(self, pattern: bytes) -> int:
        """Return the number that the pattern's group holds in the last output."""
        match = re.search(pattern, self._output)
        if match is None:
            raise LookupError(f"{pattern!r} is not in {bytes(self._output[-400:])!r}")
        return int(match[1])

    def memory(self, name: str = "VmRSS") -> int:
        """Return a line of the program's memory status, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(rf"{name}:\s+(\d+) kB", status)[0]) * 1024

    def quit(self) -> None:
        """Quit as a user does; a program that has not left after five seconds is killed."""
        deadline = perf_counter() + 5
        try:
            os.write(self._master, b"\x11")
            while perf_counter() < deadline and (self._read(0.1) or not os.waitid(os.P_PID, self.pid, _LEFT)):
                pass
        except OSError:
            pass  # the other end is closed: it has left
        finally:
            if perf_counter() >= deadline:
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self._master)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        data = os.read(self._master, 65_536)
        self._read_at = perf_counter()
        self._output += data
        return bool(data)


_LEFT = os.WEXITED | os.WNOHANG | os.WNOWAIT
