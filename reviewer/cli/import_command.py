"""`reviewer import`: read articles into the database, without the screen."""

import sys
from typing import TYPE_CHECKING

import click

from reviewer.cli import complain_of
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.corrected import corrected_lines
from reviewer.cli.progress import Progress
from reviewer.text import one_line

if TYPE_CHECKING:
    from reviewer.labels import Scheme
    from reviewer.store.rows import Act

NATIVE = "jsonl"
"""The format of the program's own records."""

OTHER_LABELS = "{} of them keep the labels they came in with; reviewer.toml has others now"


@click.command("import", epilog="Example: reviewer import articles/ more.jsonl")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "name", metavar="NAME", help="PATHS hold work in this format [default: they are articles].")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["decisions", "suggestions"]),
    help="What that work becomes [default: decisions].",
)
@click.option("--map", "given", metavar="FROM=TO", multiple=True, help="A label of theirs means this one here.")
@click.option("--overwrite", is_flag=True, help="Where something else was decided here, take what the file says.")
@click.option("--alone", is_flag=True, help="Sentences whose article is not here become articles of their own.")
@database_option
@reviewer_option
def command(
    *,
    paths: tuple[str, ...],
    name: str | None,
    kind: str | None,
    given: tuple[str, ...],
    overwrite: bool,
    alone: bool,
    db: str | None,
    reviewer: str | None,
) -> int:
    """Read PATHS into the database.

    PATHS are text files, JSONL files, saved web pages, web archives, feeds, folders, patterns, or - for standard input.
    What is there already is not doubled, and what has changed under its name or URL becomes a new version of its
    article. A file that `reviewer export` wrote brings its articles with everybody's work on them.

    With --format they are finished or pre-annotated work, which becomes decisions of --reviewer, else of whom the file
    names, else yours; or, with --as suggestions, what is suggested on the screen. What does not fit is told with its
    line, and nothing else is lost.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.cli.records import sorted_out, take_records  # noqa: PLC0415 - as above
    from reviewer.store.rows import Act  # noqa: PLC0415 - as above

    if name and "-" in paths:
        raise click.UsageError("--format reads files, no standard input; write it to a file, and give that")
    chosen = settings.load(places.database(db))
    if overwrite and kind == "suggestions":
        raise click.UsageError("--overwrite is of decisions; suggestions stand beside what was decided")
    if name not in {None, NATIVE}:
        from reviewer.cli.incoming import mapped, take_in  # noqa: PLC0415 - as above
        from reviewer.incoming import Options  # noqa: PLC0415 - as above

        options = Options(reviewer, mapped(given), kind == "suggestions", overwrite, alone, chosen.scheme)
        return take_in(paths, str(name), options, db, chosen)
    if given or overwrite or alone:
        raise click.UsageError("--map, --overwrite and --alone go with --format and another tool's format")
    act = Act(name_of(reviewer, chosen.reviewer), chosen.guideline_version, "import")
    records, paths = (paths, ()) if name else sorted_out(paths)
    if kind and paths:
        raise click.UsageError(f"{one_line(paths[0])} holds no records of reviewer; say what it holds with --format")
    if not records:
        return _read(paths, db, act, chosen.scheme)
    code = take_records(store_at(db, make=True), act, records, suggestions=kind == "suggestions")
    return max(code, _read(paths, db, act, chosen.scheme)) if paths else code


def _read(paths: tuple[str, ...], db: str | None, act: "Act", scheme: "Scheme") -> int:
    """Read articles, say what came, and return the exit code."""
    from reviewer.intake import Intake  # noqa: PLC0415 - `reviewer --help` loads none of this

    progress = Progress(sys.stderr)
    try:
        store = store_at(db, make=True)
        taken = Intake(store, act, progress, scheme=scheme).take(paths)
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
