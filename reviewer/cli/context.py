"""What the commands share: which database, who is reviewing, the folder of exports."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from reviewer import places
from reviewer.errors import ExportError
from reviewer.layers import allowed
from reviewer.store import WAITING, Store, open_store
from reviewer.text import one_line

Command = TypeVar("Command", bound=Callable[..., Any])
_database_option = click.option(
    "--db", metavar="FILE", help="The database [default: $REVIEWER_DB, else reviewer.db in this folder]."
)
reviewer_option = click.option(
    "--reviewer",
    metavar="NAME",
    help="Who you are [default: $REVIEWER_NAME, reviewer.toml, git's user.name, or your login].",
)


def _allow_network(context: click.Context, _: click.Parameter, given: bool) -> None:
    """Let the database lie on a network file system while this command runs, in whatever process opens it."""
    before = os.environ.get(places.NETWORK_VARIABLE)
    if given and not before:
        os.environ[places.NETWORK_VARIABLE] = "1"
        context.call_on_close(lambda: os.environ.pop(places.NETWORK_VARIABLE, None))


_network_option = click.option(
    "--network",
    is_flag=True,
    expose_value=False,
    callback=_allow_network,
    help="Open a database on a network file system; opened on two machines at once, decisions get lost.",
)


def database_option(command: Command) -> Command:
    """Give a command the options that say which database, and that it may lie on a network file system."""
    return _database_option(_network_option(command))


def store_at(db: str | None, *, make: bool) -> Store:
    """Open the database that `--db`, the environment or the folder says, until the command ends; raises StoreError."""
    store = open_store(places.database(db), make=make, told=say_waiting)
    click.get_current_context().call_on_close(store.close)
    return store


def say_waiting(waits: bool) -> None:
    """Say once a wait that another program is in the way."""
    if waits:
        click.echo(WAITING, err=True)


def has_screen() -> bool:
    """Return whether there is a terminal to paint on; Textual paints on stderr."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def data_stream() -> BinaryIO:
    """Return standard output for bytes; raises ExportError where it is closed."""
    if sys.stdout is None:
        raise ExportError("-: standard output is closed; give a file with -o")
    return sys.stdout.buffer


def make_folder(folder: Path) -> None:
    """Make the folder that exports go to when nobody says where; raises ExportError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{one_line(str(folder))}: cannot be made ({error.strerror}); give a file with -o") from error


def name_of(reviewer: str | None, configured: str | None = None) -> str:
    """Return who is reviewing: `--reviewer`, `REVIEWER_NAME`, the settings, git's user.name, else the login name.

    Raises SettingsError for a name that nobody may have.
    """
    return allowed(reviewer or os.environ.get("REVIEWER_NAME") or configured or _git_name() or _login())


def _git_name() -> str | None:
    """Return git's user.name, read from its files: starting git costs more than painting the screen."""
    import configparser  # noqa: PLC0415 - asked only where no name was given

    home = Path(os.environ.get("HOME", "/"))
    config_home = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    for path in (_repository_config(), home / ".gitconfig", config_home / "git" / "config"):
        parser = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
        try:
            if path is not None and path.is_file():
                parser.read_string("\n".join(line.strip() for line in path.read_text("utf-8").splitlines()))
                name = parser.get("user", "name", fallback=None)
                if name and name.strip():
                    return name.strip().strip('"')
        except (configparser.Error, OSError, UnicodeError):
            continue  # an unreadable git file is git's business; there are other sources of a name
    return None


def _repository_config() -> Path | None:
    here = Path.cwd()
    return next(
        (folder / ".git" / "config" for folder in (here, *here.parents) if (folder / ".git" / "config").is_file()), None
    )


def _login() -> str:
    import getpass  # noqa: PLC0415 - the last resort

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
