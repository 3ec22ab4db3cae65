"""A corrected article: one decision that gives a document another text and takes along what was said of the old one."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reviewer.errors import Refused
from reviewer.store.rows import Act, Change, Decision, Document
from reviewer.store.sqlite import log
from reviewer.store.sqlite.carried import Carried
from reviewer.store.sqlite.changes import ANNOTATION, SENTENCE
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.documents import DOCUMENT, title_of
from reviewer.store.sqlite.ids import uuids
from reviewer.store.sqlite.versions import read_text

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.anchors import Placed
    from reviewer.articles.reading import Article
    from reviewer.articles.structure import Segment

Standing = tuple[int, str, int, int, int, str, str | None]
"""A sentence: row id, uid, start, end, paragraph, kind, and the decision that made it."""


class CorrectionsPart(Engine):
    """The part of the engine that keeps the versions of an article."""

    def named_like(self, article: "Article") -> list[Document]:
        """Return the documents of an article's URL, else of its id, else of its name, the newest first.

        A name that says nothing of what is in it ('-', a line of a JSONL file) is nobody's.
        """
        told = article.name != "-" and not article.name.rpartition(":")[2].isdigit()
        for column, value in (("url", article.url), ("external_id", article.external_id), ("name", article.name)):
            if value and (column != "name" or told):
                rows = self.connection.execute(
                    f"SELECT {DOCUMENT} FROM documents WHERE {column} = ? AND NOT removed ORDER BY id DESC", (value,)
                ).fetchall()
                if rows:
                    return [Document(*row) for row in rows]
        return []

    def correct(
        self, document: int, article: "Article", segments: "Sequence[Segment]", act: Act, splitter: str
    ) -> Decision:
        """Give a document another text as one decision, undone as one; every layer's work goes along with its words.

        What stands on changed words comes back for review; what stood on words that are gone is kept in the log, and a
        claim with its check. Raises Refused when the document is no more, or has this text already.
        """
        from reviewer.articles.anchors import place  # noqa: PLC0415 - only a correction needs it

        with self.transaction() as connection:
            row = connection.execute(
                """SELECT d.uid, t.text, d.sha256 FROM documents d JOIN texts t ON t.document = d.id
                WHERE d.id = ? AND NOT d.removed""",
                (document,),
            ).fetchone()
            if row is None or row[2] == article.sha256:
                raise Refused("this article was taken out or corrected by somebody else meanwhile")
            uid, text, _ = row
            standing = self._sentences(document)
            from reviewer.articles.structure import Segment  # noqa: PLC0415 - as above

            placed = place(text, [Segment(*one[2:6]) for one in standing], article.text, segments)
            head = self._text(document, uid, article, title_of(article, segments, ""), splitter)
            changes = [head, *self._moved(uid, standing, placed)]
            carried = Carried(connection, head, (text, article.text), standing, placed)
            changes += carried.changes()
            first = carried.first()
            decision = log.append(connection, act, "correct", changes, document=document, sentence=first)
            for reviewer, start in connection.execute(
                "SELECT reviewer, start FROM positions WHERE document = ?", (document,)
            ).fetchall():
                connection.execute(
                    "UPDATE positions SET start = ? WHERE document = ? AND reviewer = ?",
                    (carried.beside(start), document, reviewer),
                )
        return decision

    def corrections(self, document: int) -> list[Decision]:
        """Return the decisions that made the text of a document what it is, the newest first."""
        found: dict[int, Decision] = {}
        for decision in log.newest_first(self.connection, "document = ? AND action = 'correct'", (document,), None):
            after = decision.changes[0].after or {}
            found.setdefault(after["version"], decision)
        row = self.connection.execute("SELECT version FROM documents WHERE id = ?", (document,)).fetchone()
        chain = []
        version = row[0] if row else 1
        while version in found:
            chain.append(found[version])
            version = (found[version].changes[0].before or {})["version"]
        return chain

    def version_text(self, document: int, version: int) -> str:
        """Return the exact text of one version of a document."""
        found = self.connection.execute(
            """SELECT text FROM versions WHERE document = ?1 AND version = ?2
            UNION ALL SELECT t.text FROM texts t JOIN documents d ON d.id = t.document
            WHERE d.id = ?1 AND d.version = ?2""",
            (document, version),
        ).fetchone()
        text: str = found[0]
        return text

    def _sentences(self, document: int) -> list[Standing]:
        return self.connection.execute(
            """SELECT id, uid, start, "end", paragraph, kind, created_by FROM sentences WHERE document = ?
            ORDER BY start""",
            (document,),
        ).fetchall()

    def _text(self, document: int, uid: str, article: "Article", title: str, splitter: str) -> Change:
        """Keep the new text, and return the change that makes it the document's."""
        connection = self.connection
        before = read_text(connection, uid) or {}
        known = connection.execute(
            "SELECT version FROM versions WHERE document = ? AND sha256 = ? AND version > ?",
            (document, article.sha256, before["version"]),
        ).fetchone()
        newest = connection.execute(
            "SELECT max(version) FROM (SELECT version FROM versions WHERE document = ?1 UNION SELECT ?2)",
            (document, before["version"]),
        ).fetchone()[0]
        version: int = known[0] if known else newest + 1
        row = {
            "version": version, "sha256": article.sha256, "encoding": article.encoding, "splitter": splitter,
            "imported": log.now(), "title": title or before["title"],
        }  # fmt: skip
        if not known:
            connection.execute(
                """INSERT INTO versions (document, version, sha256, encoding, splitter, imported, text)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (document, *(row[name] for name in ("version", "sha256", "encoding", "splitter", "imported")),
                 article.text),
            )  # fmt: skip
        return Change("text", (uid,), before, row)

    def _moved(self, uid: str, standing: Sequence[Standing], placed: "Placed") -> Iterator[Change]:
        """Yield what becomes of the sentences: gone with what was said of them, moved, come back, or new."""
        said: dict[int, list[Change]] = {}
        for sentence, change in _annotated(self.connection, standing, placed):
            said.setdefault(sentence, []).append(change)
        taken = set()
        for one, partner in zip(standing, placed.partners, strict=True):
            yield from said.get(one[0], ())
            before = _row(uid, one[2:])
            if partner is None:
                yield Change("sentence", (one[1],), before, None)
                continue
            taken.add(partner.at)
            after = _row(uid, (*placed.segments[partner.at], one[6]))
            # A changed sentence is told also where it stays in its place: whoever reads the log finds it by this.
            if before != after or partner.likeness < 1:
                yield Change("sentence", (one[1],), before, after)
        fresh = [segment for index, segment in enumerate(placed.segments) if index not in taken]
        for name, segment in zip(uuids(len(fresh)), fresh, strict=True):
            yield Change("sentence", (name,), None, _row(uid, (*segment, None)))


def _row(uid: str, values: Sequence[int | str | None]) -> dict[str, object]:
    return {"document": uid, **dict(zip(SENTENCE[1:], values, strict=True))}


def _annotated(
    connection: sqlite3.Connection, standing: Sequence[Standing], placed: "Placed"
) -> Iterator[tuple[int, Change]]:
    """Yield what becomes of annotations, by sentence: taken off other words; links to earlier sentences follow."""
    partners = dict(zip((one[0] for one in standing), placed.partners, strict=True))
    starts = {one[2]: one[0] for one in standing}
    if not standing:
        return
    for sentence, uid, reviewer, *values in connection.execute(
        f"""SELECT a.sentence, s.uid, a.reviewer, {", ".join("a." + name for name in ANNOTATION)}
        FROM annotations a JOIN sentences s ON s.id = a.sentence
        WHERE a.document = (SELECT document FROM sentences WHERE id = ?) ORDER BY a.reviewer""",
        (standing[0][0],),
    ).fetchall():
        partner, row = partners[sentence], dict(zip(ANNOTATION, values, strict=True))
        if partner is None or partner.likeness < 1:
            yield sentence, Change("annotation", (uid, reviewer), row, None)
        elif row["duplicate_of"] is not None:
            earlier = partners.get(starts.get(row["duplicate_of"], -1))
            still = earlier is not None and earlier.likeness == 1 and earlier.at < partner.at
            start = placed.segments[earlier.at].start if still and earlier else None
            if start != row["duplicate_of"]:
                yield sentence, Change("annotation", (uid, reviewer), row, {**row, "duplicate_of": start})
