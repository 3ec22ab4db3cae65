"""Fuzzes all that reads what others wrote, and counts what is found: rows of docs/reliability.md.

Run: python -m benchmarks.fuzzing [SECONDS] [FOLDER], an hour where nothing is said; FOLDER keeps the inputs.

`python -m tests.fuzz` tells more of each target, and how to search some of them only.
"""

import sys
from pathlib import Path

from tests.fuzz.__main__ import searches
from tests.fuzz.targets import MODULES

_JOBS = 2


def main() -> None:
    """Search all targets and print a row for each."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3600
    corpus = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    print("| what | how often | found | goal |\n|---|---|---|---|")
    executions, found = 0, 0
    for one in searches(list(MODULES), seconds, _JOBS, corpus):
        executions, found = executions + one.executions, found + len(one.problems)
        rate = f"{one.executions:,} inputs, {one.executions / one.seconds:,.0f} a second"
        edges = f", {one.edges:,} edges" if one.edges else ""
        longest = f"{len(one.problems)}; longest {1e3 * one.longest:,.0f} ms of the processor"
        print(f"| fuzz: {one.target} | {rate}{edges} | {longest} | 0 |", flush=True)
        for problem in one.problems:
            print(f"  {problem}", file=sys.stderr)
    print(f"| fuzz: all targets | {executions:,} inputs in {seconds:,.0f} s | {found} | 0 |")


if __name__ == "__main__":
    main()
