"""Reading what was said for an export: the sentences of each document with labels and marks, on one snapshot."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reviewer.layers import ADJUDICATED, AGAIN, ALL, REVIEWERS, again
from reviewer.store.marked import UNMARKED, Marked, on_sentences
from reviewer.store.marks import Speaker
from reviewer.store.rows import Annotation, Document, Labelled
from reviewer.store.sqlite.check_rows import checks_of
from reviewer.store.sqlite.documents import DOCUMENT
from reviewer.store.sqlite.mark_rows import ATTRIBUTION, CLAIM, attribution_of, claim_of
from reviewer.store.sqlite.schemes import SchemesPart

_NOBODY = ((None, None),)
_MARKS = """EXISTS (SELECT 1 FROM attributions m WHERE m.document = documents.id)
    OR EXISTS (SELECT 1 FROM claims m WHERE m.document = documents.id)"""
# Three columns that are mostly empty come as one: fetching each would be felt over a million rows.
_MORE = """CASE WHEN check_worthiness IS NOT NULL OR claim_types <> '' OR duplicate_of IS NOT NULL
    THEN json_array(check_worthiness, claim_types, duplicate_of) END"""
_SECOND = f"substr(reviewer, -{len(again(''))}) = '{again('')}'"
_LAYERS = {
    REVIEWERS: f"reviewer <> '{ADJUDICATED}' AND NOT {_SECOND}",
    ADJUDICATED: f"reviewer = '{ADJUDICATED}'",
    AGAIN: _SECOND,
    ALL: "TRUE",
}
"""Which layers are read, as a condition on the column that names them."""
BySentence = dict[int, list[tuple[str, Annotation]]]
"""What was said of each sentence (row id), by whom."""
Rows = Sequence[tuple[Any, ...]]
"""A document's sentences as the database has them: id, uid, start, end, and more."""
Chosen = tuple[str, tuple[str, ...]]
"""Which layers are read: a condition, and the values that are bound to it."""


