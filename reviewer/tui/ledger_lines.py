"""What the ledger's screen draws: its head, the rows in view of a list of any length, and the chosen claim whole."""

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reviewer.labels import UNDECIDED_GLYPH, Scheme
from reviewer.ledger import Ledger
from reviewer.store.marks import LedgerRow
from reviewer.text import one_line, shorten
from reviewer.tui.check_signs import STATUS, VERDICT, VERDICT_LOOKS, said_lines, signed, step_line
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.looks import Drawn
from reviewer.tui.messages import SentenceClicked
from reviewer.tui.wrapping import cells, wrap

WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""
EMPTY = ("No claims yet.", "", "On a sentence that states something, c writes what it claims.", "esc goes back there.")
NOTHING = ("No claim passes.", "", "f f shows all; / and esc ends the search.")
FIXED = (("label", 9), ("worth", 7), ("", 2))
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
        bar = Segment("▶" if current else " ", self.look(*ground, "key"))
        parts = _cells(rows[index], self._ledger.labels, width - 2)
        segments = [Segment(fitted(text, room), self.look(*ground, *look.split())) for text, room, look in parts]
        return Strip([bar, *segments, self._scrollbar(y)], width)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        if self._top + event.y < len(self._ledger.shown):
            self.post_message(SentenceClicked(self._top + event.y))

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
            pieces.append(Piece(f" of {counts.all:,}"))
        pieces.append(Piece(f" · {counts.check_worthy} check-worthy · {counts.duplicates} repeated", "dim"))
        if counts.my_review:
            pieces.append(Piece(f" · {STATUS['second_review'][0]} {counts.my_review} for your review", "title"))
        if counts.approved:
            pieces.append(Piece(f" · {STATUS['approved'][0]} {counts.approved} approved", "dim"))
        if ledger.everybody:
            pieces.append(Piece(" · everybody's", "flag"))
        if ledger.filter:
            pieces.append(Piece(f" · only {ledger.labels.word(ledger.filter).replace('_', ' ')}", "flag"))
        if ledger.words:
            pieces.append(Piece(f" · with “{shorten(ledger.words, 20)}”", "flag"))
        heads = [
            Piece(fitted(name + ("▾" if name == ledger.order else ""), room), "key" if name == ledger.order else "dim")
            for name, room in columns(self.size.width - 2)
        ]
        return [tuple(pieces), (Piece(" "), *heads)]


class LedgerFoot(Lines):
    """The rows below the list: the chosen claim whole, where it comes from, and the keys."""

    CLAIM_LINES = 3

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(id="ledger-foot")
        self._ledger = ledger
        self.refused: Mapping[str, str] = {}
        self._asked: tuple[str, ...] = ()
        self._said = ""

    def ask(self, *texts: str) -> None:
        """Show what is being typed or chosen in place of the keys, in one row or two; none shows the keys again."""
        self._asked = texts
        self.redraw()

    def say(self, text: str) -> None:
        """Show why a step was refused in place of the step keys; an empty text shows these again."""
        self._said = text
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the claim's lines, its article, and the keys in the last row."""
        row, width = self._ledger.row(), self.size.width - 2
        lines: list[Line] = []
        if row:
            text = one_line(row.claim.text)
            lines += [(Piece(" " + text[start:end]),) for start, end in wrap(text, width)[: self.CLAIM_LINES]]
            marked = {
                "its words are gone": row.claim.vanished is not None,
                "presupposed": row.claim.presupposed,
                "repeated": row.duplicate,
            }
            marks = [name for name, on in marked.items() if on]
            who = shorten(" · ".join([*marks, *([row.speaker] if row.speaker else []), row.claim.reviewer]), width // 2)
            lines += [()] * (self.CLAIM_LINES - len(lines))
            lines.append((Piece(f" {who} · {shorten(row.title, width - 3 - len(who))}", "dim"),))
        lines += [()] * (self.CLAIM_LINES + 1 - len(lines))
        said = said_lines(self._said, "refused", width) or [step_line(self.refused)]
        keys: Line = (Piece(" enter goes there · e check · y history · / find · f filter · o sort · esc", "dim"),)
        asked: list[Line] = [(Piece(f" {text}", "key"),) for text in self._asked]
        return [*lines, *[*said, keys][: 2 - len(asked)], *asked]


def columns(width: int) -> list[tuple[str, int]]:
    """Return the names and widths of the columns; the claim has what the others leave."""
    status, verdict = (14, 14) if width >= 60 else (3, 0)
    speaker, article = (14, 16) if width >= 100 else (0, 0)
    claim = max(0, width - status - verdict - speaker - article - sum(room for _, room in FIXED))
    checked = (("status", status), ("verdict", verdict))
    return [*FIXED, ("claim", claim), *checked, ("speaker", speaker), ("article", article)]


def _cells(row: LedgerRow, labels: Scheme, width: int) -> list[tuple[str, int, str]]:
    """Return the text, width and look of each cell of a row."""
    label = labels.get(row.label)
    texts = {
        "label": (f"{label.glyph} {label.short}" if label else UNDECIDED_GLYPH, label.look if label else "dim"),
        "worth": (row.check_worthiness or "", "title" if row.check_worthiness == "CFS" else "dim"),
        "": ("=" if row.duplicate else "", "dim"),
        "claim": (row.claim.text, ""),
        "status": (signed(STATUS, row.status), "dim" if row.status == "untriaged" else ""),
        "verdict": (signed(VERDICT, row.verdict), VERDICT_LOOKS.get(row.verdict or "", "")),
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
