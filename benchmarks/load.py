"""Measure great amounts: an import of many articles, searching them, and one article of very many sentences.

    python -m benchmarks.load [ARTICLES [SENTENCES]]

ARTICLES (default 5,000; the goal speaks of 50,000) of 20 sentences are imported from one JSONL file. The floor cuts the
same texts, held in memory, into sentences and writes the same rows of sentences with one executemany in one transaction
into a table without an index. SENTENCES (default 100,000) is the length of the one article that is reopened.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.sample import SEED_FILE, SENTENCES_AN_ARTICLE, database, jsonl_file, opened, text_file
from benchmarks.start import PAINTED, first_paint
from benchmarks.table import Row, limit, note, row, show
from benchmarks.terminal import ROOT, Terminal, environment, python
from reviewer.store import open_store

MIB = 1024 * 1024
QUERIES = ("railway", "the", "council railway", "railwa", "r", "the of a to")

MODULES = "reviewer.cli.import_command reviewer.intake reviewer.store.sqlite.migrations reviewer.articles.sentences \
reviewer.articles.structure reviewer.models.article reviewer.settings"
REPORT = """
from pathlib import Path
from time import perf_counter
import json, re, sys
def report(**values):
    peak = int(re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[0]) * 1024
    print(json.dumps(values | {"peak": peak}))
"""
IMPORTS = REPORT + f"import {MODULES.replace(' ', ', ')}\nreport()"
PRODUCT = (
    REPORT
    + """
began = perf_counter()
from reviewer.cli import run
code = run(["import", "--db", sys.argv[1], sys.argv[2]])
report(seconds=perf_counter() - began, code=code)
"""
)
FLOOR = (
    REPORT
    + """
import sqlite3
from itertools import count
from reviewer.articles.structure import segment
with open(sys.argv[2]) as file:
    texts = [json.loads(line)["text"] for line in file]
names = map("{:036x}".format, count())
split = 0.0
def rows():
    global split
    for number, text in enumerate(texts):
        before = perf_counter()
        segments = segment(text)
        split += perf_counter() - before
        for start, end, paragraph, kind in segments:
            yield next(names), number, start, end, paragraph, kind, text[start:end]
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("CREATE TABLE sentences (uid, document, start, end, paragraph, kind, text)")
began = perf_counter()
connection.execute("BEGIN")
connection.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
connection.execute("COMMIT")
report(seconds=perf_counter() - began, split=split)
"""
)


def child(code: str, *arguments: Path) -> dict[str, float]:
    """Run Python code in a process of its own; return what it reports."""
    done = subprocess.run(
        python("-c", code, *arguments), check=True, env=environment(), cwd=ROOT, capture_output=True, text=True
    )
    values: dict[str, float] = json.loads(done.stdout)
    return values


def importing(folder: Path, articles: int) -> Path:
    """Import in turn with the floor, print the table, and return the database."""
    source = jsonl_file(folder, articles)
    rounds = 3 if articles <= 5_000 else 1
    taken, floor = [], []
    for number in range(rounds):
        taken.append(child(PRODUCT, folder / f"taken{number}.db", source))
        floor.append(child(FLOOR, folder / f"floor{number}.db", source))
    bare = child(IMPORTS)["peak"]
    show(
        f"import of {articles:,} articles, {articles * SENTENCES_AN_ARTICLE:,} sentences",
        [
            row(
                "reviewer import, over splitting and executemany",
                [run["seconds"] for run in taken],
                [run["seconds"] for run in floor],
                1.5,
                "s",
            ),
            note("of the floor: splitting", [run["split"] for run in floor], "s"),
            note("of the floor: executemany", [run["seconds"] - run["split"] for run in floor], "s"),
            limit("peak memory over the imports", (max(run["peak"] for run in taken) - bare) / MIB, 64, "MiB"),
        ],
    )
    return folder / "taken0.db"


def searching(path: Path) -> list[Row]:
    """Search an imported database for 50 hits."""
    store = open_store(path, make=False)
    rows = []
    for words in QUERIES:
        times = []
        for _ in range(20):
            began = perf_counter()
            hits = store.find(words, 50)
            times.append((perf_counter() - began) * 1e3)
        rows.append(limit(f"{len(hits)} hits for {words!r}", median(times), 2))
    store.close()
    return rows


def long_article(folder: Path, sentences: int) -> list[Row]:
    """Reopen one long article, and compare the memory it takes with what the seed takes, after the same keys."""
    text = text_file(folder, sentences)
    long, short = database(folder, text), database(folder, SEED_FILE)
    reopened, named, hello = [], [], []
    for _ in range(6):
        hello.append(first_paint(python("-m", "benchmarks.hello"), rb"Hello, world!"))
        reopened.append(first_paint(opened(long), *PAINTED))
        named.append(first_paint(opened(long, text), *PAINTED))
    size = text.stat().st_size
    at_once = [memory(path, b"") for path in (long, short)]
    walked = [memory(path, b"G" + 30 * b"\x02" + b"g" + 30 * b"\x06" + 20 * b"j") for path in (long, short)]
    return [
        row(f"reviewer open, {sentences:,} sentences", reopened[1:], hello[1:], 2),
        row("reviewer open FILE, known to the database", named[1:], hello[1:], 2),
        row("memory over the seed's, at the first paint", [(at_once[0] - at_once[1]) / MIB], [size / MIB], 2, "MiB"),
        row("the same after walking about", [(walked[0] - walked[1]) / MIB], [size / MIB], 2, "MiB"),
    ]


def memory(path: Path, keys: bytes) -> int:
    """Return the peak memory of the program on a database after some keys."""
    with Terminal(opened(path)) as terminal:
        terminal.until(*PAINTED)
        terminal.settled()
        for key in keys:
            terminal.press(bytes([key]), b"")
        return terminal.memory("VmHWM")


def main() -> None:
    """Print the tables."""
    articles, sentences = [int(value) for value in sys.argv[1:]] + [5_000, 100_000][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = importing(folder, articles)
        show(f"search of {articles * SENTENCES_AN_ARTICLE:,} sentences", searching(path))
        show("one long article", long_article(folder, sentences))


if __name__ == "__main__":
    main()
