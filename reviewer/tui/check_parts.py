"""The two parts of the check's screen: the check with its evidence or a form, and the rows of answers and keys."""

from collections.abc import Sequence

from reviewer.checking import Checking, State
from reviewer.tui.check_lines import check_lines
from reviewer.tui.check_signs import said_lines, step_line
from reviewer.tui.evidence_form import EvidenceForm
from reviewer.tui.lines import Line, Lines, Piece

FOUND = "1-5 verdict · 6-0 quote · j justification · w searched · y history"
KEYS = "e evidence · ↑ ↓ choose · enter edits · del removes · o opens · u undo · esc"


class CheckBody(Lines):
    """Draws the claim and its check, or the form of a piece of evidence."""

    def __init__(self, checking: Checking, state: State) -> None:
        super().__init__(id="check")
        self.state = state
        self.chosen = 0
        self.form: EvidenceForm | None = None
        self._around = checking.around(state.claim)
        self._top = 0
        self._seen = -1

    def scroll(self, pages: int) -> None:
        """Look further down, or up when negative, by so many pages."""
        self._top += pages * max(1, self.size.height - 1)
        self.redraw()

    def choose(self, step: int) -> None:
        """Choose another piece of evidence; stops at the ends."""
        self.chosen = max(0, min(self.chosen + step, len(self.state.evidence) - 1))
        self._seen = -1

    def lines(self) -> Sequence[Line]:
        """Return the rows in view; a piece of evidence that was chosen just now is among them."""
        width, height = self.size.width, max(1, self.size.height)
        if self.form is not None:
            return self.form.lines(width, height)
        rows, (first, last) = check_lines(self.state, self._around, self.chosen, width)
        if self._seen != self.chosen:
            if self._seen == -1 and self.chosen:
                self._top = max(self._top, last - height)
                self._top = min(self._top, first)
            self._seen = self.chosen
        self._top = max(0, min(self._top, len(rows) - height))
        shown = rows[self._top : self._top + height]
        below = len(rows) - self._top - height
        return [*shown[:-1], (Piece(f" … {below + 1} more rows: pgdn", "faint"),)] if below > 0 else shown


class CheckFoot(Lines):
    """The rows below: what was answered or is being typed, and the keys; a step that would be refused is dimmed."""

    GROUND = "bar"

    def __init__(self) -> None:
        super().__init__(id="check-foot")
        self._said: list[Line] = []
        self._refused: dict[str, str] = {}

    def say(self, text: str, look: str, refused: dict[str, str]) -> None:
        """Show an answer, in two rows where it needs them, and which steps would be refused."""
        self._said, self._refused = said_lines(text, look, self.size.width), refused
        self.redraw()

    def ask(self, *line: Piece) -> None:
        """Show what is being typed in place of the answer."""
        self._said = [line]
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the four rows."""
        keys: list[Line] = [step_line(self._refused), (Piece(f" {FOUND}", "dim"),), (Piece(f" {KEYS}", "dim"),)]
        return [*(self._said or [()]), *keys[max(0, len(self._said) - 1) :]]
