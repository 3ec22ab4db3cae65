"""What the adjudication screen draws: its head, the sentence with those around it, the sides below, and the keys."""

from collections.abc import Sequence
from hashlib import sha256

from reviewer.adjudicating import Adjudicating
from reviewer.differing import AGREED, LISTED, OPEN, SETTLED, WAITING, Compared, conflicts, many
from reviewer.disagreement import common
from reviewer.text import one_line, shorten
from reviewer.tui.lines import Line, Lines, Piece
from reviewer.tui.side_lines import Article, Column, room_for, side_lines
from reviewer.tui.wrapping import cells, wrap

BY_NUMBER = 6
"""How many sides have a digit: the digits after it say how worth checking a sentence is."""
EMPTY = (
    "Nothing to settle.",
    "",
    "Two reviewers have to label the same article:",
    "reviewer assign --overlap 2",
    "gives it to both; each labels it alone.",
)
SENTENCE_LINES, AROUND_LINES = 6, 2


class Table:
    """How the sides of a sentence are laid out: under which names, in which order, which of them are in view."""

    def __init__(self, adjudicating: Adjudicating) -> None:
        self._adjudicating = adjudicating
        self.hidden = False
        self.chosen = 0
        self.top = 0

    def order(self) -> list[int]:
        """Return the sides in the order shown; where names are hidden, in one that tells nothing of them."""
        one = self._adjudicating.current()
        count = len(one.sides) if one else 0
        if not one or not self.hidden:
            return list(range(count))
        return sorted(range(count), key=lambda n: sha256(f"{one.sentence.uid} {one.sides[n].layer}".encode()).digest())

    def name(self, place: int) -> str:
        """Return what the side at a place of the order is called here."""
        one = self._adjudicating.current()
        if one is None:
            return ""
        return chr(ord("A") + place % 26) if self.hidden else one.sides[self.order()[place]].layer

    def move(self, step: int) -> None:
        """Choose another side."""
        self.chosen = max(0, min(self.chosen + step, len(self.order()) - 1))

    def begin(self) -> None:
        """Begin at the first side of a sentence."""
        self.chosen = self.top = 0

    def columns(self, width: int) -> tuple[list[Column], str]:
        """Return the columns in view, and what is to be said of those that are not."""
        one = self._adjudicating.current()
        if one is None:
            return [], ""
        order = self.order()
        gold = [Column(one.gold, "settled")] if one.gold else []
        room = max(1, room_for(width) - len(gold))
        first = self.chosen // room * room if len(order) > room else 0
        page = range(first, min(first + room, len(order)))
        columns = [
            Column(
                one.sides[order[n]], self.name(n), str(n + 1) if n < BY_NUMBER else "·", f"side.{n}", n == self.chosen
            )
            for n in page
        ]
        more = f"sides {first + 1}–{page[-1] + 1} of {len(order)}, ← → more" if len(page) < len(order) else ""
        return [*columns, *gold], more


class AdjudicateHead(Lines):
    """The two rows above: the article, the sentence, and how many agree, differ and are settled."""

    GROUND = "bar"

    def __init__(self, adjudicating: Adjudicating) -> None:
        super().__init__(id="adjudicate-head")
        self._adjudicating = adjudicating

    def lines(self) -> Sequence[Line]:
        """Return both rows."""
        sitting, one = self._adjudicating, self._adjudicating.current()
        if sitting.document is None:
            return [(Piece(" adjudicate", "title"),), ()]
        where = f" article {sitting.article + 1} of {len(sitting.articles)} "
        if one:
            where = f" sentence {one.position + 1} of {sitting.size()} ·{where}"
        title = shorten(sitting.document.title, max(4, self.size.width - cells(where) - 16))
        gap = " " * max(1, self.size.width - cells(f" adjudicate  {title}{where}"))
        counts = sitting.counts()
        told: list[Piece] = [
            Piece(f" {counts[AGREED]} agree · "),
            Piece(f"{counts[OPEN]} differ", "flag" if counts[OPEN] else ""),
            Piece(f" · {counts[SETTLED]} settled"),
        ]
        if counts[WAITING]:
            told.append(Piece(f" · {counts[WAITING]} wait for your own label first", "refused"))
        elsewhere = sitting.left() - counts[OPEN]
        told += [Piece(f" · {elsewhere} differ in other articles", "dim")] if elsewhere else []
        told += [Piece(f" · {conflicts(sitting.unshown)}: {LISTED}", "refused")] if sitting.unshown else []
        return [(Piece(" adjudicate", "key"), Piece(f"  {title}", "title"), Piece(gap + where)), tuple(told)]


