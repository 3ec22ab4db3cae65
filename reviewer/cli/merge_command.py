"""`reviewer merge`: take in what others decided in databases of their own."""

import json
from pathlib import Path

import click

from reviewer.cli import complain
from reviewer.cli.conflicts import as_json, told
from reviewer.cli.context import database_option, store_at
from reviewer.cli.tables import many
from reviewer.store import Store
from reviewer.store.uniting import United
from reviewer.text import one_line


@click.command("merge", epilog="Example: reviewer merge ben.db")
@click.argument("others", nargs=-1, metavar="OTHER...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@click.option("--conflicts", is_flag=True, help="List what is open of earlier merges, and take in nothing.")
@click.option("--json", "in_json", is_flag=True, help="Say it as one JSON object, of conflicts one each.")
@database_option
def command(*, others: tuple[Path, ...], dry_run: bool, conflicts: bool, in_json: bool, db: str | None) -> None:
    """Take in the articles and decisions of OTHER databases, which are only read.

    Nothing is lost or doubled, in whatever order and however often it is done. What was decided differently becomes a
    conflict: `reviewer adjudicate` shows those about labels, --conflicts all of them, of all reviewers. A copy of the
    database as it was is left beside it.
    """
    if conflicts == bool(others):
        raise click.UsageError("name databases to take in, or give --conflicts alone")
    store = store_at(db, make=False)
    if conflicts:
        _list(store, in_json=in_json)
        return
    united = store.unite(others, dry_run=dry_run)
    for version in united.guidelines:
        complain(f"the guidelines {version} have other words there; yours are kept")
    if in_json:
        # Escaped beyond ASCII: names come from outside, and this may be read on a terminal.
        click.echo(json.dumps(_as_json(united, dry_run=dry_run)))
        return
    for line in _lines(united, dry_run=dry_run):
        click.echo(line, err=True)


def _list(store: Store, *, in_json: bool) -> None:
    found = store.conflicts()
    for one in found:
        click.echo(as_json(store, one) if in_json else told(store, one))
    if not in_json:
        click.echo(many(len(found), "conflict") if found else "no conflict is open", err=True)


def _lines(united: United, *, dry_run: bool) -> list[str]:
    """Return what came, in words."""
    lines = [f"articles: {_new(united.new_documents, united.known_documents)}"]
    lines += [f"decisions of {one_line(name)}: {_new(*came)}" for name, came in united.decisions.items()]
    if united.conflicts:
        lines.append(f"conflicts: {united.conflicts:,} to decide anew; reviewer merge --conflicts lists them")
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
