"""The bars above and below the article: where the reviewer is, what was answered, and the most useful keys."""

from collections.abc import Sequence

from reviewer.keys import Action, for_scheme, shown
from reviewer.layers import ADJUDICATED
from reviewer.refusals import refusals
from reviewer.session import Session
from reviewer.text import one_line
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.wrapping import cells, wrap

METER = 12
"""Columns of the progress bar."""
FOOTER = 7
"""How many keys the footer holds."""


class TopBar(Lines):
    """Title, article k of n, progress, and whether all is saved."""

    GROUND = "bar"

    def __init__(self, session: Session) -> None:
        super().__init__(id="top")
        self._session = session
        self._saved = True

    def show_saved(self, *, saved: bool) -> None:
        """Draw the state of the session, and whether its last act is on the disk."""
        self._saved = saved
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the one line: the title on the left, the rest on the right."""
        sheet = self._session.sheet
        if sheet is None:
            return [(Piece(" reviewer", "title"),)]
        done, total = sheet.decided(), len(sheet)
        filled = METER * done // total if total else 0
        right = (
            Piece(f" article {self._session.article + 1} of {len(self._session.queue)}  "),
            Piece("━" * filled, "done"),
            Piece("─" * (METER - filled), "dim"),
            Piece(f" {done}/{total} "),
            Piece(" saved ✓ ", "dim") if self._saved else Piece(" NOT SAVED ", "unsaved"),
        )
        room = self.size.width - sum(cells(piece.text) for piece in right) - 1
        gold = self._session.layer == ADJUDICATED
        title = ("adjudicated: " if gold else "") + one_line(sheet.document.title)
        if cells(title) > room:
            title = title[: wrap(title, max(2, room - 1))[0][1]] + "…"
        return [(Piece(f" {title}{' ' * (room - cells(title))}", "title"), *right)]


class KeyBar(Lines):
    """The footer: at most seven keys; one that would do nothing here is dimmed, and pressing it says why."""

    GROUND = "bar"

    def __init__(self, session: Session, actions: tuple[Action, ...]) -> None:
        super().__init__(id="keybar")
        self._session = session
        self._every = actions
        self._actions: Sequence[Action] = ()

    def lines(self) -> Sequence[Line]:
        """Return the one line."""
        shown_here = [one for one in for_scheme(self._every, self._session.scheme) if one.footer and one.keys]
        self._actions = sorted(shown_here, key=lambda action: action.footer)[:FOOTER]
        refused = refusals(self._session, [action.id for action in self._actions])
        pieces = [Piece(" ")]
        for action in self._fitting():
            dim = action.id in refused
            pieces.append(Piece(shown(action.keys[0]), "faint" if dim else "key", action.id))
            pieces.append(Piece(f" {action.label}", "faint" if dim else "", action.id))
            pieces.append(Piece("  "))
        return [tuple(pieces)]

    def _fitting(self) -> list[Action]:
        """Return the keys there is room for: the last one, which leaves, is the last to go."""
        chosen = list(self._actions)
        while len(chosen) > 1 and sum(len(f"{shown(one.keys[0])} {one.label}  ") for one in chosen) > self.size.width:
            chosen.pop(-2)
        return chosen


class MessageRow(Lines):
    """One row for answers: what a key did or why it did nothing, and what the keys mean in a mode."""

    def __init__(self) -> None:
        super().__init__(id="message")
        self._said: Line = ()

    def say(self, text: str, look: str = "dim") -> None:
        """Show one line; an empty one clears the row."""
        self._said = (Piece(f" {text}", look),) if text else ()
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return what was said last."""
        return [self._said]
