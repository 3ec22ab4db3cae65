"""Replaying corrections: what they make of all that stands by then, also of what their maker did not know."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite.carried import DocumentState
from reviewer.store.sqlite.correcting import Corrected, corrected
from reviewer.store.sqlite.replay.course import Course, named, taking_back
from reviewer.store.sqlite.replay.state import Bounds

TextOf = Callable[[str, str], str]
"""What gives a text of a document, by the document's uid and the text's hash (hex)."""
Named = Mapping[tuple[str, str], Mapping[str, Sequence[tuple[int, int]]]]
"""Where sentences (uid) stood in a text of a document, by its uid and hash, in whichever database."""


class Ambiguous(Exception):  # noqa: N818 - it is caught where the article is named
    """One name stands for two sentences with other words: two databases have made the same correction differently."""


class Texts(NamedTuple):
    """What a replay has to know of texts, to make corrections anew."""

    text_of: TextOf
    named: Named


class Corrections:
    """The corrections of a replay; `rewritten` are those (uids) whose changes are others than the log has."""

    def __init__(self, course: Course, texts: Texts) -> None:
        self._course, self._texts = course, texts
        self._made: dict[str, tuple[Change, ...]] = {}
        self._bounds: dict[str, tuple[dict[str, Bounds], dict[str, Bounds]]] = {}
        self.rewritten: dict[str, Decision] = {}

    def step(self, decision: Decision) -> None:
        """Replay a correction, or one that is taken back or done again."""
        name, back = named(decision), taking_back(decision)
        if decision.action == "correct":
            done = self._make(decision)
        else:
            changes = self._made[name]
            if back:
                changes = tuple(one._replace(before=one.after, after=one.before) for one in reversed(changes))
            done = decision._replace(changes=changes)
        if done != decision:
            self.rewritten[decision.uid] = done
        course = self._course
        for table, key, _, after in done.changes:
            course.state.put(table, key, after)
            if table == "attribution" and after is None:
                course.taken_off.add(key)
        course.bounds |= self._bounds[name][0 if back else 1]

    def _make(self, decision: Decision) -> Decision:
        head = decision.changes[0]
        (uid,) = head.key
        recorded, state = head.after or {}, self._course.state
        before = state.get("text", head.key) or head.before or {}
        version = max(recorded["version"], before["version"] + 1)
        head = Change("text", head.key, before, {**recorded, "version": version})
        texts = (self._texts.text_of(uid, before["sha256"]), self._texts.text_of(uid, recorded["sha256"]))
        if any(one[1] > len(texts[1]) for one in json.loads(recorded["cut"])):
            raise ValueError("a correction cuts what is not in its text")
        standing = self._standing(uid)
        found = corrected(head, texts, standing)
        self._made[decision.uid] = found.changes
        self._bounds[decision.uid] = self._follow(head, standing, texts[1], found)
        return decision._replace(changes=found.changes, sentence=found.first)

    def _standing(self, uid: str) -> DocumentState:
        rows = self._course.state.rows
        sentences = [(one, rows["sentence"][(one,)]) for one in self._course.state.in_order(uid)]
        annotations = {
            one: sorted((key[1], rows["annotation"][key]) for key in self._course.state.linked("said", one))
            for one, _ in sentences
        }
        attributions, claims = (
            {key[0]: row for key, row in rows[table].items() if row["document"] == uid}
            for table in ("attribution", "claim")
        )
        checks = {one: row for one in claims if (row := rows["check"].get((one,)))}
        return DocumentState(sentences, annotations, attributions, claims, checks)

    def _follow(
        self, head: Change, standing: DocumentState, text: str, found: Corrected
    ) -> tuple[dict[str, Bounds], dict[str, Bounds]]:
        """Return where all sentences stand that a decision may name, before the correction and in its text.

        Raises Ambiguous where one name would stand for other words than those that somebody has decided on.
        """
        (uid,) = head.key
        before = {one: where for one, where in self._course.bounds.items() if where.document == uid}
        bounds = {one: (row["start"], row["end"]) for one, row in standing.sentences}
        for change in found.changes:
            if change.table == "sentence" and change.after:
                bounds[change.key[0]] = (change.after["start"], change.after["end"])
            elif change.table == "sentence":
                bounds.pop(change.key[0], None)
        after = {one: Bounds(uid, *where) for one, where in bounds.items()}
        recorded = self._texts.named.get((uid, (head.after or {})["sha256"]), {})
        for one, where in before.items():
            if one not in after and one not in recorded:
                span = found.anchors.find(where.start, where.end)
                after[one] = Bounds(uid, *(span or found.carried.sentence(found.carried.beside(where.start))))
        for one, places in recorded.items():
            words = {tuple(text[start:end].split()) for start, end in places}
            if one in bounds:
                words.add(tuple(text[slice(*bounds[one])].split()))
            if len(words) > 1:
                raise Ambiguous((head.after or {})["title"])
            after.setdefault(one, Bounds(uid, *min(places)))
        return before, after
