"""Which rows of an article are in view: only sentences near the window are ever wrapped.

The window hangs on an anchor (a sentence and one of its lines) instead of a row number: nothing has to be known of
the sentences above it, so an article of 100,000 sentences opens and scrolls like one of ten.
"""

from collections import OrderedDict
from typing import NamedTuple

from reviewer.session import Session
from reviewer.text import one_line
from reviewer.tui.wrapping import wrap

CONTEXT = 3
"""Rows kept in view above and below the current sentence."""
KEPT = 2_000
"""How many wrapped sentences are remembered."""


class Row(NamedTuple):
    """One row of the window: line `line` of a sentence; -1 is the blank row before it."""

    sentence: int
    line: int


class Block(NamedTuple):
    """A sentence as it is shown: its printable text, and its lines as half-open code points of it."""

    text: str
    lines: list[tuple[int, int]]


class Window:
    """The rows in view of the session's article; `rows` is drawn from the top, one a screen row."""

    def __init__(self, session: Session) -> None:
        self.rows: list[Row] = []
        self._session = session
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._anchor = Row(0, 0)
        self._width = 0
        self._height = 0

    def fit(self, width: int, height: int) -> None:
        """Take a size, in columns of text and rows; where it is another one, the current sentence stays in view."""
        if (width, height) == (self._width, self._height):
            return
        self._width, self._height = width, height
        self._blocks.clear()
        self._anchor = Row(min(self._anchor.sentence, self._session.cursor), 0)
        self._lay_out()
        self.bring_into_view()

    def renew(self) -> None:
        """Begin with another article, or one whose sentences have other bounds."""
        self._blocks.clear()
        # Where only the bounds have changed the view shall not jump, so the anchor stays where it can.
        count = len(self._session.sheet or ())
        self._anchor = Row(self._anchor.sentence, 0) if self._anchor.sentence < count else Row(0, 0)
        self._lay_out()
        self.bring_into_view()

    def bring_into_view(self) -> bool:
        """Move as little as it takes to show the whole current sentence; return whether the window moved."""
        before = self.rows
        sheet = self._session.sheet
        if not sheet or not len(sheet) or not self._height:
            self.rows = []
            return bool(before)
        cursor = self._session.cursor
        lines = len(self.block(cursor).lines)
        context = min(CONTEXT, max(0, (self._height - lines) // 2))
        top, bottom = self._step(Row(cursor, 0), -context), self._step(Row(cursor, lines - 1), context)
        if top < self._anchor or lines >= self._height:
            self._anchor = top
        elif not self.rows or bottom > self.rows[-1]:
            self._anchor = max(self._anchor, self._step(bottom, 1 - self._height))
        self._lay_out()
        return self.rows != before

    def scroll(self, rows: int) -> None:
        """Look further down, or up when negative; the cursor stays."""
        if self.rows:
            self._anchor = self._step(self._anchor, rows)
            self._lay_out()

    def page(self) -> int:
        """Return how many sentences a page holds, at least one."""
        return max(1, len({row.sentence for row in self.rows}) - 1)

    def whole(self) -> bool:
        """Return whether the whole article is in view."""
        return bool(self.rows) and self._before(self.rows[0]) is None and self._after(self.rows[-1]) is None

    def block(self, index: int) -> Block:
        """Return a sentence wrapped to the window's width."""
        block = self._blocks.get(index)
        if block is None:
            sheet = self._session.sheet
            text = one_line(sheet.sentence(index).text) if sheet else ""
            block = self._blocks[index] = Block(text, wrap(text, self._width))
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block

    def _gap(self, index: int) -> bool:
        """Return whether a blank row stands before a sentence: where a paragraph begins."""
        sheet = self._session.sheet
        return bool(sheet and index and sheet.layout.paragraphs[index] != sheet.layout.paragraphs[index - 1])

    def _after(self, row: Row) -> Row | None:
        if row.line + 1 < len(self.block(row.sentence).lines):
            return Row(row.sentence, row.line + 1)
        following = row.sentence + 1
        if following >= len(self._session.sheet or ()):
            return None
        return Row(following, -1 if self._gap(following) else 0)

    def _before(self, row: Row) -> Row | None:
        if row.line > (-1 if self._gap(row.sentence) else 0):
            return Row(row.sentence, row.line - 1)
        if row.sentence == 0:
            return None
        return Row(row.sentence - 1, len(self.block(row.sentence - 1).lines) - 1)

    def _step(self, row: Row, count: int) -> Row:
        for _ in range(abs(count)):
            following = self._after(row) if count > 0 else self._before(row)
            if following is None:
                break
            row = following
        return row

    def _lay_out(self) -> None:
        """Fill the window with rows from the anchor on, and upwards where the article ends before the window does."""
        self.rows = []
        if not len(self._session.sheet or ()) or not self._height:
            return
        row: Row | None = self._anchor
        while row is not None and len(self.rows) < self._height:
            self.rows.append(row)
            row = self._after(row)
        above = self._before(self._anchor)
        while len(self.rows) < self._height and above is not None:
            self.rows.insert(0, above)
            above = self._before(above)
        self._anchor = self.rows[0]
