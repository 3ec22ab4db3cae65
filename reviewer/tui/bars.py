"""The bars above and below the article: where the reviewer is, what was answered, and the most useful keys."""

from typing import ClassVar

from reviewer.keys import Action, shown
from reviewer.session import Session
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.wrapping import cells

METER = 12
"""Columns of the progress bar."""


class TopBar(Lines):
    """Title, article k of n, progress, and whether all is saved."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top--text",
        "top--title",
        "top--done",
        "top--rest",
        "top--saved",
        "top--unsaved",
    }

    def __init__(self) -> None:
        super().__init__(id="top")

    def show_session(self, session: Session, *, saved: bool) -> None:
        """Draw the state of a session."""
        sheet = session.sheet
        state = Piece(" saved ✓ ", "saved") if saved else Piece(" NOT SAVED ", "unsaved")
        if sheet is None:
            self.show([(Piece(" reviewer", "title"),)])
            return
        done, total = sheet.decided(), len(sheet)
        filled = METER * done // total if total else 0
        right = (
            Piece(f" article {session.article + 1} of {len(session.queue)}  "),
            Piece("━" * filled, "done"),
            Piece("─" * (METER - filled), "rest"),
            Piece(f" {done}/{total} "),
            state,
        )
        room = self.size.width - sum(cells(piece.text) for piece in right) - 1
        title = sheet.document.title
        title = title if len(title) <= room else title[: max(0, room - 1)] + "…"
        self.show([(Piece(f" {title}".ljust(room + 1), "title"), *right)])


class KeyBar(Lines):
    """The footer: at most seven keys; one that would do nothing here is dimmed, and pressing it says why."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--text", "keybar--key", "keybar--label", "keybar--dim"}

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__(id="keybar")
        self._actions = sorted((action for action in actions if action.footer), key=lambda action: action.footer)[:7]

    def show_refused(self, refused: frozenset[str]) -> None:
        """Draw the keys, those of `refused` dimmed."""
        pieces: list[Piece] = [Piece(" ")]
        for action in self._actions:
            dim = action.id in refused
            pieces.append(Piece(shown(action.keys[0]), "dim" if dim else "key", action.id))
            pieces.append(Piece(f" {action.label}", "dim" if dim else "label", action.id))
            pieces.append(Piece("  "))
        self.show([tuple(pieces)])


class MessageRow(Lines):
    """One row for answers: what a key did or why it did nothing, and what the keys mean in a mode."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "message--text",
        "message--info",
        "message--refused",
        "message--error",
        "message--mode",
    }

    def __init__(self) -> None:
        super().__init__(id="message")

    def say(self, text: str, style: str = "info") -> None:
        """Show one line; an empty one clears the row."""
        line: Line = (Piece(f" {text}", style),) if text else ()
        self.show([line])
