"""Tables on a terminal: columns of plain text, the first to the left and the others to the right."""

from collections.abc import Sequence

from reviewer.text import one_line


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Return a line for each row, its cells safe to show and as wide as their column, without blanks at the end."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(len(shown[0]))] if shown else []
    return [
        gap.join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in shown
    ]


def many(number: int, what: str) -> str:
    """Return a number with what it counts: '1 document', '1,200 documents'."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
