"""A claim's whole history on one screen: who, when, what it was, what it became, and why."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from reviewer.store.rows import Decision
from reviewer.text import local_time, one_line
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.stacked import StackedScreen
from reviewer.tui.wrapping import wrap
from reviewer.wording import describe, differences

KEYS = "↑ ↓ pgup pgdn g G scroll · esc closes · times are local"
LONGEST = 600
"""Code points shown of what a field was or became; the log holds all of it."""


class HistoryRows(Lines):
    """Draws a stretch of the history, newest first."""

    def __init__(self, title: str, decisions: Sequence[Decision]) -> None:
        super().__init__(id="history")
        self._title = title
        self._decisions = decisions
        self._top = 0

    def scroll(self, rows: int) -> None:
        """Look further down, or up when negative."""
        self._top += rows
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the rows in view."""
        width, height = max(20, self.size.width - 1), max(1, self.size.height)
        head = f"history of: {one_line(self._title)}"
        rows: list[Line] = [(Piece(" " + head[start:end], "title"),) for start, end in wrap(head, width - 1)[:2]]
        for decision in self._decisions:
            rows += [(), *_entry(decision, width)]
        self._top = max(0, min(self._top, len(rows) - height))
        return rows[self._top : self._top + height]


class HistoryFoot(Lines):
    """The row of keys."""

    GROUND = "bar"

    def lines(self) -> Sequence[Line]:
        """Return the one line."""
        return [(Piece(f" {KEYS}", "dim"),)]


class HistoryScreen(StackedScreen[None]):
    """Shows the decisions about a claim, its check and its evidence."""

    CSS_PATH = "check.tcss"

    def __init__(self, title: str, decisions: Sequence[Decision]) -> None:
        super().__init__()
        self._rows = HistoryRows(title, decisions)

    def compose(self) -> ComposeResult:
        """Lay out the list and its keys."""
        yield self._rows
        yield HistoryFoot(id="history-foot")

    async def take(self, event: events.Key) -> None:
        """Scroll, or leave."""
        page, all_of_it = max(1, self._rows.size.height - 1), 1_000_000
        steps = {
            "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "space": page, "pageup": -page,
            "g": -all_of_it, "home": -all_of_it, "G": all_of_it, "end": all_of_it,
        }  # fmt: skip
        if event.key in {"escape", "y", "q"}:
            self.leave()
        elif event.key in steps:
            self._rows.scroll(steps[event.key])

    def on_mouse_scroll_down(self) -> None:
        """Look further down."""
        self._rows.scroll(3)

    def on_mouse_scroll_up(self) -> None:
        """Look further up."""
        self._rows.scroll(-3)


def _entry(decision: Decision, width: int) -> list[Line]:
    local = local_time(decision.at).strftime("%Y-%m-%d %H:%M")
    told, changed = describe(decision), differences(decision)
    # Words that stand below, before and after, are not said twice.
    head = told.partition(": ")[0] if any(len(new) > width // 2 for _, _, new in changed) else told
    lines: list[Line] = [
        (Piece(f" {local} ", "dim"), Piece(f"{one_line(decision.reviewer)} ", "key"), Piece(head, "title"))
    ]
    for name, before, after in changed:
        text = f"{name}: {before[:LONGEST] or '—'} → {after[:LONGEST] or '—'}"
        lines += [(Piece("    " + text[start:end]),) for start, end in wrap(text, width - 5)]
    return lines
