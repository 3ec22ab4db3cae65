"""The act of exporting: choose a place, write, prove, and only then let the files take their names."""

from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from reviewer.errors import ExportError
from reviewer.formats import PARTS, Format, Selection
from reviewer.formats.files import REPORT, Target, replaced
from reviewer.formats.losses import Losses
from reviewer.formats.splits import parted
from reviewer.formats.units import CLAIM
from reviewer.layers import REVIEWERS, holds, kind, reviewer_of
from reviewer.store import Store

NO_CLAIM = "no claim in this selection is approved; see how far each is with: reviewer open, then l"
NATIVE = "jsonl"
_UNREPORTED = frozenset({NATIVE, "claimreview"})
"""Formats beside which no report stands: a record holds everything, and what is published is no training data."""


class Exported(NamedTuple):
    """What an export came to: how many records, in which files, how many in each, and what could not be held."""

    records: int
    paths: tuple[Path, ...]
    counts: tuple[int, ...]
    losses: Losses


def export_to_file(store: Store, form: Format, selection: Selection, path: Path) -> Exported:
    """Write a selection to `path`, or to one file a part; each is replaced whole or left alone.

    A report of what the format cannot hold stands beside it. Raises ExportError when there is nothing to write, when a
    file cannot be written, or when it failed its own check.
    """
    losses = Losses()
    with ExitStack() as stack:
        if selection.split is None or form.splits:
            target = stack.enter_context(replaced(path, folder=form.is_folder))
            records = _export(store, form, selection, target, losses)
            _report(form, target, losses, records)
            return Exported(records, (path,), (records,), losses)
        counts = []
        paths = {name: part_of(path, form, name) for name in PARTS}
        targets = {name: stack.enter_context(replaced(paths[name], folder=form.is_folder)) for name in PARTS}
        for name, documents in parted(store, selection, losses).items():
            lost = Losses()
            written = form.write(store, selection._replace(documents=documents, split=None), targets[name], lost)
            _report(form, targets[name], lost, written)
            losses.include(lost)
            counts.append(written)
        if not any(counts):
            raise ExportError(_why_nothing(store, form, selection))
        return Exported(sum(counts), tuple(paths.values()), tuple(counts), losses)


def part_of(path: Path, form: Format, part: str) -> Path:
    """Return the file of a part of a split: `labels.jsonl` has `labels.train.jsonl`."""
    suffix = form.suffix if form.suffix and path.name.endswith(form.suffix) else path.suffix
    return path.with_name(f"{path.name.removesuffix(suffix)}.{part}{suffix}")


def export_to(store: Store, form: Format, selection: Selection, target: Target) -> Exported:
    """Write a selection to a stream, with no report beside it; raises ExportError as `export_to_file` does."""
    losses = Losses()
    return Exported(_export(store, form, selection, target, losses), (), (), losses)


def _export(store: Store, form: Format, selection: Selection, target: Target, losses: Losses) -> int:
    records = form.write(store, selection, target, losses)
    if not records:
        raise ExportError(_why_nothing(store, form, selection))
    return records


def _report(form: Format, target: Target, losses: Losses, records: int) -> None:
    if form.name not in _UNREPORTED:
        target.file(REPORT).put(losses.report(form.name, records))


def _why_nothing(store: Store, form: Format, selection: Selection) -> str:
    """Say why a selection is empty and what to do now."""
    documents, _, counts = store.totals()
    if form.units == (CLAIM,) or (selection.approved and counts):
        return NO_CLAIM
    if not documents:
        return "there is no article in the database yet; read one with: reviewer open ARTICLE.txt"
    if selection.undecided and selection.reviewer is None and selection.labels is None:
        return "the articles hold no sentence; there is nothing to export"
    if not counts:
        return "nothing is labelled yet; label with: reviewer open, or add --include-undecided"
    return _why_none(store, selection)


def _why_none(store: Store, selection: Selection) -> str:
    """Say why a selection of what is labelled is empty."""
    if selection.unit == CLAIM:
        return "no claim is in this selection; write one with: reviewer open, then c"
    counts = store.totals()[2]
    asked = selection.layers or REVIEWERS
    names = sorted({reviewer_of(count.reviewer) for count in counts if holds(asked, count.reviewer)})
    if not names:
        there = sorted({kind(count.reviewer) for count in counts})
        return f"no label is in the layer {asked}; the labels there are in: {', '.join(there)}; choose by --layer"
    if selection.reviewer is not None and selection.reviewer not in names:
        return f"{selection.reviewer} has labelled nothing; labels there are from {', '.join(names)}"
    return "no labelled sentence is in this selection; leave out --label or --reviewer, or look at: reviewer status"
