"""Measure the first meaningful paint of `reviewer open`, and what `--help` and `--version` cost.

    python -m benchmarks.start [ROUNDS]

Floors: a Textual hello world in the same terminal; `python -c pass`. Every round runs each once, in turn.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.sample import SEED_FILE, database, opened
from benchmarks.table import note, row, show
from benchmarks.terminal import ROOT, Terminal, environment, python

PAINTED = (rb"sentence \d+ of \d+", rb"quit")
"""The panel's counter and the key bar; words of the article's third paragraph are waited for as well."""


def first_paint(command: list[str], *proofs: bytes) -> float:
    """Return the milliseconds from starting a program until what proves its first paint was read."""
    with Terminal(command) as terminal:
        painted = (terminal.until(*proofs) - terminal.began) * 1e3
        terminal.settled()
    return painted


def run(command: list[str]) -> float:
    """Return the milliseconds a command takes from start to exit."""
    variables = environment()
    began = perf_counter()
    subprocess.run(command, check=True, env=variables, cwd=ROOT, stdout=subprocess.DEVNULL)
    return (perf_counter() - began) * 1e3


def main() -> None:
    """Print both tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    words = re.escape(" ".join(SEED_FILE.read_text().split("\n\n")[2].split()[:4])).encode()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = database(folder, SEED_FILE)
        hello, fresh, again, bare = [], [], [], []
        for number in range(rounds + 1):
            hello.append(first_paint(python("-m", "benchmarks.hello"), rb"Hello, world!"))
            fresh.append(first_paint(opened(folder / f"fresh{number}.db", SEED_FILE), words, *PAINTED))
            again.append(first_paint(opened(known, SEED_FILE), words, *PAINTED))
            bare.append(first_paint(opened(known), words, *PAINTED))
        show(
            "first paint",
            [
                row("reviewer open SEED, database made", fresh[1:], hello[1:], 1.5),
                row("reviewer open SEED, known to the database", again[1:], hello[1:], 1.5),
                row("reviewer open", bare[1:], hello[1:], 1.5),
            ],
        )
    nothing, asked, version, keys = [], [], [], []
    for _ in range(2 * rounds + 1):
        nothing.append(run(python("-c", "pass")))
        asked.append(run(python("-m", "reviewer", "--help")))
        version.append(run(python("-m", "reviewer", "--version")))
        keys.append(run(python("-m", "reviewer", "keys")))
    show(
        "to exit",
        [
            row("reviewer --help", asked[1:], nothing[1:], 5),
            row("reviewer --version", version[1:], nothing[1:], 5),
            note("reviewer keys", keys[1:]),
        ],
    )


if __name__ == "__main__":
    main()
