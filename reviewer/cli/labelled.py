"""The option that names labels: those of the articles in the database, which the shell completes."""

import click

from reviewer import places
from reviewer.errors import ReviewerError
from reviewer.labels import NAMES
from reviewer.store import open_store


def completed_label(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of labels that begin so; without a database that can be read, the program's own."""
    del parameter
    return [name for name in _names(context.params.get("db")) if name.startswith(incomplete)]


def _names(db: str | None) -> tuple[str, ...]:
    database = places.database(db)
    if not database.is_file():
        return NAMES
    try:
        store = open_store(database, make=False)
        try:
            return store.every_label().names
        finally:
            store.close()
    except ReviewerError:
        return NAMES  # what is wrong with the database is said by the command, not while it is typed


label_option = click.option(
    "--label",
    "labels",
    metavar="NAME",
    multiple=True,
    shell_complete=completed_label,
    help="Only this label; may be given again.",
)
