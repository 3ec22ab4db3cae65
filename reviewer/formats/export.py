"""The act of exporting: choose a place, write, prove, and only then let the file take its name."""

from pathlib import Path

from reviewer.errors import ExportError
from reviewer.formats import Format, Selection
from reviewer.formats.files import Sink, replaced
from reviewer.layers import REVIEWERS, holds, kind, reviewer_of
from reviewer.store import Store

NO_CLAIM = "no claim in this selection is approved; see how far each is with: reviewer open, then l"


def export_to_file(store: Store, form: Format, selection: Selection, path: Path) -> int:
    """Write a selection to `path`, which is replaced whole or left alone; return how many records it holds.

    Raises ExportError when there is nothing to write, when the file cannot be written, or when it failed its own check.
    """
    with replaced(path) as sink:
        return export_to(store, form, selection, sink)


def export_to(store: Store, form: Format, selection: Selection, sink: Sink) -> int:
    """Write a selection to a sink; return how many records there are; raises ExportError as `export_to_file` does."""
    records = form.write(store, selection, sink)
    if not records:
        raise ExportError(NO_CLAIM if form.holds == "claims" else _nothing(store, selection))
    return records


def _nothing(store: Store, selection: Selection) -> str:
    """Say why a selection is empty and what to do now."""
    documents, _, counts = store.totals()
    if not documents:
        return "there is no article in the database yet; read one with: reviewer open ARTICLE.txt"
    if selection.undecided and selection.reviewer is None and selection.labels is None:
        return "the articles hold no sentence; there is nothing to export"
    if not counts:
        return "nothing is labelled yet; label with: reviewer open, or add --include-undecided"
    asked = selection.layers or REVIEWERS
    names = sorted({reviewer_of(count.reviewer) for count in counts if holds(asked, count.reviewer)})
    if not names:
        there = sorted({kind(count.reviewer) for count in counts})
        return f"no label is in the layer {asked}; the labels there are in: {', '.join(there)}; choose by --layer"
    if selection.reviewer is not None and selection.reviewer not in names:
        return f"{selection.reviewer} has labelled nothing; labels there are from {', '.join(names)}"
    return "no labelled sentence is in this selection; leave out --label or --reviewer, or look at: reviewer status"
