"""One target with inputs that hypothesis makes, where there is no atheris to lead the search.

    python -m tests.fuzz.at_random TARGET FOLDER SECONDS

It ends with the first input that something is wrong with, which is kept in FOLDER.
"""

import json
import sys
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.mutating import inputs
from tests.fuzz.running import run
from tests.fuzz.target import Target
from tests.fuzz.targets import named

_ROUND = 100


def searched(target: Target, seconds: float) -> tuple[int, float, dict[str, bytes]]:
    """Search for so long; return how many inputs there were, the longest time, and what is wrong with which input."""
    count, longest, found = 0, 0.0, dict[str, bytes]()

    @settings(
        max_examples=_ROUND, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(inputs(target))
    def search(data: bytes) -> None:
        nonlocal count, longest
        ran = run(target, data)
        count, longest = count + 1, max(longest, ran.seconds)
        if ran.problem:
            found.clear()
            found[ran.problem] = data
        assert not ran.problem

    until = monotonic() + seconds
    while not found and monotonic() < until:
        try:
            search()
        except Exception as error:  # noqa: BLE001 - an assertion, or hypothesis on an input that is wrong only sometimes
            if not found:
                found[f"{type(error).__name__} of hypothesis"] = b""
    return count, longest, found


def main() -> None:
    """Search as the command line says, and print what came of it as JSON."""
    target, folder = named(sys.argv[1]), Path(sys.argv[2])
    count, longest, found = searched(target, float(sys.argv[3]))
    for problem, data in found.items():
        (folder / "wrong").write_bytes(data)
        sys.stdout.write(json.dumps({"input": "wrong", "problem": problem}) + "\n")
    sys.stdout.write(json.dumps({"inputs": count, "longest": longest}) + "\n")


if __name__ == "__main__":
    main()
