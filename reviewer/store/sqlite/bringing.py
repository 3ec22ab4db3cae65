"""Recording finished work that comes from a file as one decision, and keeping what another program proposed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewer.errors import Refused
from reviewer.labels import BUILT_IN
from reviewer.store.bringing import Brought, Proposal
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import ANNOTATION, read
from reviewer.store.sqlite.ids import uuid7
from reviewer.store.sqlite.marks import MarksPart
from reviewer.store.sqlite.schemes import SchemesPart
from reviewer.store.sqlite.speakers import SpeakersPart, speaker_change
from reviewer.text import one_line


class BringingPart(MarksPart, SpeakersPart, SchemesPart):
    """The part of the engine that takes in what was decided or proposed elsewhere."""

    def bring(self, work: Sequence[Brought], speakers: Sequence[Speaker], act: Act) -> Decision:
        """Record finished work as one decision; what its layers had said of these sentences gives way."""
        with self.transaction() as connection:
            at = log.now()
            named = {one.uid: self._speaker(one) for one in speakers}
            changes = [change for _, change in named.values() if change]
            who = {uid: known for uid, (known, _) in named.items()}
            for one in work:
                changes += self._annotations(one, act, at)
                changes += self._attributions(one, who, act)
                changes += self._claims(one, act)
            return log.append(connection, act, "bring", changes)

    def _speaker(self, value: Speaker) -> tuple[str, Change | None]:
        """Return the uid of a speaker here, and the change that records one who is not known by uid or name."""
        known = {one.uid for one in self.speakers()}
        if value.uid in known:
            return value.uid, None
        same = next((one for one in self.speakers() if one.name.casefold() == value.name.casefold()), None)
        if same:
            return same.uid, None
        change = speaker_change(self.connection, value._replace(uid=""))
        uid = value.uid or change.key[0]
        return uid, change._replace(key=(uid,))

    def _annotations(self, one: Brought, act: Act, at: str) -> Iterator[Change]:
        for sentence, said in one.annotations.items():
            found = self.connection.execute(
                """SELECT s.uid, d.scheme FROM sentences s
                JOIN documents d ON d.id = s.document AND NOT d.removed WHERE s.id = ?""",
                (sentence,),
            ).fetchone()
            if found is None:
                raise Refused("a sentence of this work is no more; bring it in again")
            scheme = BUILT_IN if found[1] is None else self._scheme(found[1])
            if said.label is not None and scheme.get(said.label) is None:
                raise Refused(
                    f"{one_line(said.label)} is no label of its article; there are: {', '.join(scheme.names)}"
                )
            row = dict(zip(ANNOTATION, said, strict=True))
            row |= {
                "uncertain": int(said.uncertain), "claim_types": " ".join(said.claim_types),
                "created": said.created or at, "modified": said.modified or at,
                "guideline": said.guideline or act.guideline, "origin": said.origin or act.origin,
            }  # fmt: skip
            key = (found[0], one.layer)
            yield Change("annotation", key, read(self.connection, "annotation", key), row)

    def _attributions(self, one: Brought, who: Mapping[str, str], act: Act) -> Iterator[Change]:
        for value in one.attributions:
            self._check_spans(value)
            uid = value.uid or uuid7()
            before = read(self.connection, "attribution", (uid,))
            row = self._attribution_row(value, before, act)
            row |= {"reviewer": one.layer, "speaker": who.get(value.speaker or ""), **_times(value, row)}
            yield Change("attribution", (uid,), before, row)

    def _claims(self, one: Brought, act: Act) -> Iterator[Change]:
        for value in one.claims:
            self._check_inside(value.document, ((value.start, value.end),))
            uid = value.uid or uuid7()
            before = read(self.connection, "claim", (uid,))
            row = self._claim_row(value, before, act) | {"reviewer": one.layer}
            yield Change("claim", (uid,), before, row)

    def propose(self, document: int, proposals: Sequence[Proposal]) -> None:
        """Keep what another program proposed, in the place of what it had for the same words."""
        with self.transaction() as connection:
            connection.executemany(
                """INSERT OR REPLACE INTO proposals (document, text, start, "end", engine, proposal)
                SELECT id, sha256, ?, ?, ?, ? FROM documents WHERE id = ?""",
                [(*one, document) for one in proposals],
            )

    def proposed(self, document: int) -> list[Proposal]:
        """Return what another program proposed for the text that a document has now, in the order of the text."""
        rows = self.connection.execute(
            """SELECT p.start, p."end", p.engine, p.proposal FROM proposals p
            JOIN documents d ON d.id = p.document AND d.sha256 = p.text WHERE d.id = ? ORDER BY p.start""",
            (document,),
        )
        return [Proposal._make(row) for row in rows]


def _times(value: Attribution, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the times and circumstances that an attribution came with, those of the act where it had none."""
    names = ("created", "modified", "guideline", "origin")
    return {name: getattr(value, name) or row[name] for name in names} | {"content": json.dumps(value.content)}
