"""A widget that is a list of lines: worked out as a whole, drawn anew only where a line has changed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from reviewer.text import one_line
from reviewer.tui.looks import Drawn
from reviewer.tui.messages import ActionClicked
from reviewer.tui.wrapping import cells


class Piece(NamedTuple):
    """Some text in one look, or in several with spaces between; `action` is what a click on it does."""

    text: str
    look: str = ""
    action: str = ""


Line = tuple[Piece, ...]


class Lines(Drawn):
    """Draws what `lines` returns; any text is made safe here, and cut at the widget's edge."""

    GROUND = "text"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._worked_out_for = Size(0, 0)

    def lines(self) -> Sequence[Line]:
        """Return what is to be seen now, from the top."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Work the lines out anew, and draw those that have changed."""
        if self._worked_out_for != self.size:  # it was not painted in this size yet, and will be as a whole
            return
        old, self._lines = self._lines, self.lines()
        changed = [y for y in range(max(len(old), len(self._lines))) if _at(old, y) != _at(self._lines, y)]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self._worked_out_for != self.size:
            self._lines, self._worked_out_for = self.lines(), self.size
        width, used, segments = self.size.width, 0, []
        for piece in _at(self._lines, y):
            text = one_line(piece.text[: 4 * width])  # a mark takes no cell; what goes on for ever is cut at once
            while used + cells(text) > width:
                text = text[:-1]
            used += cells(text)
            segments.append(Segment(text, self.look(self.GROUND, *piece.look.split())))
        segments.append(Segment(" " * (width - used), self.look(self.GROUND)))
        return Strip(segments, width)

    def on_click(self, event: events.Click) -> None:
        """Tell which action's name was clicked."""
        at, offset = 0, event.get_content_offset(self)
        for piece in _at(self._lines, offset.y) if offset else ():
            at += cells(one_line(piece.text))
            if offset and offset.x < at:
                if piece.action:
                    self.post_message(ActionClicked(piece.action))
                return


def _at(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if 0 <= y < len(lines) else ()
