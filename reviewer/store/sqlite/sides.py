"""What the layers say side by side, where they differ, and settling it: each choice is one decision."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reviewer.errors import Refused
from reviewer.layers import again
from reviewer.store.marks import Attribution, Claim
from reviewer.store.nesting import parent
from reviewer.store.rows import Act, Annotation, Change, Decision
from reviewer.store.sides import Side
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import ANNOTATION, annotation_of, fresh, read
from reviewer.store.sqlite.compared import ComparedPart
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.mark_rows import ATTRIBUTION, CLAIM, attribution_of, claim_of
from reviewer.store.sqlite.marks import MarksPart


class SidesPart(MarksPart, ComparedPart):
    """The part of the engine that compares layers."""

    def sides(self, document: int, sentence: int | None = None) -> Mapping[int, Sequence[Side]]:
        """Return what the layers say of each sentence (row id), or of one, in the order of their names."""
        bounds = self._reaches(document, sentence)
        if not bounds:
            return {}
        ids, starts = [row[0] for row in bounds], [row[2] for row in bounds]
        within = (document, starts[0], bounds[-1][3])
        said: dict[tuple[int, str], Annotation] = {}
        for row in self.connection.execute(
            f"""SELECT sentence, reviewer, {", ".join(ANNOTATION)} FROM annotations
            WHERE document = ? AND (?2 IS NULL OR sentence = ?2)""",
            (document, sentence),
        ):
            said[row[0], row[1]] = annotation_of(row[2:])
        marks: dict[tuple[int, str], tuple[list[Attribution], list[Claim]]] = {}
        for one in self._every_attribution(*within):
            at = ids[max(0, bisect_right(starts, one.spans()[0][0]) - 1)]
            marks.setdefault((at, one.reviewer), ([], []))[0].append(one)
        for claim in self._every_claim(*within):
            at = ids[max(0, bisect_right(starts, claim.start) - 1)]
            marks.setdefault((at, claim.reviewer), ([], []))[1].append(claim)
        found: dict[int, list[Side]] = {}
        for where, layer in sorted(said.keys() | marks.keys(), key=lambda key: key[1]):
            attributions, claims = marks.get((where, layer), ((), ()))
            side = Side(layer, said.get((where, layer)), tuple(attributions), tuple(claims))
            found.setdefault(where, []).append(side)
        return found

    def fills_in(self, reviewer: str, document: int) -> tuple[str, ...]:
        """Return the layers of a reviewer, first and second answers, that are assigned or begun in a document."""
        rows = self.connection.execute(
            """SELECT layer FROM assignments WHERE document = ?1 AND layer IN (?2, ?3)
            UNION SELECT reviewer FROM progress WHERE document = ?1 AND sentences > 0 AND reviewer IN (?2, ?3)""",
            (document, reviewer, again(reviewer)),
        )
        return tuple(row[0] for row in rows)

    def settle(self, document: int, chosen: Iterable[tuple[int, Side]], act: Act) -> Decision:
        """Put what sides say in the place of what `act.into` says of sentences (row ids), all as one decision."""
        with self.transaction() as connection:
            changes: list[Change] = []
            bounds: list[tuple[int, int]] = []
            given: list[Side] = []
            uids: list[str] = []
            reaches = {row[0]: row[1:] for row in self._reaches(document)}
            chosen = list(chosen)
            for sentence, side in chosen:
                if sentence not in reaches:
                    raise Refused("that sentence is no more; it was split or merged")
                uid, start, until = reaches[sentence]
                uids.append(uid)
                bounds.append((start, until))
                given.append(side)
                before = read(connection, "annotation", (uid, act.into))
                changes.append(Change("annotation", (uid, act.into), before, _settled(before, side, act)))
            if not changes:
                raise Refused("there is nothing to settle here")
            self._check_inside(document, ())
            changes += self._attributed(document, bounds, given, act)
            changes += self._claimed_by(document, bounds, given, act)
            clashing = {one.sentence for one in self.conflicts(document) if one.is_side}
            if all(map(_same, changes)) and not clashing & {sentence for sentence, _ in chosen}:
                raise Refused("it is settled so already")
            one = uids[0] if len(uids) == 1 else None
            return log.append(connection, act, "adjudicate", changes, document=document, sentence=one)

    def _reaches(self, document: int, sentence: int | None = None) -> list[tuple[int, str, int, int]]:
        """Return id, uid, start of each sentence and how far it reaches: what begins before the next one is its."""
        return self.connection.execute(
            """SELECT * FROM (SELECT id, uid, start, lead(start, 1, 1 << 40) OVER (ORDER BY start) FROM sentences
            WHERE document = ?1) WHERE ?2 IS NULL OR id = ?2""",
            (document, sentence),
        ).fetchall()

    def _attributed(
        self, document: int, bounds: Sequence[tuple[int, int]], given: Sequence[Side], act: Act
    ) -> list[Change]:
        """Return the changes that put the attributions of sides in the place of those that began there."""
        standing = self.attributions(document, act.into)
        gone = [one for one in standing if _within(one.spans()[0][0], bounds)]
        kept = [one for one in standing if one not in gone]
        given_here = [one for side in given for one in side.attributions]
        # Whoever settles takes a side, not a suggestion.
        new = [one._replace(uid=uuid7(), reviewer=act.into, suggestion=None) for one in given_here]
        if {_said(one) for one in gone} == {_said(one) for one in new}:
            return []
        after = [*kept, *new]
        changes = []
        for one in after:
            before = read(self.connection, "attribution", (one.uid,))
            row = before or self._attribution_row(one, None, act)
            outer = parent(one, after)
            if before is None or before["parent"] != outer:
                changes.append(Change("attribution", (one.uid,), before, {**row, "parent": outer}))
        return changes + [
            Change("attribution", (one.uid,), read(self.connection, "attribution", (one.uid,)), None) for one in gone
        ]

    def _claimed_by(
        self, document: int, bounds: Sequence[tuple[int, int]], given: Sequence[Side], act: Act
    ) -> list[Change]:
        """Return the changes that put the claims of sides in the place of those that began there.

        What a check was begun of stays on both sides: a copy would be the same claim with a check of its own.
        """
        begun = {
            row[0]
            for row in self.connection.execute(
                "SELECT claim FROM checks WHERE claim IN (SELECT uid FROM claims WHERE document = ?)", (document,)
            )
        }
        there = [one for one in self.claims(document, act.into) if _within(one.start, bounds)]
        stays = {_stated(one) for one in there if one.uid in begun}
        gone = [one for one in there if one.uid not in begun]
        new = [one for side in given for one in side.claims if one.uid not in begun and _stated(one) not in stays]
        if sorted(map(_stated, gone)) == sorted(map(_stated, new)):
            return []
        changes = [Change("claim", (one.uid,), read(self.connection, "claim", (one.uid,)), None) for one in gone]
        return changes + [Change("claim", (uuid7(),), None, self._claim_row(one, None, act)) for one in new]

    def _every_attribution(self, document: int, start: int, end: int) -> list[Attribution]:
        rows = self.connection.execute(
            f"""SELECT {ATTRIBUTION} FROM attributions WHERE document = ? AND start >= ? AND start < ?
            ORDER BY start, uid""",
            (document, start, end),
        )
        return [attribution_of(row) for row in rows]

    def _every_claim(self, document: int, start: int, end: int) -> list[Claim]:
        rows = self.connection.execute(
            f"""SELECT {CLAIM} FROM claims WHERE document = ? AND start >= ? AND start < ? AND vanished IS NULL
            ORDER BY start, uid""",
            (document, start, end),
        )
        return [claim_of(row) for row in rows]


def _settled(before: Mapping[str, Any] | None, side: Side, act: Act) -> Mapping[str, Any]:
    at = log.now()
    row = dict(before or fresh(at))
    given = side.annotation
    if given is None or given.label is None:
        raise Refused("that side has no label for this sentence; give it one: decide anew")
    row |= {
        "label": given.label, "uncertain": int(given.uncertain), "note": given.note,
        "check_worthiness": given.check_worthiness, "claim_types": " ".join(given.claim_types),
        "duplicate_of": given.duplicate_of, "modified": at, "guideline": act.guideline, "origin": act.origin,
        "elapsed_ms": act.elapsed_ms, "suggestion": None,
    }  # fmt: skip
    return {name: row[name] for name in ANNOTATION}


_STAMP = frozenset({"created", "modified", "guideline", "origin", "elapsed_ms"})


def _same(change: Change) -> bool:
    """Return whether a change says nothing new, but for when and how it was said."""
    if change.before is None or change.after is None:
        return False
    return all(change.before[name] == value for name, value in change.after.items() if name not in _STAMP)


def _within(offset: int, bounds: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in bounds)


def _said(one: Attribution) -> tuple[object, ...]:
    return one.source, one.cue, one.content, one.speaker, one.quote_type, one.addressee


def _stated(one: Claim) -> tuple[int, int, str, bool]:
    return one.start, one.end, one.text, one.presupposed
