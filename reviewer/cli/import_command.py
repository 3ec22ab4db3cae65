"""`reviewer import`: read articles into the database, without the screen."""

import sys
import time
from typing import TextIO

import click

from reviewer.cli import complain_of
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.corrected import corrected_lines

SHORT = 1.0
"""Seconds; work that is done sooner shows no progress."""
PACE = 0.2
"""Seconds between two looks of the progress line."""


class Progress:
    """A line on a terminal that says how far a long import is; silent where nobody watches."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._watched = stream.isatty()
        self._began = time.monotonic()
        self._due = self._began + SHORT
        self._drawn = False

    def __call__(self, read: int) -> None:
        """Tell the number of articles read so far."""
        now = time.monotonic()
        if self._watched and now >= self._due:
            self._due = now + PACE
            self._drawn = True
            self._stream.write(f"\r{read:,} articles read, {read / (now - self._began):,.0f} a second ")
            self._stream.flush()

    def done(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


@click.command("import", epilog="Example: reviewer import articles/ more.jsonl")
@click.argument("paths", nargs=-1, required=True)
@database_option
@reviewer_option
def command(paths: tuple[str, ...], db: str | None, reviewer: str | None) -> int:
    """Read PATHS into the database.

    PATHS are text files, JSONL files, folders, patterns, or - for standard input. What is there already is not doubled,
    and what has changed under its name or URL becomes a new version of its article.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.intake import Intake  # noqa: PLC0415 - as above
    from reviewer.store.rows import Act  # noqa: PLC0415 - as above

    chosen = settings.load(places.database(db))
    act = Act(name_of(reviewer, chosen.reviewer), chosen.guideline_version, "import")
    progress = Progress(sys.stderr)
    try:
        store = store_at(db, make=True)
        taken = Intake(store, act, progress).take(paths)
    finally:
        progress.done()
    complain_of(taken.problems)
    for line in corrected_lines(store, taken):
        click.echo(line, err=True)
    corrected = len(taken.corrected)
    known = len(taken.documents) - taken.new - corrected
    parts = [
        f"{taken.new} new",
        *([f"{corrected} corrected"] if corrected else []),
        *([f"{known} there already"] if known else []),
        *_refused(len(taken.problems)),
    ]
    click.echo(f"articles: {', '.join(parts)}", err=True)
    return 2 if taken.problems else 0


def _refused(count: int) -> list[str]:
    return [f"{count} refused"] if count else []
