"""`reviewer import`: read articles into the database, without the screen."""

import sys

import click

from reviewer.cli import complain_of
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.corrected import corrected_lines
from reviewer.cli.progress import Progress


@click.command("import", epilog="Example: reviewer import articles/ more.jsonl")
@click.argument("paths", nargs=-1, required=True)
@database_option
@reviewer_option
def command(paths: tuple[str, ...], db: str | None, reviewer: str | None) -> int:
    """Read PATHS into the database.

    PATHS are text files, JSONL files, saved web pages, web archives, feeds, folders, patterns, or - for standard input.
    What is there already is not doubled, and what has changed under its name or URL becomes a new version of its
    article. A file that `reviewer export` wrote brings its articles with everybody's work on them.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.cli.restoring import restore, sorted_out  # noqa: PLC0415 - as above
    from reviewer.intake import Intake  # noqa: PLC0415 - as above
    from reviewer.store.rows import Act  # noqa: PLC0415 - as above

    chosen = settings.load(places.database(db))
    act = Act(name_of(reviewer, chosen.reviewer), chosen.guideline_version, "import")
    records, paths = sorted_out(paths)
    if records:
        code = restore(store_at(db, make=True), act, records)
        if code or not paths:
            return code
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
