"""`reviewer locate`: where files live."""

import click

from reviewer import places
from reviewer.cli.context import database_option
from reviewer.text import one_line


@click.command("locate", epilog="Example: reviewer locate")
@database_option
def command(db: str | None) -> None:
    """Say where the database, settings and exports are; nothing is made."""
    database = places.database(db).absolute()
    rows = [("database", database)]
    rows += [("settings", path.absolute()) for path in places.settings_candidates(database)]
    rows.append(("exports", places.export_file("reviewer", "").parent.absolute()))
    for name, path in rows:
        click.echo(f"{name:<9} {one_line(str(path))}{'' if path.exists() else '  (not there yet)'}")
