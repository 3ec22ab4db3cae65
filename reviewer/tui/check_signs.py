"""The signs, short words and step keys of a check: the same in the panel, the ledger and on the check's screen."""

from collections.abc import Mapping

from reviewer.signs import STATUS_SIGNS, VERDICT_SIGNS
from reviewer.store.review import word
from reviewer.text import one_line
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

STATUS = {
    name: (sign, {"not_checkable": "uncheckable", "second_review": "2nd review"}.get(name, word(name)))
    for name, sign in STATUS_SIGNS.items()
}
"""The sign and the short word of each state."""
_SHORT = {"not_enough_evidence": "not enough", "conflicting_evidence": "conflicting", "not_checkable": "uncheckable"}
VERDICT = {name: (sign, _SHORT.get(name, name)) for name, sign in VERDICT_SIGNS.items()}
VERDICT_LOOKS = {"supported": "done", "refuted": "flag"}
"""Looks of verdicts beside their sign and word; the others have none."""

STEPS = {
    "t": ("to_check", "check"),
    "x": ("not_checkable", "aside"),
    "s": ("in_check", "start"),
    "d": ("drafted", "draft"),
    "h": ("second_review", "hand in"),
    "a": ("approved", "approve"),
    "b": ("returned", "back"),
    "r": ("reopened", "reopen"),
}
"""The state that each step key leads to, and the key's word."""


def signed(table: Mapping[str, tuple[str, str]], name: str | None) -> str:
    """Return the sign and the short word of a state or verdict; empty where there is none."""
    return " ".join(table[name]) if name and name in table else name or ""


def said_lines(text: str, look: str, width: int) -> list[Line]:
    """Return an answer in at most two rows, none where there is nothing to say."""
    line = one_line(text)
    return [(Piece(f" {line[start:end]}", look),) for start, end in wrap(line, max(8, width - 2))[:2]] if text else []


def step_line(refused: Mapping[str, str]) -> Line:
    """Return the step keys in one row of at most 80 columns; those that would be refused are dimmed."""
    pieces = [Piece(" ")]
    for key, (to, name) in STEPS.items():
        dim = to in refused
        pieces += [Piece(key, "faint" if dim else "key"), Piece(f" {name}  ", "faint" if dim else "")]
    return tuple(pieces)
