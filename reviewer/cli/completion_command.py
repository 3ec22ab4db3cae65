"""`reviewer completion`: the script that lets a shell complete commands and options."""

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", epilog='Example: eval "$(reviewer completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script for SHELL; a line in its start-up file loads it."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only this command needs it

    from reviewer.cli import cli  # noqa: PLC0415 - the command line is loaded before its commands

    maker = get_completion_class(shell)
    if maker is not None:
        click.echo(maker(cli, {}, "reviewer", "_REVIEWER_COMPLETE").source())
