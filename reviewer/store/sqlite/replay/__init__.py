"""Replaying a decision log over the articles as they were cut on import: the state is what the log adds up to.

Decisions come in the order of their ticks. One that finds what it was decided on does what it did then. One that finds
something else, because two logs were joined, is laid over it: what others said stays, and where that cannot be, the
later word stands and the other is kept as a clash. Pure: no SQL, the same for the same decisions.
"""

from collections.abc import Mapping

from reviewer.store.rows import Decision
from reviewer.store.sqlite.replay.brought import met
from reviewer.store.sqlite.replay.claims import dig_up, sound, steps_fit
from reviewer.store.sqlite.replay.corrections import Ambiguous, Corrections, Texts
from reviewer.store.sqlite.replay.course import Clash, Course, taking_back
from reviewer.store.sqlite.replay.marks import mark, nest, speakers_fit
from reviewer.store.sqlite.replay.sentences import annotate, move_bounds
from reviewer.store.sqlite.replay.state import Bounds, Row, State

__all__ = ["Ambiguous", "Bounds", "Clash", "Replay", "Row", "State", "Texts"]


class Replay:
    """A replay in its course: `step` for every decision in order, then `state`, `clashes` and `rewritten`.

    The last are corrections, by uid, that found more than their maker knew: the decisions as they are now.
    """

    def __init__(self, imported: Mapping[str, Row], elsewhere: Mapping[str, Bounds], texts: Texts) -> None:
        self._course = Course(imported, elsewhere)
        self._corrections = Corrections(self._course, texts)
        self.rewritten = self._corrections.rewritten
        self.state = self._course.state
        self.clashes = self._course.clashes

    def step(self, decision: Decision) -> None:
        """Replay the next decision: all of it, or nothing where what must hold would not."""
        course = self._course
        course.begin()
        if any(change.table == "text" for change in decision.changes):
            self._corrections.step(decision)
            course.settle(decision)
            return
        dig_up(course, decision)
        if not (steps_fit(course, decision) and self._done(decision)):
            course.take_back()
            if not taking_back(decision) and decision.changes:
                change = decision.changes[-1]
                course.set_aside(change.table, change.key, change.after, decision)
        course.settle(decision)

    def _done(self, decision: Decision) -> bool:
        course = self._course
        tables = {change.table for change in decision.changes}
        if "sentence" in tables:
            move_bounds(course, decision)
            return True
        left = met(course, decision)
        for change in decision.changes:
            if (change.table, change.key) in left:
                continue
            if change.table == "annotation":
                annotate(course, decision, change)
            elif change.table == "batch":
                course.state.put("batch", change.key, change.after)
            else:
                mark(course, decision, change)
        fits = speakers_fit(course, decision) and sound(course, decision)
        if fits:
            nest(course)
        return fits
