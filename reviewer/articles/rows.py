"""The lines of a text with their sentences, each judged by its form."""

from reviewer.articles.furniture import has_credit, is_byline, is_credit, is_date, is_navigation
from reviewer.articles.lines import Line
from reviewer.articles.patterns import compiled
from reviewer.articles.sentences import pieces

_STOPPED = r"(?:[.!?…。！？:;,۔।—–]|--)[\"'”’»)\]]*$"
# A byte order mark or a zero-width space before a word does not change its form.
_INVISIBLE = "\ufeff\u200b\u2060"
# Lengths in code points beyond which a line is prose whatever its form; below the shortest it is too little to tell.
_SHORTEST_FURNITURE = 2
_LONGEST_FURNITURE = 600
_LONGEST_DISPLAY = 300


class Row:
    """A line text[start:end] with the kind its form gives it, "" for prose and display lines.

    `first` and `last` number its sentences in the text, `dateline` is the one that is a dateline, or -1;
    `display` says that the line is short and ends in no stop, as headlines and subheads do.
    """

    __slots__ = ("dateline", "display", "end", "first", "form", "last", "paragraph", "start")

    def __init__(self, line: Line, first: int) -> None:
        self.start, self.end, self.paragraph = line
        self.first = self.last = first
        self.dateline = -1
        self.form = ""
        self.display = False

    def judge(self, text: str) -> None:
        """Tell the form of the line, once its sentences are known."""
        if self.dateline >= 0:
            self.display = self.first < self.dateline == self.last
        elif self.end - self.start < _SHORTEST_FURNITURE:
            self.display = True
        elif self.end - self.start <= _LONGEST_FURNITURE:
            words = text[self.start : self.end].strip(_INVISIBLE) or text[self.start : self.end]
            self.form = _form(words)
            self.display = (
                not self.form
                and len(words) <= _LONGEST_DISPLAY
                and not compiled(_STOPPED).search(words, max(0, len(words) - 8))
            )


def rows_of(text: str, spans: list[tuple[int, int]]) -> list[Row]:
    """Gather the sentences into `spans` and return their lines, each judged by its form."""
    rows: list[Row] = []
    current: Line | None = None
    for start, end, line, is_dateline in pieces(text):
        number = len(spans)
        if line is not current:
            if rows:
                rows[-1].judge(text)
            rows.append(Row(line, number))
            current = line
        rows[-1].last = number
        if is_dateline:
            rows[-1].dateline = number
        spans.append((start, end))
    if rows:
        rows[-1].judge(text)
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
