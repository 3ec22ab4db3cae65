"""Fuzzing of all that reads what others wrote, for as long as is asked.

    python -m tests.fuzz --seconds 3600 [--corpus FOLDER] [--jobs 2] [TARGET...]

The time is shared out among the targets, four fifths of it for the search and the rest for giving what was found
once more, unwatched, and repeated up to 64 KiB, where the clock counts. The search is led by coverage where atheris is
installed (`pip install 'reviewer[fuzz]'`), else hypothesis makes the inputs. FOLDER keeps the inputs for the next run;
what is wrong stands in its folder `findings`. The exit code is 1 where anything is.
"""

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.searching import Found, guided, made
from tests.fuzz.targets import MODULES

_HEAD = ("target", "executions", "a second", "edges", "inputs kept", "longest, ms", "findings")


def searches(names: Sequence[str], seconds: float, jobs: int = 1, corpus: Path | None = None) -> Iterator[Found]:
    """Search the targets of these names in so many seconds, several at the same time, and yield what came of each."""
    share = seconds * jobs / len(names)
    search = guided if importlib.util.find_spec("atheris") else made
    with tempfile.TemporaryDirectory(prefix="reviewer-fuzz-") as temporary, ThreadPoolExecutor(jobs) as pool:
        folder = corpus or Path(temporary)
        yield from pool.map(lambda name: search(name, folder / name, share), names)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the targets of the command line, print a table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(MODULES))
    parser.add_argument("--seconds", type=float, default=3600, help="for all targets together")
    parser.add_argument("--jobs", type=int, default=1, help="targets at the same time")
    parser.add_argument("--corpus", type=Path, help="where inputs are kept")
    given = parser.parse_args(arguments)
    names = given.targets or list(MODULES)
    if unknown := set(names) - set(MODULES):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are: {', '.join(MODULES)}")
    _row(_HEAD)
    _row(["---"] + ["---:"] * (len(_HEAD) - 1))
    found = []
    for one in searches(names, given.seconds, given.jobs, given.corpus):
        found.append(one)
        _show(one)
    problems = [f"{one.target}: {problem}" for one in found for problem in one.problems]
    total = sum(one.executions for one in found)
    sys.stdout.write(
        f"\n{total:,} executions in {sum(one.seconds for one in found):,.0f} s; findings: {len(problems)}\n"
    )
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return int(bool(problems))


def _show(one: Found) -> None:
    edges = f"{one.edges:,}" if one.edges else "–"
    rate = one.executions / one.seconds if one.seconds else 0
    _row(
        (one.target, f"{one.executions:,}", f"{rate:,.0f}", edges, f"{one.kept:,}", f"{1e3 * one.longest:,.0f}",
         str(len(one.problems)))
    )  # fmt: skip


def _row(cells: Sequence[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
