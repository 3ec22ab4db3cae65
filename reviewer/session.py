"""What a reviewer does in a sitting: every act on the sentence under the cursor, and taking it back."""

from collections.abc import Callable, Sequence
from json import loads
from typing import Unpack

from reviewer.errors import Refused
from reviewer.layers import is_again
from reviewer.sheet import Sheet
from reviewer.sitting import Sitting
from reviewer.store.marks import ROLES, Attribution, Speaker
from reviewer.store.queue import Queue
from reviewer.store.rows import Act, Change, Decision, Place, Said
from reviewer.walk import LEFT_OFF, Focus, Moved

__all__ = ["Focus", "Moved", "Session"]


class Session(Sitting):
    """Acts of a reviewer on the sentence under the cursor; see Sitting for who it is, and Walk for where."""

    # Deciding: every act is one decision, on the disk when the call returns

    def decide(self, label: str, origin: str = "key") -> Moved:
        """Give the sentence its label and move on to the next undecided one, or the next that passes the filter.

        Raises Refused when the sentence is no more; then nothing is recorded and the cursor stays.
        """
        if self.current().document.scheme.get(label) is None:
            raise Refused(f"there is no label {label!r} for this article")

        def record(place: Place, act: Act, next_start: int) -> Decision:
            return self.store.annotate(place, act, "label", next_start=next_start, label=label)

        return self.record(record, origin, self.became(label))

    def became(self, label: str | None) -> str | None:
        """Return what becomes of what is proposed here by a label of the reviewer's own, as Act has it."""
        return self.offers.became(label) if self.offers and label else None

    def record(self, given: Callable[[Place, Act, int], Decision], origin: str, suggestion: str | None) -> Moved:
        """Record a decision that gives the sentence its label, and move on as `decide` does.

        `given` is told the sentence, the act, and where (code point) this reviewer goes on; `suggestion` is what
        becomes of what was proposed.
        """
        sheet, index = self.current(), self.cursor
        following = self._following()
        here = following[1] if following and following[0] == sheet.document.id else index
        with self._standing():
            act = self.act(origin)._replace(suggestion=suggestion)
            decision = given(sheet.place(index), act, sheet.layout.starts[here])
        self.noted(decision)
        touched = self._take_over(sheet, index, decision.changes)
        self._since = self._clock()
        moved = self._go_to(*following) if following else Moved()
        return moved if moved.sheet else Moved(touched=(*touched, *moved.touched))

    def clear(self, origin: str = "key") -> Moved:
        """Take the label off again; raises Refused when there is none."""
        if self.current().label(self.cursor) is None:
            raise Refused("this sentence has no label to clear")
        return self._annotate("clear", origin, label=None)

    def toggle_uncertain(self, origin: str = "key") -> Moved:
        """Mark the sentence as uncertain, or take the mark off."""
        return self._annotate("uncertain", origin, uncertain=not self.current().uncertain[self.cursor])

    def set_note(self, note: str, origin: str = "key") -> Moved:
        """Write a note on the sentence; an empty one takes it off. The same words again are no decision."""
        self.current()
        focus = self.focus()
        if focus is None or note == (focus.annotation.note if focus.annotation else ""):
            return Moved()
        return self._annotate("note", origin, note=note)

    def split(self, at: int, origin: str = "key") -> Moved:
        """Cut the sentence at a code point of the document; the cursor is on the first part then."""
        place = self.current().place(self.cursor)
        with self._standing():
            self.noted(self.store.split(place, at, self.act(origin)))
        return self.reload()

    def merge(self, origin: str = "key") -> Moved:
        """Join the sentence with the next one of its paragraph."""
        place = self.current().place(self.cursor)
        with self._standing():
            self.noted(self.store.merge(place, self.act(origin)))
        return self.reload()

    def attribute(self, value: Attribution, speaker: Speaker | None, origin: str = "key") -> Moved:
        """Record an attribution, with a speaker that is new or has changed."""
        sheet = self.current()
        self.noted(self.store.attribute(value, self.act(origin), speaker))
        return self._marked(sheet, value)

    def remove_attribution(self, value: Attribution, origin: str = "key") -> Moved:
        """Take an attribution away."""
        sheet = self.current()
        self.noted(self.store.remove_attribution(value.uid, self.act(origin)))
        return self._marked(sheet, value)

    def _marked(self, sheet: Sheet, value: Attribution) -> Moved:
        old = [one for one in sheet.attributions() if one.uid == value.uid]
        sheet.forget_attributions()
        touched = {index for one in (*old, value) for span in one.spans() for index in sheet.under(span)}
        return Moved(touched=tuple(sorted(touched)))

    def undo(self, origin: str = "key") -> tuple[Moved, Decision]:
        """Undo this reviewer's last standing decision and go where it was; raises Refused when there is none."""
        if is_again(self.layer) and not self._answered:
            raise Refused("nothing was answered in this sitting; earlier work is undone in: reviewer open")
        return self._after(self.noted(self.store.undo(self._act(origin))))

    def redo(self, origin: str = "key") -> tuple[Moved, Decision]:
        """Do again what was undone last and go where it is; raises Refused when there is nothing."""
        if is_again(self.layer) and self._answered == self._highest:
            raise Refused("nothing was undone in this sitting")
        return self._after(self.noted(self.store.redo(self._act(origin))))

    def _following(self) -> tuple[int, int] | None:
        """Return where a decision leads: on through what passes a filter, else to the next undecided sentence."""
        if self.sheet and self.filter not in {None, "undecided"}:
            found = self._matching(self.cursor, 1)
            return self.sheet.document.id, self.cursor if found is None else found
        return self._next_undecided()

    def _annotate(self, action: str, origin: str, **fields: Unpack[Said]) -> Moved:
        sheet = self.current()
        place = sheet.place(self.cursor)
        with self._standing():
            decision = self.store.annotate(place, self.act(origin), action, **fields)
        self.noted(decision)
        return Moved(touched=self._take_over(sheet, self.cursor, decision.changes))

    def _take_over(self, sheet: Sheet, index: int, changes: Sequence[Change]) -> tuple[int, ...]:
        """Show what a decision on one sentence has changed there, and in attributions; return what is touched."""
        touched = {index}
        for table, _, before, after in changes:
            if table == "annotation":
                row = after or {"label": None, "uncertain": False}
                sheet.set(index, row["label"], uncertain=bool(row["uncertain"]))
            elif table == "attribution":
                sheet.forget_attributions()
                spans = [span for row in (before, after) if row for role in ROLES for span in loads(row[role])]
                touched.update(place for span in spans for place in sheet.under(span))
        return tuple(sorted(touched))

    def _after(self, decision: Decision) -> tuple[Moved, Decision]:
        """Show what an undo or redo changed, and go there."""
        self._since = self._clock()
        if decision.document is None or any(change.table == "batch" for change in decision.changes):
            return self._after_import(decision), decision
        place = self._where(decision)
        if place is None:
            # Its article was taken out and there is nothing to show, or somebody joined its sentence with another one.
            here = self.sheet is not None and self.sheet.document.id == decision.document
            return self.reload() if here else Moved(), decision
        here = self.sheet is not None and self.sheet.document.id == place.document
        index = self.sheet.index_of(place.sentence) if here and self.sheet else None
        said = [change.layer for change in decision.changes if change.table == "annotation"]
        marks = all(change.table in {"annotation", "attribution", "speaker"} for change in decision.changes)
        if self.sheet and index is not None and marks and said == [self.layer]:
            touched = self._take_over(self.sheet, index, decision.changes)
            return Moved(touched=(*touched, *self.go(index).touched)), decision
        if here:
            self.reload()
        else:
            self._go_to(place.document, LEFT_OFF)
        index = self.sheet.index_of(place.sentence) if self.sheet else None
        self.cursor = self.cursor if index is None else index
        return Moved(sheet=True), decision

    def _after_import(self, decision: Decision) -> Moved:
        """Let articles out of the queue whose import was undone, or in again."""
        batch = next((change for change in decision.changes if change.table == "batch"), decision.changes[0])
        back = self.store.imported(batch.key[0])
        self._asked = Queue((*self._asked, *back))
        self._renew_queue()
        document = self.document
        if document is None or document.id not in self.queue:
            self.sheet, self.cursor = None, 0
            self._resume()
        elif len(decision.changes) > 1:
            self.reload()
        return Moved(sheet=True)

    def _where(self, decision: Decision) -> Place | None:
        """Return the sentence a decision was about, or the first of those that it made."""
        for uid in (decision.sentence, *(change.key[0] for change in decision.changes)):
            place = self.store.sentence_at(uid) if uid else None
            if place and self.store.document(place.document):
                return place
        return None
