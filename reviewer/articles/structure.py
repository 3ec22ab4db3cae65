"""The structure of an article: its sentences with the paragraph they stand in and what kind of text they are."""

from typing import NamedTuple

from reviewer.articles.furniture import is_credit, names_itself_byline
from reviewer.articles.rows import Row, rows_of

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

_QUOTES = "\"'“‘„«"
# Lengths in code points and in words up to which a line can be what its name says.
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


def segment(text: str) -> list[Segment]:
    """Return the sentences of a text as `split` does, each with its paragraph and its kind.

    Kinds are told by form and place: what precedes the first prose is headline, standfirst and furniture of the page.
    """
    spans: list[tuple[int, int]] = []
    rows = rows_of(text, spans)
    found: list[Segment] = []
    for row, kind in zip(rows, _kinds(text, rows), strict=True):
        for number in range(row.first, row.last + 1):
            start, end = spans[number]
            own = kind
            if number == row.dateline:
                own = "dateline"
            elif kind == "caption" and number == row.last > row.first and is_credit(text[start:end]):
                own = "credit"
            found.append(Segment(start, end, row.paragraph, own))
    return found


def _kinds(text: str, rows: list[Row]) -> list[str]:
    """Return the kind of each row: by form, then head of the page, captions beside credits, subheads in the body."""
    kinds = [row.form for row in rows]
    head = _head_length(text, rows)
    _mark_captions(text, rows, kinds)
    _mark_head(text, rows, kinds, head)
    for number in range(head, len(rows)):
        kind = kinds[number]
        if kind == "byline" and not _names_itself(text, rows[number]):
            kind = ""
        kinds[number] = kind or ("subhead" if _is_subhead(text, rows, number, head) else "body")
    return kinds


def _names_itself(text: str, row: Row) -> bool:
    return names_itself_byline(text[row.start : row.end])


def _head_length(text: str, rows: list[Row]) -> int:
    """Return how many rows precede the body: up to a dateline or past an early byline, else up to the first prose."""
    prose: list[int] = []
    bylined = 0
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        if row.dateline == row.first:
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


def _stopped_head(text: str, rows: list[Row]) -> int:
    """Return how many rows are a headline in spite of a stop: "A Title in Capitals." or "A title;" with its deck."""
    first = rows[0]
    if len(rows) < _FEWEST_WITH_HEAD or first.last > first.first or first.end - first.start > _LONGEST_HEADLINE:
        return 0
    words = [word for word in text[first.start : first.end].split() if len(word) >= _TITLE_WORD]
    if text[first.end - 1] == ";":
        return 2 if rows[1].paragraph == first.paragraph and rows[1].last == rows[1].first else 1
    capitals = sum(word.lstrip(_QUOTES)[:1].isupper() for word in words)
    return int(len(words) >= _TITLE_WORD and capitals >= len(words) * _TITLE_SHARE)


def _mark_captions(text: str, rows: list[Row], kinds: list[str]) -> None:
    """Mark short lines right above a credit in its paragraph, and repeats of a caption, as captions."""
    for number, kind in enumerate(kinds):
        if kind not in {"credit", "caption"}:
            continue
        paragraph = rows[number].paragraph
        if kind == "credit" and number and rows[number - 1].paragraph == paragraph and not kinds[number - 1]:
            above = rows[number - 1]
            if above.end - above.start <= _LONGEST_CAPTION:
                kinds[number - 1] = "caption"
        elif kind == "caption" and number + 1 < len(rows) and not kinds[number + 1]:
            below = rows[number + 1]
            if text.startswith(text[below.start : below.end], rows[number].start):
                kinds[number + 1] = "caption"


def _mark_head(text: str, rows: list[Row], kinds: list[str], head: int) -> None:
    """Give the rows before the body their kinds: the first is the headline, what follows it the standfirst."""
    headed = False
    for number in range(head):
        row = rows[number]
        kind = kinds[number]
        if kind == "byline" and not headed and not _names_itself(text, row):
            kind = ""
        if not kind:
            following = rows[number + 1] if number + 1 < head else None
            if headed:
                short = row.display and row.end - row.start < _SHORTEST_STANDFIRST
                kind = "subhead" if short and number + 1 == head else "standfirst"
            elif following and following.display and _is_kicker(text, row):
                kind = "navigation"
            else:
                kind, headed = "headline", True
        kinds[number] = kind


def _is_kicker(text: str, row: Row) -> bool:
    """Tell the section word above a headline."""
    return row.end - row.start <= _LONGEST_KICKER and text.count(" ", row.start, row.end) < _KICKER_WORDS


def _is_subhead(text: str, rows: list[Row], number: int, head: int) -> bool:
    """Tell a subhead: a short line without a stop between prose; a list of such lines is no list of subheads."""
    row = rows[number]
    if not row.display or row.last > row.first or row.end - row.start > _LONGEST_SUBHEAD or number + 1 >= len(rows):
        return False
    first = text[row.start]
    if not (first.isupper() or first.isdigit() or first in _QUOTES):
        return False
    before, after = rows[number - 1] if number > head else None, rows[number + 1]
    alone = not (after.display or after.form or (before and before.display))
    return alone and text.count(" ", row.start, row.end) < _SUBHEAD_WORDS
