"""One target under atheris: the search is led by the edges of reviewer's code that an input reaches.

    python -m tests.fuzz.guided TARGET FOLDER [options of libFuzzer]

FOLDER keeps the inputs that reached something new. It ends with the first input that something is wrong with.
"""

import os
import sys
from contextlib import suppress

import atheris


def main() -> None:
    """Search until the options of libFuzzer say to stop."""
    os.nice(10)
    with atheris.instrument_imports(include=["reviewer"]):
        from tests.fuzz.targets import named  # noqa: PLC0415 - what is imported in this block is watched

        target = named(sys.argv[1])
        for seed in target.seeds():
            with suppress(Exception):  # it is met again in the search; now it only imports what it needs
                target.check(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
