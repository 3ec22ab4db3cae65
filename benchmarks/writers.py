"""Many processes that write to one database at once: how long a save takes, and whether one is lost.

    python -m benchmarks.writers [--markdown] [DECISIONS [SATURATING]]

Sixteen reviewers, each a process with a session of its own, take DECISIONS (default 60) decisions each with half a
second of thought between them; then 64 take SATURATING (default 50) each without thinking. The floor is the same with
bare sqlite3: one INSERT of a row as long as a decision's, committed to a write-ahead log with synchronous=FULL. With
`--markdown` the lines are rows for docs/reliability.md.
"""

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from benchmarks.big_database import items
from benchmarks.sample import SENTENCES_AN_ARTICLE
from benchmarks.table import Row, limit, markdown, none, note, row, show
from benchmarks.terminal import ROOT, environment, python
from reviewer.errors import ReviewerError
from reviewer.session import Session
from reviewer.store import Store, open_store
from reviewer.store.rows import Act

THOUGHT = 0.5
UNTOLD_SECONDS = 5.0
TIDY_SECONDS = 20.0
"""How often a sitting moves the write-ahead log, as the app does."""
ACTS = ("decide", "decide", "uncertain", "note", "decide", "undo", "redo", "decide")


class Run(NamedTuple):
    """What many writers did: each save in milliseconds, what was refused, and what the database does not hold.

    `untold` is the longest wait (milliseconds) of which nothing was said on the screen, `told` how many were told.
    """

    times: Sequence[float]
    errors: Sequence[str]
    lost: int
    told: int
    untold: float

    def at(self, share: float) -> float:
        """Return the milliseconds that this share of all saves does not exceed."""
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))]


def run(path: Path, what: str, processes: int, decisions: int, thought: float) -> Run:
    """Let processes write to the database at `path`; `what` is "session" or "floor". The file is made anew."""
    (_made if what == "session" else _made_bare)(path, decisions)
    command = python("-m", "benchmarks.writers", "--child", what, path)
    running = [
        subprocess.Popen(
            [*command, f"reviewer{number}", str(decisions), str(thought)],
            cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(processes)
    ]  # fmt: skip
    for process in running:
        _line(process)
    for process in running:
        if process.stdin:
            process.stdin.write("go\n")
            process.stdin.flush()
    told = [json.loads(_line(process)) for process in running]
    for process in running:
        process.communicate()
    times = [one for child in told for one in child["times"]]
    return Run(
        times,
        [error for child in told for error in child["errors"]],
        sum(len(child["times"]) for child in told) - _held(path, what),
        sum(child["told"] for child in told),
        max(child["untold"] for child in told),
    )


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _made(path: Path, decisions: int) -> None:
    store = open_store(path)
    store.add(items(decisions // SENTENCES_AN_ARTICLE + 2), Act("ada", "reviewer-1", "import"), "benchmark")
    store.close()


def _made_bare(path: Path, _decisions: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("CREATE TABLE decisions (seq INTEGER PRIMARY KEY, reviewer TEXT, row TEXT)")


def _held(path: Path, what: str) -> int:
    """Return how many decisions of reviewers the database holds; raises ValueError for one that is not whole."""
    with closing(sqlite3.connect(path)) as held:
        whole = held.execute("PRAGMA integrity_check").fetchone()[0]
        if whole != "ok":
            raise ValueError(f"{path}: {whole}")
        imports = "WHERE action <> 'import'" if what == "session" else ""
        count: int = held.execute(f"SELECT count(*) FROM decisions {imports}").fetchone()[0]
    return count


# What one of the processes does


class _Writer:
    """Takes decisions through a session; `told` counts how often it was said that one waits."""

    def __init__(self, path: Path, reviewer: str) -> None:
        self.store: Store = open_store(path)
        self.session = Session(self.store, reviewer, self.store.document_ids())
        self.session.leave()
        self.told = 0
        self.store.on_wait(self._waits)
        self._acts = cycle(ACTS)
        self._tidied = time.monotonic() - random.uniform(0, TIDY_SECONDS)

    def _waits(self, waits: bool) -> None:
        self.told += waits

    def save(self) -> None:
        """Take the next decision, as the screen does for a key."""
        session = self.session
        session.catch_up()
        act = next(self._acts)
        if act == "decide":
            session.decide("assertion")
        elif act == "uncertain":
            session.toggle_uncertain()
        elif act == "note":
            session.set_note(f"looked up at {time.time_ns()}")
        elif act == "undo":
            session.undo()
        else:
            session.redo()

    def rest(self) -> None:
        """Do the housekeeping when it is time."""
        if time.monotonic() - self._tidied > TIDY_SECONDS:
            self._tidied = time.monotonic()
            self.store.tidy()


class _Bare:
    """Writes rows by bare sqlite3."""

    told = 0

    def __init__(self, path: Path, reviewer: str) -> None:
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")
        self._reviewer = reviewer

    def save(self) -> None:
        """Write one row."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO decisions (reviewer, row) VALUES (?, ?)", (self._reviewer, "x" * 600))
        self._connection.execute("COMMIT")

    def rest(self) -> None:
        """Do nothing."""


def child(what: str, path: str, reviewer: str, decisions: str, thought: str) -> None:
    """Write when told to go, and report the time of each save."""
    writer = (_Writer if what == "session" else _Bare)(Path(path), reviewer)
    times, errors, untold = list[float](), list[str](), 0.0
    print("ready", flush=True)
    sys.stdin.readline()
    time.sleep(random.uniform(0, float(thought)))
    for _ in range(int(decisions)):
        time.sleep(random.uniform(0.5, 1.5) * float(thought))
        told, began = writer.told, time.perf_counter()
        try:
            writer.save()
        except (ReviewerError, sqlite3.Error) as error:
            errors.append(str(error))
        else:
            times.append((time.perf_counter() - began) * 1e3)
        if writer.told == told:
            untold = max(untold, (time.perf_counter() - began) * 1e3)
        writer.rest()
    print(json.dumps({"times": times, "errors": errors, "told": writer.told, "untold": untold}), flush=True)


def rows(name: str, saved: Run, floor: Run, goal: float | None) -> list[Row]:
    """Return the lines of one kind of crowd beside its floor."""
    longest = None if goal else UNTOLD_SECONDS * 1e3
    p99 = row(f"{name}: p99 of a save", [saved.at(0.99)], [floor.at(0.99)], None)
    return [
        row(f"{name}: median of a save", [saved.at(0.5)], [floor.at(0.5)], None),
        p99._replace(goal=limit("", saved.at(0.99), goal).goal if goal else ""),
        note(f"{name}: longest save", [max(saved.times)]),
        *([limit(f"{name}: longest wait of which nothing is said", saved.untold, longest)] if longest else []),
        none(f"{name}: decisions lost, of {len(saved.times):,}", saved.lost),
        none(f"{name}: errors shown", len(saved.errors)),
    ]


def main() -> None:
    """Print the table."""
    given = [one for one in sys.argv[1:] if one != "--markdown"]
    as_markdown = len(given) < len(sys.argv) - 1
    thinking, saturating = [int(value) for value in given] + [60, 50][len(given) :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = [run(folder / f"{what}16.db", what, 16, thinking, THOUGHT) for what in ("floor", "session")]
        crowd = [run(folder / f"{what}64.db", what, 64, saturating, 0) for what in ("floor", "session")]
    table = rows("16 reviewers, half a second of thought", desk[1], desk[0], 20)
    table += rows("64 writers, no thought", crowd[1], crowd[0], None)
    if as_markdown:
        markdown(table)
    else:
        show("many writers", table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        main()
