"""The structure of an article: its sentences with the paragraph they stand in and what kind of text they are."""

from typing import NamedTuple

from reviewer.articles.furniture import has_credit, is_byline, is_credit, is_date, is_navigation, names_itself_byline
from reviewer.articles.lines import Line
from reviewer.articles.patterns import compiled
from reviewer.articles.sentences import pieces

KINDS: tuple[str, ...] = (
    "headline",
    "standfirst",
    "body",
    "subhead",
    "dateline",
    "byline",
    "caption",
    "credit",
    "navigation",
)

_STOPPED = r"(?:[.!?…。！？:;,۔।—–]|--)[\"'”’»)\]]*$"
_QUOTES = "\"'“‘„«"
# Lengths in code points beyond which a line is prose whatever its form.
_SHORTEST_FURNITURE = 2
_LONGEST_FURNITURE = 600
_LONGEST_DISPLAY = 300
_LONGEST_SUBHEAD = 80
_SUBHEAD_WORDS = 12
_LONGEST_CAPTION = 160
_SHORTEST_STANDFIRST = 40
_LONGEST_KICKER = 24
_KICKER_WORDS = 3
# How many rows the head of a page, with its menus, may take; how many a text needs to have a head at all.
_HEAD_ROWS = 40
_FEWEST_WITH_HEAD = 3
_LONGEST_HEADLINE = 130
# A title writes nearly all its longer words with a capital.
_TITLE_WORD = 4
_TITLE_SHARE = 0.75


class Segment(NamedTuple):
    """A sentence: code points, half-open; its paragraph, counted from 0; one of KINDS."""

    start: int
    end: int
    paragraph: int
    kind: str


class _Row:
    """A line with its sentences, which of them is a dateline (or -1) and the kind its form gives it (or "").

    `display` says that it is short and ends in no stop, as headlines and subheads do.
    """

    __slots__ = ("dateline", "display", "form", "line", "spans")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.spans: list[tuple[int, int]] = []
        self.dateline = -1
        self.form = ""
        self.display = False

    def judge(self, text: str) -> None:
        """Tell the form of the line, once its sentences are known."""
        start, end, _ = self.line
        if self.dateline >= 0:
            self.display = 0 < self.dateline == len(self.spans) - 1
        elif end - start < _SHORTEST_FURNITURE:
            self.display = True
        elif end - start <= _LONGEST_FURNITURE:
            words = text[start:end]
            self.form = _form(words)
            self.display = (
                not self.form
                and len(words) <= _LONGEST_DISPLAY
                and not compiled(_STOPPED).search(words, max(0, len(words) - 8))
            )


def segment(text: str) -> list[Segment]:
    """Return the sentences of a text as `split` does, each with its paragraph and its kind.

    Kinds are told by form and place: what precedes the first prose is headline, standfirst and furniture of the page.
    """
    rows = _rows(text)
    kinds = _kinds(text, rows)
    found: list[Segment] = []
    for row, kind in zip(rows, kinds, strict=True):
        paragraph = row.line.paragraph
        last = len(row.spans) - 1
        for number, (start, end) in enumerate(row.spans):
            own = kind
            if number == row.dateline:
                own = "dateline"
            elif kind == "caption" and number == last and last and is_credit(text[start:end]):
                own = "credit"
            found.append(Segment(start, end, paragraph, own))
    return found


def _rows(text: str) -> list[_Row]:
    """Gather the sentences of each line and judge the line by its form."""
    rows: list[_Row] = []
    row: _Row | None = None
    for start, end, line, is_dateline in pieces(text):
        if row is None or line is not row.line:
            if row:
                row.judge(text)
            row = _Row(line)
            rows.append(row)
        if is_dateline:
            row.dateline = len(row.spans)
        row.spans.append((start, end))
    if row:
        row.judge(text)
    return rows


def _form(words: str) -> str:
    """Return the kind that the form of a line gives it, "" for prose and display lines."""
    if is_navigation(words):
        return "navigation"
    if is_credit(words):
        return "credit"
    if is_byline(words):
        return "byline"
    if is_date(words):
        return "dateline"
    return "caption" if has_credit(words) else ""


