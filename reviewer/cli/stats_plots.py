"""Plots of how a reviewer works, as lines of a terminal: decisions by day, time per label, and drift.

A label is drawn with the letter of its key, so that nothing rests on colour. plotext is kept below version 6, which
draws with a compiled kernel that not every platform has.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from reviewer.keys import shown
from reviewer.labels import Label, Scheme
from reviewer.stats import BOUNDS, Window, Work

DAYS = 30
"""How many days are drawn, up to the last with a decision; days without any are drawn empty."""
_BAR = "█"
_HEIGHT, _HIGH = 9, 14
"""Rows of a plot of bars, and of one of shares, which takes a row for ten in a hundred."""
_PLAIN = "default"
_COLOURS = {
    "success": "green", "warning": "orange", "accent": "cyan", "muted": _PLAIN, "secondary": "magenta",
    "primary": "blue", "error": "red",
}  # fmt: skip


class Canvas(NamedTuple):
    """How wide plots are, in columns, and whether they may be coloured."""

    width: int
    coloured: bool


def plots(one: Work, labels: Scheme, canvas: Canvas) -> list[str]:
    """Return the lines of all plots of a reviewer's work that have something to show."""
    drawn = [_days(one, canvas)]
    if one.times.timed:
        drawn.append(_spread(one, canvas))
    if len(one.drift) > 1:
        drawn.append(_shares(one.drift, labels, canvas))
        if any(window.median for window in one.drift):
            drawn.append(_medians(one.drift, canvas))
    return [line for lines in drawn for line in ("", *lines)]


def _days(one: Work, canvas: Canvas) -> list[str]:
    last = date.fromisoformat(max(one.days))
    first = max(date.fromisoformat(min(one.days)), last - timedelta(days=DAYS - 1))
    shown = {(date.fromisoformat(day) - first).days: count for day, count in one.days.items() if day >= str(first)}
    days = [str(first + timedelta(days=number)) for number in range((last - first).days + 1)]
    plot = _begun(canvas)
    plot.bar(list(shown), list(shown.values()), width=0.8, marker=_BAR, color=_PLAIN)
    plot.xlim(-0.5, len(days) - 0.5)
    plot.xticks(*_ends(days))
    _up_to(plot, max(shown.values()))
    return ["decisions by day (UTC)", *_built(plot, canvas)]


def _spread(one: Work, canvas: Canvas) -> list[str]:
    names = [f"< {BOUNDS[0]} s", *(f"{low}–{high}" for low, high in pairwise(BOUNDS))]
    plot = _begun(canvas)
    taken = {place: count for place, count in enumerate(one.spread) if count}
    plot.bar(list(taken), list(taken.values()), width=0.8, marker=_BAR, color=_PLAIN)
    plot.xlim(-0.5, len(BOUNDS) + 0.5)
    plot.xticks(list(range(len(BOUNDS) + 1)), [*names, f"> {BOUNDS[-1]}"])
    _up_to(plot, max(one.spread))
    return ["labels by the seconds they took", *_built(plot, canvas)]


def _shares(drift: Sequence[Window], labels: Scheme, canvas: Canvas) -> list[str]:
    known = [label for label in labels.labels if any(window.shares.get(label.name) for window in drift)]
    signs = _signs(known)
    letters = ", ".join(f"{sign} {label.word}" for sign, label in zip(signs, known, strict=True))
    plot = _begun(canvas, _HIGH)
    plot.stacked_bar(
        list(range(len(drift))),
        [[100 * window.shares.get(label.name, 0) for window in drift] for label in known],
        marker=signs,
        color=[_COLOURS[label.colour] for label in known],
        width=0.8,
    )
    plot.xticks(*_ends([window.since for window in drift]))
    plot.ylim(0, 100)
    plot.yticks([0, 50, 100], ["0%", "50%", "100%"])
    return [f"shares of labels: {letters}", *_built(plot, canvas)]


def _signs(known: Sequence[Label]) -> list[str]:
    """Return a sign for each label: the letter of its key, or where another label has that, a letter nobody has."""
    free = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in {label.key for label in known}]
    found: list[str] = []
    for label in known:
        own = shown(label.key)
        found.append(free.pop(0) if own in found else own)
    return found


def _medians(drift: Sequence[Window], canvas: Canvas) -> list[str]:
    timed = {place: window.median / 1000 for place, window in enumerate(drift) if window.median is not None}
    plot = _begun(canvas)
    plot.bar(list(timed), list(timed.values()), width=0.8, marker=_BAR, color=_PLAIN)
    plot.xlim(-0.5, len(drift) - 0.5)
    plot.xticks(*_ends([window.since for window in drift]))
    most = max(timed.values())
    plot.ylim(0, most)
    plot.yticks([0, most / 2, most], [f"{share * most:,.1f}" for share in (0, 0.5, 1)])
    return ["median seconds a label", *_built(plot, canvas)]


def _ends(names: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return the places of the first, the middle and the last name, each once, and these names."""
    places = sorted({0, (len(names) - 1) // 2, len(names) - 1}) if len(names) > 4 else sorted({0, len(names) - 1})
    return places, [names[place] for place in places]


def _up_to(plot: Any, most: int) -> None:
    """Let the height go from 0 to a count, with whole numbers beside it."""
    marks = sorted({0, most // 2, most})
    plot.ylim(0, most)
    plot.yticks(marks, [f"{mark:,}" for mark in marks])


def _begun(canvas: Canvas, height: int = _HEIGHT) -> Any:
    import plotext  # noqa: PLC0415 - 35 ms, and only where plots are drawn

    plotext.clear_figure()
    plotext.limit_size(False, False)  # the size is what the caller says
    plotext.plot_size(canvas.width, height)
    plotext.theme("clear")
    return plotext


def _built(plot: Any, canvas: Canvas) -> list[str]:
    drawn: str = plot.build()
    if not canvas.coloured:
        drawn = plot.uncolorize(drawn)
    return [line.rstrip() for line in drawn.rstrip("\n").split("\n")]
