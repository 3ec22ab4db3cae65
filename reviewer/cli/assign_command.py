"""`reviewer assign`: give documents to reviewers, take them back, and list who has which."""

import json
from collections.abc import Sequence

import click

from reviewer import places, settings
from reviewer.assigning import Dealt, deal, labelled, unassigned
from reviewer.cli.choosing import documents_of
from reviewer.cli.context import database_option, name_of, reviewer_option, store_at
from reviewer.cli.tables import aligned, many
from reviewer.errors import Refused
from reviewer.layers import allowed
from reviewer.store import Store
from reviewer.store.rows import Act, Document
from reviewer.text import shorten


@click.command("assign", epilog="Example: reviewer assign --to ann --to ben --overlap 2 --share 0.5 --seed 7 --dry-run")
@click.argument("articles", nargs=-1)
@click.option("--to", "names", metavar="NAME", multiple=True, help="A reviewer who gets documents; once for each.")
@click.option("--overlap", type=int, help="How many reviewers get a shared document [default: 2].")
@click.option("--share", type=float, help="Which part is shared, 0 to 1 [default: 0; with --overlap: 1].")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed deals the same way.")
@click.option("--take-back", metavar="NAME", help="Take from this reviewer what is assigned, or ARTICLES only.")
@click.option("--list", "listed", is_flag=True, help="Say who has which document, and how far it is.")
@click.option("--dry-run", is_flag=True, help="Say what would be given, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --list and --dry-run: one JSON object an assignment.")
@reviewer_option
@database_option
def command(
    *,
    articles: tuple[str, ...],
    names: tuple[str, ...],
    overlap: int | None,
    share: float | None,
    seed: int,
    take_back: str | None,
    listed: bool,
    dry_run: bool,
    as_json: bool,
    reviewer: str | None,
    db: str | None,
) -> None:
    """Give documents to reviewers, evenly by sentences: all that nobody has, or ARTICLES.

    One call is one decision; u on the screen takes it back.
    """
    if sum((bool(names), bool(take_back), listed)) != 1:
        raise Refused("say one of --to NAME, --take-back NAME and --list; see: reviewer assign --help")
    store = store_at(db, make=False)
    if listed:
        _list(store, as_json=as_json)
        return
    configured = settings.load(places.database(db))
    act = Act(name_of(reviewer, configured.reviewer), configured.guideline_version, "command")
    if take_back:
        wanted = {one.id for one in documents_of(store, articles)} if articles else None
        taken = [one for one in store.assigned(take_back) if wanted is None or one in wanted]
        if not taken:
            raise Refused(f"nothing of that is assigned to {take_back}; see: reviewer assign --list")
        store.assign((), [(one, take_back) for one in taken], act)
        click.echo(f"{many(len(taken), 'document')} taken back from {take_back}", err=True)
        return
    for name in names:
        allowed(name)
    documents = list(documents_of(store, articles)) if articles else store.documents(unassigned(store))
    part = share if share is not None else float(overlap is not None)
    dealt = deal(documents, names, overlap=2 if overlap is None and part else overlap or 1, share=part, seed=seed)
    if not dry_run:
        store.assign([(one.document.id, name) for one in dealt for name in one.reviewers], (), act)
    _tell(dealt, names, dry_run=dry_run, as_json=as_json)


def _tell(dealt: Sequence[Dealt], names: Sequence[str], *, dry_run: bool, as_json: bool) -> None:
    """Say how much each reviewer gets, after a trial also each document."""
    if dry_run:
        _rows([(one.document, name, None) for one in dealt for name in one.reviewers], as_json=as_json)
    for name in sorted(set(names)):
        mine = [one.document for one in dealt if name in one.reviewers]
        sentences = sum(one.sentences for one in mine)
        click.echo(f"{shorten(name, 40)}: {many(len(mine), 'document')}, {many(sentences, 'sentence')}", err=True)
    shared = sum(len(one.reviewers) > 1 for one in dealt)
    said = f"{many(len(dealt), 'document')}, {shared:,} of them to several reviewers"
    click.echo(f"{said}; nothing was changed" if dry_run else said, err=True)


def _list(store: Store, *, as_json: bool) -> None:
    given = store.assignments()
    if not given:
        click.echo("nothing is assigned; give documents with: reviewer assign --to NAME", err=True)
    known = {one.id: one for one in store.documents()}
    done = {layer: labelled(store, layer) for layer in {one.layer for one in given}}
    _rows([(known[one.document], one.layer, done[one.layer].get(one.document, 0)) for one in given], as_json=as_json)


def _rows(given: Sequence[tuple[Document, str, int | None]], *, as_json: bool) -> None:
    """Write assignments: the document, who has it, and how many of its sentences are labelled, where that is known."""
    if as_json:
        for document, layer, done in given:
            told = {"document": document.uid, "name": document.name, "title": document.title, "layer": layer}
            progress = {} if done is None else {"labelled": done}
            click.echo(json.dumps({**told, "sentences": document.sentences, **progress}))
        return
    rows = [
        (
            shorten(document.title, 48),
            shorten(layer, 24),
            f"{'' if done is None else f'{done:,} / '}{document.sentences:,}",
        )
        for document, layer, done in given
    ]
    for line in aligned([("document", "reviewer", "sentences"), *rows]) if rows else ():
        click.echo(line)
