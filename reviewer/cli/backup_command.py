"""`reviewer backup`: a whole copy of the database, dated, or under a name of one's own."""

from pathlib import Path

import click

from reviewer import backups, places
from reviewer.cli.context import database_option
from reviewer.cli.tables import many
from reviewer.errors import StoreError
from reviewer.settings import load
from reviewer.store import copy_store
from reviewer.text import one_line


@click.command("backup", epilog="Example: reviewer backup")
@click.option("-o", "--output", metavar="FILE", help="Where to [default: the folder of backups, under the date].")
@click.option("--list", "listed", is_flag=True, help="List the backups there are, and make none.")
@database_option
def command(*, output: str | None, listed: bool, db: str | None) -> None:
    """Copy the database whole, also while others work in it; `reviewer restore` puts a copy back.

    A sitting makes one a day by itself. `backups` in reviewer.toml says how many are kept.
    """
    database = places.database(db)
    if listed:
        for path in backups.backups(database):
            click.echo(f"{path.stat().st_size:>14,}  {one_line(str(path))}")
        return
    if not database.exists():
        raise StoreError(
            f"{one_line(str(database))}: there is no database yet; make one with: reviewer open ARTICLE.txt"
        )
    if not database.is_file():
        raise StoreError(f"{one_line(str(database))}: is no file; give the name of a database file with --db")
    if output is None:
        copy = backups.back_up(database, load(database).backups)
        kept = many(len(backups.backups(database)), "backup")
        click.echo(f"{one_line(str(copy))}: made; {kept} there", err=True)
        return
    path = Path(output)
    if path.exists():
        raise StoreError(f"{one_line(output)}: is there already; give a new name")
    copy_store(database, path)
    click.echo(f"{one_line(output)}: made", err=True)
