"""Kills sittings, cuts the power, fills the disk and deletes all state, and counts what is lost.

    python -m benchmarks.faults [--markdown] [--sittings 500] [--every 1] [--seeds 10]

There is no floor and no ratio: what is lost must be nothing. With `--markdown` the lines are rows for
docs/reliability.md.
"""

import argparse
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row, limit, markdown, show
from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore, connection
from reviewer.store.sqlite.mounts import file_system
from reviewer.store.sqlite.same_file import SameFile
from tests.conftest import by, place, put
from tests.faults import killing
from tests.faults.disk import Step, watched
from tests.faults.power import cuts
from tests.faults.sittings import LINES, merging, renewal, sitting
from tests.store.desks import dump
from tests.store.test_rebuilding import done, lose_all_state, undo_again, work_on


def lossless(what: str, done: str, lost: int, wrong: int) -> Row:
    """Return the row of faults after which nothing may be missing or damaged."""
    goal = f"0 {'MISSED' if lost or wrong else 'met'}"
    return Row(what, f"{done}: {lost:,} lost, {wrong:,} damaged", goal=goal)


def killed(count: int) -> Row:
    """Kill sittings in a terminal at random moments, a database for 25 of them."""
    dice, shown, lost, broken = random.Random(count), 0, 0, 0
    for begin in range(0, count, 25):
        with TemporaryDirectory() as folder:
            for _ in range(min(25, count - begin)):
                one = killing.sitting(Path(folder), dice)
                shown, lost, broken = shown + one.shown, lost + len(one.lost), broken + (not one.whole)
    what = "kill -9 at a random moment of a sitting in a terminal"
    return lossless(what, f"{count:,} sittings, {shown:,} marks seen on the screen", lost, broken)


def power(what: str, steps: list[Step], every: int, *, begin: int = 0, ahead: int = 1) -> Row:
    """Cut the power after every `every`th write or sync, twice."""
    count = lost = wrong = 0
    for found in cuts(steps, every=every, times=2, begin=begin, ahead=ahead):
        count, lost, wrong = count + 1, lost + len(found.lost), wrong + len(found.wrong)
    return lossless(f"power cut in {what}", f"{count:,} cuts", lost, wrong)


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
            whole = store.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return lossless("disk full at a write of a decision", f"{refused:,} times", lost, not whole)


def rebuilt(seeds: int) -> Row:
    """Delete all state of databases where everything was done that can be, and make it anew from their logs."""
    count = differing = wrong = 0
    kinds = set[str]()
    for seed in range(seeds):
        with TemporaryDirectory() as name, closing(SqliteStore.open(Path(name) / "desk.db")) as store:
            work_on(store, seed)
            before = undo_again(dump(store))
            lose_all_state(store)
            store.mend()
            after = dump(store)
            differing += sum(after[table] != rows for table, rows in before.items())
            wrong += len(list(store.examine()))
            kinds |= done(store)
            count += len(before["log"])
    what = "all state deleted and made anew from the log"
    return lossless(what, f"{count:,} decisions of {len(kinds)} kinds in {seeds} databases", differing, wrong)


def asked() -> Iterator[Row]:
    """Measure what a decision and a start pay for being asked whether their file is right."""
    with TemporaryDirectory() as name, closing(SqliteStore.open(Path(name) / "desk.db")) as store:
        put(store, LINES)
        file = store._file  # noqa: SLF001 - what is measured
        for what, ask, most in (
            ("a decision asks whether its file is the one of its name, with what was in it", file.check, 0.1),
            ("a start asks whether the file lies on a network", lambda: file_system(Path("/proc/self")), 1.0),
            ("a start remembers what the file is and holds", lambda: SameFile(file.path, file.shown), 5.0),
        ):
            begun = time.perf_counter()
            for _ in range(1000):
                ask()
            yield limit(what, time.perf_counter() - begun, most)


def rows(sittings: int, every: int, seeds: int) -> Iterator[Row]:
    """Yield all rows, as each is measured."""
    connection.LOG_BYTES = 64 * 1024  # the log is moved often, so that cuts fall into that as well
    with TemporaryDirectory() as name:
        yield power("a sitting", sitting(Path(name) / "sitting"), every)
        steps, begin = renewal(Path(name) / "renewal")
        yield power("the renewal of an older database", steps, every, begin=begin, ahead=0)
        steps, begin, came = merging(Path(name) / "merging")
        yield power("a merge", steps, every, begin=begin, ahead=came)
    yield full()
    yield rebuilt(seeds)
    yield from asked()
    yield killed(sittings)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sittings", type=int, default=500, help="how many sittings are killed")
    parser.add_argument("--every", type=int, default=1, help="cut the power at every so many steps")
    parser.add_argument("--seeds", type=int, default=10, help="in how many databases all state is deleted")
    parser.add_argument("--markdown", action="store_true", help="print rows for docs/reliability.md")
    given = parser.parse_args()
    found = rows(given.sittings, given.every, given.seeds)
    if given.markdown:
        for row in found:  # each when it is measured: all take a quarter of an hour
            markdown([row])
    else:
        show("faults", list(found))


if __name__ == "__main__":
    main()
