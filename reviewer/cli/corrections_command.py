"""`reviewer corrections`: what became of labels, attributions and claims when an article was corrected."""

import json
from collections.abc import Iterator

import click

from reviewer.articles.worddiff import marked
from reviewer.cli.choosing import documents_of
from reviewer.cli.context import database_option, store_at
from reviewer.corrections import Correction, Edit, Mark, corrections
from reviewer.store.review import word
from reviewer.store.rows import Document
from reviewer.text import one_line


@click.command("corrections", epilog="Example: reviewer corrections story.txt")
@click.argument("paths", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a version.")
@database_option
def command(paths: tuple[str, ...], db: str | None, *, as_json: bool) -> None:
    """List what each new version of an article changed: sentences with a word diff, and what stood on them.

    PATHS are articles in the database, or folders they were read from; without one, all of them.
    """
    store = store_at(db, make=False)
    count = 0
    for document in documents_of(store, paths):
        for one in corrections(store, document.id):
            count += 1
            for line in [_as_json(document, one)] if as_json else _lines(document, one):
                click.echo(line)
    click.echo(f"{count} correction{'s' if count != 1 else ''}" if count else "no article was corrected", err=True)


def _lines(document: Document, one: Correction) -> Iterator[str]:
    name, who = one_line(document.name), one_line(one.reviewer)
    yield (
        f"{name}: version {one.version}, {one.at[:16].replace('T', ' ')}, {who}: {len(one.changed)} changed, "
        f"{len(one.new)} new, {len(one.vanished)} vanished, {one.moved} moved"
    )
    for edit in one.changed:
        yield f"  changed   {one_line(marked(edit.was, edit.now))}{_said(edit)}"
    for edit in one.new:
        yield f"  new       {one_line(edit.now)}"
    for edit in one.vanished:
        yield f"  vanished  {one_line(edit.was)}{_said(edit)}"
    for mark in one.marks:
        yield _mark(mark)


def _said(edit: Edit) -> str:
    told = [
        one_line(" ".join(filter(None, (layer, row["label"], row["note"] and f"({row['note']})"))))
        for layer, row in sorted(edit.said.items())
    ]
    return f"  — was: {', '.join(told)}" if told else ""


def _mark(mark: Mark) -> str:
    what = one_line(mark.text if mark.kind == "claim" else f"{mark.text}: {mark.words}")
    back = f"; its check is {word(mark.back)}" if mark.back else ""
    return f"  {mark.kind} {mark.fate}: {what} ({one_line(mark.layer)}){back}"


def _as_json(document: Document, one: Correction) -> str:
    # Escaped beyond ASCII: names and words come from outside, and this may be read on a terminal.
    return json.dumps(
        {
            "document": document.uid,
            "name": document.name,
            "version": one.version,
            "before": one.before,
            "at": one.at,
            "reviewer": one.reviewer,
            "moved": one.moved,
            **{
                kind: [{**edit._asdict(), "said": dict(edit.said)} for edit in edits]
                for kind, edits in (("changed", one.changed), ("new", one.new), ("vanished", one.vanished))
            },
            "marks": [mark._asdict() for mark in one.marks],
        }
    )
