"""`reviewer stats`: progress by day, shares of labels, time per decision and drift, for each reviewer."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from reviewer.cli.context import database_option, store_at
from reviewer.cli.stats_plots import Canvas, plots
from reviewer.cli.tables import aligned
from reviewer.labels import Scheme
from reviewer.stats import CHECKED, Taken, Times, Work, work
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.text import one_line

_DAYS = 14
"""How many days a table lists, the latest."""
_WIDTHS = (60, 120)
"""The fewest and the most columns that plots take."""


@click.command("stats", epilog="Example: reviewer stats --json")
@click.option("--reviewer", metavar="NAME", help="Only this reviewer [default: all].")
@click.option("--no-plots", is_flag=True, help="Tables in place of plots.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object a reviewer.")
@database_option
def command(*, reviewer: str | None, no_plots: bool, as_json: bool, db: str | None) -> None:
    """Say how reviewers work: decisions by day, labels, time per decision, how much is undone, and drift.

    Times are those of label decisions; a sentence that lay open for over an hour has none.
    """
    store = store_at(db, make=False)
    found, labels = work(store, reviewer), store.every_label()
    if as_json:
        for one in found:
            click.echo(json.dumps(_plain(one)))
        return
    if not found:
        click.echo("nothing is decided yet; label with: reviewer open", err=True)
    for number, one in enumerate(found):
        shown = [
            *_numbers(one, labels), *(_tables(one, labels) if no_plots else plots(one, labels, _canvas())),
        ]  # fmt: skip
        click.echo(
            ("\n" if number else "") + "\n".join([one_line(one.reviewer), *(f"  {line}".rstrip() for line in shown)])
        )


def _canvas() -> Canvas:
    """Return the room for plots beside an indent of two columns; colour is for terminals, and not under NO_COLOR."""
    least, most = _WIDTHS
    width = max(least, min(shutil.get_terminal_size().columns, most))
    return Canvas(width - 2, coloured=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _numbers(one: Work, labels: Scheme) -> Iterator[str]:
    """Yield what is told in numbers in any case."""
    pace = "" if one.per_hour is None else f", {one.per_hour:,.0f} labels an hour of work"
    yield f"{one.decisions:,} decisions, {one.undone:.1%} of them taken back{pace}"
    rows = [
        (one_line(name), f"{origin.decisions:,}", f"{origin.labels:,}", f"{origin.kept / origin.decisions:.0%}")
        for name, origin in one.origins.items()
    ]
    yield from _table(("came about by", "decisions", "labels", "kept"), rows)
    total = sum(one.labelled.values())
    rows_of_labels = [
        (word, f"{one.labelled[name]:,}", f"{one.labelled[name] / total:.0%}", *_both(one.by_label[name]))
        for name, word in _known(one, labels)
    ]
    if total:
        rows_of_labels.append(("all", f"{total:,}", "", *_both(one.times)))
        yield from _table(("label", "given", "share", "median", "90 % under"), rows_of_labels)
    yield from _standing(one, labels)
    yield from _suggested(one)
    if one.checked:
        steps = [(day, *(f"{counts[step]:,}" for step in CHECKED)) for day, counts in one.checked.items()]
        yield from _table(("checks by day", *CHECKED), steps[-_DAYS:])


def _standing(one: Work, known: Scheme) -> Iterator[str]:
    """Yield the shares of what stands now: labels by kind of sentence, and check-worthiness."""
    if one.kinds:
        heads = ("kind of sentence", "labelled", *(label.word for label in known.labels))
        rows = []
        for kind, labels in sorted(one.kinds.items(), key=lambda row: (-sum(row[1].values()), row[0])):
            number = sum(labels.values())
            shares = (f"{labels.get(label.name, 0) / number:.0%}" for label in known.labels)
            rows.append((kind, f"{number:,}", *shares))
        yield from _table(heads, rows)
    if one.worth:
        judged = sum(one.worth.values())
        judgements = [answer for answer in CHECK_WORTHINESS if one.worth.get(answer)]
        worth = [(answer, f"{one.worth[answer]:,}", f"{one.worth[answer] / judged:.0%}") for answer in judgements]
        yield from _table(("check-worthiness", "sentences", "share"), worth)


def _suggested(one: Work) -> Iterator[str]:
    """Yield what became of suggestions: by rule, and as time went on, where quick accepting shows."""
    if one.suggestions:
        heads = ("shown", "accepted", "changed", "overridden", "right", "median", "<1 s")
        by_rule = [(one_line(rule), *_of_taken(taken)) for rule, taken in one.suggestions.items()]
        yield from _table(("suggested by rule", *heads), by_rule)
        yield from _table(("suggested from", *heads), [(since, *_of_taken(taken)) for since, taken in one.taking])


def _of_taken(taken: Taken) -> Iterator[str]:
    yield f"{taken.shown:,}"
    for count in (taken.accepted, taken.changed, taken.overridden):
        yield f"{count / taken.shown:.0%}"
    yield f"{taken.right:.0%}"
    yield "–" if taken.median is None else _seconds(taken.median)
    yield f"{taken.quick / taken.accepted:.0%}" if taken.accepted else "–"


def _tables(one: Work, labels: Scheme) -> Iterator[str]:
    """Yield what plots would show, in numbers."""
    yield from _table(("day", "decisions"), [(day, f"{count:,}") for day, count in list(one.days.items())[-_DAYS:]])
    if len(one.drift) > 1:
        drift = [
            (
                window.since,
                f"{window.decisions:,}",
                *(f"{window.shares[name]:.0%}" for name, _ in _known(one, labels)),
                _seconds(window.median),
            )
            for window in one.drift
        ]
        yield from _table(("from", "labels", *(word for _, word in _known(one, labels)), "median"), drift)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield from aligned([heads, *rows])


def _known(one: Work, labels: Scheme) -> list[tuple[str, str]]:
    """Return the names and words of the labels that were given, in the order of the panel."""
    return [(label.name, label.word) for label in labels.labels if label.name in one.labelled]


def _both(times: Times) -> tuple[str, str]:
    return _seconds(times.median), _seconds(times.p90)


def _seconds(ms: int | None) -> str:
    return "not timed" if ms is None else f"{ms / 1000:,.1f} s"


def _plain(one: Work) -> dict[str, object]:
    return {
        **one._asdict(),
        "times": one.times._asdict(),
        "by_label": {label: times._asdict() for label, times in one.by_label.items()},
        "origins": {name: origin._asdict() for name, origin in one.origins.items()},
        "drift": [window._asdict() for window in one.drift],
        "suggestions": {rule: _plainly(taken) for rule, taken in one.suggestions.items()},
        "taking": [{"since": since, **_plainly(taken)} for since, taken in one.taking],
    }


def _plainly(taken: Taken) -> dict[str, object]:
    return {**taken._asdict(), "right": round(taken.right, 3)}
