"""Recording finished work that comes from a file, undone as one, and keeping what another program proposed."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reviewer.errors import Refused
from reviewer.labels import BUILT_IN
from reviewer.store.bringing import Arrival, Brought, Proposal
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite import log
from reviewer.store.sqlite.arriving import arrive
from reviewer.store.sqlite.changes import ANNOTATION, Conflict, read
from reviewer.store.sqlite.documents import BATCH
from reviewer.store.sqlite.ids import is_ours, uuid7
from reviewer.store.sqlite.mark_rows import ATTRIBUTION, MARKS, attribution_of
from reviewer.store.sqlite.marks import MarksPart
from reviewer.store.sqlite.schemes import SchemesPart
from reviewer.store.sqlite.speakers import SpeakersPart, speaker_change
from reviewer.text import one_line

_UNFIT = "what is signed off cannot be written over, and what is brought in as signed off must be whole"
_STAMPS = ("created", "modified", "guideline", "origin")


class BringingPart(MarksPart, SpeakersPart, SchemesPart):
    """The part of the engine that takes in what was decided or proposed elsewhere."""

    def bring(self, work: Sequence[Brought], speakers: Sequence[Speaker], act: Act) -> Decision:
        """Record finished work, undone as one; what its layers had said of these sentences gives way."""
        given = [one._replace(speakers=(*one.speakers, *speakers)) for one in work]
        done = self.bring_in(given, act)
        if done is None:
            raise Refused("there is nothing to bring in")
        return done

    def bring_in(self, parts: Iterable[Arrival | Brought], act: Act) -> Decision | None:
        """Record articles and finished work as they come, all of it undone as one."""
        batch, voices, left = uuid7(), _Voices(self), iter(parts)
        done: Decision | None = None
        size = BATCH
        while size >= BATCH:  # in one transaction, a million records would keep others waiting for minutes
            size = 0
            with self.transaction() as connection:
                for one in left:
                    done = self._record(connection, one, batch, voices, act) or done
                    size += _size(one)
                    if size >= BATCH:
                        break
            self.tidy()
        return done

    def _record(
        self, connection: sqlite3.Connection, one: Arrival | Brought, batch: str, voices: "_Voices", act: Act
    ) -> Decision | None:
        """Record an article or some work; return the decision, None where there is none to take."""
        head = Change("batch", (batch,), None, {"removed": False})
        if isinstance(one, Arrival):
            came = arrive(connection, one, batch)
            told = connection.execute("SELECT 1 FROM decisions WHERE uid = ?", (batch,)).fetchone()
            return log.append(connection, act, "import", [head], uid=batch) if came and not told else None
        changes = [head, *self._changes(one, voices, act)]
        try:
            return log.append(connection, act, "bring", changes, document=one.document)
        except Conflict:
            raise Refused(_UNFIT) from None

    def _changes(self, one: Brought, voices: "_Voices", act: Act) -> Iterator[Change]:
        self._check_inside(one.document, ())
        who = {speaker.uid: voices.known(speaker) for speaker in one.speakers}
        yield from voices.made()
        yield from self._annotations(one, act)
        yield from self._attributions(one, who, act)
        yield from self._claims(one, act)
        for check, evidence in one.checks:
            yield from self._check(check, evidence, act)

    def _annotations(self, one: Brought, act: Act) -> Iterator[Change]:
        at = log.now()
        for sentence, said in one.annotations.items():
            found = self.connection.execute(
                """SELECT s.uid, d.scheme FROM sentences s JOIN documents d ON d.id = s.document
                WHERE s.id = ? AND s.document = ?""",
                (sentence, one.document),
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
        mine = {value.uid for value in one.attributions}
        for value in one.attributions:
            self._check_spans(value)
            uid = value.uid or uuid7()
            before = read(self.connection, "attribution", (uid,))
            row = self._attribution_row(value, before, act)
            row |= {"reviewer": one.layer, "speaker": who.get(value.speaker or "")} | _stamped(value, row)
            if value.parent not in mine and not self._stands(value.parent, one):
                row["parent"] = None  # nothing leads to what is not there
            yield Change("attribution", (uid,), before, row)

    def _stands(self, parent: str | None, one: Brought) -> bool:
        found = self.attribution(parent) if parent else None
        return found is not None and (found.document, found.reviewer) == (one.document, one.layer)

    def _claims(self, one: Brought, act: Act) -> Iterator[Change]:
        for value in one.claims:
            self._check_inside(value.document, ((value.start, value.end),))
            uid = value.uid or uuid7()
            before = read(self.connection, "claim", (uid,))
            row = self._claim_row(value, before, act) | {"reviewer": one.layer}
            yield Change("claim", (uid,), before, row | _stamped(value, row))

    def _check(self, check: Check, evidence: Sequence[Evidence], act: Act) -> Iterator[Change]:
        at = log.now()
        key = (check.claim,)
        row = {name: getattr(check, name) for name in MARKS["check"]}
        row |= {"created": check.created or at, "modified": check.modified or at}
        yield Change("check", key, read(self.connection, "check", key), row)
        for one in evidence:
            uid = one.uid or uuid7()
            row = {name: getattr(one, name) for name in MARKS["evidence"]}
            row |= {"claim": check.claim, "primary": int(one.primary), "added_by": one.added_by or act.reviewer}
            row |= {"created": one.created or at, "modified": one.modified or at}
            yield Change("evidence", (uid,), read(self.connection, "evidence", (uid,)), row)

    def attribution(self, uid: str) -> Attribution | None:
        """Return one attribution, whoever made it; None when there is none."""
        row = self.connection.execute(f"SELECT {ATTRIBUTION} FROM attributions WHERE uid = ?", (uid,)).fetchone()
        return attribution_of(row) if row else None

    def has_evidence(self, uids: Sequence[str]) -> bool:
        """Return whether any of these uids is that of a piece of evidence."""
        return any(self.connection.execute("SELECT 1 FROM evidence WHERE uid = ?", (one,)).fetchone() for one in uids)

    def propose(self, document: int, proposals: Sequence[Proposal]) -> None:
        """Keep what another program proposed, in the place of what it had for the same words."""
        with self.transaction() as connection:
            connection.executemany(
                """INSERT OR REPLACE INTO proposals (document, text, start, "end", engine, proposal)
                SELECT id, sha256, ?, ?, ?, ? FROM documents WHERE id = ?""",
                [(*one, document) for one in proposals],
            )

    def proposed(self, document: int, start: int = 0, end: int | None = None) -> list[Proposal]:
        """Return what another program proposed for the text that a document has now, in the order of the text."""
        rows = self.connection.execute(
            """SELECT p.start, p."end", p.engine, p.proposal FROM proposals p
            JOIN documents d ON d.id = p.document AND d.sha256 = p.text
            WHERE d.id = ?1 AND p.start >= ?2 AND (?3 IS NULL OR p.start < ?3) ORDER BY p.start""",
            (document, start, end),
        )
        return [Proposal._make(row) for row in rows]


class _Voices:
    """Who the speakers of one import are here, and which of them are new.

    One that comes with a uid is the one of that uid, else the one of that name that was here before: in the file they
    came from, two of one name are two. One without is whoever has the name. Who is new keeps a uid that a database of
    this program made; any other is a handle for this import alone.
    """

    def __init__(self, store: SpeakersPart) -> None:
        self._connection = store.connection
        self._uids = {one.uid: one.uid for one in store.speakers()}
        self._before = {one.name.casefold(): one.uid for one in store.speakers()}
        self._names = dict(self._before)
        self._new: list[Change] = []

    def known(self, speaker: Speaker) -> str:
        """Return the uid of a speaker here; raises Refused for one without a name."""
        name = " ".join(speaker.name.split()).casefold()
        uid = self._uids.get(speaker.uid) or (self._before if speaker.uid else self._names).get(name)
        if uid is None:
            change = speaker_change(self._connection, speaker._replace(uid=""))
            # Merging takes the first of a name for the one that counts, and knows it by its id: it must be one by time.
            uid = speaker.uid if is_ours(speaker.uid) else change.key[0]
            self._new.append(change._replace(key=(uid,)))
            self._names.setdefault(name, uid)
        self._uids[speaker.uid or uid] = uid
        return uid

    def made(self) -> Iterator[Change]:
        """Yield the changes that record those who are new since this was last asked."""
        made, self._new = self._new, []
        yield from made


def _size(one: Arrival | Brought) -> int:
    """Return how many sentences an article has, or how much is said in some work."""
    if isinstance(one, Arrival):
        return len(one.sentences)
    return len(one.annotations) + len(one.attributions) + len(one.claims)


def _stamped(value: Attribution | Claim, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the times and circumstances that a mark came with, those of the act where it had none."""
    return {name: getattr(value, name) or row[name] for name in _STAMPS}
