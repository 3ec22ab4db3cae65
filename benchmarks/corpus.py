"""How fast `reviewer split` is with one worker and with two, over reading the same shards, and what a worker holds.

Run `python -m benchmarks.corpus [ARTICLES A SHARD]`. The floor reads each line as JSON and cuts its text at ". ", in as
many processes. Every run is a process of its own, in turn with its floor; of three, the medians count. What is compared
is CPU time, of all processes of a run; only what two workers gain is told by the clock, and needs two idle cores.
"""

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.sample import SENTENCES_AN_ARTICLE, article, jsonl_file
from benchmarks.table import Row, limit, show
from benchmarks.terminal import ROOT, environment, python

SHARDS, ARTICLES = 4, 250
ROUNDS = 3
LONG = 20_000
"""Sentences of the one article that shows what the longest one costs."""
MOST_TIMES, LEAST_GAIN = 120.0, 1.6
MOST_MEBIBYTES, MOST_WITH_ARROW = 64.0, 256.0
FLOOR = """
import json, sys
for path in sys.argv[1:]:
    with open(path, "rb") as lines:
        for line in lines:
            json.loads(line)["text"].split(". ")
"""


class Run(NamedTuple):
    """What one run took: seconds by the clock and of CPU, and the most MiB that one of its processes held."""

    seconds: float
    cpu: float
    peak: float


def run(*commands: Sequence[str]) -> Run:
    """Run commands side by side, and look again and again at what their processes have held."""
    begun, spent = time.perf_counter(), cpu()
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) for command in commands
    ]
    peak = 0.0
    while any(one.poll() is None for one in running):
        for one in running:
            peak = max(peak, *map(held, (one.pid, *children(one.pid))))
        time.sleep(0.01)
    if any(one.returncode for one in running):
        raise SystemExit(f"{commands} failed")
    return Run(time.perf_counter() - begun, cpu() - spent, peak)


def cpu() -> float:
    """Return the CPU seconds of all processes that were started and have ended, and of those that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children(pid: int) -> list[int]:
    """Return the processes that one has started; where the system does not say, none."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def held(pid: int) -> float:
    """Return the most MiB that a process has held so far; where the system does not say, 0."""
    try:
        found = re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[0]) / 1024 if found else 0.0


def corpus(folder: Path, articles: int) -> list[Path]:
    """Make shards of so many articles each."""
    folder.mkdir()
    return [jsonl_file(folder, articles + number) for number in range(SHARDS)]


def split(shards: Sequence[Path], folder: Path, workers: int, *options: str) -> list[str]:
    """Return the command that splits shards into a folder that is not there yet."""
    out = Path(tempfile.mkdtemp(dir=folder)) / "out"
    return python("-m", "reviewer", "split", *shards, "-o", out, "--workers", str(workers), *options)


def floor(shards: Sequence[Path], workers: int) -> list[list[str]]:
    """Return the commands that only read the shards, one for each of so many processes."""
    return [python("-c", FLOOR, *shards[worker::workers]) for worker in range(workers)]


def rows(folder: Path, articles: int) -> list[Row]:
    """Measure, and return a line for each measurement."""
    shards = corpus(folder / "shards", articles)
    sentences = sum(range(articles, articles + SHARDS)) * SENTENCES_AN_ARTICLE
    found: dict[tuple[int, tuple[str, ...]], tuple[list[Run], list[Run]]] = {}
    asked = [(1, ()), (2, ()), (1, ("--no-suggestions",)), (1, ("--format", "parquet"))]
    for _ in range(ROUNDS):
        for workers, options in asked:
            runs, floors = found.setdefault((workers, options), ([], []))
            runs.append(run(split(shards, folder, workers, *options)))
            floors.append(run(*floor(shards, workers)))
    lines: list[Row] = []
    for (workers, options), (runs, floors) in found.items():
        high, low = median(one.cpu for one in runs), median(one.cpu for one in floors)
        name = f"{' '.join((f'--workers {workers}', *options))}, sentences a CPU second"
        goal = f"<= {MOST_TIMES:g}x {'met' if high <= MOST_TIMES * low else 'MISSED'}"
        lines.append(Row(name, f"{sentences / high:,.0f}", f"{sentences / low:,.0f}", f"{high / low:.1f}x", goal))
        most = MOST_WITH_ARROW if "parquet" in options else MOST_MEBIBYTES
        lines.append(limit("  memory of a process at most", max(one.peak for one in runs), most, "MiB"))
    one, two = (median(run.seconds for run in found[workers, ()][0]) for workers in (1, 2))
    gain = f">= {LEAST_GAIN:g}x {'met' if one / two >= LEAST_GAIN else 'MISSED'}"
    lines.append(Row("two workers over one", "", "", f"{one / two:.2f}x", gain))
    alone = folder / "long.jsonl"
    alone.write_text('{"text": "' + article(random.Random(1), LONG).replace("\n", "\\n") + '"}\n')
    lines.append(Row(f"memory, one article of {LONG:,} sentences", f"{run(split([alone], folder, 1)).peak:.1f} MiB"))
    return lines


def main() -> None:
    """Print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        lines = rows(Path(folder), articles)
    show(f"{SHARDS} shards of {articles} articles and more, {SENTENCES_AN_ARTICLE} sentences each", lines)


if __name__ == "__main__":
    main()
