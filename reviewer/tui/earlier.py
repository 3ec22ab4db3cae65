"""The mode of what was said before: claims and sentences of other articles, to look at, to go to, and to link to."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewer.tui.duplicates import Attempt

if TYPE_CHECKING:  # loaded by the key that opens it
    from reviewer.earlier import Earlier
    from reviewer.session import Session
    from reviewer.store.rows import Place
    from reviewer.suggest.wanted import Nearest


class EarlierMode:
    """Goes through what was found, nearest first; links the sentence's claim to one, or goes there and comes back."""

    def __init__(
        self,
        session: "Session",
        earlier: "Earlier",
        found: "Sequence[Nearest]",
        show: "Callable[[Nearest | None], None]",
        attempt: Attempt,
    ) -> None:
        self._session = session
        self._earlier = earlier
        self._found = found
        self._show = show
        self._attempt = attempt
        self._home = self._place()
        self._away: Place | None = None
        self._linked = set(earlier.linked())
        self._at = next((at for at, one in enumerate(found) if one.found.claim in self._linked), 0)
        self.hint = self._hint()
        show(self._one())

    def press(self, key: str) -> bool:
        """Show the next one, go there, come back, or do one act and leave; other keys change nothing."""
        if self._place() != (self._away or self._home):  # the mouse has put the cursor on another sentence
            return self._leave()
        if self._away is not None:
            return self._visiting(key)
        one = self._one()
        if key == "enter" and one is not None:
            return self._go(one.found.place)
        if key == "escape" or self._acted(key, one.found.claim if one else None):
            return self._leave()
        if key in {"i", "tab", "shift+tab"} and self._found:
            self._at = (self._at + (-1 if key == "shift+tab" else 1)) % len(self._found)
        self.hint = self._hint()
        self._show(self._one())
        return True

    def _acted(self, key: str, claim: str | None) -> bool:
        """Link the sentence's claim, or take its link off; return whether the key does one of these here."""
        if key == "l" and claim:
            self._attempt(lambda: self._earlier.link(claim))
        elif key == "delete":
            self._attempt(self._earlier.unlink)
        else:
            return False
        return True

    def _go(self, place: "Place") -> bool:
        self._show(None)
        self._attempt(lambda: self._session.go_to(place))
        self._away = place
        self.hint = "esc goes back to where you were · enter stays here"
        return self._place() == place  # else it was refused, and why stands in the message row

    def _visiting(self, key: str) -> bool:
        if key == "enter":
            return False
        if key not in {"escape", "i"} or self._home is None:
            return True
        home, self._away = self._home, None
        self._attempt(lambda: self._session.go_to(home))
        if self._place() != home:
            return False
        self.hint = self._hint()
        self._show(self._one())
        return True

    def _leave(self) -> bool:
        self._show(None)
        return False

    def _hint(self) -> str:
        """Return which it is of how many, and the keys."""
        one = self._one()
        leave = "del unlinks · esc leaves" if self._linked else "esc leaves"
        if one is None:
            return f"nothing like this was said in other articles · {leave}"
        links = "l links the claim · " if one.found.claim and one.found.claim not in self._linked else ""
        others = f"i next ({self._at + 1} of {len(self._found)}) · " if len(self._found) > 1 else ""
        return f"{links}enter goes there · {others}{leave}"

    def _one(self) -> "Nearest | None":
        return self._found[self._at] if self._found else None

    def _place(self) -> "Place | None":
        sheet = self._session.sheet
        return sheet.place(self._session.cursor) if sheet else None
