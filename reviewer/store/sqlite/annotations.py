"""Labels, flags, notes and boundaries: every act one transaction that appends a decision and changes the state."""

from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.errors import Refused
from reviewer.store.rows import Act, Annotation, Change, Decision, Place
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import ANNOTATION, read
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.ids import uuids

_GONE = "that sentence is no more: another reviewer has split or merged it; the article is shown anew"


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
        return row and Annotation(row[0], bool(row[1]), *row[2:])

    def annotate(
        self, place: Place, act: Act, action: str, *, next_start: int | None = None, **fields: str | bool | None
    ) -> Decision:
        """Record one decision on one sentence: only the fields given (`label`, `uncertain`, `note`) change."""
        with self.transaction() as connection:
            uid = self._uid(place)
            before = read(connection, "annotation", (uid, act.reviewer))
            after = _annotated(before, act, fields)
            change = Change("annotation", (uid, act.reviewer), before, after)
            decision = log.append(connection, act, action, [change], document=place.document, sentence=uid)
            if next_start is not None:
                self._remember(act.reviewer, place.document, next_start)
        return decision

    def split(self, place: Place, at: int, act: Act) -> Decision:
        """Cut a sentence at a code point of the document; both parts keep every label, the first the notes."""
        with self.transaction() as connection:
            uid = self._uid(place)
            row = read(connection, "sentence", (uid,)) or {}
            text = connection.execute("SELECT text FROM sentences WHERE uid = ?", (uid,)).fetchone()[0]
            cut = at - row["start"]
            first, second = text[: max(0, cut)].rstrip(), text[max(0, cut) :].lstrip()
            if not first or not second:
                raise Refused("a sentence cannot be cut at its edge; choose a place between two words")
            decided, *parts = uuids(3)
            rows = [
                {**row, "end": row["start"] + len(first), "created_by": decided},
                {**row, "start": row["end"] - len(second), "created_by": decided},
            ]
            layers = self._layers(uid)
            changes = [Change("annotation", (uid, reviewer), was, None) for reviewer, was in layers.items()]
            changes.append(Change("sentence", (uid,), row, None))
            changes += [Change("sentence", (part,), None, new) for part, new in zip(parts, rows, strict=True)]
            for reviewer, was in layers.items():
                changes.append(Change("annotation", (parts[0], reviewer), None, was))
                changes += _unless_empty(Change("annotation", (parts[1], reviewer), None, {**was, "note": ""}))
            return log.append(connection, act, "split", changes, document=place.document, sentence=uid, uid=decided)

    def merge(self, place: Place, act: Act) -> Decision:
        """Join a sentence with the next of its paragraph; equal labels stay, different ones come back for review."""
        with self.transaction() as connection:
            uid = self._uid(place)
            row = read(connection, "sentence", (uid,)) or {}
            found = connection.execute(
                "SELECT uid FROM sentences WHERE document = ? AND start >= ? ORDER BY start LIMIT 1",
                (place.document, row["end"]),
            ).fetchone()
            other = read(connection, "sentence", found) if found else None
            if other is None:
                raise Refused("this is the last sentence: there is nothing to merge it with")
            if other["paragraph"] != row["paragraph"]:
                raise Refused("the next sentence is in another paragraph; sentences merge within a paragraph only")
            decided, merged = uuids(2)
            mine, theirs = self._layers(uid), self._layers(found[0])
            changes = [Change("annotation", (uid, reviewer), was, None) for reviewer, was in mine.items()]
            changes += [Change("annotation", (found[0], reviewer), was, None) for reviewer, was in theirs.items()]
            changes += [Change("sentence", (uid,), row, None), Change("sentence", (found[0],), other, None)]
            changes.append(Change("sentence", (merged,), None, {**row, "end": other["end"], "created_by": decided}))
            for reviewer in {**mine, **theirs}:
                joined = _joined(mine.get(reviewer), theirs.get(reviewer))
                changes += _unless_empty(Change("annotation", (merged, reviewer), None, joined))
            return log.append(connection, act, "merge", changes, document=place.document, sentence=uid, uid=decided)

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

    def history(self, sentence: str, limit: int = 20) -> list[Decision]:
        """Return the decisions about one sentence (uid), newest first, with the split or merge that made it."""
        where = """seq IN (SELECT seq FROM decisions WHERE sentence = ? UNION
            SELECT d.seq FROM sentences s JOIN decisions d ON d.uid = s.created_by WHERE s.uid = ?)"""
        return list(log.newest_first(self.connection, where, (sentence, sentence), limit))

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
        row = self.connection.execute("SELECT uid FROM sentences WHERE id = ?", (place.sentence,)).fetchone()
        if row is None:
            raise Refused(_GONE)
        uid: str = row[0]
        return uid

    def _layers(self, uid: str) -> dict[str, Mapping[str, Any]]:
        """Return every reviewer's annotation of a sentence."""
        names = self.connection.execute(
            """SELECT a.reviewer FROM sentences s JOIN annotations a ON a.document = s.document AND a.sentence = s.id
            WHERE s.uid = ? ORDER BY a.reviewer""",
            (uid,),
        ).fetchall()
        return {name: read(self.connection, "annotation", (uid, name)) or {} for (name,) in names}

    def _remember(self, reviewer: str, document: int, start: int) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO positions (reviewer, document, start, at) VALUES (?, ?, ?, ?)",
            (reviewer, document, start, log.now()),
        )


def _annotated(
    before: Mapping[str, Any] | None, act: Act, fields: Mapping[str, str | bool | None]
) -> Mapping[str, Any] | None:
    at = log.now()
    row = dict(before or {"label": None, "uncertain": 0, "note": "", "created": at})
    row |= {name: int(value) if isinstance(value, bool) else value for name, value in fields.items()}
    row |= {"modified": at, "guideline": act.guideline, "origin": act.origin, "elapsed_ms": act.elapsed_ms}
    return None if _empty(row) else {name: row[name] for name in ANNOTATION}


def _joined(first: Mapping[str, Any] | None, second: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if first is None or second is None:
        return first or second or {}
    base = dict(first if first["label"] is not None else second)
    if None not in (first["label"], second["label"]) and first["label"] != second["label"]:
        base["label"] = None
    base["uncertain"] = first["uncertain"] | second["uncertain"]
    base["note"] = " / ".join(filter(None, (first["note"], second["note"])))
    return base


def _unless_empty(change: Change) -> list[Change]:
    return [] if change.after is None or _empty(change.after) else [change]


def _empty(row: Mapping[str, Any]) -> bool:
    return row["label"] is None and not row["uncertain"] and not row["note"]


def _or_refused(decision: Decision | None, done: str) -> Decision:
    if decision is None:
        raise Refused(
            f"it cannot be {done}: another reviewer has built upon it; the next press goes on to the one before"
        )
    return decision
