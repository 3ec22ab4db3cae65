"""`reviewer import`: read articles into the database, without the screen."""

import sys

import click

from reviewer.cli import complain_of
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.corrected import corrected_lines
from reviewer.cli.progress import Progress

OTHER_LABELS = "{} of them keep the labels they came in with; reviewer.toml has others now"


@click.command("import", epilog="Example: reviewer import articles/ more.jsonl")
@click.argument("paths", nargs=-1, required=True)
@database_option
@reviewer_option
def command(paths: tuple[str, ...], db: str | None, reviewer: str | None) -> int:
    """Read PATHS into the database.

    PATHS are text files, JSONL files, saved web pages, web archives, feeds, folders, patterns, or - for standard input.
    What is there already is not doubled, and what has changed under its name or URL becomes a new version of its
    article.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.intake import Intake  # noqa: PLC0415 - as above
    from reviewer.store.rows import Act  # noqa: PLC0415 - as above

    chosen = settings.load(places.database(db))
    act = Act(name_of(reviewer, chosen.reviewer), chosen.guideline_version, "import")
    progress = Progress(sys.stderr)
    try:
        store = store_at(db, make=True)
        taken = Intake(store, act, progress, scheme=chosen.scheme).take(paths)
    finally:
        progress.done()
    complain_of(taken.problems)
    for line in corrected_lines(store, taken):
        click.echo(line, err=True)
    if taken.other_labels:
        click.echo(OTHER_LABELS.format(f"{taken.other_labels:,}"), err=True)
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