def _kinds(text: str, rows: list[_Row]) -> list[str]:
    """Return the kind of each row: by form, then head of the page, captions beside credits, subheads in the body."""
    kinds = [row.form for row in rows]
    head = _head_length(text, rows)
    _mark_captions(text, rows, kinds)
    _mark_head(text, rows, kinds, head)
    for number in range(head, len(rows)):
        kind = kinds[number]
        if kind == "dateline" or (kind == "byline" and not _names_itself(text, rows[number].line)):
            kind = ""
        kinds[number] = kind or ("subhead" if _is_subhead(text, rows, number, head) else "body")
    return kinds


def _names_itself(text: str, line: Line) -> bool:
    return names_itself_byline(text[line.start : line.end])


def _head_length(text: str, rows: list[_Row]) -> int:
    """Return how many rows precede the body: up to a dateline or past an early byline, else up to the first prose."""
    prose: list[int] = []
    bylined = 0
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        if row.dateline == 0:
            return number
        if row.form == "byline" and number:
            bylined = number + 1
        elif not row.form and not row.display:
            prose.append(number)
            if len(prose) > 1:
                break
    if bylined and prose and prose[-1] >= bylined:
        while rows[bylined].form:
            bylined += 1
        return bylined
    if not prose:
        return 1 if len(rows) > 1 else 0
    return prose[0] or _stopped_head(text, rows)


def _stopped_head(text: str, rows: list[_Row]) -> int:
    """Return how many rows are a headline in spite of a stop: "A Title in Capitals." or "A title;" with its deck."""
    first = rows[0]
    if len(rows) < _FEWEST_WITH_HEAD or len(first.spans) > 1 or first.line.end - first.line.start > _LONGEST_HEADLINE:
        return 0
    words = [word for word in text[first.line.start : first.line.end].split() if len(word) >= _TITLE_WORD]
    if text[first.line.end - 1] == ";":
        return 2 if rows[1].line.paragraph == first.line.paragraph and len(rows[1].spans) == 1 else 1
    capitals = sum(word.lstrip(_QUOTES)[:1].isupper() for word in words)
    return int(len(words) >= _TITLE_WORD and capitals >= len(words) * _TITLE_SHARE)


def _mark_captions(text: str, rows: list[_Row], kinds: list[str]) -> None:
    """Mark short lines right above a credit in its paragraph, and repeats of a caption, as captions."""
    for number, kind in enumerate(kinds):
        if kind not in {"credit", "caption"}:
            continue
        paragraph = rows[number].line.paragraph
        if kind == "credit" and number and rows[number - 1].line.paragraph == paragraph and not kinds[number - 1]:
            above = rows[number - 1].line
            if above.end - above.start <= _LONGEST_CAPTION:
                kinds[number - 1] = "caption"
        elif kind == "caption" and number + 1 < len(rows) and not kinds[number + 1]:
            below = rows[number + 1].line
            if text.startswith(text[below.start : below.end], rows[number].line.start):
                kinds[number + 1] = "caption"


def _mark_head(text: str, rows: list[_Row], kinds: list[str], head: int) -> None:
    """Give the rows before the body their kinds: the first is the headline, what follows it the standfirst."""
    headed = False
    for number in range(head):
        line = rows[number].line
        kind = kinds[number]
        if kind == "byline" and not headed and not _names_itself(text, line):
            kind = ""
        if not kind:
            following = rows[number + 1] if number + 1 < head else None
            if headed:
                short = line.end - line.start < _SHORTEST_STANDFIRST and rows[number].display
                kind = "subhead" if short and number + 1 == head else "standfirst"
            elif following and following.display and _is_kicker(text, line):
                kind = "navigation"
            else:
                kind, headed = "headline", True
        kinds[number] = kind


def _is_kicker(text: str, line: Line) -> bool:
    """Tell the section word above a headline."""
    return line.end - line.start <= _LONGEST_KICKER and text.count(" ", line.start, line.end) < _KICKER_WORDS


def _is_subhead(text: str, rows: list[_Row], number: int, head: int) -> bool:
    """Tell a subhead: a short line without a stop between prose; a list of such lines is no list of subheads."""
    row = rows[number]
    line = row.line
    if not row.display or len(row.spans) > 1 or line.end - line.start > _LONGEST_SUBHEAD or number + 1 >= len(rows):
        return False
    first = text[line.start]
    if (
        not (first.isupper() or first.isdigit() or first in _QUOTES)
        or text.count(" ", line.start, line.end) >= _SUBHEAD_WORDS
    ):
        return False
    before, after = rows[number - 1] if number > head else None, rows[number + 1]
    return not (after.display or after.form) and not (before and before.display)
