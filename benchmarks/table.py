"""Prints measurements beside their floors and goals."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One line: what was measured, its floor measured in the same run, their ratio, and the goal for it."""

    name: str
    measured: str
    floor: str = ""
    ratio: str = ""
    goal: str = ""


def row(name: str, measured: Sequence[float], floor: Sequence[float], goal: float | None, unit: str = "ms") -> Row:
    """Return the line that compares two medians; `goal` is the largest ratio that meets it."""
    high, low = median(measured), median(floor)
    wanted = "" if goal is None else f"<= {goal:g}x {'met' if high <= goal * low else 'MISSED'}"
    return Row(name, f"{high:.2f} {unit}", f"{low:.2f} {unit}", f"{high / low:.2f}x", wanted)


def limit(name: str, measured: float, most: float, unit: str = "ms") -> Row:
    """Return the line of a measurement that has a limit and no floor."""
    return Row(name, f"{measured:.2f} {unit}", "", "", f"<= {most:g} {unit} {'met' if measured <= most else 'MISSED'}")


def none(name: str, found: int) -> Row:
    """Return the line of a count that must be 0."""
    return Row(name, f"{found:,}", goal=f"0 {'met' if not found else 'MISSED'}")


def note(name: str, measured: Sequence[float], unit: str = "ms") -> Row:
    """Return the line of a median that only explains others."""
    return Row(name, f"{median(measured):.2f} {unit}")


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def show(title: str, rows: Sequence[Row], heads: tuple[str, str, str] = ("measured", "floor", "ratio")) -> None:
    """Print the lines in columns."""
    table = [Row(title, *heads, "goal"), *rows]
    widths = [max(len(line[column]) for line in table) for column in range(len(Row._fields))]
    for line in table:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:4], widths[1:4], strict=True)),
        ]
        print("  ".join([*cells, line.goal]).rstrip(), flush=True)
    print(flush=True)


def markdown(rows: Sequence[Row]) -> None:
    """Print the lines as rows of a Markdown table of five columns, without its head."""
    for line in rows:
        print(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |", flush=True)
