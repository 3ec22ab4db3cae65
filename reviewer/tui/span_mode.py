"""The span mode: the keys that mark who said what, in the article itself; one key in, one key out."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from reviewer.errors import Refused, ReviewerError
from reviewer.store.marks import Role
from reviewer.walk import Moved

if TYPE_CHECKING:  # it brings the rules of attribution with it
    from reviewer.marking import Marking

KEYS: tuple[tuple[str, str, str], ...] = (
    ("q c s", "span; again: next", "span"),
    ("tab", "next · shift: back", "next"),
    ("r n l", "said/number/clause", "snap"),
    ("→ ←", "end · shift: chars", "end"),
    ("↑ ↓", "beginning likewise", "begin"),
    ("1-9 =", "speaker; = last", "speaker"),
    ("w @", "name who, to whom", "name"),
    ("+", "one more span", "more"),
    ("x", "take the span out", "out"),
    ("e", "next saved, or new", "other"),
    ("del", "remove saved one", "remove"),
    ("m", "claim of the span", "claim"),
    ("enter", "save", "save"),
    ("v esc", "leave", "leave"),
)
"""What the keys do in this mode, for the panel: in a line each, and in a word where there is no room."""


_ROLES: dict[str, Role] = {"q": "content", "c": "cue", "s": "source"}
_SNAPS: dict[str, Literal["reporting_clause", "number", "clause"]] = {
    "r": "reporting_clause",
    "n": "number",
    "l": "clause",
}


class SpanMode:
    """Takes the keys for one draft.

    `show` draws the draft, None when it is over; `attempt` does an act and draws what it changed; `ask` opens the
    prompt with a purpose, what stands in it at first, and what may be completed; `claim` begins a claim of a span.
    """

    hint = "who said it: enter saves · q c s choose the span · 1-9 the speaker · esc leaves"

    def __init__(
        self,
        marking: "Marking",
        show: "Callable[[Marking | None], None]",
        attempt: Callable[[Callable[[], Moved]], None],
        ask: Callable[[str, str, Sequence[str]], None],
        claim: Callable[[int, int], None],
    ) -> None:
        self._marking = marking
        self._show = show
        self._attempt = attempt
        self._ask = ask
        self._claim = claim
        show(marking)

    def press(self, key: str) -> bool:
        """Take a key; return whether the mode goes on. What cannot be done is said in the hint."""
        self.hint = type(self).hint
        if key in {"escape", "v"}:
            self._show(None)
            return False
        marked = self._marking.spans[self._marking.role]
        if key == "m" and marked:
            self._show(None)
            self._claim(marked[0][0], marked[-1][1])
            return False
        if key in {"enter", "delete"}:
            return not self._done(self._marking.save if key == "enter" else self._marking.remove)
        try:
            self._change(key)
        except Refused as refused:
            self.hint = str(refused)
        self._show(self._marking)
        return True

    def _done(self, act: Callable[[], Moved]) -> bool:
        """Do what ends the mode; return whether it was done. A draft that cannot be saved stays, and says why."""
        done = False

        def tried() -> Moved:
            nonlocal done
            try:
                moved = act()
            except ReviewerError as error:
                self.hint = str(error) if isinstance(error, Refused) else f"not saved: {error}"
                raise
            done = True
            self._show(None)
            return moved

        self._attempt(tried)
        return done

    def typed(self, purpose: str, value: str) -> None:
        """Take what was written in the prompt."""
        if purpose == "speaker":
            self._marking.name(value)
        else:
            self._marking.addressee = " ".join(value.split())
        self._show(self._marking)

    def _change(self, key: str) -> None:
        marking = self._marking
        plain = key.removeprefix("shift+")
        by_word = plain == key
        if key in _ROLES:
            self._role(_ROLES[key])
        elif key in {"tab", "shift+tab"}:
            marking.next(marking.role, 1 if key == "tab" else -1)
        elif plain in {"right", "left"}:
            marking.move_end(1 if plain == "right" else -1, by_word=by_word)
        elif plain in {"up", "down"}:
            marking.move_start(1 if plain == "down" else -1, by_word=by_word)
        elif key in _SNAPS:
            marking.snap(_SNAPS[key])
        elif key.isdecimal():
            marking.choose(int(key))
        else:
            self._turn(key)

    def _turn(self, key: str) -> None:
        marking = self._marking
        if key == "equals_sign":
            marking.choose(1)
        elif key == "plus":
            marking.add()
        elif key == "x":
            marking.clear()
        elif key == "e":
            marking.turn()
        elif key == "w":
            self._ask("speaker", "", marking.names())
        elif key == "at":
            self._ask("addressee", marking.addressee, marking.names())

    def _role(self, role: Role) -> None:
        """Turn to a role; when it is the current one already, take its next candidate."""
        if self._marking.role == role or not self._marking.spans[role]:
            self._marking.next(role)
        else:
            self._marking.role = role
