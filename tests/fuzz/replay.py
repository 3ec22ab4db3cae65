"""Inputs given to a target as they stand, and as often as fits behind one another; nothing is watched, so times count.

    python -m tests.fuzz.replay TARGET SECONDS FILE...

Prints a line for each input that something is wrong with, and at the end how many there were and the longest time.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from tests.fuzz.running import Ran, grown, run
from tests.fuzz.target import Target
from tests.fuzz.targets import named


def replayed(target: Target, files: Sequence[Path], seconds: float) -> Iterator[tuple[str, Ran]]:
    """Yield what came of each file, by its name; so many of them as there is time for."""
    for seed in target.seeds():  # what is loaded and compiled by the first inputs is not their time
        run(target, seed)
    until = monotonic() + seconds
    for path in files:
        data = path.read_bytes()
        yield path.name, run(target, data)
        if monotonic() > until:
            return
        yield f"{path.name}, repeated", run(target, grown(data))


def main() -> None:
    """Give the target of the command line its files."""
    target, seconds = named(sys.argv[1]), float(sys.argv[2])
    count, longest = 0, 0.0
    for name, ran in replayed(target, [Path(name) for name in sys.argv[3:]], seconds):
        count, longest = count + 1, max(longest, ran.seconds)
        if ran.problem:
            sys.stdout.write(json.dumps({"input": name, "problem": ran.problem}) + "\n")
    sys.stdout.write(json.dumps({"inputs": count, "longest": longest}) + "\n")


if __name__ == "__main__":
    main()
