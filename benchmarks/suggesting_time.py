"""Measure what suggestions cost: an article, loading the engine, hostile texts, memory; and that no screen waits.

    python -m benchmarks.suggesting_time [GOLD.jsonl]

GOLD is a file of articles (`{"text": …}`); without it the seed is taken. Its articles are cut into sentences before the
clock runs; an article of 40 sentences is the median of the articles' times by their lengths. A text of each hostile
shape is proposed for at two sizes; the larger may take twice as long, and half as much again for the noise. Both are
times of the processor. Loading is a process that imports the engine, over `python -c pass`. The records are those of
`reviewer suggest`, with their proof.
"""

import gc
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.candidates import PROSE, SHAPES
from benchmarks.load import MIB, REPORT, child
from benchmarks.sample import SEED_FILE
from benchmarks.start import PAINTED, run
from benchmarks.table import Row, limit, note, row, show
from benchmarks.terminal import Terminal, python
from reviewer.articles.structure import Segment, segment
from reviewer.suggest.proposing import proposals

SENTENCES = 40
SIZE = 100_000
ENGINE = "reviewer.suggest.engine"
PATIENCE_SECONDS = 5.0

LOADED = f"import {ENGINE}"
USED = f"""
from reviewer.articles.structure import segment
from {ENGINE} import page_of, propose
text = open({str(SEED_FILE)!r}).read()
propose(page_of(text, segment(text)))
"""
WATCHED = f"""
import sys, time
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == {ENGINE!r}:
            with open(sys.argv[1], "w") as file:
                file.write(repr(time.perf_counter()))
sys.meta_path.insert(0, Watch())
from reviewer.cli import run
sys.exit(run(sys.argv[2:]))
"""
SUGGESTED = (
    REPORT
    + """
from reviewer.cli import run
began = perf_counter()
code = run(["suggest", sys.argv[1], "-o", os.devnull if len(sys.argv) < 3 else sys.argv[2]])
report(seconds=perf_counter() - began, code=code)
"""
)


def proposing(text: str, segments: list[Segment]) -> float:
    """Return the milliseconds of the processor to propose for an article that is cut already."""
    gc.collect()
    began = process_time()
    for _ in proposals(text, segments):
        pass
    return 1e3 * (process_time() - began)


def article_rows(texts: list[str]) -> Iterator[Row]:
    """Yield what an article costs, the first one with what is loaded and compiled for it."""
    cut = [(text, segment(text)) for text in texts]
    first = proposing(*cut[0])
    forty = [
        min(proposing(text, segments) for _ in range(3)) * SENTENCES / len(segments)
        for text, segments in cut
        if len(segments) >= SENTENCES // 4
    ]
    yield limit(f"rules, an article of {SENTENCES} sentences, median of {len(forty)}", median(forty), 10)
    yield note("the same, the slowest of them", [max(forty)])
    yield note("the first article of a process", [first])


def loading_rows() -> Iterator[Row]:
    """Yield what loading the engine costs, and when the screen does it."""
    bare, loaded, used = [], [], []
    for _ in range(8):
        bare.append(run(python("-c", "pass")))
        loaded.append(run(python("-c", LOADED)))
        used.append(run(python("-c", USED)))
    floor = median(bare[1:])
    yield limit("loading the engine, over bare Python", median(loaded[1:]) - floor, 100)
    yield note("the same and the seed proposed for", [median(used[1:]) - floor])


def screen_rows(folder: Path) -> Iterator[Row]:
    """Yield how long after the first paint the screen begins to load the engine."""
    found = []
    for number in range(5):
        told = folder / f"loaded{number}"
        command = python("-c", WATCHED, told, "open", "--db", folder / f"open{number}.db", SEED_FILE)
        with Terminal(command) as terminal:
            painted = terminal.until(*PAINTED)
            while not told.exists() and perf_counter() < painted + PATIENCE_SECONDS:
                terminal.settled()
            found.append((float(told.read_text()) - painted) * 1e3 if told.exists() else None)
    times = [one for one in found if one is not None]
    if len(times) < len(found):
        yield Row("the screen loads the engine", "never")
    else:
        yield Row(
            "the screen loads the engine, after the first paint", f"{median(times):.2f} ms", "", "",
            f"after it {'met' if min(times) > 0 else 'MISSED'}",
        )  # fmt: skip


def hostile_rows() -> Iterator[Row]:
    """Yield what each hostile shape costs at two sizes."""
    for name, unit in SHAPES.items():
        texts = [unit * (size // len(unit)) for size in (SIZE, 2 * SIZE)]
        cut = [(text, segment(text)) for text in texts]
        rounds = [[proposing(*one) for one in cut] for _ in range(3)]
        once, twice = (min(times) for times in zip(*rounds, strict=True))
        yield row(f"{2 * SIZE // 1000} kB of {name}, over twice {SIZE // 1000} kB", [twice], [2 * once], 1.5)


def record_rows(folder: Path) -> Iterator[Row]:
    """Yield what `reviewer suggest` takes, by the number of articles and for a very long one."""
    peaks = []
    for count in (100, 1_000):
        path = folder / f"{count}.jsonl"
        with path.open("w") as file:
            for number in range(count):
                file.write(json.dumps({"text": f"Article {number}\n\n{PROSE * 8}"}) + "\n")
        told = child(SUGGESTED, path, folder / "suggested.jsonl")
        peaks.append(told["peak"])
        yield note(
            f"reviewer suggest, {count:,} articles of {1 + 8 * 5} sentences, each", [1e3 * told["seconds"] / count]
        )
    yield limit("peak memory of 1,000 articles over 100", (peaks[1] - peaks[0]) / MIB, 8, "MiB")
    path = folder / "long.txt"
    path.write_text(PROSE * 5_000)
    told = child(SUGGESTED, path, folder / "suggested.jsonl")
    yield note(f"an article of {5_000 * 5:,} sentences", [told["seconds"]], "s")
    yield row("its peak memory over that of 100, over its text", [(told["peak"] - peaks[0]) / MIB],
              [path.stat().st_size / MIB], 20, "MiB")  # fmt: skip


def main() -> None:
    """Print the tables."""
    texts = [SEED_FILE.read_text("utf-8")]
    if len(sys.argv) > 1:
        texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    show("rules", list(article_rows(texts)))
    show("loading", list(loading_rows()))
    with tempfile.TemporaryDirectory() as name:
        show("the screen", list(screen_rows(Path(name))))
        show("records", list(record_rows(Path(name))))
    show("hostile texts", list(hostile_rows()))


if __name__ == "__main__":
    main()
