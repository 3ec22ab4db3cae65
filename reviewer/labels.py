"""The labels a sentence can get: their names, signs and the keys that give them."""

from typing import NamedTuple


class Label(NamedTuple):
    """One label. `name` is stored and exported; `short` fits the gutter; `glyph` is one column wide."""

    name: str
    word: str
    short: str
    glyph: str
    key: str
    digit: str
    colour: str
    meaning: str


LABELS: tuple[Label, ...] = (
    Label("quote", "quote", "quote", "❝", "q", "1", "success", "somebody's words, in quotation marks"),
    Label("assertion", "assertion", "assert", "◆", "a", "2", "warning", "says that something is so, or reports it"),
    Label("background", "background", "backgr", "○", "b", "3", "accent", "explains: earlier events, standing facts"),
    Label("not_a_claim", "not a claim", "none", "–", "x", "0", "secondary", "not article prose: menu, credit, byline"),
)
"""In the order the panel shows them; `colour` names a colour of the theme."""

BY_NAME: dict[str, Label] = {label.name: label for label in LABELS}
NAMES: tuple[str, ...] = tuple(BY_NAME)
UNDECIDED_GLYPH = "·"
SUGGESTED_GLYPH = "?"
"""Before what is suggested for an undecided sentence."""
