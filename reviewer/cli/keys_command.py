"""`reviewer keys`: the keys of the review screen, from the one table that the screen uses too."""

from itertools import groupby

import click

from reviewer.keys import ACTIONS, Action, shown


@click.command("keys", epilog="Example: reviewer keys --markdown")
@click.option("--markdown", is_flag=True, help="As the table that stands in the README.")
def command(markdown: bool) -> None:
    """List the keys of the review screen, what they do, and the name an action has in reviewer.toml."""
    click.echo("\n".join(_markdown() if markdown else _plain()))


def _plain() -> list[str]:
    """Return the table as text: a heading for each group, then keys, action id and help in columns."""
    keys = max(len(_keys(action)) for action in ACTIONS)
    ids = max(len(action.id) for action in ACTIONS)
    lines: list[str] = []
    for group, actions in groupby(ACTIONS, key=lambda action: action.group):
        lines += ["", group] if lines else [group]
        lines += [f"  {_keys(action):<{keys}}  {action.id:<{ids}}  {action.help}" for action in actions]
    return lines


def _markdown() -> list[str]:
    """Return the table for the README."""
    lines = ["| key | action | what it does |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{_cell(shown(key))}`" for key in action.keys)
        lines.append(f"| {keys} | `{action.id}` | {_cell(action.help)} |")
    return lines


def _keys(action: Action) -> str:
    return " ".join(shown(key) for key in action.keys)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
