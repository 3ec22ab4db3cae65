"""A widget that is a list of lines: set anew as a whole, drawn anew only where a line has changed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reviewer.text import one_line
from reviewer.tui.messages import ActionClicked
from reviewer.tui.wrapping import cells


class Piece(NamedTuple):
    """Some text in one style (a component class without its prefix); `action` is what a click on it does."""

    text: str
    style: str = "text"
    action: str = ""


Line = tuple[Piece, ...]


class Lines(Widget):
    """Draws lines of pieces; any text given is made safe here, and cut at the widget's edge."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._look: dict[str, Style] = {}

    def show(self, lines: Sequence[Line]) -> None:
        """Draw `lines` from the top."""
        old, self._lines = self._lines, lines
        changed = [y for y in range(max(len(old), len(lines))) if _at(old, y) != _at(lines, y)]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, used, segments = self.size.width, 0, []
        for piece in _at(self._lines, y):
            text = one_line(piece.text)
            while used + cells(text) > width:
                text = text[:-1]
            used += cells(text)
            segments.append(Segment(text, self._style(piece.style)))
        segments.append(Segment(" " * (width - used), self._style("text")))
        return Strip(segments, width)

    def _style(self, name: str) -> Style:
        style = self._look.get(name)
        if style is None:
            partial = name != "text"
            style = self._look[name] = self.get_component_rich_style(f"{self.id}--{name}", partial=partial)
        return style

    def notify_style_update(self) -> None:
        """Forget the colours when the theme changes."""
        self._look.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Tell which action's name was clicked."""
        at = 0
        for piece in _at(self._lines, event.y):
            at += cells(one_line(piece.text))
            if event.x < at:
                if piece.action:
                    self.post_message(ActionClicked(piece.action))
                return


def _at(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if 0 <= y < len(lines) else ()
