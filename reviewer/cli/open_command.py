"""`reviewer open`: read articles and review them on the screen."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reviewer.cli import complain, complain_of
from reviewer.cli.context import database_option, has_screen, name_of, reviewer_option, store_at
from reviewer.cli.corrected import corrected_lines
from reviewer.errors import InputError, Refused
from reviewer.layers import again

if TYPE_CHECKING:  # `reviewer --help` loads none of this
    from reviewer.intake import Taken
    from reviewer.settings import Settings
    from reviewer.store import Store


suggestions_option = click.option(
    "--suggestions/--no-suggestions",
    default=None,
    help="Suggest labels and attributions [default: as in reviewer.toml; with --again: not].",
)
order_option = click.option(
    "--order",
    type=click.Choice(["document", "uncertain"]),
    default="document",
    show_default=True,
    help="Go on to the next undecided sentence, or the one that is suggested with the least certainty.",
)


@click.command("open", epilog="Example: reviewer open seeds/000_*.txt")
@click.argument("paths", nargs=-1)
@database_option
@reviewer_option
@click.option("--open", "sees_others", is_flag=True, help="Show what others say of a sentence [default: blind].")
@click.option("--all", "everything", is_flag=True, help="Review every document, whoever it is assigned to.")
@click.option("--again", "asked_again", is_flag=True, help="Answer again what reviewer requeue chose.")
@suggestions_option
@order_option
def command(
    *,
    paths: tuple[str, ...],
    db: str | None,
    reviewer: str | None,
    sees_others: bool,
    everything: bool,
    asked_again: bool,
    suggestions: bool | None,
    order: str,
) -> int:
    """Read PATHS and review them; without PATHS, what is assigned to you, or else to nobody.

    PATHS are text files, JSONL files, saved web pages, web archives, feeds, folders, patterns, or - for standard input.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.session import Session  # noqa: PLC0415 - as above
    from reviewer.suggesting import Suggesting  # noqa: PLC0415 - as above

    if asked_again and (paths or everything):
        raise Refused("--again has a queue of its own: leave PATHS and --all away")
    chosen = settings.load(places.database(db))
    if suggestions is None:
        suggestions = chosen.suggestions and not asked_again
    if order == "uncertain" and not suggestions:
        raise Refused("--order uncertain goes by the suggestions: switch them on with --suggestions")
    name = name_of(reviewer, chosen.reviewer)
    store = store_at(db, make=bool(paths))
    taken = _taken_in(store, name, chosen, paths)
    if paths and not taken.documents:
        return 2
    if not has_screen():
        complain("the screen needs a terminal; what was read is in the database (in scripts use: reviewer import)")
        return 2
    if not sys.stdin.isatty():
        _take_terminal()
    from reviewer.tui.app import ReviewerApp  # noqa: PLC0415 - 200 ms, after everything that can fail in one line

    layer = again(name) if asked_again else name
    queue = taken.documents if paths else queued(store, layer, everything=everything)
    guideline = chosen.guideline_version
    session = Session(store, name, queue, guideline=guideline, layer=layer, sees_others=sees_others)
    store.keep_guideline(chosen.guideline_version, chosen.guideline().text)
    database = places.database(db)
    suggesting = Suggesting(session, by_uncertainty=order == "uncertain", database=database) if suggestions else None
    code = ReviewerApp(session, chosen, database, suggesting=suggesting).sit()
    return code or (2 if taken.problems else 0)


def _taken_in(store: "Store", reviewer: str, chosen: "Settings", paths: Sequence[str]) -> "Taken":
    """Read articles, and say what could not be read, and which came in corrected.

    In those the reviewer begins at the first words that changed.
    """
    from reviewer.intake import Intake  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.store.rows import Act  # noqa: PLC0415 - as above

    act = Act(reviewer, chosen.guideline_version, "import")
    taken = Intake(store, act, scheme=chosen.scheme).take(paths)
    complain_of(taken.problems)
    for line in corrected_lines(store, taken):
        click.echo(line, err=True)
    for decision in taken.corrected:
        place = store.sentence_at(decision.sentence) if decision.sentence else None
        if place:
            layout = store.layout(place.document)
            store.set_position(reviewer, place.document, layout.starts[layout.ids.index(place.sentence)])
    return taken


def queued(store: "Store", layer: str, *, everything: bool) -> Sequence[int]:
    """Return what is to be reviewed without paths, and say so where it is not all there is; raises Refused for none."""
    from reviewer.assigning import queue  # noqa: PLC0415 - only a start without paths asks

    every = store.document_ids()
    mine = every if everything else queue(store, layer)
    if len(mine) < len(every):
        whose = "assigned to you" if store.assigned(layer) else "assigned to nobody"
        told = f"{len(mine):,} of {len(every):,} documents, {whose}; all of them: reviewer open --all"
        click.echo(told, err=True)
    return mine


def _take_terminal() -> None:
    """Read keys from the terminal when the articles came through standard input; raises InputError without one."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise InputError("-", "standard input is no terminal to read keys from; use `reviewer import -`") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - it stays open as long as the program runs
