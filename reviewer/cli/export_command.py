"""`reviewer export`: labelled sentences into a file, or a file checked against the database."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from reviewer import places
from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.cli.context import data_stream, database_option, make_folder, store_at
from reviewer.cli.labelled import label_option
from reviewer.cli.progress import Progress
from reviewer.errors import ExportError
from reviewer.formats import NAMES as FORMATS
from reviewer.formats import UNITS, Format, Selection, Split, named
from reviewer.labels import BUILT_IN
from reviewer.layers import ADJUDICATED, CHOICES
from reviewer.settings import load
from reviewer.store import Store
from reviewer.text import one_line

if TYPE_CHECKING:  # a check needs none of it
    from reviewer.formats.export import Exported
    from reviewer.formats.units import UnitKind

POLICIES = ("verbatim", "attributed")
MOST_FINDINGS = 20
"""How many findings of a check are shown before the rest are only counted."""


@click.command("export", epilog="Example: reviewer export --label quote --label assertion -o claims.jsonl")
@click.option(
    "--format", "name", default="jsonl", show_default=True, metavar="NAME", help=f"The format: {', '.join(FORMATS)}."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to [default: exports/NAME with the format's ending, NAME as the database's]; - is stdout.",
)
@click.option("--reviewer", metavar="NAME", help="Only this reviewer's labels [default: everybody's].")
@label_option
@click.option("--approved-only", is_flag=True, help="Only claims that are signed off, or what such a claim stands in.")
@click.option("--include-undecided", is_flag=True, help="Also the sentences without a label.")
@click.option("--unit", type=click.Choice(UNITS), help="What one record is of [default: what the format is made for].")
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
    "--split", metavar="80/10/10", help="Part whole articles into train, validation and test, by these shares."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw that --split makes.")
@click.option("--with", "given", metavar="OPTION=VALUE", multiple=True, help="An option of the format; may come again.")
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
    approved_only: bool,
    include_undecided: bool,
    unit: str | None,
    policy: str | None,
    layer: str | None,
    split: str | None,
    seed: int,
    given: tuple[str, ...],
    checked: str | None,
    db: str | None,
) -> None:
    """Write one record for each labelled sentence, and prove the file before it takes its name.

    Other formats than jsonl say what they cannot hold, here and in a report beside the file. With --format claimreview
    one record for each approved claim, signed by the [publisher] of reviewer.toml. A failure leaves no half file, and a
    file that was there as it was.
    """
    form = named(name)
    store = store_at(db, make=False)
    publisher = load(places.database(db)).publisher if form.name == "claimreview" else None
    if checked is not None:
        _check(store, form, checked, Selection(publisher=publisher))
        return
    selection = Selection(
        reviewer=reviewer, labels=_labels(store, labels), undecided=include_undecided, policy=policy or "as_labelled",
        layers=layer, publisher=publisher, approved=approved_only, unit=_unit(form, unit), split=_split(split, seed),
        options=_options(form, given),
    )  # fmt: skip
    _refuse_senseless(form, selection)
    if output == "-":
        _to_stdout(store, form, selection)
    else:
        _to_file(store, form, selection, output, places.database(db).stem)


def _to_file(store: Store, form: Format, selection: Selection, output: str | None, stem: str) -> None:
    from reviewer.formats.export import export_to_file  # noqa: PLC0415 - a check needs none of it

    path = Path(output) if output else places.export_file(stem, form.suffix or f"-{form.name}")
    if not output:
        make_folder(path.parent)
    progress = Progress(sys.stderr)
    try:
        exported = export_to_file(store, form, selection._replace(progress=progress), path)
    finally:
        progress.done()
    for one, count in zip(exported.paths, exported.counts, strict=True):
        click.echo(f"{one_line(str(one))}: {_counted(count)}, checked against the database", err=True)
    _tell_losses(form, exported)


def _labels(store: Store, given: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the labels that were asked for, None where none was; they are those of some article of the database."""
    known = store.every_label() if given else BUILT_IN
    for name in given:
        if known.get(name) is None and BUILT_IN.get(name) is None:
            raise click.UsageError(f"there is no label {one_line(name)} here; there are: {', '.join(known.names)}")
    return given or None


