"""The ledger's screen: one row a claim, of which only those in view are drawn; the chosen one whole below the list."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from reviewer.keys import Action, shown
from reviewer.labels import BY_NAME, LABELS, UNDECIDED_GLYPH
from reviewer.ledger import Ledger
from reviewer.store.marks import CHECK_WORTHINESS, LedgerRow
from reviewer.store.rows import Place
from reviewer.text import one_line, shorten
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.looks import Drawn
from reviewer.tui.wrapping import cells, wrap

WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""
EMPTY = ("No claims yet.", "", "On a sentence that states something, c writes what it claims.", "esc goes back there.")
NOTHING = ("No claim passes.", "", "f f shows all; / and esc ends the search.")
FIXED = (("label", 9), ("worth", 5), ("", 2))
"""Columns of one width: the label's sign and short word, the check-worthiness, whether it repeats an earlier one."""


class LedgerRows(Drawn):
    """Draws the rows of a ledger that are in view."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(id="ledger")
        self._ledger = ledger
        self._top = 0

    def show_cursor(self) -> None:
        """Bring the cursor into view, and draw."""
        height = max(1, self.size.height)
        last = max(0, len(self._ledger.shown) - height)
        self._top = max(0, min(self._top, self._ledger.cursor, last))
        self._top = max(self._top, self._ledger.cursor - height + 1)
        self.refresh()

    def page(self) -> int:
        """Return how many rows a page holds."""
        return max(1, self.size.height - 1)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, rows = self.size.width, self._ledger.shown
        if not rows:
            return self._empty(y, width)
        index = self._top + y
        if index >= len(rows):
            return Strip([Segment(" " * width, self.look("text"))], width)
        current = index == self._ledger.cursor
        ground = ("text", "cursor") if current else ("text",)
        parts = [("▶" if current else " ", 1, "key"), *_cells(rows[index], width - 2)]
        segments = [Segment(fitted(text, room), self.look(*ground, *look.split())) for text, room, look in parts]
        return Strip([*segments, self._scrollbar(y)], width)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        if self._top + event.y < len(self._ledger.shown):
            self._ledger.move(self._top + event.y - self._ledger.cursor)
            self.screen.refresh(layout=False)
            self.show_cursor()

    def on_mouse_scroll_down(self) -> None:
        """Look further down; the cursor stays."""
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Look further up; the cursor stays."""
        self._scroll(-WHEEL)

    def _scroll(self, rows: int) -> None:
        self._top = max(0, min(self._top + rows, len(self._ledger.shown) - self.size.height))
        self.refresh()

    def _scrollbar(self, y: int) -> Segment:
        count, height = len(self._ledger.shown), max(1, self.size.height)
        if count <= height:
            return Segment(" ", self.look("text"))
        length = max(1, height * height // count)
        first = (height - length) * self._top // (count - height)
        return Segment("█" if first <= y < first + length else "│", self.look("text", "faint"))

    def _empty(self, y: int, width: int) -> Strip:
        words = NOTHING if self._ledger.counts().all else EMPTY
        line = y - max(0, self.size.height // 2 - 2)
        text = words[line].center(width) if 0 <= line < len(words) else ""
        return Strip([Segment(text[:width].ljust(width), self.look("text", "dim"))], width)


class LedgerHead(Lines):
    """The two rows above the list: what is shown, and the columns with the one it is sorted by."""

    GROUND = "bar"

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(id="ledger-head")
        self._ledger = ledger

    def lines(self) -> Sequence[Line]:
        """Return both rows."""
        ledger, counts = self._ledger, self._ledger.counts()
        pieces = [Piece(f" {_many(counts.shown, 'claim')}", "title")]
        if counts.shown != counts.all:
            pieces.append(Piece(f" of {counts.all}"))
        pieces.append(Piece(f" · {counts.check_worthy} check-worthy · {counts.duplicates} repeated", "dim"))
        if ledger.everybody:
            pieces.append(Piece(" · everybody's", "flag"))
        if ledger.filter:
            pieces.append(Piece(f" · only {ledger.filter.replace('_', ' ')}", "flag"))
        if ledger.words:
            pieces.append(Piece(f" · with “{shorten(ledger.words, 20)}”", "flag"))
        heads = [
            Piece(fitted(name + (" ▾" if name == ledger.order else ""), room), "key" if name == ledger.order else "dim")
            for name, room in columns(self.size.width - 2)
        ]
        return [tuple(pieces), (Piece(" "), *heads)]


class LedgerFoot(Lines):
    """The rows below the list: the chosen claim whole, where it comes from, and the keys."""

    CLAIM_LINES = 3

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(id="ledger-foot")
        self._ledger = ledger
        self._asked = ""

    def ask(self, text: str) -> None:
        """Show what is being typed or chosen in place of the keys."""
        self._asked = text
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the claim's lines, its article, and the keys in the last row."""
        row, width = self._ledger.row(), self.size.width - 2
        lines: list[Line] = []
        if row:
            text = one_line(row.claim.text)
            lines += [(Piece(" " + text[start:end]),) for start, end in wrap(text, width)[: self.CLAIM_LINES]]
            marks = [name for name, on in (("presupposed", row.claim.presupposed), ("repeated", row.duplicate)) if on]
            who = " · ".join([*marks, *([row.speaker] if row.speaker else []), row.claim.reviewer])
            lines += [()] * (self.CLAIM_LINES - len(lines))
            lines.append((Piece(f" {shorten(who, width // 2)} · {shorten(row.title, width // 2)}", "dim"),))
        lines += [()] * (self.CLAIM_LINES + 1 - len(lines))
        keys = "enter goes there · / search · f filter · o sort · esc closes"
        return [*lines, (Piece(f" {self._asked or keys}", "key" if self._asked else "dim"),)]


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
    return choices, f"only: {' · '.join(names)} · f all · r everybody's"


def columns(width: int) -> list[tuple[str, int]]:
    """Return the names and widths of the columns; the claim has what the others leave."""
    speaker, article = (20, 30) if width >= 100 else (12, 14) if width >= 60 else (0, 0)
    claim = max(0, width - speaker - article - sum(room for _, room in FIXED))
    return [*FIXED, ("claim", claim), ("speaker", speaker), ("article", article)]


def _cells(row: LedgerRow, width: int) -> list[tuple[str, int, str]]:
    """Return the text, width and look of each cell of a row."""
    label = BY_NAME.get(row.label or "")
    texts = {
        "label": (f"{label.glyph} {label.short}" if label else UNDECIDED_GLYPH, label.name if label else "dim"),
        "worth": (row.check_worthiness or "", "title" if row.check_worthiness == "CFS" else "dim"),
        "": ("=" if row.duplicate else "", "dim"),
        "claim": (row.claim.text, ""),
        "speaker": (row.speaker, "dim"),
        "article": (row.title, "dim"),
    }
    return [(texts[name][0], room, texts[name][1]) for name, room in columns(width)]


def fitted(text: str, room: int) -> str:
    """Return a text on one line of exactly `room` columns, the last one empty, with an ellipsis where it was cut."""
    line = one_line(text[: room * 2 + 2])
    if cells(line) >= room:
        line = line[: wrap(line, max(2, room - 2))[0][1]] + "…" if room > 3 else ""
    return line + " " * (room - cells(line))


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
