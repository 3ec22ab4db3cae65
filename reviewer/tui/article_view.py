"""The article: every sentence a wrapped block with a gutter mark, the current one with bar, background and sign."""

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from reviewer.labels import BY_NAME, UNDECIDED_GLYPH
from reviewer.session import Session
from reviewer.tui.looks import Drawn
from reviewer.tui.messages import SentenceClicked
from reviewer.tui.window import Row, Window
from reviewer.tui.wrapping import cells

GUTTER = 11
"""Columns left of the text: cursor bar, glyph, the label's short word, flag."""
WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""
EMPTY = ("No article here yet.", "", "Leave with ctrl+q, then add one:", "reviewer open ARTICLE.txt")
HEADINGS = frozenset({"headline", "subhead"})
PROSE = frozenset({"body", "standfirst"})


class ArticleView(Drawn):
    """Draws the session's article."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="article")
        self._session = session
        self._window = Window(session)
        self._hits = ""
        self._cut: int | None = None

    # What the screen tells it

    def show_moved(self, touched: tuple[int, ...]) -> None:
        """Draw the sentences that changed, and bring the cursor into view."""
        if self._window.bring_into_view():
            self.refresh()
            return
        rows = [y for y, row in enumerate(self._window.rows) if row.sentence in touched and row.line >= 0]
        if rows:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def show_anew(self) -> None:
        """Draw another article, or one whose sentences have other bounds."""
        self._window.renew()
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
        """Return how many sentences a page holds, at least one."""
        return self._window.page()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        width = self.size.width
        # Before the paint, not when told of the new size: that message may come after the first paint.
        self._window.fit(max(8, width - GUTTER - 2), self.size.height)
        if y >= len(self._window.rows):
            return self._empty(y, width)
        row = self._window.rows[y]
        if row.line < 0:
            return Strip([Segment(" " * (width - 1), self.look("text")), self._scrollbar(y)], width)
        ground = ("text", "cursor") if row.sentence == self._session.cursor else ("text",)
        start, end = self._window.block(row.sentence).lines[row.line]
        segments = [*self._gutter(row, ground), *self._words(row.sentence, start, end, ground)]
        used = sum(cells(segment.text) for segment in segments)
        segments += [Segment(" " * max(0, width - 1 - used), self.look(*ground)), self._scrollbar(y)]
        return Strip(segments, width)

    def _gutter(self, row: Row, ground: tuple[str, ...]) -> list[Segment]:
        sign = " " if len(ground) == 1 else "▶" if row.line == 0 else "┃"
        bar = Segment(sign, self.look(*ground, "key"))
        sheet = self._session.sheet
        if row.line > 0 or sheet is None:
            return [bar, Segment(" " * (GUTTER - 1), self.look(*ground))]
        label = sheet.label(row.sentence)
        glyph, word = (BY_NAME[label].glyph, BY_NAME[label].short) if label else (UNDECIDED_GLYPH, "")
        flag = "!" if sheet.uncertain[row.sentence] else " "
        return [
            bar,
            Segment(f"{glyph} {word:<6}", self.look(*ground, label or "dim")),
            Segment(f"{flag} ", self.look(*ground, "flag")),
        ]

    def _words(self, index: int, start: int, end: int, ground: tuple[str, ...]) -> list[Segment]:
        text = self._window.block(index).text
        looks = (*ground, *self._kind_look(index))
        if len(ground) > 1 and self._cut is not None:
            cut = max(start, min(end, self._cut))
            return [
                Segment(text[start:cut], self.look(*looks, "kept")),
                Segment(text[cut:end], self.look(*looks, "mark")),
            ]
        segments, at = [], start
        for found in self._found(text) if self._hits else ():
            first, last = max(found, at), min(found + len(self._hits), end)
            if first < last:
                segments.append(Segment(text[at:first], self.look(*looks)))
                segments.append(Segment(text[first:last], self.look(*looks, "mark")))
                at = last
        return [*segments, Segment(text[at:end], self.look(*looks))]

    def _found(self, text: str) -> list[int]:
        """Return where the words searched for begin in a text."""
        folded = text.casefold()
        if len(folded) != len(text):  # a letter such as ß folds to two: places would not fit
            folded = text.lower() if len(text.lower()) == len(text) else text
        places, at = [], folded.find(self._hits)
        while at >= 0:
            places.append(at)
            at = folded.find(self._hits, at + len(self._hits))
        return places

    def _kind_look(self, index: int) -> tuple[str, ...]:
        sheet = self._session.sheet
        if self._session.filter is not None and not self._session.matches(index):
            return ("faint",)
        kind = sheet.sentence(index).kind if sheet else "body"
        return () if kind in PROSE else ("title",) if kind in HEADINGS else ("furniture",)

    def _scrollbar(self, y: int) -> Segment:
        """Draw one cell of the scroll bar, placed by the text's length: rows are known of the window only."""
        sheet, rows = self._session.sheet, self._window.rows
        if sheet is None or self._window.whole():
            return Segment(" ", self.look("text"))
        total, height = sheet.layout.ends[-1], self.size.height
        first, last = sheet.layout.starts[rows[0].sentence], sheet.layout.ends[rows[-1].sentence]
        top = min(first * height // total, height - 1)
        inside = top <= y < top + max(1, round((last - first) * height / total))
        return Segment("┃" if inside else "│", self.look("text", "key" if inside else "faint"))

    def _empty(self, y: int, width: int) -> Strip:
        line = y - max(0, self.size.height // 2 - 2)
        text = EMPTY[line].center(width) if not self._session.sheet and 0 <= line < len(EMPTY) else ""
        return Strip([Segment(text[:width].ljust(width), self.look("text"))], width)

    # What happens to it

    def on_click(self, event: events.Click) -> None:
        """Tell which sentence was clicked."""
        if 0 <= event.y < len(self._window.rows):
            self.post_message(SentenceClicked(self._window.rows[event.y].sentence))

    def on_mouse_scroll_down(self) -> None:
        """Look further down; the cursor stays."""
        self._window.scroll(WHEEL)
        self.refresh()

    def on_mouse_scroll_up(self) -> None:
        """Look further up; the cursor stays."""
        self._window.scroll(-WHEEL)
        self.refresh()