def _unit(form: Format, unit: str | None) -> "UnitKind":
    if unit is not None and unit not in form.units:
        raise click.UsageError(f"{form.name} has records of {' or '.join(form.units)}, not of {unit}")
    return cast("UnitKind", unit or form.units[0])


def _split(given: str | None, seed: int) -> Split | None:
    """Return the shares of a split, written as three whole numbers that add up to 100."""
    if given is None:
        return None
    shares = given.split("/")
    if len(shares) != 3 or not all(one.isascii() and one.isdigit() for one in shares) or sum(map(int, shares)) != 100:
        raise click.UsageError("--split takes three whole numbers that add up to 100, such as 80/10/10")
    train, validation, test = map(int, shares)
    return Split((train, validation, test), seed)


def _options(form: Format, given: tuple[str, ...]) -> dict[str, str]:
    """Return the options of a format, each as it was given, or as it is unasked."""
    chosen = {name: values[0] for name, values in form.options.items()}
    for one in given:
        name, _, value = one.partition("=")
        if name not in form.options:
            known = ", ".join(f"{name}={'|'.join(values)}" for name, values in form.options.items()) or "none"
            raise click.UsageError(f"{form.name} has no option {one_line(name)}; it has: {known}")
        if value not in form.options[name]:
            raise click.UsageError(f"{name} of {form.name} is one of: {', '.join(form.options[name])}")
        chosen[name] = value
    return chosen


def _refuse_senseless(form: Format, selection: Selection) -> None:
    if form.name == "claimreview" and (
        selection.labels or selection.undecided or selection.policy != "as_labelled" or selection.split
    ):
        raise click.UsageError(
            f"{form.name} holds claims; --label, --include-undecided, --quote-policy and --split choose sentences"
        )
    if selection.layers == ADJUDICATED and selection.reviewer is not None:
        raise click.UsageError("what was adjudicated is no reviewer's own; leave out --reviewer or --layer")


def _tell_losses(form: Format, exported: "Exported") -> None:
    """Say on stderr what the format could not hold, and how often."""
    for what, times in exported.losses.items():
        click.echo(f"{form.name} does not hold {one_line(what)}: {times:,}", err=True)


def _to_stdout(store: Store, form: Format, selection: Selection) -> None:
    from reviewer.formats.export import export_to  # noqa: PLC0415 - as above
    from reviewer.formats.files import StreamSink  # noqa: PLC0415 - as above

    if form.is_folder or selection.split:
        raise click.UsageError("stdout is one file; give a name with -o")
    stream = data_stream()
    exported = export_to(store, form, selection, StreamSink(stream))
    stream.flush()
    _tell_losses(form, exported)


def _check(store: Store, form: Format, path: str, selection: Selection) -> None:
    """Print what does not match, with line numbers; raises ExportError when anything does not."""
    if "check" not in form.does:
        raise click.UsageError(f"--check compares {' or '.join(_checked())}; {form.name} was checked as it was written")
    shown = one_line(path)
    count = 0
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else opened(path) as lines:
            for count, finding in enumerate(form.check(store, lines, selection), 1):
                if count <= MOST_FINDINGS:
                    click.echo(f"{shown}:{finding.line}: {one_line(finding.what)}")
    except OSError as error:
        raise unreadable(path, error) from error
    if count > MOST_FINDINGS:
        click.echo(f"… and {count - MOST_FINDINGS:,} more")
    if count:
        raise ExportError(
            f"{shown}: {count:,} {'thing does' if count == 1 else 'things do'} not match the database or the schema"
        )
    click.echo(f"{shown}: every record matches the database and the schema")


def _checked() -> list[str]:
    return [name for name in FORMATS if "check" in named(name).does]


def _counted(records: int) -> str:
    return "1 record" if records == 1 else f"{records:,} records"
