"""`reviewer status`: how many documents, sentences and labels there are, and how far each reviewer is."""

import json
from collections.abc import Iterable, Mapping

import click

from reviewer import places
from reviewer.assigning import finished
from reviewer.cli.context import database_option, store_at
from reviewer.cli.tables import aligned
from reviewer.labels import Scheme
from reviewer.layers import ADJUDICATED, is_own
from reviewer.store import Store
from reviewer.store.review import STATUSES, word
from reviewer.store.rows import Count
from reviewer.text import one_line


@click.command("status", epilog="Example: reviewer status --json")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@database_option
def command(as_json: bool, db: str | None) -> None:
    """Count documents, sentences and labels, with every reviewer's progress."""
    store = store_at(db, make=False)
    documents, sentences, counts = store.totals()
    labels = store.every_label()
    layers = _by_reviewer(counts, labels)
    settled = layers.pop(ADJUDICATED, {})
    reviewers = {layer: labels for layer, labels in layers.items() if is_own(layer)}
    differ = sum(one.open for one in store.shared(""))
    assigned = _assigned(store)
    checks = store.statuses()
    conflicts = len(store.conflicts())
    if as_json:
        # Escaped beyond ASCII: names come from outside, and this may be read on a terminal.
        told = _as_json(str(places.database(db)), documents, sentences, reviewers, _total(reviewers, labels))
        told |= {
            "adjudicated": sum(settled.values()),
            "differ": differ,
            "conflicts": conflicts,
            "assigned": [
                {"layer": layer, "documents": given, "finished": done} for layer, (given, done) in assigned.items()
            ],
            "checks": {status: checks.get(status, 0) for status in STATUSES},
        }
        click.echo(json.dumps(told))
        return
    click.echo(f"documents  {documents:,}")
    click.echo(f"sentences  {sentences:,}")
    if not reviewers:
        click.echo("labels     0; label with: reviewer open")
        _tell(assigned, checks, conflicts)
        return
    click.echo(f"labels     {sum(_total(reviewers, labels).values()):,}")
    click.echo()
    for row in _table(reviewers, sentences, labels):
        click.echo(row)
    if settled or differ:
        click.echo(f"\nadjudicated  {sum(settled.values()):,} settled, {differ:,} differ: reviewer adjudicate")
    _tell(assigned, checks, conflicts)


def _assigned(store: Store) -> dict[str, tuple[int, int]]:
    """Return how many documents are assigned to each layer, and how many of these are finished in it."""
    given = {layer: set(store.assigned(layer)) for layer in sorted({one.layer for one in store.assignments()})}
    done = {layer: {one.id for one in finished(store, layer)} for layer in given}
    return {layer: (len(documents), len(documents & done[layer])) for layer, documents in given.items()}


def _tell(assigned: Mapping[str, tuple[int, int]], checks: Mapping[str, int], conflicts: int) -> None:
    """Say who is to do what, how far the checks of claims are, and what merges set aside, where there are any."""
    if assigned:
        heads = ("assigned to", "documents", "finished", "waiting")
        rows = [(layer, f"{given:,}", f"{done:,}", f"{given - done:,}") for layer, (given, done) in assigned.items()]
        click.echo("\n" + "\n".join(aligned([heads, *rows])))
    if checks:
        told = ", ".join(f"{checks[status]:,} {word(status)}" for status in STATUSES if checks.get(status))
        click.echo(f"\nclaims     {told}")
    if conflicts:
        click.echo(f"\nconflicts  {conflicts:,} of a merge: reviewer merge --conflicts")


def _by_reviewer(counts: Iterable[Count], labels: Scheme) -> dict[str, dict[str, int]]:
    """Return how many sentences have which label in each layer."""
    found: dict[str, dict[str, int]] = {}
    for reviewer, label, sentences in counts:
        if label is not None:
            found.setdefault(reviewer, dict.fromkeys(labels.names, 0))[label] = sentences
    return found


def _total(reviewers: dict[str, dict[str, int]], labels: Scheme) -> dict[str, int]:
    """Return the reviewers' labels in all."""
    return {name: sum(given.get(name, 0) for given in reviewers.values()) for name in labels.names}


def _as_json(
    database: str, documents: int, sentences: int, reviewers: dict[str, dict[str, int]], total: dict[str, int]
) -> dict[str, object]:
    return {
        "database": database,
        "documents": documents,
        "sentences": sentences,
        "labels": total,
        "reviewers": [
            {
                "reviewer": reviewer,
                "labels": labels,
                "labelled": sum(labels.values()),
                "progress": round(sum(labels.values()) / sentences, 4) if sentences else 0.0,
            }
            for reviewer, labels in reviewers.items()
        ],
    }


def _table(reviewers: dict[str, dict[str, int]], sentences: int, known: Scheme) -> list[str]:
    """Return the lines of the table: a row a reviewer, a column a label, and the progress."""
    heads = ["reviewer", *(label.word for label in known.labels), "labelled", "progress"]
    rows = [heads]
    for reviewer, labels in reviewers.items():
        done = sum(labels.values())
        share = f"{done * 100 // sentences if sentences else 0}%"
        rows.append([one_line(reviewer), *(f"{labels.get(name, 0):,}" for name in known.names), f"{done:,}", share])
    return aligned(rows)
