"""The article: every sentence a wrapped block with a gutter mark; only what is near the window is ever wrapped.

The window hangs on an anchor (a sentence and one of its lines) instead of a row number: nothing has to be known of
the sentences above it, so an article of 100,000 sentences opens and scrolls like one of ten.
"""

from collections import OrderedDict
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reviewer.labels import BY_NAME, UNDECIDED_GLYPH
from reviewer.session import Session
from reviewer.text import one_line
from reviewer.tui.messages import SentenceClicked
from reviewer.tui.wrapping import cells, wrap

GUTTER = 11
"""Columns left of the text: cursor bar, glyph, the label's short word, flag."""
CONTEXT = 3
"""Rows kept in view above and below the current sentence."""
KEPT = 2_000
"""How many wrapped sentences are remembered."""
EMPTY = ("No article here yet.", "", "Leave with ctrl+q, then add one:", "reviewer open ARTICLE.txt")


class Row(NamedTuple):
    """One line of the window: line `line` of a sentence; -1 is the blank row before it."""

    sentence: int
    line: int


class Block(NamedTuple):
    """A sentence as it is shown: its printable text, and its lines as half-open code points of it."""

    text: str
    lines: list[tuple[int, int]]


class ArticleView(Widget):
    """Draws the session's article, the current sentence marked by bar, background and sign."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--text", "article--heading", "article--furniture", "article--cursor", "article--bar", "article--filtered",
        "article--undecided", "article--quote", "article--assertion", "article--background", "article--not_a_claim",
        "article--hit", "article--cut", "article--flag", "article--track", "article--thumb",
    }  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(id="article")
        self._session = session
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._anchor = Row(0, 0)
        self._rows: list[Row] = []
        self._look: dict[str, Style] = {}
        self._hits: str = ""
        self._cut: int | None = None

    # What the screen tells it

    def show_moved(self, touched: tuple[int, ...]) -> None:
        """Draw the sentences that changed, and bring the cursor into view."""
        if self._bring_into_view():
            self.refresh()
            return
        wanted = set(touched)
        rows = [y for y, row in enumerate(self._rows) if row.sentence in wanted and row.line >= 0]
        if rows:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def show_anew(self) -> None:
        """Draw another article, or one whose sentences have other bounds."""
        self._blocks.clear()
        self._anchor = Row(0, 0)
        self._bring_into_view()
        self.refresh()

    def show_hits(self, words: str) -> None:
        """Mark where `words` stand, whatever their case; an empty string marks nothing."""
        self._hits = words.casefold()
        self.refresh()

    def show_cut(self, at: int | None) -> None:
        """Mark where the current sentence would be cut, in code points from its start; None marks nothing."""
        self._cut = at
        self.show_moved((self._session.cursor,))

    def page(self) -> int:
        """Return how many sentences the window holds, at least one."""
        return max(1, len({row.sentence for row in self._rows}) - 1)

    # Laying out

    def _text_width(self) -> int:
        return max(8, self.size.width - GUTTER - 2)

    def _block(self, index: int) -> Block:
        block = self._blocks.get(index)
        if block is None:
            sheet = self._session.sheet
            text = one_line(sheet.sentence(index).text) if sheet else ""
            block = self._blocks[index] = Block(text, wrap(text, self._text_width()))
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block

    def _gap(self, index: int) -> bool:
        """Return whether a blank row stands before a sentence: where a paragraph begins."""
        sheet = self._session.sheet
        return bool(sheet and index and sheet.layout.paragraphs[index] != sheet.layout.paragraphs[index - 1])

    def _after(self, row: Row) -> Row | None:
        if row.line + 1 < len(self._block(row.sentence).lines):
            return Row(row.sentence, row.line + 1)
        following = row.sentence + 1
        if not self._session.sheet or following >= len(self._session.sheet):
            return None
        return Row(following, -1 if self._gap(following) else 0)

    def _before(self, row: Row) -> Row | None:
        if row.line > (-1 if self._gap(row.sentence) else 0):
            return Row(row.sentence, row.line - 1)
        if row.sentence == 0:
            return None
        return Row(row.sentence - 1, len(self._block(row.sentence - 1).lines) - 1)

    def _lay_out(self) -> None:
        """Fill the window with rows from the anchor on, drawn up where the article ends before the window does."""
        height = self.size.height
        self._rows = []
        if not self._session.sheet or not len(self._session.sheet) or not height:
            return
        row: Row | None = self._anchor
        while row is not None and len(self._rows) < height:
            self._rows.append(row)
            row = self._after(row)
        above = self._before(self._anchor)
        while len(self._rows) < height and above is not None:
            self._rows.insert(0, above)
            above = self._before(above)
        self._anchor = self._rows[0]

    def _bring_into_view(self) -> bool:
        """Move the anchor as little as it takes to show the whole current sentence; return whether the window moved."""
        sheet = self._session.sheet
        before = self._rows
        if not sheet or not len(sheet) or not self.size.height:
            self._rows = []
            return bool(before)
        cursor = self._session.cursor
        context = min(CONTEXT, max(0, (self.size.height - len(self._block(cursor).lines)) // 2))
        first, last = Row(cursor, 0), Row(cursor, len(self._block(cursor).lines) - 1)
        top, bottom = self._step(first, -context), self._step(last, context)
        if top < self._anchor or last.line + 1 >= self.size.height:
            self._anchor = top
        elif not self._rows or bottom > self._rows[-1]:
            self._anchor = max(self._anchor, self._step(bottom, 1 - self.size.height))
        self._lay_out()
        return self._rows != before

    def _step(self, row: Row, count: int) -> Row:
        for _ in range(abs(count)):
            following = self._after(row) if count > 0 else self._before(row)
            if following is None:
                break
            row = following
        return row

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        width = self.size.width
        if y >= len(self._rows):
            return self._empty(y, width)
        row = self._rows[y]
        if row.line < 0:
            return Strip([Segment(" " * (width - 1), self._style("text")), self._scrollbar(y)], width)
        current = row.sentence == self._session.cursor
        start, end = self._block(row.sentence).lines[row.line]
        segments = [*self._gutter(row, current=current), *self._words(row.sentence, start, end, current=current)]
        used = sum(cells(segment.text) for segment in segments)
        segments.append(Segment(" " * max(0, width - 1 - used), self._style("cursor" if current else "text")))
        segments.append(self._scrollbar(y))
        return Strip(segments, width)

    def _gutter(self, row: Row, *, current: bool) -> list[Segment]:
        base = self._style("cursor") if current else self._style("text")
        bar = Segment(("▶" if row.line == 0 else "┃") if current else " ", base + self._style("bar"))
        sheet = self._session.sheet
        if row.line > 0 or sheet is None:
            return [bar, Segment(" " * (GUTTER - 1), base)]
        label = sheet.label(row.sentence)
        flag = Segment("!" if sheet.uncertain[row.sentence] else " ", base + self._style("flag"))
        glyph, word = (BY_NAME[label].glyph, BY_NAME[label].short) if label else (UNDECIDED_GLYPH, "")
        style = base + self._style(label or "undecided")
        return [bar, Segment(f"{glyph} {word:<6}", style), flag, Segment(" ", base)]

    def _words(self, index: int, start: int, end: int, *, current: bool) -> list[Segment]:
        text = self._block(index).text
        base = self._text_style(index, current=current)
        if current and self._cut is not None:
            cut = max(start, min(end, self._cut))
            return [
                Segment(text[start:cut], base + Style(underline=True)),
                Segment(text[cut:end], base + self._style("cut")),
            ]
        segments, at = [], start
        for found in self._found(text) if self._hits else ():
            first, last = max(found, at), min(found + len(self._hits), end)
            if first < last:
                segments += [Segment(text[at:first], base), Segment(text[first:last], base + self._style("hit"))]
                at = last
        return [*segments, Segment(text[at:end], base)]

    def _found(self, text: str) -> list[int]:
        folded = text.casefold()
        if len(folded) != len(text):  # a letter such as ß folds to two: places would not fit
            folded = text.lower() if len(text.lower()) == len(text) else text
        places, at = [], folded.find(self._hits)
        while at >= 0:
            places.append(at)
            at = folded.find(self._hits, at + len(self._hits))
        return places

    def _text_style(self, index: int, *, current: bool) -> Style:
        sheet = self._session.sheet
        kind = sheet.sentence(index).kind if sheet else "body"
        name = (
            "heading" if kind in {"headline", "subhead"} else "text" if kind in {"body", "standfirst"} else "furniture"
        )
        if self._session.filter is not None and not self._session.matches(index):
            name = "filtered"
        return self._style(name) + self._style("cursor") if current else self._style(name)

    def _scrollbar(self, y: int) -> Segment:
        """Draw one cell of the scroll bar, placed by the text's length: exact rows are known of the window only."""
        sheet = self._session.sheet
        if not sheet or not self._rows:
            return Segment(" ", self._style("text"))
        layout = sheet.layout
        total, height = layout.ends[-1] or 1, self.size.height
        first, last = layout.starts[self._rows[0].sentence], layout.ends[self._rows[-1].sentence]
        if self._rows[0] == Row(0, 0) and last == total and self._after(self._rows[-1]) is None:
            return Segment(" ", self._style("text"))
        top = min(first * height // total, height - 1)
        size = max(1, round((last - first) * height / total))
        inside = top <= y < top + size
        return Segment("┃" if inside else "│", self._style("thumb" if inside else "track"))

    def _empty(self, y: int, width: int) -> Strip:
        text = ""
        if not self._session.sheet:
            line = y - max(0, self.size.height // 2 - 2)
            text = EMPTY[line].center(width) if 0 <= line < len(EMPTY) else ""
        return Strip([Segment(text[:width].ljust(width), self._style("text"))], width)

    def _style(self, name: str) -> Style:
        style = self._look.get(name)
        if style is None:
            style = self._look[name] = self.get_component_rich_style(f"article--{name}", partial=name != "text")
        return style

    # What happens to it

    def notify_style_update(self) -> None:
        """Forget the colours when the theme changes."""
        self._look.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Wrap anew; the current sentence stays in view."""
        self._blocks.clear()
        self._anchor = Row(min(self._anchor.sentence, max(0, self._session.cursor)), 0)
        self._lay_out()
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """Tell which sentence was clicked."""
        if 0 <= event.y < len(self._rows):
            self.post_message(SentenceClicked(self._rows[event.y].sentence))

    def on_mouse_scroll_down(self) -> None:
        """Look further down; the cursor stays."""
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        """Look further up; the cursor stays."""
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        if self._rows:
            self._anchor = self._step(self._anchor, rows)
            self._lay_out()
            self.refresh()
