"""Measure a key from its writing to the last byte of what it paints: cursor keys, decisions, and 200 of each at once.

    python -m benchmarks.keys [SENTENCES ...]

The first size (default 1,000) is measured in full, against a bare one-row list and a bare 4 KiB append with fdatasync;
the seed and the other sizes (default 20,000; the goal speaks of 100,000) against the first. All programs stay open side
by side and get their keys in turn. Where strace is installed, the fdatasyncs of decisions are counted.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks.sample import SEED_FILE, database, opened, text_file
from benchmarks.table import Row, limit, note, p95, row, show
from benchmarks.terminal import Terminal, python

KEYS = 60
QUEUED = 200
COUNTER = rb"sentence (\d+) of \d+"
ROW = rb"\xb6 row (\d+) of \d+"


class Driven:
    """A program in a terminal, and the number its counter shows."""

    def __init__(self, stack: ExitStack, command: list[str], counter: bytes) -> None:
        self.terminal = stack.enter_context(Terminal(command))
        self._counter = counter
        self.terminal.until(counter)
        self.terminal.settled()
        self.at = self.terminal.found(counter)

    def key(self, key: bytes, step: int = 1, times: int = 1) -> float:
        """Press a key that moves the counter by `step` each time; return the milliseconds until all was painted."""
        self.at += step * times
        return self.terminal.press(key * times, self._counter.replace(rb"(\d+)", str(self.at).encode()))

    def back(self) -> None:
        """Go back to the first sentence."""
        if self.at != 1:  # else nothing would be painted
            self.key(b"g", 1 - self.at)


@contextmanager
def appending(folder: Path) -> Iterator[Callable[[], float]]:
    """Give a function that appends 4 KiB to a file, waits for the disk, and returns the milliseconds that took."""
    page = os.urandom(4096)
    file = os.open(folder / "append", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> float:
        began = perf_counter()
        os.write(file, page)
        os.fdatasync(file)
        return (perf_counter() - began) * 1e3

    yield append
    os.close(file)


def single_keys(reviewer: Driven, bare: Driven, append: Callable[[], float]) -> list[Row]:
    """Press keys one at a time: within the window first, then down the article, a decision after each cursor key."""
    still: tuple[list[float], list[float]] = ([], [])
    for number in range(KEYS):
        key, step = (b"k", -1) if number % 2 else (b"j", 1)
        still[0].append(reviewer.key(key, step))
        still[1].append(bare.key(key, step))
    for _ in range(50):
        bare.key(b"j")  # until its window moves with the cursor
    scrolled: tuple[list[float], list[float]] = ([], [])
    decided: list[float] = []
    synced: list[float] = []
    for number in range(KEYS + 20):
        times = reviewer.key(b"j"), bare.key(b"j"), reviewer.key(b"b"), append()
        if number >= 20:  # until the window moves with the cursor here too
            for value, values in zip(times, (*scrolled, decided, synced), strict=True):
                values.append(value)
    extra = [high - low for high, low in zip(decided, scrolled[0], strict=True)]
    sums = [2.5 * low + 1.2 * sync for low, sync in zip(scrolled[1], synced, strict=True)]
    return [
        row("cursor key, the window stands", *still, 2.5),
        limit("the same, p95", p95(still[0]), 16),
        row("cursor key, the window moves", *scrolled, 2.5),
        limit("the same, p95", p95(scrolled[0]), 16),
        row("what a decision adds, over an fdatasync", extra, synced, 1.2),
        row("decision, over 2.5 bare keys + 1.2 fdatasyncs", decided, sums, 1),
        limit("decision, p95", p95(decided), 16),
        note("the append alone, p95", [p95(synced)]),
    ]


def queued_keys(reviewer: Driven, bare: Driven, append: Callable[[], float]) -> list[Row]:
    """Press 200 keys at once."""
    rows = []
    for key, name in ((b"j", "cursor keys"), (b"b", "decisions")):
        drained, low, synced = [], [], []
        for _ in range(3 if key == b"j" else 1):
            reviewer.back()
            bare.back()
            drained.append(reviewer.key(key, times=QUEUED))
            low.append(bare.key(b"j", times=QUEUED))
            synced.append(sum(append() for _ in range(QUEUED)))
        rows.append(row(f"{QUEUED} {name} at once, over the bare list", drained, low, None))
        floor = [150.0] if key == b"j" else [max(150.0, *synced)]
        rows.append(row(f"the same, over {'150 ms' if key == b'j' else '150 ms or 200 fdatasyncs'}", drained, floor, 1))
    return rows


def sizes(many: dict[str, Driven], first: str) -> list[Row]:
    """Press the same cursor keys in articles of other sizes."""
    times: dict[str, list[float]] = {name: [] for name in many}
    for number in range(KEYS):
        key, step = (b"k", -1) if number % 2 else (b"j", 1)
        for name, driven in many.items():
            times[name].append(driven.key(key, step))
    rows = [
        row(f"cursor key in {name} sentences, over {first}", times[name], times[first], 1.25)
        for name in many
        if name != first
    ]
    for name, driven in many.items():
        if name not in {"seed", first}:
            driven.terminal.press(b"G", COUNTER)
            driven.terminal.press(b"k", COUNTER)
            rows.append(
                note(
                    f"to the last of {name} and back",
                    [driven.terminal.press(b"g", COUNTER), driven.terminal.press(b"G", COUNTER)],
                )
            )
    return rows


def syncs(folder: Path, known: Path) -> list[Row]:
    """Count the system calls that wait for the disk: of cursor keys, of the first decision, and of those after it."""
    trace = folder / "trace"
    tracer = ["strace", "-f", "--seccomp-bpf", "-e", "trace=fdatasync,fsync,sync_file_range,msync", "-o", str(trace)]
    rows = []
    with ExitStack() as stack:
        traced = Driven(stack, [*tracer, *opened(known)], COUNTER)
        for name, key, times, goal in (
            ("cursor key", b"j", 20, "0"),
            ("first decision after opening", b"a", 1, ""),
            ("decision", b"a", 20, "1"),
        ):
            before = waits(trace)
            for _ in range(times):
                traced.key(key)
            rows.append(Row(f"waits for the disk per {name}", f"{(waits(trace) - before) / times:.2f}", goal=goal))
    return rows


def waits(trace: Path) -> int:
    """Return how many calls a trace holds."""
    return len(re.findall(r"\b(?:fdatasync|fsync|sync_file_range|msync)\(", trace.read_text()))


def main() -> None:
    """Print the tables."""
    first, *others = [int(size) for size in sys.argv[1:]] or [1_000, 20_000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = {f"{size:,}": database(folder, text_file(folder, size)) for size in (first, *others)}
        known["seed"] = database(folder, SEED_FILE)
        main_database = known[f"{first:,}"]
        with ExitStack() as stack, appending(folder) as append:
            many = {size: Driven(stack, opened(path), COUNTER) for size, path in known.items()}
            bare = Driven(stack, python("-m", "benchmarks.bare_list", "1000"), ROW)
            show("keys by size", sizes(many, f"{first:,}"))
            reviewer = many[f"{first:,}"]
            reviewer.back()
            show(f"one key at a time, {first:,} sentences", single_keys(reviewer, bare, append))
        shutil.rmtree(folder)
        folder.mkdir()
        main_database = database(folder, text_file(folder, first))
        with ExitStack() as stack, appending(folder) as append:
            reviewer = Driven(stack, opened(main_database), COUNTER)
            bare = Driven(stack, python("-m", "benchmarks.bare_list", "1000"), ROW)
            show("many keys at once", queued_keys(reviewer, bare, append))
        if shutil.which("strace"):
            show("waits", syncs(folder, main_database))


if __name__ == "__main__":
    main()