class AdjudicateBody(Lines):
    """The sentence with those around it, and the sides below it in columns."""

    def __init__(self, adjudicating: Adjudicating, table: Table) -> None:
        super().__init__(id="adjudicate")
        self._adjudicating = adjudicating
        self._table = table

    def lines(self) -> Sequence[Line]:
        """Return what is in view, or what to do where there is nothing."""
        sitting, width = self._adjudicating, self.size.width
        one = sitting.current()
        if one is None:
            return self._empty()
        before, after = sitting.around()
        lines = [*_text(before, "dim", width, AROUND_LINES, last=True)]
        lines += [*_text(one.sentence.text, "title", width, SENTENCE_LINES), *_text(after, "dim", width, AROUND_LINES)]
        columns, more = self._table.columns(width)
        lines += [(), self._state(one, more)]
        names = {speaker.uid: speaker.name for speaker in sitting.store.speakers()}
        article = Article(
            sitting.store.text(sitting.document.id) if sitting.document else "",
            names,
            sitting.number,
            common(one.sides),
            sitting.scheme,
        )
        head, *rows = side_lines(columns, (*one.differ, *one.aside), article, width)
        room = max(1, self.size.height - len(lines) - 1)
        self._table.top = max(0, min(self._table.top, len(rows) - room))
        shown = rows[self._table.top : self._table.top + room]
        if len(rows) - self._table.top > room:
            shown[-1] = (Piece("  … pgdn shows more", "dim"),)
        return [*lines, head, *shown]

    def page(self) -> int:
        """Return how many rows to scroll at once."""
        return max(1, self.size.height // 3)

    def _state(self, one: Compared, more: str) -> Line:
        told = {
            OPEN: (
                f"≠ a merge set aside: {_listed(one.aside)}"
                if one.aside
                else f"≠ they differ in {_listed(one.differ)}",
                "flag",
            ),
            AGREED: ("✓ they agree; = settles all that agree", "dim"),
            SETTLED: ("✓ settled", "done"),
        }
        words, look = told[one.state]
        return (Piece(f" {words}", look), Piece(f"   {more}", "dim"))

    def _empty(self) -> list[Line]:
        sitting = self._adjudicating
        waits = sum(one.waiting for one in sitting.articles)
        words: tuple[str, ...] = EMPTY
        if clashing := len(sitting.store.conflicts()):
            words = (f"Nothing to settle side by side, but {conflicts(clashing)}:", "", LISTED)
        if waits:
            words = (f"{many(waits)} for your own label first.", "", "Nothing of others is shown before: reviewer open")
        return [(), *((Piece(f"  {line}", "" if number == 0 else "dim"),) for number, line in enumerate(words))]


class AdjudicateFoot(Lines):
    """The row below: the keys, as many as there is room for."""

    GROUND = "bar"

    def __init__(self) -> None:
        super().__init__(id="adjudicate-foot")
        self._keys: Sequence[tuple[str, str]] = ()

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys, each with a word for what it does."""
        self._keys = keys
        self.redraw()

    def lines(self) -> Sequence[Line]:
        """Return the one line; the last key, which leaves, is the last to go."""
        chosen = list(self._keys)
        while len(chosen) > 1 and sum(cells(f"{key} {word}  ") for key, word in chosen) > self.size.width + 1:
            chosen.pop(-2)
        return [(Piece(" "), *(piece for key, word in chosen for piece in (Piece(key, "key"), Piece(f" {word}  "))))]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _text(text: str, look: str, width: int, most: int, *, last: bool = False) -> list[Line]:
    """Return the first lines of a text, or its last ones, with an ellipsis where it was cut."""
    line = one_line(text)
    if not line:
        return []
    shown = wrap(line, width - 4)
    kept = shown[-most:] if last else shown[:most]
    rows = [line[start:end] for start, end in kept]
    if len(shown) > most:
        rows[0 if last else -1] = f"…{rows[0]}" if last else f"{rows[-1]}…"
    return [(Piece(f" {row}", look),) for row in rows]
