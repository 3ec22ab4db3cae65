"""The `reviewer` command: `python -m reviewer` does the same."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from reviewer.cli import run  # noqa: PLC0415 - nothing is loaded before it is known that the program is to run

    sys.exit(run())


if __name__ == "__main__":
    main()
