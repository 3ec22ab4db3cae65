"""Attributions and claims: every act one transaction that appends a decision and changes the state."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reviewer.errors import Refused
from reviewer.store.marks import Attribution, Claim, LedgerRow, Spans, Speaker
from reviewer.store.nesting import holds, parent
from reviewer.store.rows import CHANGED, Act, Change, Decision, Place, offered
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import fresh, read
from reviewer.store.sqlite.checks import check_removed, refuse_sealed
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.layering import seen
from reviewer.store.sqlite.mark_rows import ATTRIBUTION, CLAIM, attribution_of, claim_of
from reviewer.store.sqlite.speakers import known_speaker, speaker_change

_PROPOSED = ("source", "cue", "content", "speaker")
"""What of an attribution is proposed."""
_GONE = "that mark is no more; it was taken away elsewhere"
_CLAIM = ", ".join(f"c.{name.strip()}" for name in CLAIM.split(","))


class MarksPart(Engine):
    """The part of the engine that records who said what, and what is claimed."""

    def attributions(self, document: int, reviewer: str) -> list[Attribution]:
        """Return a reviewer's attributions of a document in the order of their first span."""
        rows = self.connection.execute(
            f"SELECT {ATTRIBUTION} FROM attributions WHERE document = ? AND reviewer = ? ORDER BY start, uid",
            (document, reviewer),
        )
        return [attribution_of(row) for row in rows]

    def attribute(self, value: Attribution, act: Act, speaker: Speaker | None = None) -> Decision:
        """Record an attribution, a new one where its uid is empty, with a speaker that is new or has changed.

        What lies in what is worked out here, whatever `parent` says: a new one may hold older ones.
        """
        with self.transaction() as connection:
            self._check_spans(value)
            before = self._mine("attribution", value.uid, act) if value.uid else None
            changes = [speaker_change(connection, speaker)] if speaker else []
            who = changes[0].key[0] if changes else value.speaker
            if who and not changes:
                known_speaker(connection, who)
            one = value._replace(uid=value.uid or uuid7(), reviewer=act.into, speaker=who)
            others = [other for other in self.attributions(value.document, act.into) if other.uid != one.uid]
            row = self._attribution_row(one._replace(parent=parent(one, others)), before, act)
            row["suggestion"] = _put_otherwise(before, row)
            changes += self._nested(one, (one, *others))
            changes.append(Change("attribution", (one.uid,), before, row))
            return self._append(act, "attribution", changes, value.document, one.content[0][0])

    def remove_attribution(self, uid: str, act: Act) -> Decision:
        """Take an attribution away; those nested in it lie in the next outer one then. Refused when it is no more."""
        with self.transaction():
            before = self._mine("attribution", uid, act)
            document = self._document_id(before)
            others = self.attributions(document, act.into)
            gone = next(one for one in others if one.uid == uid)
            others.remove(gone)
            changes = self._nested(gone, others)
            changes.append(Change("attribution", (uid,), before, None))
            return self._append(act, "attribution", changes, document, gone.content[0][0])

    def _nested(self, changed: Attribution, standing: Sequence[Attribution]) -> list[Change]:
        """Return the new links of the attributions that lay in one that changes, or will lie in it."""
        changes = []
        for one in standing:
            if one.uid != changed.uid and (one.parent == changed.uid or holds(changed, one)):
                outer = parent(one, standing)
                if outer != one.parent:
                    row = read(self.connection, "attribution", (one.uid,)) or {}
                    changes.append(Change("attribution", (one.uid,), row, {**row, "parent": outer}))
        return changes

    def _mine(self, table: str, uid: str, act: Act) -> Mapping[str, Any]:
        """Return a mark's row; raises Refused when it is no more, or another reviewer's."""
        before = read(self.connection, table, (uid,))
        if before is None or before["reviewer"] != act.into:
            raise Refused(_GONE)
        return before

    def claims(self, document: int, reviewer: str) -> list[Claim]:
        """Return a reviewer's claims of a document in the order of the words they were taken from."""
        rows = self.connection.execute(
            f"SELECT {CLAIM} FROM claims WHERE document = ? AND reviewer = ? AND vanished IS NULL ORDER BY start, uid",
            (document, reviewer),
        )
        return [claim_of(row) for row in rows]

    def put_claim(self, value: Claim, act: Act) -> Decision:
        """Record a claim, a new one where its uid is empty; raises Refused for one without words."""
        if not value.text.strip():
            raise Refused("a claim needs words; delete takes it away")
        with self.transaction() as connection:
            before = self._mine("claim", value.uid, act) if value.uid else None
            uid = value.uid or uuid7()
            refuse_sealed(connection, uid)
            self._check_same(uid, value.same_as, before["same_as"] if before else None)
            self._check_inside(value.document, ((value.start, value.end),))
            change = Change("claim", (uid,), before, self._claim_row(value, before, act))
            return self._append(act, "claim", [change], value.document, value.start)

    def remove_claim(self, uid: str, act: Act) -> Decision:
        """Take a claim away, with the check that was begun of it; raises Refused when it is no more, or signed off."""
        with self.transaction() as connection:
            before = self._mine("claim", uid, act)
            refuse_sealed(connection, uid)
            changes = [*check_removed(connection, uid), Change("claim", (uid,), before, None)]
            return self._append(act, "claim", changes, self._document_id(before), before["start"])

    def take_over(self, place: Place, start: int, act: Act) -> Decision:
        """Link a sentence to the earlier one that begins at `start`, and take over its label and claims."""
        with self.transaction() as connection:
            uid, here, end = self._sentence("id", place.sentence)
            earlier, _, earlier_end = self._sentence("document = ? AND start", place.document, start)
            before = read(connection, "annotation", (uid, act.into))
            taken = read(connection, "annotation", (earlier, act.into)) or fresh(log.now())
            row = dict(before or fresh(log.now()))
            row |= {name: taken[name] for name in ("label", "check_worthiness", "claim_types")}
            row |= {"duplicate_of": start, **_stamp(before or row, act), "elapsed_ms": act.elapsed_ms}
            row["suggestion"] = act.suggestion
            changes = [Change("annotation", (uid, act.into), before, row)]
            for claim in self.claims(place.document, act.into):
                if start <= claim.start < earlier_end:
                    copied = claim._replace(start=here, end=end)
                    changes.append(Change("claim", (uuid7(),), None, self._claim_row(copied, None, act)))
            return log.append(connection, act, "duplicate", changes, document=place.document, sentence=uid)

    def ledger(self, reviewer: str | None = None, *, seen_by: str | None = None) -> Iterator[LedgerRow]:
        """Yield every claim of the project in the order of the documents.

        With `seen_by`, a layer, only what whoever fills it in may see: see the interface.
        """
        visible = seen("?2")
        rows = self.connection.execute(
            f"""SELECT {_CLAIM}, s.id, d.title, iif({visible}, a.label, NULL), iif({visible}, a.check_worthiness, NULL),
            {visible} AND (a.duplicate_of IS NOT NULL OR c.same_as IS NOT NULL),
            (SELECT p.name FROM attributions t JOIN speakers p ON p.uid = t.speaker WHERE t.document = c.document
                AND c.vanished IS NULL AND {visible}
                AND t.reviewer = c.reviewer AND t.start >= s.start AND t.start < s."end" ORDER BY t.start LIMIT 1),
            coalesce(k.status, 'untriaged'), k.verdict, coalesce(k.checker, ''), coalesce(k.drafted_by, '')
            FROM claims c JOIN documents d ON d.id = c.document AND NOT d.removed
            JOIN sentences s ON s.document = c.document AND s.start =
                (SELECT max(start) FROM sentences WHERE document = c.document AND start <= c.start)
            LEFT JOIN annotations a ON a.document = c.document AND a.sentence = s.id AND a.reviewer = c.reviewer
                AND c.vanished IS NULL
            LEFT JOIN checks k ON k.claim = c.uid
            WHERE (?1 IS NULL OR c.reviewer = ?1) AND ({visible} OR coalesce(k.status, 'untriaged') <> 'untriaged')
            ORDER BY c.document, c.start, c.uid""",
            (reviewer, seen_by),
        )
        for row in rows:
            yield LedgerRow._make((claim_of(row[:13]), *row[13:17], bool(row[17]), row[18] or "", *row[19:]))

    def _append(self, act: Act, action: str, changes: Sequence[Change], document: int, start: int) -> Decision:
        found = self.connection.execute(
            "SELECT uid FROM sentences WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1", (document, start)
        ).fetchone()
        sentence = found[0] if found else None
        return log.append(self.connection, act, action, changes, document=document, sentence=sentence)

    def _sentence(self, where: str, *values: int) -> tuple[str, int, int]:
        row = self.connection.execute(f'SELECT uid, start, "end" FROM sentences WHERE {where} = ?', values).fetchone()
        if row is None:
            raise Refused("that sentence is no more; it was split or merged")
        return row[0], row[1], row[2]

    def _attribution_row(self, one: Attribution, before: Mapping[str, Any] | None, act: Act) -> dict[str, Any]:
        return {
            "document": self._document_uid(one.document), "reviewer": act.into, "start": one.spans()[0][0],
            "source": json.dumps(one.source), "cue": json.dumps(one.cue), "content": json.dumps(one.content),
            "speaker": one.speaker, "quote_type": one.quote_type, "addressee": one.addressee, "parent": one.parent,
            "suggestion": one.suggestion, **_stamp(before, act),
        }  # fmt: skip

    def _claim_row(self, value: Claim, before: Mapping[str, Any] | None, act: Act) -> dict[str, Any]:
        return {
            "document": self._document_uid(value.document), "reviewer": act.into, "start": value.start,
            "end": value.end, "text": " ".join(value.text.split()), "presupposed": int(value.presupposed),
            **_stamp(before, act), "vanished": before["vanished"] if before else None,
            "same_as": value.same_as,
        }  # fmt: skip

    def _check_spans(self, value: Attribution) -> None:
        if not value.content:
            raise Refused("an attribution needs its content: what was said")
        for spans in (value.source, value.cue, value.content):
            if any(second[0] < first[1] for first, second in pairwise(spans)):
                raise Refused("the spans of one role may not overlap")
        self._check_inside(value.document, value.spans())

    def _check_same(self, uid: str, wanted: str | None, standing: str | None) -> None:
        """Raise Refused where a claim is to be the same as one that is no more, or that refers to it."""
        if wanted in {None, standing}:
            return
        row = self.connection.execute("SELECT same_as FROM claims WHERE uid = ?", (wanted,)).fetchone()
        if row is None:
            raise Refused("that claim is no more; it was taken away elsewhere")
        if uid in {wanted, row[0]}:
            raise Refused("that claim is linked to this one already")

    def _check_inside(self, document: int, spans: Spans) -> None:
        found = self.connection.execute(
            "SELECT length(t.text) FROM texts t JOIN documents d ON d.id = t.document AND NOT d.removed WHERE d.id = ?",
            (document,),
        ).fetchone()
        if found is None:
            raise Refused("this article was taken out again by whoever brought it in; nothing was recorded")
        if any(not 0 <= start < end <= found[0] for start, end in spans):
            raise Refused("a span must hold at least one character of the article")

    def _document_uid(self, document: int) -> str:
        uid: str = self.connection.execute("SELECT uid FROM documents WHERE id = ?", (document,)).fetchone()[0]
        return uid

    def _document_id(self, row: Mapping[str, Any]) -> int:
        found = self.connection.execute("SELECT id FROM documents WHERE uid = ?", (row["document"],)).fetchone()
        document: int = found[0]
        return document


def _put_otherwise(before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str | None:
    """Return what became of the proposal that an attribution was made from, now that the reviewer has edited it."""
    kept: str | None = before["suggestion"] if before else row["suggestion"]
    same = before is None or all(before[name] == row[name] for name in _PROPOSED)
    return kept if same or kept is None else offered(**{**json.loads(kept), "outcome": CHANGED})


def _stamp(before: Mapping[str, Any] | None, act: Act) -> dict[str, Any]:
    at = log.now()
    return {
        "created": before["created"] if before else at,
        "modified": at,
        "guideline": act.guideline,
        "origin": act.origin,
    }
