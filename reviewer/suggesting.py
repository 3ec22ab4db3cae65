"""What is proposed for the sentences of a sitting's article, and taking it with one key."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewer.errors import Refused
from reviewer.session import Moved, Session
from reviewer.store.marks import Attribution, Speaker, overlap
from reviewer.store.rows import ACCEPTED, CHANGED, OVERRIDDEN, Act, Decision, Place, Said, offered
from reviewer.store.taking import Marked
from reviewer.suggest.stretches import Ready
from reviewer.working_out import NOTHING_SUGGESTED, WorkingOut

if TYPE_CHECKING:  # the engine is loaded in a thread after the first paint, who speaks when somebody is proposed
    from reviewer.speakers import Guess
    from reviewer.suggest.proposals import Proposed, Suggestion

LOOK_BACK = 6
"""How many proposals before a sentence may say who "he" is in it."""


class Offer(NamedTuple):
    """An attribution that is proposed, and who its source is; None where nobody is in reach.

    `source` and `content` are the words of its spans.
    """

    proposed: "Proposed"
    speaker: "Guess | None"
    source: str
    content: str


class Offered(NamedTuple):
    """All that is proposed for a sentence and not recorded yet; `repeats` is the earlier one that says the same."""

    suggestion: "Suggestion"
    attributions: tuple[Offer, ...]
    check_worthiness: str | None
    repeats: int | None


class Suggesting(WorkingOut):
    """The suggestions for the article of a session; see WorkingOut for how they come to be.

    `by_uncertainty` lets the session go on to the undecided sentence that the program is least sure of. `database` is
    the file whose finished articles are learned from, None where the rules alone speak.
    """

    def __init__(self, session: Session, *, by_uncertainty: bool = False, database: Path | None = None) -> None:
        super().__init__(session)
        self.by_uncertainty = by_uncertainty
        self.database = database
        self._told: tuple[object, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        session.offers = self

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
        try:
            attributions = self._attributions(ready, suggestion)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with who speaks, the sitting goes on without
            self._give_up(ready, error)
            return None
        return Offered(
            suggestion,
            attributions,
            None if said and said.check_worthiness else suggestion.check_worthiness,
            None if said and said.duplicate_of is not None else suggestion.repeats,
        )

    def failure(self) -> str:
        """Return why nothing can be proposed round the cursor, empty where it can, or may."""
        sheet = self._current()
        first = self._first(sheet, self._session.cursor) if sheet else 0
        return f"{NOTHING_SUGGESTED}: {self._failed[first]}" if first in self._failed else ""

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
        """Return what of the proposed attributions of a sentence is not recorded, and who speaks in each.

        A key asks several times; it is found once for what is proposed, recorded and known.
        """
        sheet = self._session.sheet
        if not suggestion.attributions or sheet is None:
            return ()
        told = (ready, suggestion, sheet.attributions(), self._session.store.speakers())
        if not (self._told and all(map(is_, told, self._told))):
            self._told, self._offers = told, self._heard(ready, suggestion, *told[2:])
        return self._offers

    def _heard(
        self, ready: Ready, suggestion: "Suggestion", recorded: Sequence[Attribution], known: Sequence[Speaker]
    ) -> tuple[Offer, ...]:
        mine = [one for one in suggestion.attributions if not self._is_recorded(ready, one)]
        if not mine:
            return ()
        from reviewer.suggest.speaking import speakers_of  # noqa: PLC0415 - see the imports above

        earlier = (one for one in reversed(ready.said) if one.content < mine[0].content)
        before = list(islice((one for one in earlier if not self._is_recorded(ready, one)), LOOK_BACK))
        sources = [one.source for one in (*reversed(before), *mine)]
        found = speakers_of(ready.stretch.heard(), sources, known, recorded, ready.stretch.base)
        return tuple(
            Offer(one, _named(one, known) or who, ready.words(one.source), ready.words(one.content))
            for one, who in zip(mine, found[-len(mine) :], strict=True)
        )

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
        if self._ready_at(cursor):
            return ""
        return self.failure() or "no suggestion yet: it is being worked out"

    def accept(self, origin: str = "key") -> Moved:
        """Take all that is proposed for the sentence as one decision, and move on as a label does.

        Raises Refused where there is nothing to take.
        """
        session, here = self._session, self.here()
        if here is None:
            raise Refused(self.refusal() or "nothing is proposed here")
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
        for one, who, source, _ in given:
            speaker, changed = recorded(who, source, known)
            if changed:
                known = [changed, *(other for other in known if (other.uid, other.name) != (changed.uid, changed.name))]
            value = Attribution(
                uid="", document=document, reviewer=session.layer, source=one.source, cue=one.cue, content=one.content,
                speaker=speaker.uid or None if speaker else None, quote_type=one.quote_type, addressee="", parent=None,
                created="", modified="", guideline="", origin="",
                suggestion=offered(ACCEPTED, None, one.score, one.rule, one.engine or ENGINE),
            )  # fmt: skip
            yield value, changed or (speaker if speaker and not speaker.uid else None)


def _became(outcome: str, one: "Suggestion") -> str:
    from reviewer.suggest.engine import ENGINE  # noqa: PLC0415 - it is loaded since something was proposed

    return offered(outcome, one.label, one.score, one.rule, one.engine or ENGINE)


def _named(one: "Proposed", known: Sequence[Speaker]) -> "Guess | None":
    """Return the speaker that another program names for an attribution; None where it names nobody."""
    from reviewer.speakers import Guess, known_as  # noqa: PLC0415 - see the imports above

    if not one.speaker:
        return None
    found = known_as(one.speaker, known)
    return Guess(found or Speaker("", one.speaker), f"named by {one.engine}", new=found is None)
