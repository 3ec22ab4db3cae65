"""`--network`: every command that opens a database takes it."""

import os
from importlib import import_module

import click
import pytest

from reviewer.cli import COMMANDS
from reviewer.places import NETWORK_VARIABLE, network_allowed
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_with_a_database_takes_the_option(name: str) -> None:
    command: click.Command = import_module(f"reviewer.cli.{name}_command").command
    options = {option for parameter in command.params for option in parameter.opts}
    assert ("--db" in options) == ("--network" in options)


def test_it_holds_for_one_command(ran: Run, database: object) -> None:
    assert database
    assert ran("status", "--network").code == 0
    assert NETWORK_VARIABLE not in os.environ
    assert not network_allowed()
