"""Working out what is proposed for the article of a sitting, a stretch at a time: what is wanted, ready, or failed."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.errors import debugging, reason
from reviewer.session import Session
from reviewer.sheet import Sheet
from reviewer.store.rows import Sentence
from reviewer.suggest.stretches import BEGINNING, Ready, Stretch, stretch_at

if TYPE_CHECKING:  # the engine is loaded in a thread after the first paint
    from reviewer.suggest.learning.learned import Learned
    from reviewer.suggest.proposals import Suggestion

NOTHING_SUGGESTED = "no suggestions here"
"""What is said, with the reason behind it, where working them out has failed."""
NEAR = 40
"""How many sentences before the end of what is ready the next stretch is worked out."""
KEPT = 6
"""How many stretches are kept."""


class WorkingOut:
    """What is worked out for the article on the screen. What is read stands here; the work is done anywhere.

    Whoever sits there asks for what is `wanted`, and gives back what came of it to `take`, or to `fail`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sheet: Sheet | None = None
        self._ready: OrderedDict[int, Ready] = OrderedDict()
        self._failed: dict[int, str] = {}
        self._asked: Stretch | None = None
        self._outdated: set[int] = set()

    def wanted(self) -> Stretch | None:
        """Return what is to be proposed for next: round the cursor, then what that comes near to; None for nothing."""
        sheet = self._current()
        if not sheet:
            return None
        index = self._lacking(sheet)
        self._asked = None if index is None else self._read(sheet, index)
        return self._asked

    def is_lacking(self) -> bool:
        """Return whether something is to be proposed for that is not worked out."""
        sheet = self._current()
        return sheet is not None and self._lacking(sheet) is not None

    def _lacking(self, sheet: Sheet) -> int | None:
        cursor = self._session.cursor
        near = (cursor, min(cursor + NEAR, len(sheet) - 1), max(cursor - NEAR, 0))
        return next((index for index in near if not self._is_done(self._first(sheet, index))), None)

    def _is_done(self, first: int) -> bool:
        return first in self._failed or (first in self._ready and first not in self._outdated)

    def take(self, stretch: Stretch, found: "Sequence[Suggestion]") -> None:
        """Keep what was worked out; it is nothing any more once the article has changed, or is another one.

        What stood before stands on for the sentence under the cursor: nobody takes what was not there to be read.
        """
        sheet = self._current()
        if sheet and stretch is self._asked:
            before, at = self._ready.get(stretch.first), self._session.cursor - stretch.first
            if before and 0 <= at < len(found):
                found = [*found[:at], before.found[at], *found[at + 1 :]]
            self._ready[stretch.first] = Ready(stretch, found, sheet.layout)
            self._ready.move_to_end(stretch.first)
            self._outdated.discard(stretch.first)
            while len(self._ready) > KEPT:
                self._ready.popitem(last=False)

    def fail(self, stretch: Stretch, why: str) -> None:
        """Go on without suggestions for a stretch, as where the rules have a fault: `refusal` says why.

        What stood before stands on; it is tried again when more was learned.
        """
        if self._current() and stretch is self._asked:
            self._failed[stretch.first] = why

    def _give_up(self, ready: Ready, error: Exception) -> None:
        """Take back what stood for a stretch, where it cannot be used; a fault is raised where one is sought."""
        if debugging():
            raise error
        self._ready.pop(ready.stretch.first, None)
        self._failed[ready.stretch.first] = reason(error)

    def work_out(self, learned: "Learned | None" = None) -> None:
        """Work out at once all that is wanted, where no screen waits."""
        from reviewer.suggest.proposing import suggestions  # noqa: PLC0415 - see the imports above

        while (stretch := self.wanted()) is not None:
            self.take(stretch, suggestions(stretch, learned))

    def renew(self) -> None:
        """Have all worked out anew, as when more was learned; what stands is shown until then."""
        self._outdated = set(self._ready)
        self._failed.clear()

    def _forget(self) -> None:
        self._ready.clear()
        self._outdated.clear()
        self._failed.clear()
        self._asked = None

    def _current(self) -> Sheet | None:
        """Return the article on the screen; what was proposed for another one, or for other sentences, is forgotten."""
        sheet, known = self._session.sheet, self._sheet
        if sheet is not known:
            if not sheet or not known or sheet.document != known.document or sheet.layout != known.layout:
                self._forget()
            self._sheet = sheet
        return sheet

    def _read(self, sheet: Sheet, index: int) -> Stretch | None:
        """Return the stretch that holds a sentence; None where the text has changed since the sheet was made."""
        first, end = stretch_at(sheet.layout.paragraphs, index)
        sentences = self._sentences(sheet, first, end)
        base = sentences[0].start
        store, end = self._session.store, sentences[-1].end
        text = store.text(sheet.document.id)[base:end]
        if any(text[one.start - base : one.end - base] != one.text for one in sentences):
            return None
        beginning = self._sentences(sheet, 0, min(BEGINNING, len(sheet)))
        proposals = store.proposed(sheet.document.id, base, end)
        return Stretch(first, text, sentences, beginning, len(sheet), proposals)

    def _sentences(self, sheet: Sheet, first: int, end: int) -> list[Sentence]:
        return [sheet.sentence(index) for index in range(first, min(end, len(sheet)))]

    def _ready_at(self, index: int) -> Ready | None:
        sheet = self._current()
        return self._ready.get(self._first(sheet, index)) if sheet else None

    def _first(self, sheet: Sheet, index: int) -> int:
        """Return where the stretch begins that a sentence is in."""
        return stretch_at(sheet.layout.paragraphs, index)[0]
