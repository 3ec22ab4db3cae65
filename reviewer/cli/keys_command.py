"""`reviewer keys`: the keys of the review screen, from the one table that the screen uses too."""

from collections.abc import Sequence
from itertools import groupby

import click

from reviewer.cli import complain
from reviewer.cli.context import database_option
from reviewer.errors import SettingsError
from reviewer.keys import ACTIONS, Action, for_scheme, shown


@click.command("keys", epilog="Example: reviewer keys --markdown")
@click.option("--markdown", is_flag=True, help="As the table that stands in the README.")
@database_option
def command(*, markdown: bool, db: str | None) -> None:
    """List the keys of the review screen, what they do, and the name an action has in reviewer.toml.

    Keys and labels are those of the reviewer.toml that belongs to the database.
    """
    actions = _in_force(db)
    click.echo("\n".join(_markdown(actions) if markdown else _plain(actions)))


def _in_force(db: str | None) -> Sequence[Action]:
    """Return the table as the settings have it; where they are wrong that is said, and it is the program's own."""
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this

    try:
        chosen = settings.load(places.database(db))
    except SettingsError as error:
        complain(f"{error}; these are the keys the program comes with")
        return ACTIONS
    return for_scheme(chosen.actions, chosen.scheme)


def _plain(every: Sequence[Action]) -> list[str]:
    """Return the table as text: a heading for each group, then keys, action id and help in columns."""
    keys = max(len(_keys(action)) for action in every)
    ids = max(len(action.id) for action in every)
    lines: list[str] = []
    for group, actions in groupby(every, key=lambda action: action.group):
        lines += ["", group] if lines else [group]
        lines += [f"  {_keys(action):<{keys}}  {action.id:<{ids}}  {action.help}" for action in actions]
    return lines


def _markdown(every: Sequence[Action]) -> list[str]:
    """Return the table for the README."""
    lines = ["| key | action | what it does |", "|---|---|---|"]
    for action in every:
        keys = " ".join(f"`{_cell(shown(key))}`" for key in action.keys)
        lines.append(f"| {keys} | `{action.id}` | {_cell(action.help)} |")
    return lines


def _keys(action: Action) -> str:
    return " ".join(shown(key) for key in action.keys)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
