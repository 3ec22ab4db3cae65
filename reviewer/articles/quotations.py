"""The quotations of an article: where each opens and closes, through nesting, paragraphs and stray marks."""

from typing import NamedTuple

from reviewer.articles.lines import Line, lines
from reviewer.articles.marks import SINGLE, Mark, is_possessive, marks

# How many marks ahead are looked at to tell a nested mark from a missing closing mark.
_LOOK_AHEAD = 24
# A quotation re-opened in more paragraphs than this is taken for several, so that none outgrows what a key may cost.
_MOST_SPANS = 64
# How far behind a mark the end of its paragraph is looked for.
_LONGEST_LINE = 4000
_STRAIGHT = frozenset("\"'＂")


class Quotation(NamedTuple):
    """One quotation, its marks included: code points, half-open.

    `spans` has one span for each paragraph it re-opens in. `family` is that of its marks (see marks.py). `depth` is 0
    for an outermost quotation. `closed` is false when the closing mark is missing: the last span then runs to the end
    of its paragraph or to the mark that opens the next quotation.
    """

    spans: tuple[tuple[int, int], ...]
    family: str
    depth: int
    closed: bool

    @property
    def start(self) -> int:
        """Return where its first mark opens."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Return where its last span ends."""
        return self.spans[-1][1]


class _Open(NamedTuple):
    """A quotation not yet closed: the family of its mark, the spans behind it, where the open span starts."""

    family: str
    spans: tuple[tuple[int, int], ...]
    start: int


def quotations(text: str) -> list[Quotation]:
    """Return all quotations of a text in the order they open, an outer one before those inside it.

    A mark opens or closes by its form and by its neighbours; an apostrophe does neither. A paragraph's end closes what
    is open, unless the next paragraph opens with a mark of the same family: then the quotation goes on in another span
    (in news only the last paragraph of a quotation closes its mark). Linear in the text.
    """
    return _Finder(text).run()


class _Finder:
    """Goes once through the paragraphs of a text with a stack of open marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Quotation] = []
        self._stack: list[_Open] = []

    def run(self) -> list[Quotation]:
        every = marks(self._text)
        at = 0
        above: Line | None = None
        for line in lines(self._text):
            first = at
            while at < len(every) and every[at].start < line.end:
                at += 1
            inside = every[first:at]
            if above and self._stack:
                inside = self._carry(above, line, inside)
            self._line(inside)
            above = line
        if above:
            self._give_up(above.end)
        return _with_depth(self._found)

    def _carry(self, above: Line, line: Line, inside: list[Mark]) -> list[Mark]:
        """Take the outermost open quotation over a line's end or close it there; return the marks still to read."""
        outer = self._stack[0]
        del self._stack[1:]
        own = next((mark for mark in inside if mark.family == outer.family), None)
        if outer.family == SINGLE or not own:
            self._give_up(above.end)
        elif own.start == line.start and own.may_open and len(outer.spans) < _MOST_SPANS:
            self._stack[0] = _Open(outer.family, (*outer.spans, (outer.start, above.end)), line.start)
            return [mark for mark in inside if mark is not own]
        elif line.paragraph != above.paragraph or own.may_open:
            self._give_up(above.end)
        return inside

    def _line(self, inside: list[Mark]) -> None:
        closable = _closable(self._text, inside)
        for number, mark in enumerate(inside):
            opened = next(
                (at for at in range(len(self._stack) - 1, -1, -1) if self._stack[at].family == mark.family), -1
            )
            if opened < 0:
                if _opens(inside, number, closable=closable[number]):
                    self._open(mark)
            elif mark.family == SINGLE:
                if mark.may_close and not (closable[number] and is_possessive(self._text, mark)):
                    self._close(opened, mark.end)
            elif mark.may_close or not mark.may_open:
                self._close(opened, mark.end)
            elif _is_nested(inside, number) or self._is_curly_inside(self._stack[opened], inside, number):
                self._open(mark)
            else:
                del self._stack[opened + 1 :]
                self._give_up(mark.start)
                self._open(mark)

    def _is_curly_inside(self, outer: _Open, inside: list[Mark], number: int) -> bool:
        """Say whether a typographic pair stands inside straight marks that the next paragraph opens again."""
        after = next((other for other in inside[number + 1 : number + 4] if other.family == outer.family), None)
        if inside[number].form != "opens" or after is None or after.form != "closes":
            return False
        opening = self._text[outer.start]
        line_end = self._text.find("\n", after.end, after.end + _LONGEST_LINE)
        return line_end >= 0 and opening in _STRAIGHT and self._text[line_end : line_end + 4].lstrip()[:1] == opening

    def _open(self, mark: Mark) -> None:
        self._stack.append(_Open(mark.family, (), mark.start))

    def _close(self, number: int, end: int) -> None:
        opened = self._stack[number]
        del self._stack[number:]
        self._found.append(Quotation((*opened.spans, (opened.start, end)), opened.family, 0, closed=True))

    def _give_up(self, end: int) -> None:
        """Close the innermost open quotation without a mark; an open single mark was an apostrophe."""
        while self._stack:
            opened = self._stack.pop()
            if opened.family != SINGLE:
                while self._text[end - 1].isspace():
                    end -= 1
                spans = (*opened.spans, (opened.start, end)) if end > opened.start else opened.spans
                self._found.append(Quotation(spans, opened.family, 0, closed=False))


def _closable(text: str, inside: list[Mark]) -> list[bool]:
    """Say for each mark whether a later one of its family in the same line could close what it opens."""
    later: set[str] = set()
    result = [False] * len(inside)
    for number in range(len(inside) - 1, -1, -1):
        mark = inside[number]
        result[number] = mark.family in later
        if mark.may_close and mark.form != "opens" and not (mark.family == SINGLE and is_possessive(text, mark)):
            later.add(mark.family)
    return result


def _opens(inside: list[Mark], number: int, *, closable: bool) -> bool:
    """Say whether a mark opens a quotation when none of its family is open.

    A single mark needs one that closes it, or it is an apostrophe. A closing form opens when the next of its family
    has a closing form too (somebody typed the wrong one) or when guillemets point inwards, as German has them.
    """
    mark = inside[number]
    if mark.family == SINGLE:
        return mark.may_open and closable and mark.form != "closes"
    if mark.form == "closes":
        after = next((other for other in inside[number + 1 : number + 4] if other.family == mark.family), None)
        inwards = "guillemet" in mark.family and mark.may_open
        return after is not None and (after.form == "closes" or (inwards and after.may_close))
    if mark.may_open and mark.may_close and mark.form == "either":
        return closable
    return mark.may_open


def _is_nested(inside: list[Mark], number: int) -> bool:
    """Say whether an opening mark inside an open quotation of its family is closed before the outer one is."""
    family = inside[number].family
    depth = 2
    for mark in inside[number + 1 : number + 1 + _LOOK_AHEAD]:
        if mark.family == family:
            depth += -1 if mark.may_close and mark.form != "opens" else 1
            if not depth:
                return True
    return False


def _with_depth(found: list[Quotation]) -> list[Quotation]:
    """Return quotations sorted by start, each with the number of those around it."""
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    ends: list[int] = []
    result = []
    for quotation in found:
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        result.append(quotation._replace(depth=len(ends)))
        ends.append(quotation.end)
    return result
