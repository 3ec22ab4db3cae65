"""What becomes of bad inputs and of databases that somebody else has made.

    python -m benchmarks.hostile [--markdown] [--every N]

Every input of the corpus goes through every command that reads it. Then every column of every table of a database holds
something that this program never wrote there, of each kind, and a command reads it: of these, every Nth (default 7,
which shares no factor with the number of kinds or commands).
Each command runs in a process of its own, whose memory is limited; times are those of a processor. A few minutes. With
`--markdown` the lines are rows for docs/reliability.md.
"""

import argparse
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row, markdown, show
from tests.cli.test_hostile_inputs import MEMORY_DISK, commands
from tests.crafted import whole
from tests.damaged import JUNK, WAYS, columns, lay
from tests.forked import Ended, Forked, forked
from tests.hostile import INPUTS

MIB = 2**20
SECOND = 1.0
WITH_LOADING = 3.0
"""Seconds; a command that reads a database loads what it needs first, such as statistics, which takes one of them."""
MEMORY = 200
"""MiB beyond what the program has when it begins."""


def inputs(server: Forked, folder: Path) -> Iterator[Ended]:
    """Give every input to every command that reads it."""
    for number, given in enumerate(INPUTS):
        for way, command in enumerate(commands(given)):
            place = folder / f"{number}.{way}"
            place.mkdir()
            path = given.make(place)
            if not path.startswith(("/dev", "/proc")) or Path(path).exists():
                yield server.run(place, [*command, "--", path])
            shutil.rmtree(place, ignore_errors=True)


def databases(server: Forked, folder: Path, every: int) -> Iterator[Ended]:
    """Read databases of which one column is full of something."""
    whole(folder / "whole.db")
    ways = cycle(WAYS)
    for number, (column, junk) in enumerate(product(columns(folder / "whole.db"), JUNK)):
        way = next(ways)
        if number % every == 0:
            place = folder / f"d{number}"
            if lay(place, folder / "whole.db", column, junk, way):
                yield server.run(place, way.arguments)
            shutil.rmtree(place)


def told(what: str, ended: Sequence[Ended], most_work: float, *, codes: Iterable[int] = (0, 2)) -> list[Row]:
    """Return the rows that say how commands ended."""
    # `open` reads what it can, and then says that there is no terminal to show it on.
    refused = [one for one in ended if one.code == 2 and "the screen needs a terminal" not in one.err]
    read = sum(one.code == 0 or (one.code == 2 and one not in refused) for one in ended)
    rows = [
        ("refused in a line, exit code 2", f"{len(refused):,}", ""),
        ("read", f"{read:,}", ""),
        ("ended otherwise", f"{sum(one.code not in codes for one in ended)}", "0"),
        ("tracebacks, or faults of the program", f"{sum(map(_failed, ended))}", "0"),
        (f"refusals that took over {most_work:g} s", f"{sum(one.work > most_work for one in refused)}", "0"),
    ]
    longest, most = max(one.work for one in ended), max(one.peak for one in ended) / MIB
    return [
        Row(f"{what}: runs of commands", f"{len(ended):,}"),
        *(
            Row(f"{what}: {name}", found, "", "", goal and f"{goal} {_met(found == goal)}")
            for name, found, goal in rows
        ),
        Row(f"{what}: the longest run, read or refused", f"{longest:.2f} s"),
        Row(f"{what}: most memory of a run", f"{most:,.0f} MiB", "", "", f"<= {MEMORY} MiB {_met(most <= MEMORY)}"),
    ]


def _failed(one: Ended) -> bool:
    return "Traceback" in one.err + one.out or "a fault in reviewer" in one.err


def _met(holds: bool) -> str:
    return "met" if holds else "MISSED"


def main() -> None:
    """Print what was tried and the worst of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--every", type=int, default=7)
    given = parser.parse_args()
    rows = [Row("bad inputs in the corpus", f"{len(INPUTS)}", "", "", f">= 60 {_met(len(INPUTS) >= 60)}")]
    with TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as name:
        os.environ |= {"REVIEWER_NAME": "ada", "XDG_CONFIG_HOME": name}
        os.environ.pop("REVIEWER_DB", None)
        with forked() as server:
            rows += told("bad inputs", list(inputs(server, Path(name))), SECOND)
            found = list(databases(server, Path(name), given.every))
            # 1 is what `lint` says where there is something to look at.
            rows += told("foreign values in a database", found, WITH_LOADING, codes=(0, 1, 2))
    if given.markdown:
        markdown(rows)
    else:
        show("hostile text", rows)


if __name__ == "__main__":
    main()
