"""Who sits at an article, in which layer, and how the sitting keeps up with what others decide."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED
from reviewer.settings import GUIDELINE_VERSION
from reviewer.sheet import Sheet
from reviewer.store.interface import Store
from reviewer.store.rows import Act, Decision
from reviewer.store.sides import Side
from reviewer.walk import Moved, Walk

LONGEST_THOUGHT = 3_600_000
"""Milliseconds; a sentence that lay open for longer was not being thought about, and no time is recorded."""


class Sitting(Walk):
    """A sitting over a queue of documents (row ids); see Walk for where it is and how it moves.

    It is blind: nothing of other layers is shown, unless it `sees_others`.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        queue: Sequence[int],
        *,
        guideline: str = GUIDELINE_VERSION,
        layer: str | None = None,
        sees_others: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.sees_others = sees_others
        self._guideline = guideline
        self._stale = False
        self._answered = self._highest = 0  # what stands of this sitting, and what could stand of it again
        self._seq, _ = store.news(0, 0, reviewer)
        super().__init__(store, reviewer, queue, layer=layer, clock=clock)

    def history(self) -> list[Decision]:
        """Return this reviewer's decisions about the sentence in this layer, and what changed its bounds, newest first.

        In the adjudicated layer also those of others: whoever settles something settles it for all.
        """
        focus = self.focus()
        whose = None if self.layer == ADJUDICATED else self.reviewer
        found = self.store.history(focus.sentence.uid, reviewer=whose) if focus else []
        return [decision for decision in found if self._is_here(decision)]

    def others(self) -> Sequence[Side]:
        """Return what other layers say of the sentence under the cursor; nothing in a blind sitting."""
        focus = self.focus()
        if focus is None or self.sheet is None or not self.sees_others:
            return ()
        given = self.store.sides(self.sheet.document.id, focus.sentence.id).get(focus.sentence.id, ())
        return [side for side in given if side.layer != self.layer]

    def current(self) -> Sheet:
        """Return the article on the screen; raises Refused when there is none."""
        if not self.sheet:
            raise Refused("there is no sentence here; add an article with: reviewer open FILE")
        return self.sheet

    def act(self, origin: str) -> Act:
        """Return who decides, how, and how long it took.

        Raises Refused when the article has been corrected, as its offsets are no longer those on the screen, or came in
        again before anything was said of it, and has other labels.
        """
        shown = self.document
        there = self.store.document(shown.id) if shown else None
        if shown and there and there.version != shown.version:
            self._stale = True
            raise Refused("the article was corrected meanwhile; it is shown anew")
        if shown and there and there.scheme.uid != shown.scheme.uid:
            self._stale = True
            raise Refused("the article has other labels now; it is shown anew")
        return self._act(origin)

    def _act(self, origin: str) -> Act:
        elapsed = round((self._clock() - self._since) * 1000)
        layer = None if self.layer == self.reviewer else self.layer
        return Act(self.reviewer, self._guideline, origin, elapsed if elapsed <= LONGEST_THOUGHT else None, layer)

    def noted(self, decision: Decision) -> Decision:
        """Count an own decision as known, unless somebody else's came before it unseen."""
        if decision.seq == self._seq + 1:
            self._seq = decision.seq
        self._answered += -1 if decision.action == "undo" else 1
        if decision.reverts is None:
            self._highest = self._answered  # whoever decides anew gives up what was undone
        return decision

    def catch_up(self) -> Moved:
        """Take over what other processes wrote since the last look, where it bears on this article."""
        if not self.store.changed_elsewhere() and not self._stale:
            return Moved()
        document = self.document
        whose = self.reviewer if self.layer == self.reviewer else None  # several may write to a shared layer
        self._seq, bears = self.store.news(self._seq, document.id if document else 0, whose)
        if not bears and not self._stale:
            return Moved()
        self._stale = False
        self._renew_queue()
        return self.reload()

    def reload(self) -> Moved:
        """Read the article anew and keep the place in its text, and the time spent on a sentence that is the same."""
        old, cursor, since = self.sheet, self.cursor, self._since
        if old is None:
            self._resume()
            return Moved(sheet=self.sheet is not None)
        self._open(old.document.id)
        if self.sheet and self.sheet.document.uid == old.document.uid:
            same = self.sheet.index_of(old.layout.ids[cursor])
            self.cursor = self.sheet.index_at(old.layout.starts[cursor]) if same is None else same
            if same is not None:
                self._since = since
        return Moved(sheet=True)

    @contextmanager
    def _standing(self) -> Iterator[None]:
        """When the store refuses, what is shown may be out of date: it is read anew at the next look."""
        try:
            yield
        except Refused:
            self._stale = True
            raise

    def _is_here(self, decision: Decision) -> bool:
        """Return whether a decision bears on this layer: on something in it, or on what all layers share."""
        layers = {change.layer for change in decision.changes} - {None}
        return not layers or self.layer in layers or any(change.table == "sentence" for change in decision.changes)
