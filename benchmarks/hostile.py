"""How the corpus of bad inputs ends: every input through every command that reads it; prints rows of a table.

Run: python -m benchmarks.hostile
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.test_hostile_inputs import commands
from tests.forked import Ended, forked
from tests.hostile import INPUTS


def main() -> None:
    """Print what was tried and the worst of it."""
    ended: list[Ended] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"REVIEWER_DB": str(folder / "desk.db"), "REVIEWER_NAME": "Ann", "XDG_CONFIG_HOME": name}
        with forked() as server:
            for number, given in enumerate(INPUTS):
                for way, command in enumerate(commands(given)):
                    place = folder / f"{number}.{way}"
                    place.mkdir()
                    ended.append(server.run(place, [*command, "--", given.make(place)]))
    refused = sum(one.code == 2 for one in ended)
    rows = {
        "inputs, and runs of commands on them": f"{len(INPUTS)}, {len(ended):,}",
        "refused with exit code 2, taken in with 0, anything else": (
            f"{refused:,}, {sum(one.code == 0 for one in ended):,}, {sum(one.code not in {0, 2} for one in ended):,}"
        ),
        "tracebacks": str(sum("Traceback" in one.err for one in ended)),
        "longest run, seconds of a processor": f"{max(one.work for one in ended):.2f}",
        "longest refusal, seconds of a processor": f"{max(one.work for one in ended if one.code == 2):.2f}",
        "most memory beyond that of the program, MiB": f"{max(one.peak for one in ended) / 2**20:,.0f}",
    }
    for what, figure in rows.items():
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
