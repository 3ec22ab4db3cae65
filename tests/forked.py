"""Runs commands of the program, each in a process of its own with a limit of memory, and measures them.

The processes are forked from one that has loaded the program, so that a command costs a few hundredths of a second
and its time is that of its work.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 30
"""After so long a command is ended and counts as hanging."""

_SERVER = """
import importlib, json, os, resource, signal, sys, time
from reviewer.cli import COMMANDS, run
import reviewer.formats, reviewer.intake, reviewer.incoming, reviewer.models.article, reviewer.formats.suggestions
import reviewer.articles.structure, reviewer.articles.encodings, reviewer.cutting, reviewer.session, reviewer.suggesting
for name in COMMANDS:
    importlib.import_module(f"reviewer.cli.{name}_command")
for name in ("brat", "w3c", "csv", "prodigy", "doccano", "labelstudio"):
    importlib.import_module(f"reviewer.formats.{name}_reading")
for name in ("trafilatura", "warcio.archiveiterator", "feedparser", "lxml.html", "lxml_html_clean"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
limit, seconds = int(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for line in sys.stdin:
    arguments, folder, given = json.loads(line)
    start = time.monotonic()
    child = os.fork()
    if not child:
        os.chdir(folder)
        for number, name, flags in ((0, given, os.O_RDONLY), (1, ".out", os.O_WRONLY), (2, ".err", os.O_WRONLY)):
            more = 0 if number == 0 else os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(name, flags | more, 0o600), number)
        sys.stdin = open(0, closefd=False)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False, errors="backslashreplace")
        size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + limit, size + limit))
        before = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
        code = 70
        try:
            code = run(arguments)
            sys.stdout.flush()
        finally:
            used = resource.getrusage(resource.RUSAGE_SELF)
            peak = max(0, used.ru_maxrss * 1024 - before)
            open(".used", "w").write(json.dumps([peak, used.ru_utime + used.ru_stime]))
            sys.stderr.flush()
            os._exit(code)
    def late(*_): os.kill(child, signal.SIGKILL)
    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    status = os.waitpid(child, 0)[1]
    signal.alarm(0)
    print(json.dumps([os.waitstatus_to_exitcode(status), time.monotonic() - start]), flush=True)
"""


class Ended(NamedTuple):
    """How a command ended: its exit code (minus the signal that ended it), what it said, and what it took.

    `seconds` are those of a clock, `work` those of a processor, `peak` is bytes of memory beyond those of the program.
    """

    code: int
    out: str
    err: str
    seconds: float
    work: float
    peak: int


class Forked:
    """The process that commands are forked from."""

    def __init__(self, limit: int) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(limit), str(SECONDS)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say("")

    def _say(self, line: str) -> str:
        assert self._server.stdin
        assert self._server.stdout
        if line:
            self._server.stdin.write(f"{line}\n")
            self._server.stdin.flush()
        return self._server.stdout.readline()

    def run(self, folder: Path, arguments: Sequence[str], given: str = "/dev/null") -> Ended:
        """Run a command in a folder, with a file as its standard input."""
        used = folder / ".used"
        used.unlink(missing_ok=True)
        answer = self._say(json.dumps([list(arguments), str(folder), given]))
        code, seconds = json.loads(answer)
        out, err = ((folder / name).read_text("utf-8", "backslashreplace") for name in (".out", ".err"))
        peak, work = json.loads(used.read_text()) if used.exists() else (0, seconds)
        return Ended(code, out, err, seconds, work, peak)

    def close(self) -> None:
        """End it."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(SECONDS)
        self._server.stdout.close()


@contextmanager
def forked(limit: int = 1 << 30) -> Iterator[Forked]:
    """Load the program once, to run commands that may take `limit` bytes of memory beyond what it has then."""
    if not sys.platform.startswith("linux"):
        pytest.skip("how much memory a process has is asked as Linux tells it")
    server = Forked(limit)
    try:
        yield server
    finally:
        server.close()
