"""Fuzzes all that reads what others wrote, and counts what is found.

    python -m benchmarks.fuzzing [--markdown] [SECONDS [FOLDER]]

SECONDS (default 3,600) are shared out among the targets, two of which are searched at a time; FOLDER keeps the inputs.
`python -m tests.fuzz` tells more of each target, and how to search some of them only. With `--markdown` the lines are
rows for docs/reliability.md.
"""

import sys
from pathlib import Path

from benchmarks.table import Row, markdown, show
from tests.fuzz.__main__ import searches
from tests.fuzz.searching import Found
from tests.fuzz.targets import MODULES

_JOBS = 2


def row(found: Found) -> Row:
    """Return the line of a target: what was tried, and how many inputs something is wrong with."""
    edges = f", {found.edges:,} edges of code" if found.edges else ""
    longest = f"longest {1e3 * found.longest:,.0f} ms of the processor"
    tried = f"{len(found.problems)} in {found.executions:,} inputs{edges}; {longest}"
    return Row(f"findings: {found.target}", tried, goal=f"0 {'met' if not found.problems else 'MISSED'}")


def main() -> None:
    """Search all targets and print the table."""
    given = [one for one in sys.argv[1:] if one != "--markdown"]
    seconds = float(given[0]) if given else 3600
    corpus = Path(given[1]) if len(given) > 1 else None
    found = []
    for one in searches(list(MODULES), seconds, _JOBS, corpus):
        found.append(one)
        for problem in one.problems:
            print(f"{one.target}: {problem}", file=sys.stderr, flush=True)
    count = sum(len(one.problems) for one in found)
    tried = f"{count} in {sum(one.executions for one in found):,} inputs, {seconds:,.0f} s, {_JOBS} at a time"
    rows = [*map(row, found), Row("findings in all", tried, goal=f"0 {'met' if not count else 'MISSED'}")]
    if len(given) < len(sys.argv) - 1:
        markdown(rows)
    else:
        show("fuzzing", rows)


if __name__ == "__main__":
    main()
