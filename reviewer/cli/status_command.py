"""`reviewer status`: how many documents, sentences and labels there are, and how far each reviewer is."""

import json
from collections.abc import Iterable

import click

from reviewer import places
from reviewer.cli.context import database_option, store_at
from reviewer.labels import LABELS, NAMES
from reviewer.layers import is_own, kind
from reviewer.store.rows import Count
from reviewer.text import one_line


@click.command("status", epilog="Example: reviewer status --json")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@database_option
def command(as_json: bool, db: str | None) -> None:
    """Count documents, sentences and labels, with every reviewer's progress."""
    store = store_at(db, make=False)
    documents, sentences, counts = store.totals()
    reviewers = _by_reviewer(counts)
    if as_json:
        # Escaped beyond ASCII: names come from outside, and this may be read on a terminal.
        click.echo(json.dumps(_as_json(str(places.database(db)), documents, sentences, reviewers)))
        return
    click.echo(f"documents  {documents:,}")
    click.echo(f"sentences  {sentences:,}")
    if not reviewers:
        click.echo("labels     0; label with: reviewer open")
        return
    click.echo(f"labels     {sum(_total(reviewers).values()):,}")
    click.echo()
    for row in _table(reviewers, sentences):
        click.echo(row)


def _by_reviewer(counts: Iterable[Count]) -> dict[str, dict[str, int]]:
    """Return how many sentences have which label in each layer: the reviewers' own first, then the others."""
    found: dict[str, dict[str, int]] = {}
    for reviewer, label, sentences in counts:
        if label is not None:
            found.setdefault(reviewer, dict.fromkeys(NAMES, 0))[label] = sentences
    return dict(sorted(found.items(), key=lambda one: not is_own(one[0])))


def _total(reviewers: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return the reviewers' labels in all; answers given again and what was adjudicated would count them twice."""
    own = [labels for layer, labels in reviewers.items() if is_own(layer)]
    return {name: sum(labels.get(name, 0) for labels in own) for name in NAMES}


def _as_json(database: str, documents: int, sentences: int, reviewers: dict[str, dict[str, int]]) -> dict[str, object]:
    return {
        "database": database,
        "documents": documents,
        "sentences": sentences,
        "labels": _total(reviewers),
        "reviewers": [
            {
                "reviewer": reviewer,
                "layer": kind(reviewer),
                "labels": labels,
                "labelled": sum(labels.values()),
                "progress": round(sum(labels.values()) / sentences, 4) if sentences else 0.0,
            }
            for reviewer, labels in reviewers.items()
        ],
    }


def _table(reviewers: dict[str, dict[str, int]], sentences: int) -> list[str]:
    """Return the lines of the table: a row a reviewer, a column a label, and the progress."""
    heads = ["reviewer", *(label.word for label in LABELS), "labelled", "progress"]
    rows = [heads]
    for reviewer, labels in reviewers.items():
        done = sum(labels.values())
        share = f"{done * 100 // sentences if sentences else 0}%"
        rows.append([one_line(reviewer), *(f"{labels.get(name, 0):,}" for name in NAMES), f"{done:,}", share])
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
