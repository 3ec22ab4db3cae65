"""Measure the sentence splitter: F1 on gold files, speed, import time, and how it grows on hostile shapes.

    python -m benchmarks.splitting [--quick] [FOLDER_OF_GOLD_JSONL]

Beside each time stands a floor: a plain `re.finditer` for closing marks over the same text.
"""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from reviewer.articles.sentences import SPLITTER, split
from reviewer.articles.structure import segment

MARKS = re.compile(r"[.!?…]")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
PROSE = """\
KYIV, March 3 (AP) — Officials said on Monday that the U.S. envoy to the talks, Dr. Jane B. Roe, would not travel to \
the region before the ministers of the two countries had agreed on an agenda. "We are ready to talk," she told \
reporters in the capital. "Nothing else matters to us now."

The talks, which were held at the headquarters of Acme Corp. and cost $3.5 million, ended late in the evening without \
a result, as most observers had expected they would. Mr. Doe, who leads the other delegation, was not there at 5 p.m. \
on Jan. 7, and nobody could say where he had gone or when he would be back.

"""
SHAPES: dict[str, str] = {
    "prose": PROSE,
    "dots": ".",
    "spaced dots": ". ",
    "quotes": '"',
    "alternating quotes": "\"'",
    "stops and quotes": '." ',
    "newlines": "\n",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "carriage returns": "\r",
    "initials": "A. ",
    "lower initials": "a. ",
    "dotted pairs": "U.S. ",
    "no mark at all": "word ",
    "no space at all": "x",
    "brackets": "(",
    "closing brackets": ".)",
    "digits": "1",
    "decimals": "1.",
    "numbers": "1. ",
    "spaces": " ",
    "tabs in lines": "\t\n \t",
    "exclamations": "! ",
    "ellipses": "… ",
    "titles": "Mr. ",
    "companies": "Inc. A ",
    "attributions": '." He said ',
    "capitals": "MOSCOW ",
    "datelines": "PARIS (AP) - ",
    "slashes": "/TASS/. ",
    "parentheses": "(AP) ",
    "dashes": "— ",
    "commas and lines": "a,\n",
    "wide stops": "。",
    "zero width": "\u200b",
    "colons": "A: ",
    "dates": "May 5, 2020 ",
}
LARGE = 1_000_000
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def seconds(work: Callable[[], object], *, repeat: int = 1) -> float:
    """Return the best of `repeat` runs."""
    best = float("inf")
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def boundaries(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Return the starts that are not the first of their paragraph."""
    return {start for (_, end), (start, _) in pairwise(spans) if not BLANK_LINE.search(text, end, start)}


def scores(folder: Path) -> Iterator[str]:
    """Yield a line a gold file: precision, recall and F1 of the boundaries, and speed."""
    for path in sorted(folder.glob("*.jsonl")):
        hits = extra = missed = characters = 0
        spent = 0.0
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text: str = document["text"]
            began = time.perf_counter()
            spans = split(text)
            spent += time.perf_counter() - began
            characters += len(text)
            ignored = set(document.get("ignore", ()))
            found = boundaries(text, [(span.start, span.end) for span in spans]) - ignored
            gold = boundaries(text, [(start, end) for start, end in document["sentences"]]) - ignored
            hits, extra, missed = hits + len(found & gold), extra + len(found - gold), missed + len(gold - found)
        f1 = 2 * hits / (2 * hits + extra + missed or 1)
        precision, recall = hits / (hits + extra or 1), hits / (hits + missed or 1)
        speed = characters / 1e6 / spent
        yield f"{path.name:28} P {precision:.4f} R {recall:.4f} F1 {f1:.4f} {speed:.1f} MB/s"


def import_milliseconds() -> float:
    """Return what importing the structure module costs over a bare interpreter, best of seven."""

    def run(code: str) -> float:
        return seconds(partial(subprocess.run, [sys.executable, "-c", code], check=True), repeat=7) * 1e3

    return run("import reviewer.articles.structure") - run("pass")


def marks(text: str) -> int:
    """Count the closing marks of a text: the least a splitter does."""
    return sum(1 for _ in MARKS.finditer(text))


def hostile(sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield a line a shape: milliseconds at each size, the floor at the last, the worst growth from 100 kB on."""
    for name, unit in SHAPES.items():
        times = []
        for size in sizes:
            text = unit * (size // len(unit))
            gc.collect()
            times.append(seconds(partial(segment, text), repeat=1 if size > LARGE else 3))
        floor = seconds(partial(marks, unit * (sizes[-1] // len(unit))))
        growth = max(after / before for before, after in pairwise(times[1:]))
        yield f"{name:20}" + "".join(f"{1e3 * spent:11.2f}" for spent in times) + f"{1e3 * floor:11.2f}{growth:9.1f}x"


def main() -> None:
    """Print every measurement; with --quick the shapes stop at 1 MB."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--quick"]
    sizes = SIZES[:-1] if "--quick" in sys.argv else SIZES
    text = PROSE * (2_000_000 // len(PROSE))
    print(SPLITTER)
    print(f"import   {import_milliseconds():6.1f} ms")
    for name, work in (("split", split), ("segment", segment), ("floor", marks)):
        print(f"{name:8} {len(text) / 1e6 / seconds(partial(work, text), repeat=3):6.1f} MB/s")
    if arguments:
        for line in scores(Path(arguments[0])):
            print(line)
    print(f"{'shape, ms at':20}" + "".join(f"{size:11,}" for size in sizes) + f"{'floor':>11}{'growth':>10}")
    for line in hostile(sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
