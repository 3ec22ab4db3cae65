"""Where a reviewer is: the queue of articles, the cursor, the filter, and every way to move; plain Python."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import NamedTuple, Protocol

from reviewer.errors import Refused
from reviewer.labels import BUILT_IN, Scheme
from reviewer.sheet import Sheet
from reviewer.store.interface import Store
from reviewer.store.queue import Queue
from reviewer.store.rows import Annotation, Document, Hit, Place, Sentence

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


class Offers(Protocol):
    """What is proposed for the sentences of the article on the screen, as far as a sitting asks for it."""

    def became(self, label: str) -> str | None:
        """Return what becomes of the suggestion for the current sentence by this label, as `rows.offered` writes it.

        None where nothing is proposed.
        """

    def least_sure(self) -> int | None:
        """Return the undecided sentence to go to next by uncertainty; None where the order is the document's."""

    def refusal(self) -> str:
        """Return why there is nothing to take for the current sentence, empty where there is."""


class Walk:
    """A way through a queue of documents (row ids). `sheet` is None while there is nothing to review.

    `queue` holds what can be visited now; `_asked` also what was taken out, so that it comes back in its place. `layer`
    is what is read and written: the reviewer's own, unless another one is given.
    """

    def __init__(
        self,
        store: Store,
        reviewer: str,
        queue: Sequence[int],
        *,
        layer: str | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.store = store
        self.reviewer = reviewer
        self.layer = layer or reviewer
        self.queue = Queue(queue)
        self.sheet: Sheet | None = None
        self.cursor = 0
        self.filter: str | None = None
        self.offers: Offers | None = None
        self._asked = self.queue
        self._clock = clock
        self._since = clock()
        self._resume()

    @property
    def document(self) -> Document | None:
        """The article on the screen."""
        return self.sheet.document if self.sheet is not None else None

    @property
    def scheme(self) -> Scheme:
        """The labels of the article on the screen."""
        return self.sheet.document.scheme if self.sheet is not None else BUILT_IN

    @property
    def article(self) -> int:
        """The place of the article in the queue, from 0."""
        return (self.queue.at(self.document.id) if self.document else None) or 0

    def focus(self) -> Focus | None:
        """Return the sentence under the cursor; None when there is none."""
        if not self.sheet:
            return None
        sentence = self.sheet.sentence(self.cursor)
        return Focus(self.cursor, sentence, self.store.annotation(sentence.id, self.layer))

    def finished(self) -> bool:
        """Return whether every sentence of every article of the queue has a label."""
        return self.store.first_unfinished(self.layer, self.queue) is None

    def matches(self, index: int) -> bool:
        """Return whether a sentence passes the filter."""
        if self.sheet is None or self.filter is None:
            return True
        if self.filter == "uncertain":
            return bool(self.sheet.uncertain[index])
        return self.sheet.label(index) == (None if self.filter == "undecided" else self.filter)

    def move(self, step: int) -> Moved:
        """Go `step` sentences on (or back), over those that pass the filter; stops at the last one that does."""
        index = self.cursor
        for _ in range(abs(step)):
            found = self._matching(index, 1 if step > 0 else -1)
            if found is None:
                break
            index = found
        return self.go(index)

    def step(self, by: int) -> Moved:
        """Go one sentence on (1) or back (-1) as `move` does; raises Refused at an end: a key should say why."""
        moved, only = self.move(by), self.filter
        if not moved.touched and self.sheet:
            if only:
                where = "after" if by > 0 else "before"
                raise Refused(f"only {self.scheme.word(only)}: none {where} this one in the article")
            raise Refused(f"this is the {'last' if by > 0 else 'first'} sentence of the article")
        return moved

    def go(self, index: int) -> Moved:
        """Put the cursor on a sentence of this article; past an end, on the last one there."""
        if not self.sheet:
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
        if self.sheet and self.sheet.label(self.cursor) is None:
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
        """Go to an article (row id), where this reviewer left it."""
        return self._go_to(document, LEFT_OFF)

    def go_to(self, place: Place) -> Moved:
        """Go to a sentence anywhere, such as one that a search found; Refused when it is no more."""
        moved = self._go_to(place.document, LEFT_OFF)
        index = self.sheet.index_of(place.sentence) if self.sheet and self.sheet.document.id == place.document else None
        if index is None:
            raise Refused("that sentence is no more; search again")
        return Moved(moved.sheet, self.go(index).touched)

    def search_here(self, words: str) -> list[int]:
        """Return the sentences of this article that hold `words` as they stand, whatever their case."""
        if not self.sheet or not words:
            return []
        wanted = words.casefold()
        places = {identity: index for index, identity in enumerate(self.sheet.layout.ids)}
        texts = self.store.texts(self.sheet.document.id)
        return [places[identity] for identity, text in texts if wanted in text.casefold() and identity in places]

    def search_all(self, words: str, limit: int = 50) -> list[Hit]:
        """Return sentences of any article that hold all the words."""
        return self.store.find(words, limit)

    def leave(self) -> None:
        """Remember the place for the next visit."""
        if self.sheet:
            self.store.set_position(self.layer, self.sheet.document.id, self.sheet.layout.starts[self.cursor])

    def _resume(self) -> None:
        last = self.store.position(self.layer)
        if last and last[0] in self.queue:
            self._open(last[0])
        elif self.queue:
            self._open(self.store.first_unfinished(self.layer, self.queue) or self.queue[0])

    def _open(self, document: int) -> None:
        """Show a document where this reviewer left it, else at its first undecided sentence.

        In place of one that was taken out, another of the queue is shown, if there is one.
        """
        found = self.store.document(document)
        self.sheet = Sheet(self.store, found, self.layer) if found else None
        self._since = self._clock()
        self.cursor = 0
        if self.sheet is None:
            self._renew_queue()
            self._resume()
            return
        last = self.store.position(self.layer, document)
        self.cursor = self.sheet.index_at(last[1]) if last else self.sheet.undecided_after(-1) or 0
        if document not in self.queue:
            self._asked = Queue((*self._asked, document))
            self._renew_queue()

    def _renew_queue(self) -> None:
        """Leave out what was taken out of the store, and let in what came back."""
        standing = set(self.store.document_ids())
        self.queue = Queue(document for document in self._asked if document in standing)

    def _go_to(self, document: int, index: int) -> Moved:
        """Go to a sentence of a document, FIRST_UNDECIDED or LEFT_OFF; a change of article remembers both places."""
        if self.sheet is not None and self.sheet.document.id == document:
            return Moved() if index == LEFT_OFF else self.go(self._index(self.sheet, index))
        self.leave()
        self._open(document)
        if self.sheet is not None and self.sheet.document.id == document and index != LEFT_OFF:
            self.cursor = self._index(self.sheet, index)
        self.leave()
        return Moved(sheet=True)

    def _index(self, sheet: Sheet, index: int) -> int:
        return (sheet.undecided_after(-1) or 0) if index == FIRST_UNDECIDED else index

    def _next_undecided(self) -> tuple[int, int] | None:
        """Return `(document, index)`: further on here, in later articles, earlier ones, at last before the cursor.

        By uncertainty, what is least sure of this article comes first.
        """
        sheet = self.sheet
        if sheet is None:
            return None
        found = self.offers.least_sure() if self.offers else None
        found = sheet.undecided_after(self.cursor) if found is None else found
        if found is not None:
            return sheet.document.id, found
        other = self.store.first_unfinished(self.layer, self.queue, self.article)
        if other is not None:
            return other, FIRST_UNDECIDED
        found = sheet.undecided_after(-1)
        return None if found in {None, self.cursor} else (sheet.document.id, found or 0)

    def _matching(self, index: int, step: int) -> int | None:
        """Return the next index in a direction that passes the filter."""
        count = len(self.sheet) if self.sheet is not None else 0
        index += step
        while 0 <= index < count:
            if self.matches(index):
                return index
            index += step
        return None
