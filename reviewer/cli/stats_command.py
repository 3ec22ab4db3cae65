"""`reviewer stats`: progress by day, shares of labels, time per decision and drift, for each reviewer."""

import json
import shutil
from collections.abc import Iterator, Mapping

import click

from reviewer.cli.context import database_option, store_at
from reviewer.cli.tables import aligned
from reviewer.labels import LABELS
from reviewer.stats import Times, Work, work
from reviewer.text import one_line

_DAYS = 14
"""How many days are drawn, the latest."""


@click.command("stats", epilog="Example: reviewer stats --json")
@click.option("--reviewer", metavar="NAME", help="Only this reviewer [default: all].")
@click.option("--no-plots", is_flag=True, help="Numbers only.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object a reviewer.")
@database_option
def command(*, reviewer: str | None, no_plots: bool, as_json: bool, db: str | None) -> None:
    """Say how reviewers work: decisions by day, labels, time per decision, how much is undone, and drift.

    Times are those of label decisions; a sentence that lay open for over an hour has none.
    """
    store = store_at(db, make=False)
    found = work(store.entries(reviewer))
    if as_json:
        for one in found:
            click.echo(json.dumps(_plain(one)))
        return
    if not found:
        click.echo("nothing is decided yet; label with: reviewer open", err=True)
    width = min(shutil.get_terminal_size().columns, 120)
    for number, one in enumerate(found):
        click.echo(("\n" if number else "") + "\n".join(_lines(one, 0 if no_plots else width)))


def _lines(one: Work, width: int) -> Iterator[str]:
    """Yield the lines on one reviewer, with bars in what is left of `width` columns; 0 draws none."""
    yield one_line(one.reviewer)
    pace = "" if one.per_hour is None else f", {one.per_hour:,.0f} labels an hour of work"
    yield f"  {one.decisions:,} decisions, {one.undone:.1%} of them taken back{pace}"
    yield "  by " + ", ".join(f"{one_line(origin)} {count:,}" for origin, count in one.origins.items())
    yield ""
    total = sum(one.labelled.values())
    known = [label for label in LABELS if label.name in one.labelled]
    rows = [("label", "given", "share", "median", "90 % under")]
    for label in known:
        times = one.by_label[label.name]
        count = one.labelled[label.name]
        rows.append((label.word, f"{count:,}", f"{count / total:.0%}", _seconds(times.median), _seconds(times.p90)))
    yield from ("  " + line for line in aligned([*rows, ("all", f"{total:,}", "", *_both(one.times))]))
    yield ""
    yield from ("  " + line for line in _days(one.days, width - 2))
    if len(one.drift) > 1:
        yield ""
        heads = ("from", "labels", *(label.word for label in known), "median")
        drift = [
            (
                window.since,
                f"{window.decisions:,}",
                *(f"{window.shares[label.name]:.0%}" for label in known),
                _seconds(window.median),
            )
            for window in one.drift
        ]
        yield from ("  " + line for line in aligned([heads, *drift]))


def _days(days: Mapping[str, int], width: int) -> list[str]:
    shown = list(days.items())[-_DAYS:]
    most = max(count for _, count in shown)
    lines = aligned([("day", "decisions"), *((day, f"{count:,}") for day, count in shown)])
    room = width - max(map(len, lines)) - 2
    if room < 1:
        return lines
    return [
        lines[0],
        *(f"{line}  {'█' * round(room * n / most)}" for line, (_, n) in zip(lines[1:], shown, strict=True)),
    ]


def _both(times: Times) -> tuple[str, str]:
    return _seconds(times.median), _seconds(times.p90)


def _seconds(ms: int | None) -> str:
    return "not timed" if ms is None else f"{ms / 1000:,.1f} s"


def _plain(one: Work) -> dict[str, object]:
    return {
        **one._asdict(),
        "times": one.times._asdict(),
        "by_label": {label: times._asdict() for label, times in one.by_label.items()},
        "drift": [window._asdict() for window in one.drift],
    }
