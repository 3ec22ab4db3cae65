"""Measures what docs/reliability.md promises and writes the figures into its tables.

    python -m benchmarks.reliability [PART [ARGUMENT...]]

PART is hostile, faults, writers, big or fuzzing: the script of that name in this folder, which is given the ARGUMENTs.
Without a part all are run, one after the other: about two hours, one of them of fuzzing. A table is written when its
part has ended well, with the day and what it was measured on; else the page stays as it is and the exit code is 1.
"""

import os
import platform
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.terminal import ROOT, environment, python

PAGE = ROOT / "docs" / "reliability.md"
PARTS = ("hostile", "fuzzing", "faults", "writers", "big")
_HEAD = "| what | measured | floor | ratio | goal |\n|---|---:|---:|---:|---|\n"
_CELLS = 5


def measured(part: str, arguments: Sequence[str]) -> str:
    """Return the rows that a part prints, each passed on as it comes; raises SystemExit where it fails."""
    command = python("-m", f"benchmarks.{part}", "--markdown", *arguments)
    rows = []
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            rows += [line] if line.startswith("| ") and line.count("|") == _CELLS + 1 else []
    if running.returncode or not rows:
        raise SystemExit(f"benchmarks.{part} ended with code {running.returncode}; docs/reliability.md stays as it was")
    return "".join(rows)


def with_table(page: str, part: str, rows: str, told: str) -> str:
    """Return the page with the rows in the part's table; raises SystemExit where the page has no place for it."""
    marks = re.compile(rf"(<!-- {part}: written by [^\n]* -->\n).*?(<!-- {part}: end -->)", re.DOTALL)
    found = marks.search(page)
    if not found:
        raise SystemExit(f"docs/reliability.md has no place for the table of {part}")
    return "".join((page[: found.start()], found[1], f"\n{told}\n\n{_HEAD}{rows}\n", found[2], page[found.end() :]))


def main() -> None:
    """Run the parts and write their tables."""
    parts = sys.argv[1:2] or PARTS
    for part in parts:
        if part not in PARTS:
            raise SystemExit(f"no part {part}; there are: {', '.join(PARTS)}")
        rows = measured(part, sys.argv[2:])
        told = (
            f"Measured on {datetime.now(UTC).date().isoformat()}: {os.cpu_count()} cores, {platform.system()},"
            f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
        )
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), part, rows, told), "utf-8")


if __name__ == "__main__":
    main()
