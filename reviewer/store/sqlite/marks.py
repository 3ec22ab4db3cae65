"""Attributions, claims and speakers: every act one transaction that appends a decision and changes the state."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reviewer.errors import Refused
from reviewer.store.marks import Attribution, Claim, LedgerRow, Spans, Speaker
from reviewer.store.rows import Act, Change, Decision, Place
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import fresh, read
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuid7

_GONE = "that mark is no more; it was taken away elsewhere"
_CLAIM = """c.uid, c.document, c.reviewer, c.start, c."end", c.text, c.presupposed, c.created, c.modified,
    c.guideline, c.origin"""


class MarksPart(Engine):
    """The part of the engine that records who said what, and what is claimed."""

    def attributions(self, document: int, reviewer: str) -> list[Attribution]:
        """Return a reviewer's attributions of a document in the order of their first span."""
        rows = self.connection.execute(
            """SELECT uid, document, reviewer, source, cue, content, speaker, quote_type, addressee, parent, created,
            modified, guideline, origin FROM attributions WHERE document = ? AND reviewer = ? ORDER BY start, uid""",
            (document, reviewer),
        )
        return [Attribution._make((*row[:3], *map(_spans, row[3:6]), *row[6:])) for row in rows]

    def attribute(self, value: Attribution, act: Act, speaker: Speaker | None = None) -> Decision:
        """Record an attribution, a new one where its uid is empty, with a speaker that is new or has changed."""
        with self.transaction() as connection:
            self._check_spans(value)
            uid = value.uid or uuid7()
            before = read(connection, "attribution", (uid,))
            if value.uid and before is None:
                raise Refused(_GONE)
            if speaker and not speaker.uid:
                speaker = speaker._replace(uid=uuid7())
            changes = [self._speaker_change(speaker)] if speaker else []
            row = {
                "document": self._document_uid(value.document), "reviewer": act.reviewer, "start": value.spans()[0][0],
                "source": json.dumps(value.source), "cue": json.dumps(value.cue), "content": json.dumps(value.content),
                "speaker": speaker.uid if speaker else value.speaker, "quote_type": value.quote_type,
                "addressee": value.addressee, "parent": value.parent, **_stamp(before, act),
            }  # fmt: skip
            changes.append(Change("attribution", (uid,), before, row))
            return self._append(act, "attribution", changes, value.document, value.content[0][0])

    def remove_attribution(self, uid: str, act: Act) -> Decision:
        """Take an attribution away, and with it the link of those nested in it; raises Refused when it is no more."""
        with self.transaction() as connection:
            before = read(connection, "attribution", (uid,))
            if before is None:
                raise Refused(_GONE)
            changes = []
            for (nested,) in connection.execute("SELECT uid FROM attributions WHERE parent = ?", (uid,)).fetchall():
                row = read(connection, "attribution", (nested,)) or {}
                changes.append(Change("attribution", (nested,), row, {**row, "parent": None}))
            changes.append(Change("attribution", (uid,), before, None))
            start = json.loads(before["content"])[0][0]
            return self._append(act, "attribution", changes, self._document_id(before), start)

    def claims(self, document: int, reviewer: str) -> list[Claim]:
        """Return a reviewer's claims of a document in the order of the words they were taken from."""
        rows = self.connection.execute(
            f"SELECT {_CLAIM} FROM claims c WHERE document = ? AND reviewer = ? ORDER BY start, uid",
            (document, reviewer),
        )
        return [_claim(row) for row in rows]

    def put_claim(self, value: Claim, act: Act) -> Decision:
        """Record a claim, a new one where its uid is empty; raises Refused for one without words."""
        if not value.text.strip():
            raise Refused("a claim needs words; delete takes it away")
        with self.transaction() as connection:
            uid = value.uid or uuid7()
            before = read(connection, "claim", (uid,))
            if value.uid and before is None:
                raise Refused(_GONE)
            self._check_inside(value.document, ((value.start, value.end),))
            change = Change("claim", (uid,), before, self._claim_row(value, before, act))
            return self._append(act, "claim", [change], value.document, value.start)

    def remove_claim(self, uid: str, act: Act) -> Decision:
        """Take a claim away; raises Refused when it is no more."""
        with self.transaction() as connection:
            before = read(connection, "claim", (uid,))
            if before is None:
                raise Refused(_GONE)
            return self._append(
                act, "claim", [Change("claim", (uid,), before, None)], self._document_id(before), before["start"]
            )

    def speakers(self) -> list[Speaker]:
        """Return the speakers of the project by name."""
        rows = self.connection.execute("SELECT uid, name, aliases, role FROM speakers ORDER BY name, uid")
        return [Speaker(uid, name, tuple(json.loads(aliases)), role) for uid, name, aliases, role in rows]

    def put_speaker(self, value: Speaker, act: Act) -> Decision:
        """Record a speaker, or another name, aliases and role for one: that changes it wherever it is named."""
        if not value.name.strip():
            raise Refused("a speaker needs a name")
        with self.transaction() as connection:
            return log.append(connection, act, "speaker", [self._speaker_change(value)])

    def take_over(self, place: Place, start: int, act: Act) -> Decision:
        """Link a sentence to the earlier one that begins at `start`, and take over its label and claims."""
        with self.transaction() as connection:
            uid, here, end = self._sentence("id", place.sentence)
            earlier, _, earlier_end = self._sentence("document = ? AND start", place.document, start)
            before = read(connection, "annotation", (uid, act.reviewer))
            taken = read(connection, "annotation", (earlier, act.reviewer)) or fresh(log.now())
            row = dict(before or fresh(log.now()))
            row |= {name: taken[name] for name in ("label", "check_worthiness", "claim_types")}
            row |= {"duplicate_of": start, **_stamp(before or row, act), "elapsed_ms": act.elapsed_ms}
            changes = [Change("annotation", (uid, act.reviewer), before, row)]
            for claim in self.claims(place.document, act.reviewer):
                if start <= claim.start < earlier_end:
                    copied = claim._replace(start=here, end=end)
                    changes.append(Change("claim", (uuid7(),), None, self._claim_row(copied, None, act)))
            return log.append(connection, act, "duplicate", changes, document=place.document, sentence=uid)

    def ledger(self, reviewer: str | None = None) -> Iterator[LedgerRow]:
        """Yield every claim of the project in the order of the documents."""
        rows = self.connection.execute(
            f"""SELECT {_CLAIM}, s.id, d.title, a.label, a.check_worthiness, a.duplicate_of IS NOT NULL,
            (SELECT p.name FROM attributions t JOIN speakers p ON p.uid = t.speaker WHERE t.document = c.document
                AND t.reviewer = c.reviewer AND t.start >= s.start AND t.start < s."end" ORDER BY t.start LIMIT 1)
            FROM claims c JOIN documents d ON d.id = c.document AND NOT d.removed
            JOIN sentences s ON s.document = c.document AND s.start =
                (SELECT max(start) FROM sentences WHERE document = c.document AND start <= c.start)
            LEFT JOIN annotations a ON a.document = c.document AND a.sentence = s.id AND a.reviewer = c.reviewer
            WHERE ?1 IS NULL OR c.reviewer = ?1 ORDER BY c.document, c.start, c.uid""",
            (reviewer,),
        )
        for row in rows:
            yield LedgerRow._make((_claim(row[:11]), *row[11:15], bool(row[15]), row[16] or ""))

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

    def _claim_row(self, value: Claim, before: Mapping[str, Any] | None, act: Act) -> dict[str, Any]:
        return {
            "document": self._document_uid(value.document), "reviewer": act.reviewer, "start": value.start,
            "end": value.end, "text": " ".join(value.text.split()), "presupposed": int(value.presupposed),
            **_stamp(before, act),
        }  # fmt: skip

    def _speaker_change(self, value: Speaker) -> Change:
        before = read(self.connection, "speaker", (value.uid,))
        row = {
            "name": " ".join(value.name.split()),
            "aliases": json.dumps(list(dict.fromkeys(value.aliases)), ensure_ascii=False),
            "role": value.role,
        }
        return Change("speaker", (value.uid,), before, row)

    def _check_spans(self, value: Attribution) -> None:
        if not value.content:
            raise Refused("an attribution needs its content: what was said")
        for spans in (value.source, value.cue, value.content):
            if any(second[0] < first[1] for first, second in pairwise(spans)):
                raise Refused("the spans of one role may not overlap")
        self._check_inside(value.document, value.spans())

    def _check_inside(self, document: int, spans: Spans) -> None:
        (length,) = self.connection.execute("SELECT length(text) FROM texts WHERE document = ?", (document,)).fetchone()
        if any(not 0 <= start < end <= length for start, end in spans):
            raise Refused("a span must hold at least one character of the article")

    def _document_uid(self, document: int) -> str:
        uid: str = self.connection.execute("SELECT uid FROM documents WHERE id = ?", (document,)).fetchone()[0]
        return uid

    def _document_id(self, row: Mapping[str, Any]) -> int:
        found = self.connection.execute("SELECT id FROM documents WHERE uid = ?", (row["document"],)).fetchone()
        document: int = found[0]
        return document


def _stamp(before: Mapping[str, Any] | None, act: Act) -> dict[str, Any]:
    at = log.now()
    return {
        "created": before["created"] if before else at,
        "modified": at,
        "guideline": act.guideline,
        "origin": act.origin,
    }


def _spans(written: str) -> Spans:
    return tuple((start, end) for start, end in json.loads(written))


def _claim(row: Sequence[Any]) -> Claim:
    return Claim._make((*row[:6], bool(row[6]), *row[7:]))
