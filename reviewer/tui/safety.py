"""The last door before the terminal: whatever a widget draws, no control character leaves by it."""

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reviewer.text import printable


class NoControls(LineFilter):
    """Takes out what would steer the terminal: words pasted into a field are drawn by Textual as they are.

    What has no width is left out instead of shown as a sign, so that a line stays as wide as it was laid out.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, safe to write."""
        del background
        return [one if one.text.isprintable() else Segment(_safe(one.text), one.style) for one in segments]


def _safe(text: str) -> str:
    pairs = zip(text, printable(text), strict=True)
    return "".join(sign if sign == safe else safe * get_character_cell_size(sign) for sign, safe in pairs)
