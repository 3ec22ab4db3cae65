"""`reviewer adjudicate`: settle what reviewers differ on, on the screen, or what they agree on without it."""

import click

from reviewer.cli import complain
from reviewer.cli.choosing import documents_of
from reviewer.cli.context import database_option, has_screen, name_of, reviewer_option, store_at


@click.command("adjudicate", epilog="Example: reviewer adjudicate --agreed")
@click.argument("paths", nargs=-1)
@click.option("--agreed", is_flag=True, help="Settle what all agree on, without the screen.")
@database_option
@reviewer_option
def command(*, paths: tuple[str, ...], agreed: bool, db: str | None, reviewer: str | None) -> int:
    """Show the sentences that reviewers differ on, side by side; one key takes a side or decides anew.

    PATHS are articles in the database, or folders they were read from; without one, all of them. What is settled is the
    adjudicated layer: nobody's own labels change. Where you review an article yourself, a sentence waits until you have
    labelled it.
    """
    from reviewer import places, settings  # noqa: PLC0415 - `reviewer --help` loads none of this
    from reviewer.adjudicating import Adjudicating  # noqa: PLC0415 - as above
    from reviewer.session import Session  # noqa: PLC0415 - as above

    chosen = settings.load(places.database(db))
    name = name_of(reviewer, chosen.reviewer)
    store = store_at(db, make=False)
    documents = [document.id for document in documents_of(store, paths)] if paths else None
    sitting = Adjudicating(store, name, documents, guideline=chosen.guideline_version)
    if agreed:
        store.keep_guideline(chosen.guideline_version, chosen.guideline().text)
        sentences, articles = sitting.take_all_agreed()
        click.echo(f"{sentences} settled in {articles} articles; {sitting.left()} differ", err=True)
        return 0
    if not has_screen():
        complain("the screen needs a terminal; in scripts use: reviewer adjudicate --agreed")
        return 2
    from reviewer.tui.app import ReviewerApp  # noqa: PLC0415 - 200 ms, after everything that can fail in one line

    store.keep_guideline(chosen.guideline_version, chosen.guideline().text)
    return ReviewerApp(Session(store, name, ()), chosen, places.database(db), sitting).sit()
