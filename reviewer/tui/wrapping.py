"""Breaking a sentence into screen lines without losing count of its code points."""

import re

from rich.cells import get_character_cell_size

# Every code point outside these ranges may be two cells wide, or none; inside them each is one.
_ONE_CELL = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0530\u2010-\u2027\u2030-\u205f\u20a0-\u20bf\u2190-\u2211\u2400-\u2426]*"
)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the lines of `text` as `(start, end)` code points, half-open, each at most `width` cells wide.

    Lines break at spaces, which hang off the end of a line, and inside a word only when it is longer than a line.
    """
    width = max(width, 2)
    if _ONE_CELL.fullmatch(text):
        return _wrap_narrow(text, width)
    return _wrap_cells(text, width)


def cells(text: str) -> int:
    """Return how many cells `text` takes on the screen."""
    return len(text) if _ONE_CELL.fullmatch(text) else sum(map(get_character_cell_size, text))


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    lines = []
    start, length = 0, len(text)
    while length - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        end = space if space > start else start + width
        lines.append((start, end))
        start = end
        while start < length and text[start] == " ":
            start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def _wrap_cells(text: str, width: int) -> list[tuple[int, int]]:
    lines = []
    start = used = at = 0
    space = -1
    while at < len(text):
        size = get_character_cell_size(text[at])
        if used + size > width and at > start:
            end = space if space > start else at
            if text[at] == " ":
                end = at
            lines.append((start, end))
            at = end
            while at < len(text) and text[at] == " ":
                at += 1
            start, used, space = at, 0, -1
            continue
        # A line may break behind a space, and after any wide character: Chinese and Japanese have no spaces.
        if text[at] == " ":
            space = at
        used += size
        at += 1
        if size == 2:
            space = at
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return lines
