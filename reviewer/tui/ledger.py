"""The ledger's screen: all claims, searched, filtered and sorted by keys; enter goes to the sentence of one."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from reviewer.keys import Action, shown
from reviewer.labels import BY_NAME, LABELS
from reviewer.ledger import Ledger
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.store.rows import Place
from reviewer.text import one_line
from reviewer.tui.ledger_lines import LedgerFoot, LedgerHead, LedgerRows
from reviewer.tui.messages import SentenceClicked


class LedgerScreen(Screen[Place | None]):
    """Returns the sentence to go to, None when it was left. Its keys come one after the other to one place."""

    AUTO_FOCUS = ""

    def __init__(self, ledger: Ledger, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._ledger = ledger
        self._head, self._rows, self._foot = LedgerHead(ledger), LedgerRows(ledger), LedgerFoot(ledger)
        self._mode = ""
        self._left = False
        self._choices, self._choosing = _choices(actions)

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        yield self._head
        yield self._rows
        yield self._foot

    def on_key(self, event: events.Key) -> None:
        """Answer a key by what is open: the list, the search, or the filter."""
        event.stop()
        event.prevent_default()
        if self._left:  # typed ahead: it is for what lies under this screen
            self.app.post_message(events.Key(event.key, event.character))
        elif self._mode == "search":
            self._type(event)
        elif self._mode == "filter":
            self._choose(event.key)
        else:
            self._press(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted while a search is being typed."""
        event.stop()
        if self._mode == "search":
            self._search(self._ledger.words + one_line(event.text))

    def on_sentence_clicked(self, message: SentenceClicked) -> None:
        """Put the cursor on the row that was clicked; a click on the cursor's row goes to its sentence."""
        if message.index == self._ledger.cursor:
            self._leave(self._ledger.place())
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
            "enter": lambda: self._leave(ledger.place()),
            "slash": lambda: self._search(ledger.words),
            "f": self._ask_filter,
            "o": ledger.next_order,
            **dict.fromkeys(("escape", "l", "q"), lambda: self._leave(None)),
        }
        if key in steps:
            ledger.move(steps[key])
        elif key in acts:
            acts[key]()
        if not self._left:
            self._draw()

    def _draw(self) -> None:
        self._rows.show_cursor()
        self._head.redraw()
        self._foot.redraw()

    def _leave(self, place: Place | None) -> None:
        self._left = True
        self.dismiss(place)

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
            self._foot.ask("")
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
        self._foot.ask(self._choosing)

    def _choose(self, key: str) -> None:
        """Choose by one key; any other key changes nothing and leaves."""
        self._mode = ""
        self._foot.ask("")
        if key == "r":
            self._ledger.toggle_everybody()
        elif key in self._choices:
            self._ledger.choose(self._choices[key])
        self._draw()


def _choices(actions: tuple[Action, ...]) -> tuple[dict[str, str | None], str]:
    """Return what each key chooses in the filter, and the row that says so."""
    keys = {action.id: action.keys for action in actions}
    choices: dict[str, str | None] = {"f": None}
    names = []
    for name, action in (
        *((name, f"worthiness.{name.lower()}") for name in CHECK_WORTHINESS),
        *((label.name, f"label.{label.name}") for label in LABELS),
    ):
        choices |= dict.fromkeys(keys[action], name)
        names.append(f"{shown(keys[action][0])} {BY_NAME[name].short if name in BY_NAME else name}")
    return choices, f"{'  '.join(names)}  f all  r everybody's"
