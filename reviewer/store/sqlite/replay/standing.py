"""Which decisions stand and which were undone, worked out from the log: what the undo stack holds."""

from reviewer.store.rows import Decision


class Standing:
    """The undo stack while a log is read in order: whose each decision (uid) is, and whether it is undone."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.stack: dict[str, tuple[str, bool]] = {}
        self._undone: dict[str, set[str]] = {}

    def step(self, decision: Decision) -> None:
        """Take in the next decision."""
        who, uid = decision.reviewer, decision.reverts
        self.places[decision.uid] = decision.seq
        if uid is None:
            # Whoever decides anew gives up what was undone before.
            for given_up in self._undone.pop(who, ()):
                del self.stack[given_up]
            self.stack[decision.uid] = (who, False)
        elif uid in self.places:
            undone = decision.action == "undo"
            self.stack[uid] = (who, undone)
            mine = self._undone.setdefault(who, set())
            if undone:
                mine.add(uid)
            else:
                mine.discard(uid)
