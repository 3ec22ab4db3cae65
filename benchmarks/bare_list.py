"""A list of one-row items by the Line API and nothing else: the floor for a cursor key.

    python -m benchmarks.bare_list [ROWS]

The row under the cursor shows `row N of M`, as the review screen shows `sentence N of M`.
"""

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

PLAIN, CURRENT = Style(color="white", bgcolor="black"), Style(color="black", bgcolor="white", bold=True)


class BareList(Widget, can_focus=True, inherit_bindings=False):
    """The items; j and k move the cursor, g goes to the first.

    It keeps the top of its window itself: moving a ScrollView costs twice as much, and a floor should be low.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
        Binding("g", "move(-999999)"),
    ]

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._cursor = self._top = 0

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        index, width = y + self._top, self.size.width
        if index >= self._count:
            return Strip.blank(width)
        current = index == self._cursor
        text = f"▶ row {index + 1} of {self._count}" if current else f"  item {index + 1}"
        return Strip([Segment(text.ljust(width), CURRENT if current else PLAIN)], width)

    def action_move(self, step: int) -> None:
        """Move the cursor, drawing its old and its new row, or all when the window moves."""
        old, self._cursor = self._cursor, max(0, min(self._count - 1, self._cursor + step))
        top = min(self._cursor, max(self._top, self._cursor - self.size.height + 1))
        if top != self._top:
            self._top = top
            self.refresh()
        else:
            self.refresh(*(Region(0, index - top, self.size.width, 1) for index in (old, self._cursor)))


class BareListApp(App[None]):
    """Shows one list."""

    AUTO_FOCUS = "BareList"

    def __init__(self, count: int) -> None:
        super().__init__()
        self._list = BareList(count)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._list


if __name__ == "__main__":
    BareListApp(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000).run()
