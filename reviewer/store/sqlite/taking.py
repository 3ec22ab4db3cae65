"""Taking what was proposed for a sentence: its label, who said what, and what goes with them, in one decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Unpack

from reviewer.store.marks import Attribution, Speaker
from reviewer.store.nesting import holds, parent
from reviewer.store.rows import Act, Change, Decision, Place, Said
from reviewer.store.sqlite import log
from reviewer.store.sqlite.annotations import AnnotationsPart, annotated
from reviewer.store.sqlite.changes import read
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.marks import MarksPart
from reviewer.store.sqlite.speakers import known_speaker, speaker_change
from reviewer.store.taking import Marked


class TakingPart(AnnotationsPart, MarksPart):
    """The part of the engine that records a suggestion as it stood."""

    def accept(
        self,
        place: Place,
        act: Act,
        marks: Sequence[Marked] = (),
        *,
        next_start: int | None = None,
        **fields: Unpack[Said],
    ) -> Decision:
        """Record a label with new attributions and what else was proposed; what the sentence has already stays."""
        with self.transaction() as connection:
            uid = self._uid(place)
            before = read(connection, "annotation", (uid, act.into))
            kept = {name for name, value in (before or {}).items() if name != "label" and value not in {None, ""}}
            given = {name: value for name, value in fields.items() if name not in kept}
            changes = [Change("annotation", (uid, act.into), before, annotated(before, act, given))]
            changes += self._spoken(place.document, marks, act)
            decision = log.append(connection, act, "accept", changes, document=place.document, sentence=uid)
            if next_start is not None:
                self._remember(act.into, place.document, next_start)
        return decision

    def _spoken(self, document: int, marks: Sequence[Marked], act: Act) -> list[Change]:
        """Return the changes that record attributions beside those that stand, with their speakers before them."""
        if not marks:
            return []
        speakers = {
            _named(speaker): speaker_change(self.connection, speaker)
            for speaker in {_named(one): one for _, one in marks if one}.values()
        }
        made = []
        for value, speaker in marks:
            self._check_spans(value)
            who = speakers[_named(speaker)].key[0] if speaker else value.speaker
            if who and not speaker:
                known_speaker(self.connection, who)
            made.append(value._replace(uid=uuid7(), document=document, reviewer=act.into, speaker=who))
        standing = self.attributions(document, act.into)
        together = [*standing, *made]
        new = [
            Change("attribution", (one.uid,), None, self._attribution_row(_placed(one, together), None, act))
            for one in made
        ]
        return [*speakers.values(), *self._renested(standing, made, together), *new]

    def _renested(
        self, standing: Iterable[Attribution], made: Sequence[Attribution], together: Sequence[Attribution]
    ) -> list[Change]:
        """Return the new links of the attributions that will lie in one that is made."""
        changes = []
        for one in standing:
            if any(holds(outer, one) for outer in made):
                row: Mapping[str, Any] = read(self.connection, "attribution", (one.uid,)) or {}
                changes.append(Change("attribution", (one.uid,), row, {**row, "parent": parent(one, together)}))
        return changes


def _placed(one: Attribution, among: Iterable[Attribution]) -> Attribution:
    return one._replace(parent=parent(one, among))


def _named(speaker: Speaker) -> str:
    return speaker.uid or " ".join(speaker.name.split()).casefold()
