"""Modes that take the keys for a moment without hiding the article: choosing where to cut, and what to walk through."""

from collections.abc import Callable
from typing import Protocol

from reviewer.keys import Action, shown
from reviewer.labels import Scheme
from reviewer.text import one_line
from reviewer.tui.wrapping import cells

LABELS_ROOM = 39
"""Columns that the labels and their keys have in the hint of a filter, where 80 are all there is."""
_FAVOURED = ".!?…;:,—–"
"""A cut is most likely wanted behind one of these."""


class Mode(Protocol):
    """Something that takes keys until it is done."""

    hint: str

    def press(self, key: str) -> bool:
        """Take a key; return whether the mode goes on."""


class SplitMode:
    """Choosing the place of a cut: arrows by word, with shift by character, enter cuts, escape leaves.

    `at` is in code points from the sentence's start, between its first and its last character.
    """

    hint = "split: ←/→ by word · shift+←/→ by character · enter cuts · esc leaves"

    def __init__(self, text: str, show: Callable[[int | None], None], cut: Callable[[int], None]) -> None:
        self._text = text
        self._show = show
        self._cut = cut
        line = one_line(text)
        words = [at for at in range(1, len(text)) if line[at - 1] == " " and line[at] != " "]
        self._words = words or list(range(1, len(text)))
        middle = len(text) // 2
        likely = [at for at in self._words if text[:at].rstrip()[-1:] in _FAVOURED and text[:at].strip()]
        self.at = min(likely or self._words, key=lambda at: abs(at - middle), default=0)
        show(self.at)

    def press(self, key: str) -> bool:
        """Move the place, cut, or leave."""
        if key in {"enter", "escape"}:
            self._show(None)
            if key == "enter":
                self._cut(self.at)
            return False
        last = len(self._text) - 1
        steps = {
            "right": next((at for at in self._words if at > self.at), self.at),
            "left": next((at for at in reversed(self._words) if at < self.at), self.at),
            "shift+right": min(self.at + 1, last),
            "shift+left": max(self.at - 1, 1),
            "home": self._words[0],
            "end": self._words[-1],
        }
        steps |= {"l": steps["right"], "h": steps["left"]}
        if key in steps:
            self.at = steps[key]
            self._show(self.at)
        return True


class FilterMode:
    """Choosing what to walk through, by one key; `actions` are those for documents of `scheme`."""

    def __init__(self, actions: tuple[Action, ...], scheme: Scheme, choose: Callable[[str | None], None]) -> None:
        self._choose = choose
        keys = {action.id: action.keys for action in actions}
        self._choices: dict[str, str | None] = {
            "n": "undecided",
            "exclamation_mark": "uncertain",
            "f": None,
            "escape": None,
        }
        names = []
        for label in scheme.labels:
            self._choices |= dict.fromkeys(keys[f"label.{label.name}"], label.name)
            names.append(f"{shown(keys[f'label.{label.name}'][0])} {label.short}")
        told = "  ".join(names)
        if cells(told) > LABELS_ROOM:  # the panel says which key is whose
            told = "or the key of a label"
        self.hint = f"only: n undecided  ! uncertain  {told}  f all"

    def press(self, key: str) -> bool:
        """Choose; any other key changes nothing and is asked for again."""
        if key not in self._choices:
            return True
        self._choose(self._choices[key])
        return False
