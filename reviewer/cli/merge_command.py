"""`reviewer merge`: take in what others decided in databases of their own."""

import json
from pathlib import Path

import click

from reviewer.cli import complain
from reviewer.cli.context import database_option, store_at
from reviewer.store.uniting import United
from reviewer.text import one_line


@click.command("merge", epilog="Example: reviewer merge ben.db")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as one JSON object.")
@database_option
def command(others: tuple[Path, ...], dry_run: bool, as_json: bool, db: str | None) -> None:
    """Take in the articles and decisions of OTHER databases, which are only read.

    Nothing is lost or doubled, in whatever order and however often it is done. What was decided differently becomes a
    conflict that `reviewer adjudicate` shows. A copy of the database as it was is left beside it.
    """
    united = store_at(db, make=False).unite(others, dry_run=dry_run)
    for version in united.guidelines:
        complain(f"the guidelines {version} have other words there; yours are kept")
    if as_json:
        # Escaped beyond ASCII: names come from outside, and this may be read on a terminal.
        click.echo(json.dumps(_as_json(united, dry_run=dry_run)))
        return
    for line in _lines(united, dry_run=dry_run):
        click.echo(line, err=True)


def _lines(united: United, *, dry_run: bool) -> list[str]:
    """Return what came, in words."""
    lines = [f"articles: {_new(united.new_documents, united.known_documents)}"]
    lines += [f"decisions of {one_line(name)}: {_new(*came)}" for name, came in united.decisions.items()]
    if united.conflicts:
        lines.append(f"conflicts: {united.conflicts:,} to decide anew; reviewer adjudicate shows them")
    if dry_run:
        lines.append("nothing was changed: this was a dry run")
    elif united.backup:
        lines.append(f"the database as it was: {one_line(united.backup.name)}, beside it")
    else:
        lines.append("nothing new")
    return lines


def _new(new: int, known: int) -> str:
    return f"{new:,} new, {known:,} here already" if known else f"{new:,} new"


def _as_json(united: United, *, dry_run: bool) -> dict[str, object]:
    decisions = {name: came._asdict() for name, came in united.decisions.items()}
    backup = str(united.backup) if united.backup else None
    return {**united._asdict(), "decisions": decisions, "backup": backup, "dry_run": dry_run}
