"""The article: every sentence a wrapped block with a gutter mark, the current one with bar, background and sign."""

from collections.abc import Mapping

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from reviewer.labels import SHORT, SUGGESTED_GLYPH, UNDECIDED_GLYPH
from reviewer.session import Session
from reviewer.store.marks import ROLES, Role, Spans, by_role
from reviewer.suggesting import Suggesting
from reviewer.tui.looks import Drawn
from reviewer.tui.messages import SentenceClicked
from reviewer.tui.overlays import SIGNS, Overlay, runs, signs
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

    def __init__(self, session: Session, suggesting: Suggesting | None = None) -> None:
        super().__init__(id="article")
        self._suggesting = suggesting
        self._session = session
        self._window = Window(session)
        self._hits = ""
        self._cut: int | None = None
        self._draft: Mapping[Role, Spans] | None = None

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

    def show_draft(self, spans: Mapping[Role, Spans] | None) -> None:
        """Draw the spans of a draft in place of the saved ones; None draws the saved ones."""
        self._draft = dict(spans) if spans is not None else None
        self.refresh()

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
        segments = self._line(row, ground)
        used = sum(cells(segment.text) for segment in segments)
        segments += [Segment(" " * max(0, width - 1 - used), self.look(*ground)), self._scrollbar(y)]
        return Strip(segments, width)

    def _gutter(self, row: Row, ground: tuple[str, ...], letter: str) -> list[Segment]:
        pointer = " " if len(ground) == 1 else "▶" if row.line == 0 else "┃"
        bar = Segment(pointer, self.look(*ground, "key"))
        last = Segment(letter or " ", self.look(*ground, _sign_look(letter)) if letter else self.look(*ground))
        sheet = self._session.sheet
        if row.line > 0 or sheet is None:
            return [bar, Segment(" " * (GUTTER - 2), self.look(*ground)), last]
        label = sheet.document.scheme.get(sheet.label(row.sentence))
        offer = None if label or not self._suggesting else self._suggesting.suggestion(row.sentence)
        proposed = sheet.document.scheme.get(offer.label) if offer else None
        glyph = label.glyph if label else SUGGESTED_GLYPH if proposed else UNDECIDED_GLYPH
        word = label.short if label else proposed.short if proposed else ""
        flag = "!" if sheet.uncertain[row.sentence] else " "
        return [
            bar,
            Segment(f"{glyph} {word}{' ' * (SHORT - cells(word))}", self.look(*ground, label.look if label else "dim")),
            Segment(flag, self.look(*ground, "flag")),
            last,
        ]

    def _line(self, row: Row, ground: tuple[str, ...]) -> list[Segment]:
        """Draw the gutter and the words of a line, with what is laid over them."""
        block = self._window.block(row.sentence)
        start, end = block.lines[row.line]
        overlays = self._overlays(row.sentence, block.text, current=len(ground) > 1)
        letters = signs(block.text, start, end, overlays)
        looks = (*ground, *self._kind_look(row.sentence))
        segments = self._gutter(row, ground, letters.get(-1, ""))
        for run in runs(start, end, overlays):
            at = run.start
            for place in (place for place in letters if run.start <= place < run.end):
                segments.append(Segment(block.text[at:place], self.look(*looks, *run.looks)))
                segments.append(Segment(letters[place], self.look(*looks, _sign_look(letters[place]))))
                at = place + 1
            segments.append(Segment(block.text[at : run.end], self.look(*looks, *run.looks)))
        return segments

    def _overlays(self, index: int, text: str, *, current: bool) -> list[Overlay]:
        if current and self._cut is not None:
            return [Overlay(0, self._cut, "kept"), Overlay(self._cut, len(text), "mark")]
        found = self._spans(index)
        if self._hits:
            found += [Overlay(at, at + len(self._hits), "mark") for at in self._found(text)]
        return found

    def _spans(self, index: int) -> list[Overlay]:
        """Return the spans of the draft, or else of the attributions, in code points of the sentence."""
        sheet = self._session.sheet
        if sheet is None:
            return []
        given = [(self._draft, "")] if self._draft else [(by_role(one), one.parent) for one in sheet.touching(index)]
        start = sheet.layout.starts[index]
        overlays = []
        for spans, parent in given:
            for role in ROLES:
                for number, (first, last) in enumerate(spans[role]):
                    sign = SIGNS[role] if number == 0 else "…"
                    overlays.append(Overlay(first - start, last - start, f"span-{role}", sign))
                    if parent:
                        overlays.append(Overlay(first - start, last - start, "span-nested"))
        if self._suggesting and not self._draft:
            overlays += [
                Overlay(first - start, last - start, f"offer-{role}", SIGNS[role].lower() if number == 0 else "…")
                for one in self._suggesting.touching(index)
                for role, spans in (("content", one.content), ("cue", one.cue), ("source", one.source))
                for number, (first, last) in enumerate(spans)
            ]
        return overlays

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


def _sign_look(letter: str) -> str:
    """Return how the letter of a span is drawn: quieter for what is only suggested, whose letters are small."""
    return "offer-sign" if letter.islower() else "span-sign"
