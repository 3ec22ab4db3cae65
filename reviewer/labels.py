"""The labels a sentence can get: their names, signs and the keys that give them; a scheme is a set of them."""

import re
from typing import NamedTuple

from reviewer.text import one_line

COLOURS = ("success", "warning", "accent", "secondary", "primary", "error", "muted")
"""What a label's colour can be: colours of the theme."""
NAME = r"[a-z][a-z0-9_]*"
"""What a label's name looks like, as a regular expression; spans that are no sentence have names in capitals."""
LONGEST_NAME = 32
SHORT = 6
"""Columns that a label's short word takes at most."""


class Label(NamedTuple):
    """One label. `name` is stored and exported; `short` fits the gutter; `glyph` is one column wide.

    `key` and `digit` are keys as Textual names them, `digit` is empty where there is one key only. `colour` is one of
    COLOURS. `guideline` is Markdown, which may be empty.
    """

    name: str
    word: str
    short: str
    glyph: str
    key: str
    digit: str
    colour: str
    meaning: str
    guideline: str = ""

    @property
    def look(self) -> str:
        """What the look of the label's words is called where lines are drawn."""
        return f"label-{self.colour}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give it."""
        return (self.key, self.digit) if self.digit else (self.key,)


class Scheme(NamedTuple):
    """Labels that are given beside each other, in the order the panel shows them.

    `uid` is a digest of all that they are, None for the labels of the program.
    """

    labels: tuple[Label, ...]
    uid: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The labels' names, in order."""
        return tuple(label.name for label in self.labels)

    @property
    def is_own(self) -> bool:
        """Whether these are labels of somebody's own; the program has rules and views for its own labels only."""
        return self.uid is not None

    def get(self, name: str | None) -> Label | None:
        """Return a label by its name, None where there is none of that name."""
        for label in self.labels:  # at most nine: quicker than a table that has to be made
            if label.name == name:
                return label
        return None

    def word(self, name: str) -> str:
        """Return what a label is called, safe to show; one that is not of the scheme by its name."""
        known = self.get(name)
        return known.word if known else one_line(name)


LABELS: tuple[Label, ...] = (
    Label("quote", "quote", "quote", "❝", "q", "1", "success", "somebody's words, in quotation marks"),
    Label("assertion", "assertion", "assert", "◆", "a", "2", "warning", "says that something is so, or reports it"),
    Label("background", "background", "backgr", "○", "b", "3", "accent", "explains: earlier events, standing facts"),
    Label("not_a_claim", "not a claim", "none", "–", "x", "0", "muted", "not article prose: menu, credit, byline"),
)
"""The labels of the program."""

BUILT_IN = Scheme(LABELS)
NAMES: tuple[str, ...] = BUILT_IN.names
UNDECIDED_GLYPH = "·"
SUGGESTED_GLYPH = "?"
"""Before what is suggested for an undecided sentence."""


def is_name(text: str) -> bool:
    """Return whether a label can have this name."""
    return len(text) <= LONGEST_NAME and re.fullmatch(NAME, text) is not None


def together(schemes: tuple[Scheme, ...]) -> Scheme:
    """Return the labels of several schemes, each name once, as the first scheme that has it describes it.

    It serves to name labels wherever documents of several schemes stand together; no document has it.
    """
    if len(schemes) == 1:
        return schemes[0]
    found: dict[str, Label] = {}
    for scheme in schemes:
        for label in scheme.labels:
            found.setdefault(label.name, label)
    return Scheme(tuple(found.values()), "together")
