"""The duplicate mode: an earlier sentence that says the same, shown in the panel, and what to do about it."""

from collections.abc import Callable, Sequence

from reviewer.claiming import Candidate, Claiming
from reviewer.walk import Moved

Attempt = Callable[[Callable[[], Moved]], None]


class DuplicateMode:
    """Goes through the candidates for the sentence under the cursor, best first; links, takes over, or unlinks."""

    def __init__(
        self,
        claiming: Claiming,
        candidates: Sequence[Candidate],
        show: Callable[[Candidate | None], None],
        attempt: Attempt,
    ) -> None:
        self._claiming = claiming
        self._candidates = candidates
        self._show = show
        self._attempt = attempt
        self._sentence = claiming.index
        self._linked = claiming.same_as()
        indexes = [one.at for one in candidates]
        self._at = indexes.index(self._linked) if self._linked in indexes else 0
        self.hint = self._hint()
        show(self._candidate())

    def press(self, key: str) -> bool:
        """Choose the next candidate, or do one act and leave; other keys change nothing."""
        one = self._candidate()
        if key in {"d", "tab", "shift+tab"} and self._candidates:
            self._at = (self._at + (-1 if key == "shift+tab" else 1)) % len(self._candidates)
            self.hint = self._hint()
            self._show(self._candidate())
            return True
        acts: dict[str, Callable[[], Moved]] = {"delete": self._claiming.unlink}
        if one is not None:
            acts["enter"] = lambda: self._claiming.link_duplicate(one.at)
            acts["t"] = lambda: self._claiming.take_over(one.at)
        elsewhere = self._claiming.index != self._sentence  # the mouse has put the cursor on another sentence
        if key not in acts and key != "escape" and not elsewhere:
            return True
        self._show(None)
        if key in acts and not elsewhere:
            self._attempt(acts[key])
        return False

    def _hint(self) -> str:
        """Return which candidate it is, and the keys."""
        keys = "del unlinks · esc leaves" if self._linked is not None else "esc leaves"
        one = self._candidate()
        if one is None:
            return f"no other earlier sentence is like this one · {keys}"
        others = f" · d next ({self._at + 1} of {len(self._candidates)})" if len(self._candidates) > 1 else ""
        return f"same as {one.at + 1}? enter links · t takes over label and claims{others} · {keys}"

    def _candidate(self) -> Candidate | None:
        return self._candidates[self._at] if self._candidates else None
