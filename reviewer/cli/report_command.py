"""`reviewer report`: an article with its marks, each claim with verdict, evidence and history, as a page to print."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from reviewer import places
from reviewer.cli.context import data_stream, database_option, make_folder, store_at
from reviewer.errors import ExportError, InputError
from reviewer.store import Store
from reviewer.store.rows import Document
from reviewer.text import one_line, shorten

SHOWN = 5
"""How many articles are named where the word given could mean several."""
FORMS = {".html": "html", ".htm": "html", ".md": "markdown"}


@click.command("report", epilog="Example: reviewer report story.txt -o story.html")
@click.argument("file", required=False)
@click.option("--source", is_flag=True, help="The file the article was taken out of, byte for byte.")
@click.option("--all", "every", is_flag=True, help="All articles that somebody has worked on, with a list of contents.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to; .md makes Markdown, - is HTML on stdout [default: exports/NAME.html].",
)
@click.option(
    "--layer",
    metavar="NAME",
    help="Whose labels and claims: a reviewer, or adjudicated [default: adjudicated, else who labelled most].",
)
@database_option
def command(
    *, file: str | None, source: bool, every: bool, output: str | None, layer: str | None, db: str | None
) -> None:
    """Write the report of FILE: the article with its marks, each claim with verdict, evidence and history.

    FILE is an article of the database by its file name, path or title, or by the beginning of its id. Without --layer
    claims of other reviewers are there too, as far as they are being checked. With --source, a page comes back as it
    was read.
    """
    if (file is None) != every:
        raise click.UsageError("give one article, or --all")
    if source and every:
        raise click.UsageError("--source gives back the file of one article; leave --all away")
    store = store_at(db, make=False)
    if source and file:
        _give_back(store, _found(store, file), output)
        return
    chosen = _worked_on(store) if file is None else [_found(store, file)]
    name = places.database(db).stem if file is None else Path(chosen[0].name).stem or "report"
    path = Path(output) if output and output != "-" else places.export_file(name, ".html")
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise click.UsageError(f"{one_line(str(path))}: a report is .html or .md; give -o such a name")
    parts = _parts(store, chosen, layer, form)
    if not output:
        make_folder(path.parent)
    _write(None if output == "-" else path, (part.encode() for part in parts))
    if output != "-":
        click.echo(f"{one_line(str(path))}: {len(chosen)} {'article' if len(chosen) == 1 else 'articles'}", err=True)


def _write(path: Path | None, parts: Iterable[bytes]) -> None:
    """Write to a file that takes its name when all of it is there and read back, or to stdout for None."""
    if path is None:
        stream = data_stream()
        for part in parts:
            stream.write(part)
        stream.flush()
        return
    from reviewer.formats.files import replaced  # noqa: PLC0415 - stdout needs none of it

    with replaced(path) as sink:
        for part in parts:
            if sink.put(part) != part:
                raise ExportError(f"{one_line(str(path))}: could not be read back as it was written; check the disk")


def _give_back(store: Store, document: Document, output: str | None) -> None:
    """Write the file that an article was taken out of; raises ExportError where there is none, or no place for it."""
    kept = store.source_file(document.sha256)
    if kept is None:
        raise ExportError(f"{one_line(document.name)}: came as a text of its own; there is no other file behind it")
    if output is None:
        raise click.UsageError(f"the file is {kept.media}; say where to with -o, - is stdout")
    _write(None if output == "-" else Path(output), (kept.data,))
    if output != "-":
        click.echo(f"{one_line(output)}: {kept.media}, as it was read", err=True)


def _parts(store: Store, chosen: Sequence[Document], layer: str | None, form: str) -> Iterator[str]:
    from reviewer.report import html, markdown  # noqa: PLC0415 - the help needs neither
    from reviewer.report.gather import gather  # noqa: PLC0415 - as above

    pages = {"html": html.pages, "markdown": markdown.pages}[form]
    reports = (gather(store, document, layer) for document in chosen)  # one after the other: never all in memory
    return pages(reports, chosen)


def _worked_on(store: Store) -> list[Document]:
    """Return the documents that somebody has labelled or claimed something of; raises ExportError without any."""
    touched = {document for document, _ in store.counts()} | {row.claim.document for row in store.ledger()}
    found = [one for one in store.documents() if one.id in touched]
    if not found:
        raise ExportError("nobody has worked on an article yet; begin with: reviewer open")
    return found


def _found(store: Store, given: str) -> Document:
    """Return the one document that a name, path, title or beginning of an id means; raises InputError otherwise."""
    documents = store.documents()
    ways = (
        [one for one in documents if given in {one.name, one.uid, one.external_id}],
        [one for one in documents if given in {Path(one.name).name, Path(one.name).stem, one.title}],
        [one for one in documents if one.uid.startswith(given) and given],
        [one for one in documents if given.casefold() in one.title.casefold() and given],
    )
    found: list[Document] = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    shown = "; ".join(f"{shorten(one.name, 40)} ({one.uid})" for one in (found or documents)[:SHOWN])
    more = len(found or documents) - SHOWN
    there = f"{shown}{f'; and {more} more' if more > 0 else ''}" or "none; read one with: reviewer import PATH"
    if found:
        raise InputError(one_line(given), f"means {len(found)} articles; give the id of one: {there}")
    raise InputError(one_line(given), f"is no article of the database; there is {there}")
