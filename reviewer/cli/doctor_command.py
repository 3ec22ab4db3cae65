"""`reviewer doctor`: look the database over, and make its state anew from the log."""

import click

from reviewer import backups, places
from reviewer.cli.context import database_option, store_at
from reviewer.cli.tables import many
from reviewer.settings import load
from reviewer.text import one_line


@click.command("doctor", epilog="Example: reviewer doctor")
@click.option("--mend", is_flag=True, help="Make all state anew from the log, after a backup.")
@database_option
def command(*, mend: bool, db: str | None) -> int:
    """Look the database over: the file, its indexes, what points nowhere, and whether its state is what the log says.

    Each thing that is wrong is a line; nothing is changed. The log of decisions is what counts: --mend makes all else
    anew from it.
    """
    store = store_at(db, make=False)
    found = list(store.examine())
    for one in found:
        click.echo(one_line(one.what))
    database = places.database(db)
    shown = one_line(str(database))
    if not found:
        click.echo(f"{shown}: is whole; its state is what its log says", err=True)
        return 0
    lost = [one for one in found if not one.mendable]
    if lost:
        click.echo(f"{shown}: go on with a backup; there are: reviewer backup --list", err=True)
        return 2
    if not mend:
        click.echo(
            f"{shown}: {many(len(found), 'thing')} the log can put right; do it with: reviewer doctor --mend", err=True
        )
        return 2
    copy = backups.back_up(database, load(database).backups)
    store.mend()
    click.echo(f"{shown}: made anew from its log; as it was: {one_line(str(copy))}", err=True)
    left = list(store.examine())
    for one in left:
        click.echo(one_line(one.what))
    if left:
        click.echo(f"{shown}: that is still so; go on with a backup: reviewer backup --list", err=True)
    return 2 if left else 0
