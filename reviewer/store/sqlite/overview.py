"""Counting, searching, and what is remembered for a reviewer between sittings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from reviewer.store.rows import Count, Entry, Field, Hit, Place
from reviewer.store.sqlite import log
from reviewer.store.sqlite.beginnings import begun
from reviewer.store.sqlite.labelled import LabelledPart
from reviewer.store.sqlite.unfinished import UnfinishedPart

SHORTEST_BEGINNING = 2
"""Letters; a word this short is not searched for as a beginning."""

_BETWEEN = "\x1f"
_SUMS = "SELECT p.reviewer || char(31) || p.label, sum(p.sentences)"
"""Grouped by both as one, which SQLite sorts in two thirds of the time; no label has such a character."""


class OverviewPart(LabelledPart, UnfinishedPart):
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
        # What was taken out is little, and taken off: joining every row with its document takes twice as long.
        added = Counter(_summed(self.connection.execute(f"{_SUMS} FROM progress p GROUP BY 1")))
        gone = f"{_SUMS} FROM documents d CROSS JOIN progress p ON p.document = d.id WHERE d.removed GROUP BY 1"
        added.subtract(_summed(self.connection.execute(gone)))
        return documents, sentences, [Count(*key, count) for key, count in sorted(added.items()) if count > 0]

    def answers(self, field: Field) -> Iterator[tuple[int, int, str, str]]:
        """Yield `(document row id, sentence row id, layer, answer)` of every layer, by document and sentence."""
        return self.connection.execute(
            f"""SELECT a.document, a.sentence, a.reviewer, a.{field} FROM annotations a
            JOIN documents d ON d.id = a.document AND NOT d.removed
            WHERE a.{field} IS NOT NULL ORDER BY a.document, a.sentence, a.reviewer"""
        )

    def answered(self, field: Field) -> Iterator[tuple[str, str, str, int]]:
        """Yield `(layer, kind of sentence, answer, sentences)` of what stands."""
        return self.connection.execute(
            f"""SELECT a.reviewer, s.kind, a.{field}, count(*) FROM annotations a JOIN sentences s ON s.id = a.sentence
            JOIN documents d ON d.id = a.document AND NOT d.removed
            WHERE a.{field} IS NOT NULL GROUP BY a.reviewer, s.kind, a.{field}"""
        )

    def entries(self, reviewer: str | None = None) -> Iterator[Entry]:
        """Yield the log for counting, oldest first; what is left out stands in the interface."""
        rows = self.connection.execute(
            """SELECT d.reviewer, d.at, d.action, coalesce(o.origin, d.origin), d.elapsed_ms,
            iif(d.action IN ('label', 'accept'), json_extract(d.changes, '$[0].after.label'), NULL),
            iif(d.action IN ('label', 'accept'), json_extract(d.changes, '$[0].after.suggestion'), NULL)
            FROM decisions d LEFT JOIN decisions o ON o.uid = d.reverts
            WHERE (?1 IS NULL OR d.reviewer = ?1)
            AND coalesce(o.action, d.action) NOT IN ('import', 'bring', 'correct', 'assign')
            AND (json_extract(d.changes, '$[0].on') <> 'annotation'
                OR json_extract(d.changes, '$[0].key[1]') = d.reviewer)
            ORDER BY d.seq""",
            (reviewer,),
        )
        return map(Entry._make, rows)

    def worked(self) -> Iterator[tuple[int, str]]:
        """Yield `(document row id, layer)` wherever something was said or marked, by document."""
        return self.connection.execute(
            """SELECT w.document, w.reviewer FROM (SELECT document, reviewer FROM annotations
                UNION SELECT document, reviewer FROM attributions) w
            JOIN documents d ON d.id = w.document AND NOT d.removed ORDER BY w.document, w.reviewer"""
        )

    def find(self, words: str, limit: int = 50) -> list[Hit]:
        """Return sentences that hold all the words, the last one as a beginning, in the order of the documents.

        A last word of one or two letters is taken whole: half of all sentences hold a word that begins so.
        """
        # Quoted, a word is a word and never an operator of the query language, whatever is in it.
        given = words.replace("\0", " ").split()
        terms = ['"' + word.replace('"', '""') + '"' for word in given if any(c.isalnum() for c in word)]
        if not terms:
            return []
        found = self._match(" AND ".join(terms), limit)  # whole words first: mostly there are enough
        if len(found) < limit and len(terms[-1]) > SHORTEST_BEGINNING + 2:
            endings = begun(self.connection, terms[-1][1:-1])
            if endings is None:
                terms[-1] += "*"
            elif endings:
                terms[-1] = "(" + " OR ".join(f'"{word}"' for word in endings) + ")"
            found = self._match(" AND ".join(terms), limit)
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
        # The latest is looked for first: whether its article stands need not be asked of every other one.
        last = self.connection.execute(
            f"SELECT document, start, max(at) FROM positions WHERE reviewer = ? {where} GROUP BY reviewer", values
        ).fetchone()
        if (
            last
            and not self.connection.execute("SELECT 1 FROM documents WHERE id = ? AND NOT removed", last[:1]).fetchone()
        ):
            last = self.connection.execute(
                f"""SELECT document, start FROM positions p WHERE reviewer = ? {where}
                AND EXISTS (SELECT 1 FROM documents d WHERE d.id = p.document AND NOT d.removed)
                ORDER BY at DESC LIMIT 1""",
                values,
            ).fetchone()
        return last and (last[0], last[1])

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


def _summed(rows: Iterable[tuple[str, int]]) -> dict[tuple[str, str], int]:
    parted = ((key.rpartition(_BETWEEN), count) for key, count in rows)
    return {(reviewer, label): count for (reviewer, _, label), count in parted}
