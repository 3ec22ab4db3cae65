"""`reviewer export`: labelled sentences into a file, or a file checked against the database."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from reviewer import places
from reviewer.cli.context import data_stream, database_option, make_folder, store_at
from reviewer.errors import ExportError
from reviewer.formats import FORMATS, Format, Selection
from reviewer.labels import NAMES
from reviewer.layers import ADJUDICATED, CHOICES
from reviewer.settings import load
from reviewer.store import Store
from reviewer.text import one_line

POLICIES = ("verbatim", "attributed")
MOST_FINDINGS = 20
"""How many findings of a check are shown before the rest are only counted."""


@click.command("export", epilog="Example: reviewer export --label quote --label assertion -o claims.jsonl")
@click.option(
    "--format", "name", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True, help="The format."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to [default: exports/NAME.jsonl, or .claimreview.jsonl, NAME as the database's]; - is stdout.",
)
@click.option("--reviewer", metavar="NAME", help="Only this reviewer's labels [default: everybody's].")
@click.option("--label", "labels", type=click.Choice(NAMES), multiple=True, help="Only this label; may be given again.")
@click.option("--include-undecided", is_flag=True, help="Also the sentences without a label.")
@click.option(
    "--quote-policy",
    "policy",
    type=click.Choice(POLICIES),
    help="Which view of quotes: verbatim counts marked words only, attributed also paraphrase [default: as labelled].",
)
@click.option(
    "--layer",
    type=click.Choice(CHOICES),
    help="Whose: reviewers' own, what was adjudicated, second answers, or all [default: reviewers; of claims, all].",
)
@click.option(
    "--check",
    "checked",
    metavar="FILE",
    help="Write nothing: compare FILE (- is stdin) with the database and the schema.",
)
@database_option
def command(
    *,
    name: str,
    output: str | None,
    reviewer: str | None,
    labels: tuple[str, ...],
    include_undecided: bool,
    policy: str | None,
    layer: str | None,
    checked: str | None,
    db: str | None,
) -> None:
    """Write one record for each labelled sentence, and prove the file before it takes its name.

    With --format claimreview one for each approved claim: schema.org's ClaimReview, signed by the [publisher] of
    reviewer.toml. A failure leaves no half file, and a file that was there as it was.
    """
    store = store_at(db, make=False)
    form = FORMATS[name]
    publisher = load(places.database(db)).publisher if form.holds == "claims" else None
    if checked is not None:
        _check(store, form, checked, Selection(publisher=publisher))
        return
    if form.holds == "claims" and (labels or include_undecided or policy):
        raise click.UsageError(f"{name} holds claims; --label, --include-undecided and --quote-policy choose sentences")
    if layer == ADJUDICATED and reviewer is not None:
        raise click.UsageError("what was adjudicated is no reviewer's own; leave out --reviewer or --layer")
    selection = Selection(None, reviewer, labels or None, include_undecided, policy or "as_labelled", layer, publisher)
    if output == "-":
        _to_stdout(store, form, selection)
        return
    from reviewer.formats.export import export_to_file  # noqa: PLC0415 - a check needs none of it

    path = Path(output) if output else places.export_file(places.database(db).stem, form.suffix)
    if not output:
        make_folder(path.parent)
    records = export_to_file(store, form, selection, path)
    click.echo(f"{one_line(str(path))}: {_counted(records)}, checked against the database", err=True)


def _to_stdout(store: Store, form: Format, selection: Selection) -> None:
    from reviewer.formats.export import export_to  # noqa: PLC0415 - as above
    from reviewer.formats.files import StreamSink  # noqa: PLC0415 - as above

    stream = data_stream()
    export_to(store, form, selection, StreamSink(stream))
    stream.flush()


def _check(store: Store, form: Format, path: str, selection: Selection) -> None:
    """Print what does not match, with line numbers; raises ExportError when anything does not."""
    shown = one_line(path)
    count = 0
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as lines:
            for count, finding in enumerate(form.check(store, lines, selection), 1):
                if count <= MOST_FINDINGS:
                    click.echo(f"{shown}:{finding.line}: {one_line(finding.what)}")
    except OSError as error:
        raise ExportError(f"{shown}: cannot be read ({error.strerror}); check the name") from error
    if count > MOST_FINDINGS:
        click.echo(f"… and {count - MOST_FINDINGS:,} more")
    if count:
        raise ExportError(
            f"{shown}: {count:,} {'thing does' if count == 1 else 'things do'} not match the database or the schema"
        )
    click.echo(f"{shown}: every record matches the database and the schema")


def _counted(records: int) -> str:
    return "1 record" if records == 1 else f"{records:,} records"
