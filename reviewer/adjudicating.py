"""Settling what reviewers differ on: each act is one decision on the adjudicated layer; plain Python."""

from collections.abc import Callable, Sequence
from time import monotonic

from reviewer.differing import AGREED, OPEN, Compared, Differing, many
from reviewer.disagreement import agreed
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED
from reviewer.settings import GUIDELINE_VERSION
from reviewer.sitting import LONGEST_THOUGHT
from reviewer.store.interface import Store
from reviewer.store.marks import CHECK_WORTHINESS
from reviewer.store.rows import Act, Decision, Place


class Adjudicating(Differing):
    """One adjudicator's sitting; see Differing for where it is and how it moves.

    What is decided is on the disk when the call returns.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        documents: Sequence[int] | None = None,
        *,
        guideline: str = GUIDELINE_VERSION,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.guideline = guideline
        super().__init__(store, reviewer, documents, clock=clock)

    def take(self, number: int, origin: str = "key") -> Decision:
        """Settle the sentence as one of its sides (from 0) has it, all of it, and go on to the next open one."""
        one = self._here()
        if not 0 <= number < len(one.sides):
            raise Refused(f"there is no side {number + 1} here")
        place = self._place(one)
        return self._on(self.store.settle(place.document, [(place.sentence, one.sides[number])], self._act(origin)))

    def decide(self, label: str, origin: str = "key") -> Decision:
        """Settle the label of the sentence anew, whatever the sides say, and go on to the next open one."""
        if self.scheme.get(label) is None:
            raise Refused(f"there is no label {label!r} for this article")
        return self._on(self.store.annotate(self._place(self._here()), self._act(origin), "label", label=label))

    def worthiness(self, name: str, origin: str = "key") -> Decision:
        """Settle the check-worthiness of the sentence; the same again takes it off. The cursor stays."""
        if name not in CHECK_WORTHINESS:
            raise Refused(f"there is no check-worthiness {name!r}")
        one = self._here()
        given = one.gold.annotation.check_worthiness if one.gold and one.gold.annotation else None
        chosen = None if given == name else name
        place, act = self._place(one), self._act(origin)
        decision = self.store.annotate(place, act, "check_worthiness", check_worthiness=chosen)
        self.renew(decision.document)
        return decision

    def take_agreed(self) -> Decision:
        """Settle all sentences of the article on which everybody agrees, as one decision; the cursor stays.

        Raises Refused when there is none.
        """
        found = [one for one in self.shown if one.state == AGREED]
        if not found or self.document is None:
            raise Refused("no sentence of this article is agreed on and not settled yet")
        chosen = [(one.sentence.id, agreed(one.sides)) for one in found]
        decision = self.store.settle(self.document.id, chosen, self._act("agreement"))
        self.renew(decision.document)
        return decision

    def take_all_agreed(self) -> tuple[int, int]:
        """Settle what is agreed on in every article, one decision each; return how many sentences, and articles."""
        sentences = articles = 0
        for number, one in enumerate(tuple(self.articles)):
            if one.agreed:
                self.article = number
                self._open()
                sentences += self.counts()[AGREED]
                articles += 1
                self.take_agreed()
        return sentences, articles

    def undo(self) -> Decision:
        """Undo this reviewer's last decision, and go where it was if it settled something."""
        return self._turned(self.store.undo(self._act("key")))

    def redo(self) -> Decision:
        """Do again what was undone last."""
        return self._turned(self.store.redo(self._act("key")))

    def editable(self) -> Place:
        """Return where the sentence is to be edited; Refused while others of the article wait for one's own label."""
        place = self._place(self._here())
        if self.waiting:
            raise Refused(f"{many(self.waiting)} here for your own label first (reviewer open), then all can be edited")
        return place

    def _here(self) -> Compared:
        one = self.current()
        if one is None:
            raise Refused("there is nothing to settle here")
        return one

    def _place(self, one: Compared) -> Place:
        return Place(self.document.id if self.document else 0, one.sentence.id)

    def _on(self, decision: Decision) -> Decision:
        """Show what a decision on the current sentence has changed, and go on to what is open."""
        uid = self._here().sentence.uid
        self.renew(decision.document)
        one = self.current()
        if self.left() and (one is None or one.state != OPEN or one.sentence.uid == uid):
            self.next_open()
        return decision

    def _turned(self, decision: Decision) -> Decision:
        self.renew(decision.document)
        known = next((n for n, one in enumerate(self.articles) if one.document == decision.document), None)
        if known is not None and any(change.layer == ADJUDICATED for change in decision.changes):
            if known != self.article:
                self.article = known
                self._open()
            self._find(decision.sentence or decision.changes[0].key[0])
        return decision

    def _act(self, origin: str) -> Act:
        elapsed = round((self._clock() - self._since) * 1000)
        told = elapsed if elapsed <= LONGEST_THOUGHT else None
        return Act(self.reviewer, self.guideline, origin, told, ADJUDICATED)
