"""A run of closing marks with what stands around it: what the rules for sentence ends look at."""

from reviewer.articles.patterns import compiled

_OPENERS = "\"'“‘”’„«‹»([{¿¡「『（【`"
_STEM = r"[^\W_]+"
# How far a rule looks to either side, in code points.
WINDOW = 40
_MOST_OPENERS = 6


class Stop:
    """The marks text[mark:closed] in the sentence begun at `start`, and what follows them after space, up to `end`.

    All positions are code points. `following` is where the next text begins, `at` where its first letter is behind the
    marks that open it (`end` if there is none), `opener` the first of those marks or "", `first` the character at `at`.
    """

    __slots__ = ("at", "closed", "end", "first", "following", "mark", "opener", "start", "text")

    def __init__(self, text: str, start: int, marks: tuple[int, int], following: int, end: int) -> None:
        self.text = text
        self.start = start
        self.mark, self.closed = marks
        self.following = following
        self.end = end
        self.at = following
        self.opener = ""
        self.first = text[following]
        if self.first in _OPENERS:
            self._open()

    def _open(self) -> None:
        """Step over the marks that open what follows."""
        self.opener = self.first
        last = min(self.end, self.following + _MOST_OPENERS)
        while self.at < last and (self.text[self.at] in _OPENERS or self.text[self.at].isspace()):
            self.at += 1
        self.first = self.text[self.at] if self.at < self.end else ""

    @property
    def run(self) -> str:
        """The marks, or the first of them when they are many."""
        return self.text[self.mark : min(self.closed, self.mark + 12)]

    @property
    def before(self) -> str:
        """The character before the marks, or "" at the start of the sentence."""
        return self.text[self.mark - 1] if self.mark > self.start else ""

    @property
    def words(self) -> list[str]:
        """The words just before the marks, the last one nearest."""
        return self.text[max(self.start, self.mark - WINDOW) : self.mark].split()

    @property
    def next_word(self) -> str:
        """The word that follows, without what an apostrophe or a hyphen adds to it ("He's" is "He")."""
        found = compiled(_STEM).match(self.text, self.at, min(self.end, self.at + WINDOW))
        return found.group() if found else ""

    @property
    def after_next(self) -> str:
        """The character after the word that follows, or ""."""
        place = self.at + len(self.next_word)
        return self.text[place : place + 1]
