"""One reviewer's sitting: the queue of articles, the cursor, the filter, and every act on the sentence under it."""

from array import array
from collections.abc import Callable, Sequence
from time import monotonic
from typing import NamedTuple

from reviewer.errors import Refused
from reviewer.labels import BY_NAME
from reviewer.settings import GUIDELINE_VERSION
from reviewer.sheet import Sheet
from reviewer.store.interface import Store
from reviewer.store.rows import Act, Annotation, Change, Decision, Document, Hit, Place, Sentence

LONGEST_THOUGHT = 3_600_000
"""Milliseconds; a sentence that lay open for longer was not being thought about, and no time is recorded."""
LEFT_OFF = -2
"""In place of an index: where this reviewer left the article."""
FIRST_UNDECIDED = -1
"""In place of an index: the article's first sentence without a label."""


class Moved(NamedTuple):
    """What an act changed for whoever draws it. `sheet`: another article, or its sentences have other bounds."""

    sheet: bool = False
    touched: tuple[int, ...] = ()


class Focus(NamedTuple):
    """The sentence under the cursor with all that is known of it."""

    position: int
    sentence: Sentence
    annotation: Annotation | None


class Session:
    """A sitting over a queue of documents (row ids). `sheet` is None while there is nothing to review."""

    def __init__(
        self,
        store: Store,
        reviewer: str,
        queue: Sequence[int],
        *,
        guideline: str = GUIDELINE_VERSION,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.store = store
        self.reviewer = reviewer
        self.queue: array[int] = array("q", queue)
        self.sheet: Sheet | None = None
        self.cursor = 0
        self.filter: str | None = None
        self._guideline = guideline
        self._clock = clock
        self._since = clock()
        self._seq, _ = store.news(0, 0, reviewer)
        self._resume()

    # Where the reviewer is

    @property
    def document(self) -> Document | None:
        """The article on the screen."""
        return self.sheet.document if self.sheet else None

    @property
    def article(self) -> int:
        """The place of the article in the queue, from 0."""
        return self.queue.index(self.sheet.document.id) if self.sheet and self.sheet.document.id in self.queue else 0

    def focus(self) -> Focus | None:
        """Return the sentence under the cursor; None when there is none."""
        if not self.sheet or not len(self.sheet):
            return None
        sentence = self.sheet.sentence(self.cursor)
        return Focus(self.cursor, sentence, self.store.annotation(sentence.id, self.reviewer))

    def history(self) -> list[Decision]:
        """Return this reviewer's decisions about the sentence, and what changed its bounds, newest first."""
        focus = self.focus()
        decisions = self.store.history(focus.sentence.uid) if focus else []
        return [one for one in decisions if one.reviewer == self.reviewer or one.action in {"split", "merge"}]

    def finished(self) -> bool:
        """Return whether every sentence of every article of the queue has a label."""
        return self.store.first_unfinished(self.reviewer, self.queue) is None

    def matches(self, index: int) -> bool:
        """Return whether a sentence passes the filter."""
        if self.sheet is None or self.filter is None:
            return True
        if self.filter == "uncertain":
            return bool(self.sheet.uncertain[index])
        return self.sheet.label(index) == (None if self.filter == "undecided" else self.filter)

    # Moving

    def move(self, step: int) -> Moved:
        """Go `step` sentences on (or back), over those that pass the filter; stops at the article's ends."""
        index = self.cursor
        for _ in range(abs(step)):
            index = self._matching(index, 1 if step > 0 else -1, self.cursor if index == self.cursor else index)
        return self.go(index)

    def go(self, index: int) -> Moved:
        """Put the cursor on a sentence of this article."""
        if self.sheet is None or not len(self.sheet):
            return Moved()
        old, self.cursor = self.cursor, max(0, min(index, len(self.sheet) - 1))
        if old == self.cursor:
            return Moved()
        self._since = self._clock()
        return Moved(touched=(old, self.cursor))

    def next_undecided(self) -> Moved:
        """Go to the next sentence without a label, in another article if need be; Refused when all are labelled."""
        place = self._next_undecided()
        if place is not None:
            return self._go_to(*place)
        if self.sheet and len(self.sheet) and self.sheet.label(self.cursor) is None:
            raise Refused("this is the only undecided sentence left")
        raise Refused("every sentence has its label; export with: reviewer export")

    def previous_undecided(self) -> Moved:
        """Go to the last sentence before this one without a label; Refused when there is none in this article."""
        found = self.sheet.undecided_before(self.cursor) if self.sheet else None
        if found is None:
            raise Refused("no sentence before this one is undecided")
        return self.go(found)

    def next_article(self, step: int = 1) -> Moved:
        """Go to the next article of the queue (`step` 1) or the one before it (-1); raises Refused at the ends."""
        number = self.article + step
        if not 0 <= number < len(self.queue):
            raise Refused("this is the last article" if step > 0 else "this is the first article")
        return self._go_to(self.queue[number], LEFT_OFF)

    def open_article(self, document: int) -> Moved:
        """Go to an article, where this reviewer left it."""
        return self._go_to(document, LEFT_OFF)

    def go_to(self, place: Place) -> Moved:
        """Go to a sentence anywhere, such as one that a search found."""
        moved = self._open(place.document) if self.document is None or self.document.id != place.document else Moved()
        index = self.sheet.index_of(place.sentence) if self.sheet else None
        return Moved(moved.sheet, self.go(index or 0).touched)

    def search_here(self, words: str) -> list[int]:
        """Return the sentences of this article that hold `words` as they stand, whatever their case."""
        if self.sheet is None or not words:
            return []
        wanted = words.casefold()
        texts = self.store.texts(self.sheet.document.id)
        return [index for index, (_, text) in enumerate(texts) if wanted in text.casefold()]

    def search_all(self, words: str, limit: int = 50) -> list[Hit]:
        """Return sentences of any article that hold all the words."""
        return self.store.find(words, limit)

    # Deciding: every act is one decision, on the disk when the call returns

    def decide(self, label: str, origin: str = "key") -> Moved:
        """Give the sentence its label and move on to the next undecided one."""
        if label not in BY_NAME:
            raise Refused(f"there is no label {label!r}")
        sheet = self._current()
        index = self.cursor
        following = self._following()
        start = sheet.layout.starts[following[1]] if following and following[0] == sheet.document.id else None
        self._annotate("label", origin, next_start=start, label=label)
        if following is None:
            self._since = self._clock()
            return Moved(touched=(index,))
        moved = self._go_to(*following)
        return moved if moved.sheet else Moved(touched=(index, *moved.touched))

    def clear(self, origin: str = "key") -> Moved:
        """Take the label off again; raises Refused when there is none."""
        if self._current().label(self.cursor) is None:
            raise Refused("this sentence has no label to clear")
        return self._annotate("clear", origin, label=None)

    def toggle_uncertain(self, origin: str = "key") -> Moved:
        """Mark the sentence as uncertain, or take the mark off."""
        return self._annotate("uncertain", origin, uncertain=not self._current().uncertain[self.cursor])

    def set_note(self, note: str, origin: str = "key") -> Moved:
        """Write a note on the sentence; an empty one takes it off. The same words again are no decision."""
        focus = self.focus()
        if focus is None or note == (focus.annotation.note if focus.annotation else ""):
            return Moved()
        return self._annotate("note", origin, note=note)

    def split(self, at: int, origin: str = "key") -> Moved:
        """Cut the sentence at a code point of the document."""
        return self._reshape(self.store.split(self._current().place(self.cursor), at, self._act(origin)))

    def merge(self, origin: str = "key") -> Moved:
        """Join the sentence with the next one of its paragraph."""
        return self._reshape(self.store.merge(self._current().place(self.cursor), self._act(origin)))

    def undo(self, origin: str = "key") -> tuple[Moved, Decision]:
        """Undo this reviewer's last standing decision and go where it was; raises Refused when there is none."""
        return self._after(self.store.undo(self._act(origin)))

    def redo(self, origin: str = "key") -> tuple[Moved, Decision]:
        """Do again what was undone last and go where it is; raises Refused when there is nothing."""
        return self._after(self.store.redo(self._act(origin)))

    # Keeping up

    def catch_up(self) -> Moved:
        """Take over what other processes wrote since the last look, where it bears on this article."""
        if not self.store.changed_elsewhere():
            return Moved()
        document = self.document
        self._seq, bears = self.store.news(self._seq, document.id if document else 0, self.reviewer)
        return self._reload() if bears else Moved()

    def leave(self) -> None:
        """Remember the place for the next sitting."""
        if self.sheet and len(self.sheet):
            self.store.set_position(self.reviewer, self.sheet.document.id, self.sheet.layout.starts[self.cursor])

    def _resume(self) -> None:
        last = self.store.position(self.reviewer)
        if last and last[0] in self.queue:
            self._open(last[0])
        elif self.queue:
            self._open(self.store.first_unfinished(self.reviewer, self.queue) or self.queue[0])

    def _open(self, document: int) -> Moved:
        """Show a document, at the place where this reviewer left it, else at its first undecided sentence."""
        found = self.store.document(document)
        self.sheet = Sheet(self.store, found, self.reviewer) if found else None
        self._since = self._clock()
        self.cursor = 0
        if self.sheet:
            last = self.store.position(self.reviewer, document)
            self.cursor = self.sheet.index_at(last[1]) if last else self.sheet.undecided_after(-1) or 0
            if document not in self.queue:
                self.queue.append(document)
        return Moved(sheet=True)

    def _go_to(self, document: int, index: int) -> Moved:
        """Go to a sentence of a document, FIRST_UNDECIDED or LEFT_OFF; remembers the place when the article changes."""
        if self.sheet and self.sheet.document.id == document:
            return self.go(index)
        moved = self._open(document)
        if index != LEFT_OFF and self.sheet:
            self.cursor = (self.sheet.undecided_after(-1) or 0) if index == FIRST_UNDECIDED else index
        self.leave()
        return moved

    def _following(self) -> tuple[int, int] | None:
        """Return where a decision leads: on through what passes a filter, else to the next undecided sentence."""
        if self.sheet and self.filter not in {None, "undecided"}:
            return self.sheet.document.id, self._matching(self.cursor, 1, self.cursor)
        return self._next_undecided()

    def _next_undecided(self) -> tuple[int, int] | None:
        """Return `(document, index)`: further on here, in later articles, earlier ones, at last before the cursor."""
        sheet = self.sheet
        if sheet is None:
            return None
        found = sheet.undecided_after(self.cursor)
        if found is not None:
            return sheet.document.id, found
        number = self.article
        other = self.store.first_unfinished(self.reviewer, self.queue[number + 1 :] + self.queue[:number])
        if other is not None:
            return other, FIRST_UNDECIDED
        found = sheet.undecided_after(-1)
        return None if found in {None, self.cursor} else (sheet.document.id, found)

    def _matching(self, index: int, step: int, otherwise: int) -> int:
        """Return the next index in a direction that passes the filter, else `otherwise`."""
        count = len(self.sheet) if self.sheet else 0
        index += step
        while 0 <= index < count:
            if self.matches(index):
                return index
            index += step
        return otherwise

    def _current(self) -> Sheet:
        if self.sheet is None or not len(self.sheet):
            raise Refused("there is no sentence here; add an article with: reviewer open FILE")
        return self.sheet

    def _act(self, origin: str) -> Act:
        elapsed = round((self._clock() - self._since) * 1000)
        return Act(self.reviewer, self._guideline, origin, elapsed if elapsed <= LONGEST_THOUGHT else None)

    def _annotate(
        self, action: str, origin: str, *, next_start: int | None = None, **fields: str | bool | None
    ) -> Moved:
        sheet = self._current()
        place = sheet.place(self.cursor)
        decision = self.store.annotate(place, self._act(origin), action, next_start=next_start, **fields)  # type: ignore[arg-type]
        self._take_over(sheet, self.cursor, decision.changes[0])
        return Moved(touched=(self.cursor,))

    def _take_over(self, sheet: Sheet, index: int, change: Change) -> None:
        row = change.after or {"label": None, "uncertain": False}
        sheet.set(index, row["label"], uncertain=bool(row["uncertain"]))

    def _reshape(self, decision: Decision) -> Moved:
        del decision
        return self._reload()

    def _reload(self) -> Moved:
        """Read the article anew and keep the place in its text."""
        sheet = self.sheet
        if sheet is None:
            return Moved()
        offset = sheet.layout.starts[self.cursor] if len(sheet) else 0
        self._open(sheet.document.id)
        if self.sheet is None:
            self.queue = array("q", (one for one in self.queue if one != sheet.document.id))
            self._resume()
        else:
            self.cursor = self.sheet.index_at(offset)
        return Moved(sheet=True)

    def _after(self, decision: Decision) -> tuple[Moved, Decision]:
        """Show what an undo or redo changed."""
        if decision.document is None:  # an import
            self.queue = array("q", dict.fromkeys((*self.queue, *self.store.document_ids())))
            self.queue = array("q", (one for one in self.queue if self.store.document(one)))
            if self.sheet is None or not self.store.document(self.sheet.document.id):
                self.sheet = None
                self._resume()
            return Moved(sheet=True), decision
        place = next(filter(None, (self.store.sentence_at(change.key[0]) for change in decision.changes)), None)
        only_labels = all(change.table == "annotation" for change in decision.changes)
        if only_labels and place and self.sheet and self.sheet.document.id == place.document:
            index = self.sheet.index_of(place.sentence)
            if index is not None:
                self._take_over(self.sheet, index, decision.changes[0])
                return Moved(touched=(index, *self.go(index).touched)), decision
        self._open(decision.document)
        index = self.sheet.index_of(place.sentence) if self.sheet and place else None
        self.cursor = index or 0
        return Moved(sheet=True), decision
