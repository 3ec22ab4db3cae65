"""Kills sittings, cuts the power and fills the disk, and counts what is lost: rows of docs/reliability.md.

Run: python -m benchmarks.faults [--sittings 500] [--every 1]
"""

import argparse
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore, connection
from reviewer.store.sqlite.mounts import file_system
from tests.conftest import by, place, put
from tests.faults import killing
from tests.faults.disk import Step, watched
from tests.faults.power import cuts
from tests.faults.sittings import LINES, merging, renewal, sitting


class Row(NamedTuple):
    """A line of the table: what was done, how often, what came of it, and what must."""

    what: str
    times: str
    found: str
    goal: str


def killed(count: int) -> Row:
    """Kill sittings in a terminal at random moments, a database for 25 of them."""
    dice, shown, lost, broken = random.Random(count), 0, 0, 0
    for begin in range(0, count, 25):
        with TemporaryDirectory() as folder:
            for _ in range(min(25, count - begin)):
                one = killing.sitting(Path(folder), dice)
                shown, lost, broken = shown + one.shown, lost + len(one.lost), broken + (not one.whole)
    return Row(
        "kill -9 at a random moment of a sitting in a terminal",
        f"{count:,} sittings, {shown:,} marks seen on the screen",
        f"{lost} lost, {broken} damaged",
        "0",
    )


def power(what: str, steps: list[Step], every: int, *, begin: int = 0, ahead: int = 1) -> Row:
    """Cut the power after every `every`th write or sync, twice."""
    count = lost = wrong = 0
    for found in cuts(steps, every=every, times=2, begin=begin, ahead=ahead):
        count, lost, wrong = count + 1, lost + len(found.lost), wrong + len(found.wrong)
    return Row(f"power cut in {what}", f"{count:,} cuts", f"{lost} lost, {wrong} damaged", "0")


def full() -> Row:
    """Fill the disk before each write of forty decisions."""
    refused = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        disk = stack.enter_context(watched(folder))
        with closing(SqliteStore.open(folder / "desk.db")) as store:
            put(store, LINES)
            for index in range(40):
                for room in range(1000):
                    disk.room = room
                    try:
                        store.annotate(place(store, 1, index), by(), "label", label="quote")
                    except StoreError:
                        refused += 1
                    else:
                        break
                disk.room = None
            lost = 40 - len(list(store.labels(1, "ada")))
    return Row("disk full at a write of a decision", f"{refused:,} times", f"{lost} lost", "0")


def asked() -> Iterator[Row]:
    """Measure what a decision and a start pay for being asked whether their file is right."""
    with TemporaryDirectory() as name, closing(SqliteStore.open(Path(name) / "desk.db")) as store:
        for what, ask, most in (
            ("whether the file is still the one of its name, at each decision", store._file.check, 0.1),  # noqa: SLF001 - what is measured
            ("whether the file lies on a network, at a start", lambda: file_system(Path("/proc/self")), 1.0),
        ):
            begun = time.perf_counter()
            for _ in range(1000):
                ask()
            took = time.perf_counter() - begun
            yield Row(f"asking {what}", "1,000 times", f"{took:.3f} ms each", f"<= {most:g} ms")


def rows(sittings: int, every: int) -> Iterator[Row]:
    """Yield all rows, as each is measured."""
    connection.LOG_BYTES = 64 * 1024  # the log is moved often, so that cuts fall into that as well
    with TemporaryDirectory() as name:
        yield power("a sitting", sitting(Path(name) / "sitting"), every)
        steps, begin = renewal(Path(name) / "renewal")
        yield power("the renewal of an older database", steps, every, begin=begin, ahead=0)
        steps, begin, came = merging(Path(name) / "merging")
        yield power("a merge", steps, every, begin=begin, ahead=came)
    yield full()
    yield from asked()
    yield killed(sittings)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sittings", type=int, default=500, help="how many sittings are killed")
    parser.add_argument("--every", type=int, default=1, help="cut the power at every so many steps")
    given = parser.parse_args()
    print("| what | how often | found | goal |\n|---|---|---|---|")
    for row in rows(given.sittings, given.every):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
