"""The form of a piece of evidence: one row a field, typed, cycled or opened in an editor; plain values and lines."""

from collections.abc import Sequence

from reviewer.signs import STANCE_SIGNS
from reviewer.store.review import MEDIA, STANCES, Evidence, word
from reviewer.text import one_line
from reviewer.tui.line_edit import LineEdit
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import cells, wrap

HINT = "enter saves · tab ↑ ↓ field · ← → space change a choice · enter on the excerpt opens it · esc leaves"
FIELDS = {
    "source_url": "URL or path",
    "stance": "stance",
    "title": "title",
    "publisher": "publisher",
    "published_on": "published",
    "excerpt": "excerpt",
    "locator": "locator",
    "primary": "source",
    "medium": "medium",
    "archive_url": "archive URL",
    "accessed_at": "looked at (UTC)",
    "note": "note",
}
"""The fields in the order of the form, and their names there."""
EMPTY = {
    "published_on": "YYYY, YYYY-MM or YYYY-MM-DD",
    "accessed_at": "now, when it is saved",
    "locator": "page, minute, paragraph",
    "excerpt": "enter: the exact words",
}
CHOICES: dict[str, Sequence[str]] = {"stance": STANCES, "medium": MEDIA, "primary": ("secondary", "primary")}
EXCERPT_LINES = 4
_NAME = 17
"""Columns of a field's name."""


class EvidenceForm:
    """A piece of evidence being written; `field` is the one under the cursor."""

    def __init__(self, value: Evidence, unsaved: Evidence | None = None) -> None:
        self.saved = value
        shown = unsaved or value
        self.excerpt = shown.excerpt
        self._at = 0
        self._chosen = {"stance": shown.stance, "medium": shown.medium, "primary": CHOICES["primary"][shown.primary]}
        self._lines = {
            name: LineEdit(_moment(shown.accessed_at) if name == "accessed_at" else str(getattr(shown, name)))
            for name in FIELDS
            if name not in {*CHOICES, "excerpt"}
        }

    @property
    def field(self) -> str:
        """The field under the cursor."""
        return list(FIELDS)[self._at]

    def value(self) -> Evidence:
        """Return what is written."""
        typed = {name: line.text for name, line in self._lines.items()}
        if typed["accessed_at"] == _moment(self.saved.accessed_at):  # shown to the minute, kept as it is
            typed["accessed_at"] = self.saved.accessed_at
        return self.saved._replace(
            **typed,
            excerpt=self.excerpt,
            stance=self._chosen["stance"],
            medium=self._chosen["medium"],
            primary=self._chosen["primary"] == "primary",
        )

    def press(self, key: str, character: str | None) -> None:
        """Take a key: go to another field, change a choice, or type."""
        steps = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}
        if key in steps:
            self._at = (self._at + steps[key]) % len(FIELDS)
        elif self.field in CHOICES:
            if key in {"left", "right", "space"}:
                names = CHOICES[self.field]
                at = names.index(self._chosen[self.field]) + (-1 if key == "left" else 1)
                self._chosen[self.field] = names[at % len(names)]
        elif self.field != "excerpt":
            self._lines[self.field].press(key, character)

    def paste(self, text: str) -> None:
        """Put in what is pasted: the excerpt keeps its line ends, a line has none."""
        if self.field == "excerpt":
            self.excerpt += text
        elif self.field in self._lines:
            self._lines[self.field].insert(text.strip())

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the form in at most `height` rows, the cursor's field among them."""
        rows: list[Line] = [(Piece(" change evidence" if self.saved.uid else " new evidence", "title"),)]
        first = last = 0
        for name in FIELDS:
            block = self._rows(name, max(8, width - _NAME - 3))
            if name == self.field:
                first, last = len(rows), len(rows) + len(block)
            rows += block
        top = max(0, min(first, last - height))
        return rows[top : top + height]

    def _rows(self, name: str, room: int) -> list[Line]:
        here = name == self.field
        head = Piece(f"{'▶' if here else ' '} {FIELDS[name].ljust(_NAME)}", "key" if here else "dim")
        if name in CHOICES:
            chosen = self._chosen[name]
            text = f"{STANCE_SIGNS[chosen]} {chosen}" if name == "stance" else word(chosen)
            return [(head, Piece(f"‹ {text} ›" if here else f"  {text}", "chosen" if here else ""))]
        if name == "excerpt":
            return self._excerpt(head, room)
        line = self._lines[name]
        if here:
            return [(head, Piece(_window(line, room)), Piece(EMPTY.get(name, "") if not line.text else "", "faint"))]
        if not line.text:
            return [(head, Piece(EMPTY.get(name, ""), "faint"))]
        return [(head, Piece(_cut(one_line(line.text[: room * 2]), room)))]

    def _excerpt(self, head: Piece, room: int) -> list[Line]:
        if not self.excerpt:
            return [(head, Piece(EMPTY["excerpt"], "faint"))]
        text = one_line(self.excerpt[: room * (EXCERPT_LINES + 2)])
        shown = [text[start:end] for start, end in wrap(text, room)]
        if len(shown) > EXCERPT_LINES:
            shown = [*shown[: EXCERPT_LINES - 1], "… enter shows all of it"]
        blank = Piece(" " * (_NAME + 2))
        return [(head if number == 0 else blank, Piece(part)) for number, part in enumerate(shown)]


def _window(line: LineEdit, room: int) -> str:
    """Return as much of a line before and behind its cursor as there is room for."""
    text, at = one_line(line.shown()), line.at + 1
    text, at = text[max(0, at - room) :][: room * 2], min(at, room)  # no more than can be seen, however long the line
    while cells(text[:at]) > room:
        text, at = text[1:], at - 1
    return _cut(text, room)


def _cut(text: str, room: int) -> str:
    return text if cells(text) <= room else text[: max(1, wrap(text, max(2, room - 1))[0][1])] + "…"


def _moment(at: str) -> str:
    """Return a time as it is edited: day and minute, UTC."""
    return at[:16].replace("T", " ")
