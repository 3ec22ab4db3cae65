"""The speakers' screen: everybody the project knows, one row each; name, role and aliases are changed in place."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult

from reviewer.errors import Refused, ReviewerError
from reviewer.roster import Roster
from reviewer.text import shorten
from reviewer.tui.line_edit import LineEdit
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.stacked import StackedScreen
from reviewer.wording import describe

EMPTY = ("No speakers yet.", "", "On a sentence that quotes somebody, v marks who said it.", "esc goes back there.")
KEYS = "enter name · r role · a alias · x alias off · = same as · u undo · esc closes"
ASKED = {
    "name": "name",
    "role": "role",
    "alias": "another name",
    "merge": "is the same as (number or name)",
}
"""What is typed, by the purpose of the typing."""


class SpeakerRows(Lines):
    """Draws the speakers that are in view."""

    def __init__(self, roster: Roster) -> None:
        super().__init__(id="speakers")
        self._roster = roster
        self._top = 0

    def page(self) -> int:
        """Return how many rows a page holds."""
        return max(1, self.size.height - 1)

    def lines(self) -> Sequence[Line]:
        """Return the rows in view, the cursor's among them."""
        roster, height = self._roster, max(1, self.size.height)
        if not roster.speakers:
            return [(Piece(f"  {words}", "dim"),) for words in ("", *EMPTY)]
        self._top = max(min(self._top, roster.cursor), roster.cursor - height + 1, 0)
        return [self._row(number) for number in range(self._top, min(self._top + height, len(roster.speakers)))]

    def _row(self, number: int) -> Line:
        one, width = self._roster.speakers[number], max(20, self.size.width)
        current = number == self._roster.cursor
        said = self._roster.counts.get(one.uid, 0)
        about = [one.role, f"also {', '.join(one.aliases)}" if one.aliases else ""]
        return (
            Piece("▶" if current else " ", "key"),
            Piece(f"{number + 1:>3} ", "dim"),
            Piece(shorten(one.name, width // 3), "chosen" if current else ""),
            Piece(f"  {said}× ", "dim"),
            Piece(shorten(" · ".join(filter(None, about)), width), "dim"),
        )


class SpeakersFoot(Lines):
    """The row below the list: the keys, what is being typed, or why something was refused."""

    GROUND = "bar"

    def __init__(self) -> None:
        super().__init__(id="speakers-foot")
        self._line: Line = (Piece(f" {KEYS}", "dim"),)

    def show(self, *pieces: Piece) -> None:
        """Show one line."""
        self._line = pieces
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the line."""
        return [self._line]


class SpeakersScreen(StackedScreen[None]):
    """The list and what is typed below it."""

    CSS_PATH = "speakers.tcss"

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self._roster = roster
        self._rows, self._foot = SpeakerRows(roster), SpeakersFoot()
        self._typing: LineEdit | None = None
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """Lay out the list and the row below it."""
        yield self._rows
        yield self._foot

    async def take(self, event: events.Key) -> None:
        """Answer a key by what is open: the list, or a line of typing."""
        if self._typing is not None:
            self._type(self._typing, event)
        else:
            self._press(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted while something is typed."""
        event.stop()
        if self._typing is not None:
            self._typing.insert(event.text)
            self._show_typing(self._typing)

    def _press(self, key: str) -> None:
        roster, count, page = self._roster, len(self._roster.speakers), self._rows.page()
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "pageup": -page, "g": -count, "home": -count,
            "G": count, "end": count,
        }  # fmt: skip
        acts: dict[str, Callable[[], str | None]] = {
            "enter": lambda: self._ask("name", roster.current().name),
            "r": lambda: self._ask("role", roster.current().role),
            "a": lambda: self._ask("alias", ""),
            "equals_sign": lambda: self._ask("merge", ""),
            "x": roster.drop_alias,
            "u": lambda: f"undone: {describe(roster.undo()).removeprefix('undo: ')}",
            "ctrl+r": lambda: f"done again: {describe(roster.redo()).removeprefix('redo: ')}",
        }
        if key in {"escape", "w", "q"}:
            self.leave()
        elif key in steps:
            roster.move(steps[key])
            self._attempt(lambda: None)
        elif key in acts:
            self._attempt(acts[key])

    def _attempt(self, act: Callable[[], str | None]) -> None:
        """Do something and draw what became of it; what is refused is said in place of the keys."""
        said, look = KEYS, "dim"
        try:
            said = act() or KEYS
        except Refused as refused:
            said, look = str(refused), "refused"
        except ReviewerError as error:
            said, look = f"not saved: {error}", "error"
        self._rows.redraw()
        if self._typing is None:
            self._foot.show(Piece(f" {said}", look))

    def _ask(self, purpose: str, value: str) -> None:
        current = self._roster.current()
        others = [one.name for one in self._roster.speakers if one.uid != current.uid]
        self._purpose, self._typing = purpose, LineEdit(value, others if purpose == "merge" else ())
        self._show_typing(self._typing)

    def _type(self, typing: LineEdit, event: events.Key) -> None:
        if event.key in {"enter", "escape"}:
            self._typing = None
            acts = {
                "name": self._roster.rename,
                "role": self._roster.set_role,
                "alias": self._roster.add_alias,
                "merge": self._roster.merge_into,
            }
            self._attempt(lambda: acts[self._purpose](typing.text) if event.key == "enter" else None)
        else:
            typing.press(event.key, event.character)
            self._show_typing(typing)

    def _show_typing(self, typing: LineEdit) -> None:
        hint = f"   {'tab completes · ' if typing.completion() else ''}enter takes it · esc leaves it"
        self._foot.show(
            Piece(f" {ASKED[self._purpose]}: ", "key"),
            Piece(typing.shown()),
            Piece(typing.completion(), "faint"),
            Piece(hint, "dim"),
        )