class LabelledPart(SchemesPart):
    """The part of the engine that exports read."""

    def labelled(
        self,
        documents: Sequence[int] | None,
        *,
        reviewer: str | None,
        labels: Sequence[str] | None,
        undecided: bool,
        layers: str = REVIEWERS,
    ) -> Iterator[tuple[Document, str, Iterator[Labelled], Marked]]:
        """Yield `(document, text, rows, marks)` for an export, in order.

        With `undecided` also sentences that nobody has labelled, and those a reviewer has marked without a label. Rows
        stand in the order of the text, those of one sentence in the order of the layers' names. A document without
        rows is passed over. Until the iterator ends, everything is read as it was when it began.
        """
        chosen = _chosen(layers, reviewer)
        columns = f"SELECT {DOCUMENT}, texts.text, {_MARKS} FROM"
        # One statement gives all the documents: while it is open, SQLite keeps this connection on one snapshot.
        if documents is None:
            touched = "" if undecided else "AND EXISTS (SELECT 1 FROM annotations a WHERE a.document = id)"
            found = self.connection.execute(
                f"{columns} documents JOIN texts ON document = id WHERE NOT removed {touched} ORDER BY id"
            )
        else:
            found = self.connection.execute(
                f"""WITH wanted AS MATERIALIZED (SELECT key AS place, value AS row FROM json_each(?))
                {columns} wanted CROSS JOIN documents ON id = wanted.row JOIN texts ON document = id
                WHERE NOT removed ORDER BY wanted.place""",
                (json.dumps(list(documents)),),
            )
        for row in found:
            rows, marked = self._rows(row[0], chosen, labels, undecided=undecided, marks=bool(row[-1]))
            if rows:
                yield self._document(row[:-2]), row[-2], iter(rows), marked

    def _rows(
        self, document: int, chosen: Chosen, labels: Sequence[str] | None, *, undecided: bool, marks: bool
    ) -> tuple[list[Labelled], Marked]:
        said, offsets = self._said(document, chosen, labels, undecided=undecided)
        if not said and not undecided:
            return [], UNMARKED
        passed = self._labelled(document) if undecided else ()
        sentences = self.connection.execute(
            """SELECT id, uid, start, "end", paragraph, kind, text FROM sentences WHERE document = ? ORDER BY start""",
            (document,),
        ).fetchall()
        marked = self._marked(document, chosen, sentences) if marks else UNMARKED
        if marks and undecided:
            self._add_touched(document, said, marked, sentences)
        if offsets:
            marked = marked._replace(earlier=_holding(sentences, offsets))
        texts = ["", *(row[6] for row in sentences), ""]
        new = tuple.__new__  # a million rows pass here: calling the class would cost as much as reading them
        rows: list[Labelled] = []
        for position, (sentence, uid, start, end, paragraph, kind, text) in enumerate(sentences):
            before, after = texts[position], texts[position + 2]
            given: Sequence[tuple[str | None, Annotation | None]] = said.get(sentence, ())
            if undecided and not given and sentence not in passed:
                given = _NOBODY
            for who, annotation in given:
                row = (document, uid, position, start, end, paragraph, kind, text, before, after, who, annotation)
                rows.append(new(Labelled, row))
        return rows, marked

    def _said(
        self, document: int, chosen: Chosen, labels: Sequence[str] | None, *, undecided: bool
    ) -> tuple[BySentence, set[int]]:
        """Return what was said of a document's sentences, and the code points where duplicates point.

        With `undecided` also what holds no label.
        """
        where, values = ["document = ?", chosen[0]], [document, *chosen[1]]
        if labels is not None:
            where.append(f"(label IN ({', '.join('?' * len(labels))}) OR label IS NULL)")
            values += labels
        if not undecided:
            where.append("label IS NOT NULL")
        found = self.connection.execute(
            f"""SELECT sentence, reviewer, label, uncertain, note, created, modified, guideline, origin, elapsed_ms,
            {_MORE}, suggestion FROM annotations WHERE {" AND ".join(where)} ORDER BY sentence, reviewer""",
            values,
        )
        new = tuple.__new__
        said: BySentence = {}
        offsets: set[int] = set()
        for row in found:
            sentence, who, label, uncertain, note, created, modified, guideline, origin, elapsed, more, taken = row
            worth, types, same = (None, (), None) if more is None else _more(more, offsets)
            about = (created, modified, guideline, origin, elapsed)
            given = (label, uncertain == 1, note, *about, worth, types, same, taken)
            said.setdefault(sentence, []).append((who, new(Annotation, given)))
        return said, offsets

    def _marked(self, document: int, chosen: Chosen, sentences: Rows) -> Marked:
        """Return the marks of a document in the chosen layers on its sentences, with the checks of its claims."""
        where, values = f"document = ? AND {chosen[0]}", (document, *chosen[1])
        rows = self.connection.execute(
            f"SELECT {ATTRIBUTION} FROM attributions WHERE {where} ORDER BY start, uid", values
        )
        attributions = [attribution_of(row) for row in rows]
        rows = self.connection.execute(
            f"SELECT {CLAIM} FROM claims WHERE {where} AND vanished IS NULL ORDER BY start, uid", values
        )
        claims = [claim_of(row) for row in rows]
        rows = self.connection.execute(
            "SELECT uid, name, aliases, role FROM speakers WHERE uid IN (SELECT value FROM json_each(?))",
            (json.dumps([one.speaker for one in attributions if one.speaker]),),
        )
        speakers = [Speaker(uid, name, tuple(json.loads(aliases)), role) for uid, name, aliases, role in rows]
        marked = on_sentences([(row[2], row[3]) for row in sentences], attributions, claims, speakers)
        return marked._replace(checks=checks_of(self.connection, document)) if claims else marked

    def _add_touched(self, document: int, said: BySentence, marked: Marked, sentences: Rows) -> None:
        """Add to what was said those sentences that a reviewer has marked without saying anything else of them."""
        spoken = set(
            self.connection.execute("SELECT sentence, reviewer FROM annotations WHERE document = ?", (document,))
        )
        for position, who in sorted(marked.touched()):
            sentence = sentences[position][0]
            if (sentence, who) not in spoken:
                said.setdefault(sentence, []).append((who, marked.annotation((position, who))))
                said[sentence].sort(key=lambda one: one[0])

    def _labelled(self, document: int) -> set[int]:
        """Return the row ids of a document's sentences that anybody has labelled."""
        return {
            row[0]
            for row in self.connection.execute(
                "SELECT sentence FROM annotations WHERE document = ? AND label IS NOT NULL", (document,)
            )
        }


def _chosen(layers: str, reviewer: str | None) -> Chosen:
    """Return the condition that chooses these layers, of one reviewer or of everybody."""
    if reviewer is None:
        return f"({_LAYERS[layers]})", ()
    return f"({_LAYERS[layers]}) AND reviewer IN (?, ?)", (reviewer, again(reviewer))


def _more(given: str, offsets: set[int]) -> tuple[str | None, tuple[str, ...], int | None]:
    """Return check-worthiness, claim types and duplicate of an annotation; `offsets` gets what the last points to."""
    worth, types, same = json.loads(given)
    if same is not None:
        offsets.add(same)
    return worth, tuple(types.split()), same


def _holding(sentences: Rows, offsets: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Return the uid and the beginning of the sentence that begins at, or last before, each code point."""
    starts = [row[2] for row in sentences]
    found = {}
    for offset in offsets:
        row = sentences[max(0, bisect_right(starts, offset) - 1)]
        found[offset] = (row[1], row[2])
    return found
