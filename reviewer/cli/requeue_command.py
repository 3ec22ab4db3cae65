"""`reviewer requeue`: ask a reviewer again what was answered before, without showing the first answers."""

import click

from reviewer import places, settings
from reviewer.assigning import draw
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.tables import many
from reviewer.errors import Refused
from reviewer.layers import again
from reviewer.store.rows import Act


@click.command("requeue", epilog="Example: reviewer requeue --blind --documents 1")
@click.option(
    "--blind", is_flag=True, help="Hide the first answers: that is what makes the second ones worth comparing."
)
@click.option("--share", type=float, default=0.1, show_default=True, help="Which part of the finished documents.")
@click.option("--documents", type=click.IntRange(min=1), metavar="N", help="How many, in place of a share.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed chooses the same.")
@reviewer_option
@database_option
def command(
    *, blind: bool, share: float, documents: int | None, seed: int, reviewer: str | None, db: str | None
) -> None:
    """Choose finished documents of a reviewer to be answered again: reviewer open --again.

    The second answers are kept apart; reviewer agreement compares them with the first.
    """
    if not blind:
        raise Refused("documents are asked again blind only; say so: reviewer requeue --blind")
    store = store_at(db, make=False)
    configured = settings.load(places.database(db))
    name = name_of(reviewer, configured.reviewer)
    chosen = draw(store, name, share=share, documents=documents, seed=seed)
    act = Act(name, configured.guideline_version, "command")
    store.assign([(one.id, again(name)) for one in chosen], (), act)
    sentences = sum(one.sentences for one in chosen)
    told = f"{many(len(chosen), 'document')} with {many(sentences, 'sentence')}"
    click.echo(f"{told} for {name} to answer: reviewer open --again", err=True)
