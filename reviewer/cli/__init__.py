"""The command line: one module a command, imported only when that command runs or is asked for its help."""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from reviewer import __version__
from reviewer.errors import ReviewerError, debugging
from reviewer.text import one_line

SHOWN_PROBLEMS = 20
LONGEST = 1_000
"""Code points of a problem that are shown: what a name or a value has more than that helps nobody."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

COMMANDS: dict[str, str] = {
    "open": "Read articles and review them on the screen.",
    "import": "Read articles into the database, without the screen.",
    "suggest": "Write what the program would say of articles, without a database.",
    "split": "Cut and suggest over the shards of a corpus, without a database.",
    "export": "Write labelled sentences to a file.",
    "report": "Write an article's report: its marks, its claims, their evidence and verdicts.",
    "merge": "Take in what others decided in databases of their own.",
    "corrections": "List what corrected articles changed.",
    "lint": "Say where labels, attributions and claims need another look.",
    "similar": "List the earlier claims and sentences nearest to a text.",
    "status": "Count documents, sentences and labels.",
    "assign": "Give documents to reviewers, evenly and by seed.",
    "requeue": "Choose finished documents to be answered again, blind.",
    "agreement": "Say how far reviewers agree: kappa, alpha, spans.",
    "stats": "Say how reviewers work: progress, time per decision, drift.",
    "adjudicate": "Settle what reviewers differ on, side by side.",
    "backup": "Copy the database, dated.",
    "restore": "Put a backup in the place of the database.",
    "doctor": "Look the database over, and make its state anew from the log.",
    "log": "Show the decision log, newest first.",
    "schema": "Write the JSON Schema of an export's records.",
    "keys": "List the keys of the review screen.",
    "locate": "Say where the database, settings and exports are.",
    "completion": "Print the shell completion script.",
}
"""Every command with its line of help; `reviewer.cli.<name>_command` holds it as `command`."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they are used in a day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reviewer.cli.{cmd_name}_command").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader of its output that has left (`reviewer log | head`) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # caught here: click makes a failure of it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing may be flushed to it at exit
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: reviewer open seeds/000_*.txt",
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="reviewer")
@click.pass_context
def cli(context: click.Context) -> None:
    """Label news sentences, mark who said what and write the claims to check, by keyboard."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; whatever the user can meet is one line on stderr and code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors != "backslashreplace":
            stream.reconfigure(errors="backslashreplace")  # a locale without a sign shows its number, and ends nothing
    try:
        result: Any = cli.main(arguments, prog_name="reviewer", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (Exception, KeyboardInterrupt) as error:
        if debugging():
            raise
        code, line = _told(error)
        complain(line)
        return code
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> tuple[int, object]:
    """Return the exit code and the line that stand for an error."""
    if isinstance(error, ReviewerError):
        return 2, error
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return 130, "interrupted; what was done until then is saved"
    if isinstance(error, click.ClickException):
        return 2, error.format_message()
    if isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None:
        # Files and the database say so themselves: this is a stream.
        return 2, f"-: cannot be written to the end ({error.strerror}); make room, or write to another place"
    said = f"{type(error).__name__}: {error}"
    return 1, f"a fault in reviewer itself ({said}); what was decided is saved; REVIEWER_DEBUG=1 shows where it is"


def complain(error: object) -> None:
    """Write one safe line to stderr, of no more than a screen."""
    line = one_line(str(error))
    click.echo(f"reviewer: {line if len(line) <= LONGEST else f'{line[:LONGEST]}…'}", err=True)


def complain_of(problems: Sequence[object]) -> None:
    """Write a line for each problem, and after the first few only how many more there are."""
    for problem in problems[:SHOWN_PROBLEMS]:
        complain(problem)
    if len(problems) > SHOWN_PROBLEMS:
        complain(f"… and {len(problems) - SHOWN_PROBLEMS} more like these")
