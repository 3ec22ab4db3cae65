"""`reviewer restore`: put a backup in the place of the database, and keep what stood there."""

from pathlib import Path

import click

from reviewer import backups, places
from reviewer.cli.context import database_option, say_waiting
from reviewer.text import one_line


@click.command("restore", epilog="Example: reviewer restore monday.db")
@click.argument("backup", type=click.Path(path_type=Path))
@database_option
def command(*, backup: Path, db: str | None) -> None:
    """Let the database be what BACKUP is.

    BACKUP is looked over first. What stood there is kept beside it, and nothing is changed when anything fails.
    Screens that are open on the database go on with what it holds then.
    """
    database = places.database(db)
    done = backups.restore(database, backup, say_waiting)
    click.echo(f"{one_line(str(database))}: is what {one_line(str(backup))} is", err=True)
    if done.earlier:
        what = "the damaged file" if done.damaged else "the database as it was"
        click.echo(f"{what}: {one_line(done.earlier.name)}, beside it", err=True)
