"""The ledger's screen: all claims, searched, filtered and sorted by keys; enter goes to the sentence of one."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult

from reviewer.checking import COMMENTED, Checking
from reviewer.errors import Refused, ReviewerError
from reviewer.keys import Action, shown
from reviewer.labels import Scheme
from reviewer.ledger import CAME_BACK, MINE, MY_REVIEW, Ledger
from reviewer.store.marks import CHECK_WORTHINESS, LedgerRow
from reviewer.store.rows import Place
from reviewer.text import one_line
from reviewer.tui.check_signs import STATUS, STEPS
from reviewer.tui.ledger_lines import LedgerFoot, LedgerHead, LedgerRows
from reviewer.tui.line_edit import LineEdit
from reviewer.tui.messages import SentenceClicked
from reviewer.tui.stacked import StackedScreen
from reviewer.tui.wrapping import cells

CHECK_FILTERS: dict[str, tuple[str, str]] = {
    "w": (MY_REVIEW, "my review"),
    "m": (MINE, "mine"),
    "c": (CAME_BACK, "sent back"),
    **{
        key: (name, STATUS[name][0])
        for key, name in (
            ("u", "untriaged"),
            ("n", "not_checkable"),
            ("t", "to_check"),
            ("i", "in_check"),
            ("d", "drafted"),
            ("s", "second_review"),
            ("p", "approved"),
        )
    },
}
"""What the keys of the filter choose by how far the check is, and the words or the sign that say so in one row."""


NAMES_ROOM = 56
"""Columns that the names and keys of answers have in the row of the filter, where 80 are all there is."""


class LedgerScreen(StackedScreen[Place | None]):
    """Returns the sentence to go to, None when it was left.

    The filter offers the labels of `scheme`, by the keys that `actions` gives them.
    """

    CSS_PATH = "ledger.tcss"

    def __init__(self, ledger: Ledger, checking: Checking, actions: tuple[Action, ...], scheme: Scheme) -> None:
        super().__init__()
        self._ledger = ledger
        self._checking = checking
        self._head, self._rows, self._foot = LedgerHead(ledger), LedgerRows(ledger), LedgerFoot(ledger)
        self._mode = ""
        self._comment = LineEdit()
        self._step = ""
        self._choices, self._choosing = _choices(actions, scheme)

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        yield self._head
        yield self._rows
        yield self._foot

    def on_mount(self) -> None:
        """Show which steps the first row can take."""
        self._draw()

    async def take(self, event: events.Key) -> None:
        """Answer a key by what is open: the list, the search, a comment, or the filter."""
        if self._mode == "search":
            self._type(event)
        elif self._mode == "comment":
            self._write(event)
        elif self._mode == "filter":
            self._choose(event.key)
        else:
            self._press(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted into the search or the comment that is being typed."""
        event.stop()
        if self._mode == "comment":
            self._comment.insert(event.text)
            self._show_comment()
        if self._mode == "search":
            self._search(self._ledger.words + one_line(event.text))

    def on_sentence_clicked(self, message: SentenceClicked) -> None:
        """Put the cursor on the row that was clicked; a click on the cursor's row goes to its sentence."""
        if message.index == self._ledger.cursor:
            self.leave(self._ledger.place())
            return
        self._ledger.move(message.index - self._ledger.cursor)
        self._draw()

    def _press(self, key: str) -> None:
        ledger, page = self._ledger, self._rows.page()
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "ctrl+f": page, "space": page, "pageup": -page,
            "ctrl+b": -page, "g": -len(ledger.shown), "home": -len(ledger.shown), "G": len(ledger.shown),
            "end": len(ledger.shown),
        }  # fmt: skip
        acts: dict[str, Callable[[], None]] = {
            "enter": lambda: self.leave(ledger.place()),
            "slash": lambda: self._search(ledger.words),
            "f": self._ask_filter,
            "o": ledger.next_order,
            "e": self._check,
            "y": self._show_history,
            **dict.fromkeys(("escape", "l", "q"), lambda: self.leave(None)),
        }
        self._foot.say("")
        if key in steps:
            ledger.move(steps[key])
        elif key in acts:
            acts[key]()
        elif key in STEPS:
            self._attempt(STEPS[key][0])
        if not self.left:
            self._draw()

    def _draw(self) -> None:
        row = self._ledger.row()
        self._foot.refused = self._checking.refusals(row.claim.uid) if row else {to: "" for to, _ in STEPS.values()}
        self._rows.show_cursor()
        self._head.redraw()
        self._foot.redraw()

    # The check of the row under the cursor

    def _attempt(self, to: str, words: str = "") -> None:
        """Take the row's claim one step; what is refused or cannot be saved is said."""
        row = self._ledger.row()
        try:
            if row:
                self._take_step(row, to, words)
        except ReviewerError as error:
            self._foot.say(str(error) if isinstance(error, Refused) else f"not saved: {error}")
        self._ledger.read()

    def _take_step(self, row: LedgerRow, to: str, words: str) -> None:
        if self._checking.state(row.claim.uid).check.status != row.status:
            raise Refused("another reviewer has changed this check: look again, then press again")
        if to not in COMMENTED or words:
            self._checking.step(row.claim.uid, to, words)
            return
        if why := self._checking.refusals(row.claim.uid).get(to):
            raise Refused(why)
        self._mode, self._step, self._comment = "comment", to, LineEdit()
        self._show_comment()

    def _show_comment(self) -> None:
        shown_words = self._comment.shown()[-max(20, self.size.width - 45) :]
        self._foot.ask(f"{COMMENTED[self._step]}: {shown_words}  enter takes the step · esc")

    def _write(self, event: events.Key) -> None:
        """Take a key of a comment; enter takes the step with it, where there are words."""
        words = self._comment.text.strip()
        if event.key == "escape" or (event.key == "enter" and words):
            self._mode = ""
            self._foot.ask()
            if event.key == "enter":
                self._attempt(self._step, words)
            self._draw()
        elif event.key != "enter":
            self._comment.press(event.key, event.character)
            self._show_comment()

    def _check(self) -> None:
        from reviewer.tui.check import CheckScreen  # noqa: PLC0415 - Textual's TextArea costs 60 ms

        row = self._ledger.row()
        if row and self._checking.exists(row.claim.uid):
            self.app.push_screen(CheckScreen(self._checking, row.claim.uid), lambda _: self._read_anew())

    def _show_history(self) -> None:
        from reviewer.tui.claim_history import HistoryScreen  # noqa: PLC0415 - opened by a key, loaded by it

        row = self._ledger.row()
        if row:
            self.app.push_screen(HistoryScreen(row.claim.text, self._checking.history(row.claim.uid)))

    def _read_anew(self) -> None:
        self._ledger.read()
        self._draw()

    def _search(self, words: str) -> None:
        self._mode = "search"
        self._ledger.search(words)
        self._foot.ask(f"search: {words}▏  ↑ ↓ walk · enter keeps it · esc shows all")
        self._draw()

    def _type(self, event: events.Key) -> None:
        """Take a key of the search; every change is searched for at once."""
        words = self._ledger.words
        if event.key in {"enter", "escape"}:
            self._mode = ""
            self._foot.ask()
            self._ledger.search(words if event.key == "enter" else "")
        elif event.key in {"up", "down"}:
            self._ledger.move(1 if event.key == "down" else -1)
        elif event.key in {"backspace", "ctrl+u"}:
            self._search(words[:-1] if event.key == "backspace" else "")
        elif event.is_printable and event.character:
            self._search(words + event.character)
        self._draw()

    def _ask_filter(self) -> None:
        self._mode = "filter"
        by_check = "  ".join(f"{key} {word}" for key, (_, word) in CHECK_FILTERS.items() if key not in self._choices)
        self._foot.ask(by_check, self._choosing)

    def _choose(self, key: str) -> None:
        """Choose by one key; any other key changes nothing and leaves."""
        self._mode = ""
        self._foot.ask()
        if key in CHECK_FILTERS and key not in self._choices:
            self._ledger.choose(CHECK_FILTERS[key][0])
        elif key == "r":
            self._ledger.toggle_everybody()
        elif key in self._choices:
            self._ledger.choose(self._choices[key])
        self._draw()


def _choices(actions: tuple[Action, ...], scheme: Scheme) -> tuple[dict[str, str | None], str]:
    """Return what each key chooses in the filter, and the row that says so."""
    keys = {action.id: action.keys for action in actions}
    choices: dict[str, str | None] = {"f": None}
    names: list[str] = []
    for name, action, word in (
        *((name, f"worthiness.{name.lower()}", name) for name in CHECK_WORTHINESS),
        *((label.name, f"label.{label.name}", label.short) for label in scheme.labels),
    ):
        choices |= dict.fromkeys(keys[action], name)
        names += [f"{shown(key)} {word}" for key in keys[action][:1]]
    told = "  ".join(names)
    if cells(told) > NAMES_ROOM:
        told = "the key of a label or a check-worthiness"
    return choices, f"{told}  f all  r everybody's"
