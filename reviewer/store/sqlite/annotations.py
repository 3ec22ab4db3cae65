"""Labels, flags, notes and boundaries: every act one transaction that appends a decision and changes the state."""

from collections.abc import Iterator, Mapping
from typing import Any, Unpack

from reviewer.errors import Refused
from reviewer.store.rows import Act, Annotation, Change, Decision, Place, Said
from reviewer.store.sqlite import log
from reviewer.store.sqlite.boundaries import Layered, cut, empty, joined
from reviewer.store.sqlite.changes import ANNOTATION, annotation_of, fresh, read
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuids

_GONE = "that sentence is no more: another reviewer has split or merged it; the article is shown anew"
_TAKEN_OUT = "this article was taken out again by whoever brought it in; nothing was recorded"


class AnnotationsPart(Engine):
    """The part of the engine that records decisions."""

    def labels(self, document: int, reviewer: str) -> Iterator[tuple[int, str | None, bool]]:
        """Yield `(sentence row id, label, uncertain)` of what this reviewer has touched."""
        return self.connection.execute(
            "SELECT sentence, label, uncertain FROM annotations WHERE document = ? AND reviewer = ?",
            (document, reviewer),
        )

    def annotation(self, sentence: int, reviewer: str) -> Annotation | None:
        """Return what this reviewer has said of one sentence."""
        row = self.connection.execute(
            f"SELECT {', '.join(ANNOTATION)} FROM annotations WHERE sentence = ? AND reviewer = ?",
            (sentence, reviewer),
        ).fetchone()
        return row and annotation_of(row)

    def annotate(
        self, place: Place, act: Act, action: str, *, next_start: int | None = None, **fields: Unpack[Said]
    ) -> Decision:
        """Record one decision on one sentence: only the fields given change."""
        with self.transaction() as connection:
            uid = self._uid(place)
            before = read(connection, "annotation", (uid, act.into))
            after = annotated(before, act, fields)
            change = Change("annotation", (uid, act.into), before, after)
            decision = log.append(connection, act, action, [change], document=place.document, sentence=uid)
            if next_start is not None:
                self._remember(act.into, place.document, next_start)
        return decision

    def split(self, place: Place, at: int, act: Act) -> Decision:
        """Cut a sentence at a code point of the document; both parts keep every label, the first the notes."""
        with self.transaction() as connection:
            old = self._layered(self._uid(place))
            text = connection.execute("SELECT text FROM sentences WHERE uid = ?", (old.uid,)).fetchone()[0]
            decided, *parts = uuids(3)
            changes = cut(old, text, at, parts, decided)
            return log.append(connection, act, "split", changes, document=place.document, sentence=old.uid, uid=decided)

    def merge(self, place: Place, act: Act) -> Decision:
        """Join a sentence with the next of its paragraph; equal labels stay, different ones come back for review."""
        with self.transaction() as connection:
            first = self._layered(self._uid(place))
            found = connection.execute(
                "SELECT uid FROM sentences WHERE document = ? AND start >= ? ORDER BY start LIMIT 1",
                (place.document, first.row["end"]),
            ).fetchone()
            if found is None:
                raise Refused("this is the last sentence: there is nothing to merge it with")
            second = self._layered(found[0])
            if second.row["paragraph"] != first.row["paragraph"]:
                raise Refused("the next sentence is in another paragraph; sentences merge within a paragraph only")
            decided, merged = uuids(2)
            changes = joined(first, second, merged, decided)
            return log.append(
                connection, act, "merge", changes, document=place.document, sentence=first.uid, uid=decided
            )

    def undo(self, act: Act) -> Decision:
        """Undo this reviewer's last standing decision; raises Refused when there is none or others built upon it."""
        with self.transaction() as connection:
            decision = log.undo(connection, act)
        return _or_refused(decision, "undone")

    def redo(self, act: Act) -> Decision:
        """Do again what this reviewer undid last; raises Refused when there is nothing."""
        with self.transaction() as connection:
            decision = log.redo(connection, act)
        return _or_refused(decision, "done again")

    def standing(self, reviewer: str) -> tuple[bool, bool]:
        """Return whether this reviewer has something to undo, and something to do again."""
        found = self.connection.execute(
            """SELECT EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = ?1 AND undone = 0),
            EXISTS (SELECT 1 FROM undo_stack WHERE reviewer = ?1 AND undone = 1)""",
            (reviewer,),
        ).fetchone()
        return bool(found[0]), bool(found[1])

    def history(self, sentence: str, limit: int = 20, *, reviewer: str | None = None) -> list[Decision]:
        """Return the decisions about one sentence (uid), newest first, with the split or merge that made it.

        With `reviewer`, of the others' decisions only those that moved its bounds, taken back or not.
        """
        where = """seq IN (SELECT seq FROM decisions WHERE sentence = ?1 UNION
            SELECT d.seq FROM sentences s JOIN decisions d ON d.uid = s.created_by WHERE s.uid = ?1)
            AND (?2 IS NULL OR reviewer = ?2 OR coalesce(
                (SELECT o.action FROM decisions o WHERE o.uid = decisions.reverts), action)
                IN ('split', 'merge', 'correct'))"""
        return list(log.newest_first(self.connection, where, (sentence, reviewer), limit))

    def log(
        self, *, reviewer: str | None = None, document: int | None = None, limit: int | None = None
    ) -> Iterator[Decision]:
        """Yield the decision log, newest first."""
        wanted = {"reviewer": reviewer, "document": document}
        given = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in given) or "1"
        return log.newest_first(self.connection, where, tuple(given.values()), limit)

    def sentence_at(self, uid: str) -> Place | None:
        """Return where the sentence of this uid stands, None when it is no more."""
        row = self.connection.execute("SELECT document, id FROM sentences WHERE uid = ?", (uid,)).fetchone()
        return row and Place(*row)

    def _uid(self, place: Place) -> str:
        row = self.connection.execute(
            "SELECT s.uid, d.removed FROM sentences s JOIN documents d ON d.id = s.document WHERE s.id = ?",
            (place.sentence,),
        ).fetchone()
        if row is None:
            raise Refused(_GONE)
        if row[1]:
            raise Refused(_TAKEN_OUT)
        uid: str = row[0]
        return uid

    def _layered(self, uid: str) -> Layered:
        """Return a sentence that is there with every reviewer's annotation of it."""
        names = self.connection.execute(
            """SELECT a.reviewer FROM sentences s JOIN annotations a ON a.document = s.document AND a.sentence = s.id
            WHERE s.uid = ? ORDER BY a.reviewer""",
            (uid,),
        ).fetchall()
        layers = {name: read(self.connection, "annotation", (uid, name)) or {} for (name,) in names}
        return Layered(uid, read(self.connection, "sentence", (uid,)) or {}, layers)

    def _remember(self, reviewer: str, document: int, start: int) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO positions (reviewer, document, start, at) VALUES (?, ?, ?, ?)",
            (reviewer, document, start, log.now("microseconds")),
        )


def annotated(before: Mapping[str, Any] | None, act: Act, fields: Mapping[str, object]) -> Mapping[str, Any] | None:
    """Return an annotation in which only these fields have changed; None where it says nothing any more."""
    at = log.now()
    row = dict(before or fresh(at))
    row |= {name: int(value) if isinstance(value, bool) else value for name, value in fields.items()}
    if "label" in fields:
        row["suggestion"] = act.suggestion if fields["label"] is not None else None
    row |= {"modified": at, "guideline": act.guideline, "origin": act.origin, "elapsed_ms": act.elapsed_ms}
    return None if empty(row) else {name: row[name] for name in ANNOTATION}


def _or_refused(decision: Decision | None, done: str) -> Decision:
    if decision is None:
        raise Refused(
            f"it cannot be {done}: another reviewer has built upon it; the next press goes on to the one before"
        )
    return decision
