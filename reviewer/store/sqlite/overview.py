"""Counting, searching, exporting, and what is remembered for a reviewer between sittings."""

import json
from collections.abc import Iterator, Sequence

from reviewer.store.rows import Annotation, Count, Document, Hit, Labelled, Place
from reviewer.store.sqlite import log
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.documents import DOCUMENT

SHORTEST_BEGINNING = 2
"""Letters; a word this short is not searched for as a beginning."""
CHUNK = 500
"""How many row ids one statement names."""
_NOBODY = ((None, None),)


class OverviewPart(Engine):
    """The part of the engine that looks across documents."""

    def counts(self, document: int | None = None) -> Iterator[tuple[int, Count]]:
        """Yield `(document row id, count)` for every reviewer and label."""
        where, values = ("WHERE document = ?", (document,)) if document is not None else ("", ())
        rows = self.connection.execute(
            f"SELECT document, reviewer, label, sentences FROM progress {where} ORDER BY document, reviewer, label",
            values,
        )
        return ((row[0], Count(*row[1:])) for row in rows if row[3])

    def totals(self) -> tuple[int, int, list[Count]]:
        """Return the number of documents, of sentences, and the counts over all documents."""
        documents, sentences = self.connection.execute(
            "SELECT count(*), coalesce(sum(sentences), 0) FROM documents WHERE NOT removed"
        ).fetchone()
        rows = self.connection.execute(
            """SELECT p.reviewer, p.label, sum(p.sentences) FROM progress p JOIN documents d ON d.id = p.document
            WHERE NOT d.removed GROUP BY p.reviewer, p.label HAVING sum(p.sentences) > 0 ORDER BY p.reviewer, p.label"""
        )
        return documents, sentences, [Count(*row) for row in rows]

    def first_unfinished(self, reviewer: str, documents: Sequence[int]) -> int | None:
        """Return the first of `documents` that still has a sentence without this reviewer's label."""
        for at in range(0, len(documents), CHUNK):
            chunk = documents[at : at + CHUNK]
            rows = self.connection.execute(
                f"""SELECT id FROM documents d WHERE id IN ({", ".join("?" * len(chunk))}) AND NOT removed
                AND sentences > (SELECT coalesce(sum(p.sentences), 0) FROM progress p
                    WHERE p.document = d.id AND p.reviewer = ?)""",
                (*chunk, reviewer),
            )
            unfinished = {row[0] for row in rows}
            if unfinished:
                return next(document for document in chunk if document in unfinished)
        return None

    def find(self, words: str, limit: int = 50) -> list[Hit]:
        """Return sentences that hold all the words, the last one as a beginning, in the order of the documents.

        A last word of one or two letters is taken whole: half of all sentences hold a word that begins so.
        """
        # Quoted, a word is a word and never an operator of the query language, whatever is in it.
        given = words.replace("\0", " ").split()
        terms = ['"' + word.replace('"', '""') + '"' for word in given if any(c.isalnum() for c in word)]
        if not terms:
            return []
        # Whole words first: a beginning makes the index merge the places of all its words before it gives any.
        found = self._match(" ".join(terms), limit)
        if len(found) < limit and len(terms[-1]) > SHORTEST_BEGINNING + 2:
            found = self._match(" ".join(terms) + "*", limit)
        return found

    def _match(self, query: str, limit: int) -> list[Hit]:
        rows = self.connection.execute(
            """SELECT s.document, s.id, d.title, s.text FROM sentences_fts f
            JOIN sentences s ON s.id = f.rowid JOIN documents d ON d.id = s.document
            WHERE sentences_fts MATCH ? AND NOT d.removed ORDER BY f.rowid LIMIT ?""",
            (query, limit),
        )
        return [Hit(Place(row[0], row[1]), row[2], row[3]) for row in rows]

    def texts(self, document: int) -> Iterator[tuple[int, str]]:
        """Yield `(row id, text)` of a document's sentences in order."""
        return self.connection.execute("SELECT id, text FROM sentences WHERE document = ? ORDER BY start", (document,))

    def position(self, reviewer: str, document: int | None = None) -> tuple[int, int] | None:
        """Return `(document row id, code point)` where this reviewer was last, anywhere or in one document."""
        where, values = ("AND document = ?", (reviewer, document)) if document is not None else ("", (reviewer,))
        row: tuple[int, int] | None = self.connection.execute(
            f"""SELECT document, start FROM positions p WHERE reviewer = ? {where}
            AND EXISTS (SELECT 1 FROM documents d WHERE d.id = p.document AND NOT d.removed)
            ORDER BY at DESC LIMIT 1""",
            values,
        ).fetchone()
        return row

    def set_position(self, reviewer: str, document: int, start: int) -> None:
        """Remember where this reviewer is; not a decision, so it does not wait for the disk."""
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO positions (reviewer, document, start, at) VALUES (?, ?, ?, ?)",
                    (reviewer, document, start, log.now("microseconds")),
                )
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def preference(self, reviewer: str, name: str) -> str | None:
        """Return a remembered choice, such as the theme."""
        row = self.connection.execute(
            "SELECT value FROM preferences WHERE reviewer = ? AND name = ?", (reviewer, name)
        ).fetchone()
        return row and str(row[0])

    def set_preference(self, reviewer: str, name: str, value: str) -> None:
        """Remember a choice."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO preferences (reviewer, name, value) VALUES (?, ?, ?)", (reviewer, name, value)
            )

    def keep_guideline(self, version: str, text: str) -> None:
        """Keep the words of a version of the guidelines, so that old decisions can be read under them."""
        if not self.connection.execute("SELECT 1 FROM guidelines WHERE version = ?", (version,)).fetchone():
            with self.transaction() as connection:
                connection.execute(
                    "INSERT OR IGNORE INTO guidelines (version, text, since) VALUES (?, ?, ?)",
                    (version, text, log.now()),
                )

    def labelled(
        self, documents: Sequence[int] | None, *, reviewer: str | None, labels: Sequence[str] | None, undecided: bool
    ) -> Iterator[tuple[Document, str, Iterator[Labelled]]]:
        """Yield `(document, text, rows)` for an export, in order; with `undecided` also sentences nobody has labelled.

        Rows stand in the order of the text, those of one sentence in the order of the reviewers' names. A document
        without rows is passed over. Until the iterator ends, everything is read as it was when it began.
        """
        columns = f"SELECT {DOCUMENT}, texts.text FROM"
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
            rows = self._rows(row[0], reviewer, labels, undecided=undecided)
            if rows:
                yield Document(*row[:-1]), row[-1], iter(rows)

    def _rows(
        self, document: int, reviewer: str | None, labels: Sequence[str] | None, *, undecided: bool
    ) -> list[Labelled]:
        said = self._said(document, reviewer, labels, undecided=undecided)
        if not said and not undecided:
            return []
        passed = self._labelled(document) if undecided else ()
        sentences = self.connection.execute(
            """SELECT id, uid, start, "end", paragraph, kind, text FROM sentences WHERE document = ? ORDER BY start""",
            (document,),
        ).fetchall()
        texts = ["", *(row[6] for row in sentences), ""]
        make = Labelled._make  # a million rows pass here: arguments by name would cost as much as reading them
        rows: list[Labelled] = []
        for position, (sentence, uid, start, end, paragraph, kind, text) in enumerate(sentences):
            before, after = texts[position], texts[position + 2]
            given: Sequence[tuple[str | None, Annotation | None]] = said.get(sentence, ())
            if undecided and not given and sentence not in passed:
                given = _NOBODY
            for who, annotation in given:
                rows.append(
                    make((document, uid, position, start, end, paragraph, kind, text, before, after, who, annotation))
                )
        return rows

    def _said(
        self, document: int, reviewer: str | None, labels: Sequence[str] | None, *, undecided: bool
    ) -> dict[int, list[tuple[str, Annotation]]]:
        """Return what was said of each sentence (row id) of a document; with `undecided` also what holds no label."""
        where, values = ["document = ?"], [document, *([] if reviewer is None else [reviewer])]
        if reviewer is not None:
            where.append("reviewer = ?")
        if labels is not None:
            where.append(f"(label IN ({', '.join('?' * len(labels))}) OR label IS NULL)")
            values += labels
        if not undecided:
            where.append("label IS NOT NULL")
        found = self.connection.execute(
            f"""SELECT sentence, reviewer, label, uncertain, note, created, modified, guideline, origin, elapsed_ms
            FROM annotations WHERE {" AND ".join(where)} ORDER BY sentence, reviewer""",
            values,
        )
        make = Annotation._make
        said: dict[int, list[tuple[str, Annotation]]] = {}
        for sentence, who, label, uncertain, note, created, modified, guideline, origin, elapsed in found:
            annotation = make((label, uncertain == 1, note, created, modified, guideline, origin, elapsed))
            said.setdefault(sentence, []).append((who, annotation))
        return said

    def _labelled(self, document: int) -> set[int]:
        """Return the row ids of a document's sentences that anybody has labelled."""
        return {
            row[0]
            for row in self.connection.execute(
                "SELECT sentence FROM annotations WHERE document = ? AND label IS NOT NULL", (document,)
            )
        }
