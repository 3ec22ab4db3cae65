"""How long an export of many labelled sentences takes, against fetching the same rows raw, and how much memory.

Run `python -m benchmarks.export`; `--documents 2000` is a quick look, `--database FILE` keeps what was made.
Every measurement is a process of its own, the fastest of `--rounds`; memory is counted from after the imports.
"""

import argparse
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reviewer.articles.article import Article
from reviewer.articles.structure import Segment
from reviewer.formats import Losses, Selection, jsonl, named
from reviewer.formats.files import replaced
from reviewer.labels import NAMES
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

MOST_TIMES, MOST_MEBIBYTES = 4.0, 64.0
SENTENCES = 20
"""In each document."""
RAW = (
    """SELECT s.id, s.uid, s.start, s."end", s.paragraph, s.kind, s.text, a.reviewer, a.label, a.uncertain, a.note,
    a.created, a.modified, a.guideline, a.origin, a.elapsed_ms
    FROM sentences s JOIN annotations a ON a.document = s.document AND a.sentence = s.id
    ORDER BY s.document, s.start""",
    "SELECT * FROM documents JOIN texts ON document = id ORDER BY id",
)
"""The rows an export needs, in its order, fetched with nothing done to them."""


def articles(count: int) -> Iterator[tuple[Article, list[Segment]]]:
    """Yield made-up articles of 20 sentences in 10 paragraphs, with accents, curly quotes and metadata."""
    noise = random.Random(7)
    words = ["".join(noise.choices("abcdefghijklmnopqrstuvwxyzéñ", k=noise.randint(2, 10))) for _ in range(5000)]
    for number in range(count):
        parts: list[str] = []
        segments: list[Segment] = []
        at = 0
        for index in range(SENTENCES):
            plain = " ".join(noise.choices(words, k=noise.randint(12, 30))).capitalize() + "."
            sentence = f"“{plain}” he said." if noise.random() < 0.3 else plain
            segments.append(Segment(at, at + len(sentence), index // 2, "body" if index else "headline"))
            parts.append(sentence + ("\n\n" if index % 2 else " "))
            at += len(parts[-1])
        text = "".join(parts)
        name, url = f"articles/{number:06}.txt", f"https://example.org/{number}"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Article(text, sha256, name, "utf-8", url=url, published="2015-05-20", meta={"desk": "world"}), segments


def build(path: Path, count: int) -> None:
    """Make a database of `count` documents with every sentence labelled, through the store's own acts."""
    store = SqliteStore.open(path)
    act = Act("ada", "reviewer-1", "key", 900)
    store.add(articles(count), act, "benchmark")
    # The power may fail: a decision is made durable one by one, and a million of them would take an hour.
    store.connection.execute("PRAGMA synchronous = OFF")
    for document in store.document_ids():
        for index, sentence in enumerate(store.layout(document).ids):
            store.annotate(Place(document, sentence), act, "label", label=NAMES[index % len(NAMES)])
        if document % 500 == 0:
            store.tidy()
    store.tidy()
    store.close()


def raw(store: SqliteStore, path: Path) -> None:
    """Fetch the rows and do nothing with them."""
    del path
    for sql in RAW:
        for _ in store.connection.execute(sql):
            pass


def export(store: SqliteStore, path: Path) -> None:
    """Export everything to a file, with the check that every export runs."""
    with replaced(path) as sink:
        jsonl.write(store, Selection(), sink, Losses())


def check(store: SqliteStore, path: Path) -> None:
    """Check a file as `reviewer export --check` does."""
    with path.open("rb") as lines:
        for finding in named("jsonl").check(store, lines):
            raise SystemExit(str(finding))


MEASURED: dict[str, Callable[[SqliteStore, Path], None]] = {"raw": raw, "export": export, "check": check}


def measure(name: str, database: Path, path: Path) -> None:
    """Run one measurement in this process and print seconds and MiB as JSON."""
    before = peak()
    store = SqliteStore.open(database, make=False)
    begin = time.perf_counter()
    MEASURED[name](store, path)
    seconds = time.perf_counter() - begin
    store.close()
    print(json.dumps([seconds, peak() - before]))


def peak() -> float:
    """Return the most memory this process has held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux ru_maxrss counts what the parent held before this program was started
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def measured(name: str, database: Path, path: Path, rounds: int) -> tuple[float, float]:
    """Return the fewest seconds and the most MiB of a measurement over some processes."""
    found = []
    for _ in range(rounds):
        if name == "export":
            path.unlink(missing_ok=True)  # giving back the disk space of the file before is no part of writing this one
        command = [sys.executable, __file__, "--measure", name, "--database", str(database), "--file", str(path)]
        found.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    return min(seconds for seconds, _ in found), max(mebibytes for _, mebibytes in found)


def main() -> None:
    """Build what is missing, measure, and print a table; exit code 1 when a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--measure", choices=MEASURED)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.database, given.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        database, path = given.database or Path(folder) / "export.db", Path(folder) / "export.jsonl"
        if not database.exists():
            build(database, given.documents)
        results = {name: measured(name, database, path, given.rounds) for name in MEASURED}
        size = path.stat().st_size
    base = results["raw"][0]
    for name, (seconds, mebibytes) in results.items():
        print(f"{name:<7} {seconds:7.2f} s  {seconds / base:5.2f} x raw  {mebibytes:6.1f} MiB over the imports")
    print(f"the file holds {size / 1024**2:,.0f} MiB; the limits are {MOST_TIMES:g} x and {MOST_MEBIBYTES:g} MiB")
    seconds, mebibytes = results["export"]
    sys.exit(seconds > MOST_TIMES * base or mebibytes > MOST_MEBIBYTES)


if __name__ == "__main__":
    main()
