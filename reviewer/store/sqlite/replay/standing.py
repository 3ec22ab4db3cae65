"""Which decisions stand and which were undone, worked out from the log: what the undo stack holds."""


class Standing:
    """The undo stack while a log is read in order: whose each decision (uid) is, and whether it is undone."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.stack: dict[str, tuple[str, bool]] = {}
        self._undone: dict[str, set[str]] = {}

    def step(self, seq: int, uid: str, who: str, action: str, reverts: str | None) -> None:
        """Take in the next decision: its place, uid, reviewer, action, and the uid of the one that it is about."""
        self.places[uid] = seq
        if reverts is None:
            # Whoever decides anew gives up what was undone before.
            for given_up in self._undone.pop(who, ()):
                del self.stack[given_up]
            self.stack[uid] = (who, False)
        elif reverts in self.places:
            undone = action == "undo"
            self.stack[reverts] = (who, undone)
            mine = self._undone.setdefault(who, set())
            if undone:
                mine.add(reverts)
            else:
                mine.discard(reverts)
