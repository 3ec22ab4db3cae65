"""What is proposed for the sentences of a sitting's article, and taking it with one key."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewer.errors import Refused
from reviewer.session import Moved, Session
from reviewer.sheet import Sheet
from reviewer.store.marks import Attribution, overlap
from reviewer.store.rows import ACCEPTED, CHANGED, OVERRIDDEN, Act, Decision, Place, Said, Sentence, offered
from reviewer.store.taking import Marked
from reviewer.suggest.stretches import BEGINNING, Ready, Stretch, stretch_at

if TYPE_CHECKING:  # the engine is loaded in a thread after the first paint, who speaks when somebody is proposed
    from reviewer.speakers import Guess
    from reviewer.suggest.learning.learned import Learned
    from reviewer.suggest.proposals import Proposed, Suggestion

NEAR = 40
"""How many sentences before the end of what is ready the next stretch is worked out."""
KEPT = 6
"""How many stretches are kept."""
LOOK_BACK = 6
"""How many proposals before a sentence may say who "he" is in it."""


class Offer(NamedTuple):
    """An attribution that is proposed, and who its source is; None where nobody is in reach."""

    proposed: "Proposed"
    speaker: "Guess | None"


class Offered(NamedTuple):
    """All that is proposed for a sentence and not recorded yet; `repeats` is the earlier one that says the same."""

    suggestion: "Suggestion"
    attributions: tuple[Offer, ...]
    check_worthiness: str | None
    repeats: int | None


class Suggesting:
    """The suggestions for the article of a session. Whoever sits there works them out: `wanted`, then `take`.

    `by_uncertainty` lets the session go on to the undecided sentence that the program is least sure of. `database` is
    the file whose finished articles are learned from, None where the rules alone speak.
    """

    def __init__(self, session: Session, *, by_uncertainty: bool = False, database: Path | None = None) -> None:
        self.by_uncertainty = by_uncertainty
        self.database = database
        self._session = session
        self._sheet: Sheet | None = None
        self._ready: OrderedDict[int, Ready] = OrderedDict()
        self._asked: Stretch | None = None
        self._outdated: set[int] = set()
        session.offers = self

    # Working them out: what is read stands here, the work is done anywhere, and what came of it is put here

    def wanted(self) -> Stretch | None:
        """Return what is to be proposed for next: round the cursor, then what that comes near to; None for nothing."""
        sheet = self._current()
        if not sheet:
            return None
        index = self._lacking(sheet)
        self._asked = None if index is None else self._read(sheet, index)
        return self._asked

    def is_ready(self) -> bool:
        """Return whether all is worked out that the cursor is on or comes near to."""
        sheet = self._current()
        return not sheet or self._lacking(sheet) is None

    def _lacking(self, sheet: Sheet) -> int | None:
        cursor = self._session.cursor
        near = (cursor, min(cursor + NEAR, len(sheet) - 1), max(cursor - NEAR, 0))
        return next((index for index in near if not self._is_ready_at(index)), None)

    def _is_ready_at(self, index: int) -> bool:
        ready = self._ready_at(index)
        return ready is not None and ready.stretch.first not in self._outdated

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
            self._outdated.discard(stretch.first)
            while len(self._ready) > KEPT:
                self._ready.popitem(last=False)

    def work_out(self, learned: "Learned | None" = None) -> None:
        """Work out at once all that is wanted, where no screen waits."""
        from reviewer.suggest.proposing import suggestions  # noqa: PLC0415 - see the imports above

        while (stretch := self.wanted()) is not None:
            self.take(stretch, suggestions(stretch, learned))

    def renew(self) -> None:
        """Have all worked out anew, as when more was learned; what stands is shown until then."""
        self._outdated = set(self._ready)

    def _forget(self) -> None:
        self._ready.clear()
        self._outdated.clear()
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
        text = self._session.store.text(sheet.document.id)[base : sentences[-1].end]
        if any(text[one.start - base : one.end - base] != one.text for one in sentences):
            return None
        return Stretch(first, text, sentences, self._sentences(sheet, 0, min(BEGINNING, len(sheet))), len(sheet))

    def _sentences(self, sheet: Sheet, first: int, end: int) -> list[Sentence]:
        return [sheet.sentence(index) for index in range(first, min(end, len(sheet)))]

    def _ready_at(self, index: int) -> Ready | None:
        sheet = self._current()
        return self._ready.get(stretch_at(sheet.layout.paragraphs, index)[0]) if sheet else None

    # What stands

    def suggestion(self, index: int) -> "Suggestion | None":
        """Return what is proposed for a sentence: nothing for a decided one, or before it was worked out."""
        sheet, ready = self._current(), self._ready_at(index)
        return ready.of(index) if sheet and ready and sheet.label(index) is None else None

    def here(self) -> Offered | None:
        """Return all that is proposed for the sentence under the cursor."""
        cursor = self._session.cursor
        suggestion, ready, focus = self.suggestion(cursor), self._ready_at(cursor), self._session.focus()
        if suggestion is None or ready is None or focus is None:
            return None
        said = focus.annotation
        return Offered(
            suggestion,
            self._attributions(ready, suggestion),
            None if said and said.check_worthiness else suggestion.check_worthiness,
            None if said and said.duplicate_of is not None else suggestion.repeats,
        )

    def touching(self, index: int) -> "list[Proposed]":
        """Return the attributions that are proposed and have a span in a sentence."""
        sheet, ready = self._current(), self._ready_at(index)
        if not sheet or not ready:
            return []
        given = ready.touching(index)
        return [one for owner, one in given if sheet.label(owner) is None and not self._is_recorded(ready, one)]

    def with_neighbours(self, indexes: Iterable[int]) -> tuple[int, ...]:
        """Return sentences with those that share a proposed attribution with them: they change together."""
        found = set(indexes)
        for index in tuple(found):
            if ready := self._ready_at(index):
                found.update(other for _, one in ready.touching(index) for other in ready.under(one))
        return tuple(sorted(found))

    def _attributions(self, ready: Ready, suggestion: "Suggestion") -> tuple[Offer, ...]:
        """Return what of the proposed attributions of a sentence is not recorded, and who speaks in each."""
        mine = [one for one in suggestion.attributions if not self._is_recorded(ready, one)]
        sheet = self._session.sheet
        if not mine or sheet is None:
            return ()
        from reviewer.suggest.speaking import speakers_of  # noqa: PLC0415 - see the imports above

        earlier = (one for one in reversed(ready.said) if one.content < mine[0].content)
        before = list(islice((one for one in earlier if not self._is_recorded(ready, one)), LOOK_BACK))
        asked, known = [*reversed(before), *mine], self._session.store.speakers()
        found = speakers_of(ready.stretch.heard(), asked, known, sheet.attributions(), ready.stretch.base)
        return tuple(map(Offer, mine, found[-len(mine) :]))

    def _is_recorded(self, ready: Ready, one: "Proposed") -> bool:
        """Return whether a recorded attribution has some of the same content."""
        sheet = self._session.sheet
        return sheet is not None and any(
            overlap(span, other)
            for index in ready.under(one)
            for marked in sheet.touching(index)
            for other in marked.content
            for span in one.content
        )

    # What a sitting asks

    def became(self, label: str) -> str | None:
        """Return what becomes of the suggestion for the current sentence by a label of the reviewer's own key."""
        suggestion = self.suggestion(self._session.cursor)
        if suggestion is None:
            return None
        return _became(CHANGED if label == suggestion.label else OVERRIDDEN, suggestion)

    def least_sure(self) -> int | None:
        """Return the undecided sentence near the cursor with the lowest score; None in the order of the document."""
        cursor = self._session.cursor
        sheet, ready = self._current(), self._ready_at(cursor) if self.by_uncertainty else None
        if not sheet or ready is None:
            return None
        open_ones = [
            (one.score, index)
            for index, one in enumerate(ready.found, ready.stretch.first)
            if index != cursor and sheet.label(index) is None
        ]
        return min(open_ones)[1] if open_ones else None

    def refusal(self) -> str:
        """Return why there is nothing to take for the current sentence, empty where there is."""
        sheet, cursor = self._current(), self._session.cursor
        if not sheet:
            return "there is no sentence here"
        if sheet.label(cursor) is not None:
            return "this sentence has its label; another label key changes it"
        return "" if self._ready_at(cursor) else "no suggestion yet: it is being worked out"

    def accept(self, origin: str = "key") -> Moved:
        """Take all that is proposed for the sentence as one decision, and move on as a label does.

        Raises Refused where there is nothing to take.
        """
        session, reason = self._session, self.refusal()
        here = self.here()
        if reason or here is None:
            raise Refused(reason or "nothing is proposed here")
        sheet, suggestion = session.current(), here.suggestion
        fields = Said(label=suggestion.label)
        if here.check_worthiness is not None:
            fields["check_worthiness"] = here.check_worthiness
        if here.repeats is not None:
            fields["duplicate_of"] = sheet.layout.starts[here.repeats]
        marks = list(self._marks(here.attributions))

        def record(place: Place, act: Act, next_start: int) -> Decision:
            return session.store.accept(place, act, marks, next_start=next_start, **fields)

        return session.record(record, origin, _became(ACCEPTED, suggestion))

    def _marks(self, given: Iterable[Offer]) -> Iterator[Marked]:
        """Yield attributions as they are recorded, each with its speaker where that is new or has changed."""
        from reviewer.speakers import recorded  # noqa: PLC0415 - see the imports above
        from reviewer.suggest.engine import ENGINE  # noqa: PLC0415 - as above

        session = self._session
        document, known = session.current().document.id, session.store.speakers()
        for one, who in given:
            ready = self._ready_at(session.cursor)
            speaker, changed = recorded(who, ready.words(one.source) if ready else "", known)
            if changed:
                known = [changed, *(other for other in known if (other.uid, other.name) != (changed.uid, changed.name))]
            value = Attribution(
                uid="", document=document, reviewer=session.layer, source=one.source, cue=one.cue, content=one.content,
                speaker=speaker.uid or None if speaker else None, quote_type=one.quote_type, addressee="", parent=None,
                created="", modified="", guideline="", origin="",
                suggestion=offered(ACCEPTED, None, one.score, one.rule, ENGINE),
            )  # fmt: skip
            yield value, changed or (speaker if speaker and not speaker.uid else None)


def _became(outcome: str, one: "Suggestion") -> str:
    from reviewer.suggest.engine import ENGINE  # noqa: PLC0415 - it is loaded since something was proposed

    return offered(outcome, one.label, one.score, one.rule, ENGINE)
