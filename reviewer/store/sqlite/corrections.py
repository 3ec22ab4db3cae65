"""A corrected article: one decision that gives a document another text and takes along what was said of the old one."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.articles.titles import title_of
from reviewer.errors import Refused
from reviewer.store.rows import Act, Change, Decision, Document
from reviewer.store.sqlite import log, timeline
from reviewer.store.sqlite.arriving import OLDER
from reviewer.store.sqlite.called import CalledPart
from reviewer.store.sqlite.carried import DocumentState
from reviewer.store.sqlite.changes import ANNOTATION, SENTENCE, read
from reviewer.store.sqlite.correcting import corrected
from reviewer.store.sqlite.schemes import SchemesPart
from reviewer.store.sqlite.source_files import keep_source
from reviewer.store.sqlite.versions import read_text
from reviewer.text import one_line

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.article import Article
    from reviewer.articles.structure import Segment


_POSITIONS = """
    WITH RECURSIVE everybody (name) AS (SELECT min(reviewer) FROM positions UNION ALL
        SELECT (SELECT min(reviewer) FROM positions WHERE reviewer > name) FROM everybody WHERE name IS NOT NULL)
    SELECT reviewer, start FROM everybody CROSS JOIN positions ON reviewer = name AND document = ?"""
"""Where everybody is in a document: the index goes by reviewers first, and holds every article they have seen."""


class CorrectionsPart(CalledPart, SchemesPart):
    """The part of the engine that keeps the versions of an article."""

    def named_like(self, article: "Article") -> list[Document]:
        """Return the documents of an article's URL, else of its id, else of its name, the newest first.

        A name that says nothing of what is in it ('-', a line of a JSONL file) is nobody's.
        """
        told = article.name != "-" and not article.name.rpartition(":")[2].isdigit()
        for column, value in (("url", article.url), ("external_id", article.external_id), ("name", article.name)):
            if value and (column != "name" or told):
                rows = [self._document(row) for row in self._documents_called(column, value)]
                if rows:
                    return rows
        return []

    def correct(
        self, document: int, article: "Article", segments: "Sequence[Segment]", act: Act, splitter: str
    ) -> Decision:
        """Give a document another text as one decision, undone as one; every layer's work goes along with its words.

        What stands on changed words comes back for review; what stood on words that are gone is kept in the log, and a
        claim with its check. Raises Refused when the document is no more, or has this text already.
        """
        with self.transaction() as connection:
            row = connection.execute(
                """SELECT d.uid, t.text FROM documents d JOIN texts t ON t.document = d.id
                WHERE d.id = ? AND NOT d.removed""",
                (document,),
            ).fetchone()
            if row is None:
                raise Refused("this article was taken out by somebody else meanwhile")
            uid, text = row
            self._refuse_known(document, article.sha256)
            head = self._text(document, uid, article, segments, splitter)
            found = corrected(head, (text, article.text), state_of(connection, document, uid))
            decision = log.append(connection, act, "correct", found.changes, document=document, sentence=found.first)
            for reviewer, start in connection.execute(_POSITIONS, (document,)).fetchall():
                connection.execute(
                    "UPDATE positions SET start = ? WHERE document = ? AND reviewer = ?",
                    (found.carried.beside(start), document, reviewer),
                )
        return decision

    def _refuse_known(self, document: int, sha256: str) -> None:
        """Raise Refused for a text that is, or was, that of a document."""
        known = self.connection.execute(
            f"SELECT id, sha256 = ?1, name FROM documents WHERE sha256 = ?1 OR {OLDER} ORDER BY id <> ?2",
            (sha256, document),
        ).fetchone()
        if known is None:
            return
        if known[0] != document:
            raise Refused(f"this is the text of another article that is here already: {one_line(known[2])}")
        raise Refused(
            "this article was corrected by somebody else meanwhile"
            if known[1]
            else "this is an older text of the article"
        )

    def corrections(self, document: int) -> list[Decision]:
        """Return the decisions that made the text of a document what it is, the newest first."""
        chain = timeline.line(timeline.events(self.connection, document).get(document, ()))
        rows = (
            self.connection.execute("SELECT seq FROM decisions WHERE uid = ?", (link.named,)).fetchone()
            for link in reversed(chain.links if chain else ())
        )
        return [log.get(self.connection, row[0]) for row in rows]

    def version_text(self, document: int, sha256: str) -> str:
        """Return the exact text that a document has or had, by its hash (hex)."""
        found = self.connection.execute(
            """SELECT text FROM versions WHERE document = ?1 AND sha256 = ?2
            UNION ALL SELECT t.text FROM texts t JOIN documents d ON d.id = t.document
            WHERE d.id = ?1 AND d.sha256 = ?2""",
            (document, sha256),
        ).fetchone()
        text: str = found[0]
        return text

    def _text(
        self, document: int, uid: str, article: "Article", segments: "Sequence[Segment]", splitter: str
    ) -> Change:
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
            "imported": log.now(), "title": title_of(article, segments, "") or before["title"],
            "cut": json.dumps([list(one) for one in segments], ensure_ascii=False, separators=(",", ":")),
        }  # fmt: skip
        if not known:
            connection.execute(
                """INSERT INTO versions (document, version, sha256, encoding, splitter, imported, text)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (document, *(row[name] for name in ("version", "sha256", "encoding", "splitter", "imported")),
                 article.text),
            )  # fmt: skip
            keep_source(connection, article)
        return Change("text", (uid,), before, row)


def state_of(connection: sqlite3.Connection, document: int, uid: str) -> DocumentState:
    """Return all that stands of a document, by everybody."""
    sentences = [
        (name, {"document": uid, **dict(zip(SENTENCE[1:], values, strict=True))})
        for name, *values in connection.execute(
            """SELECT uid, start, "end", paragraph, kind, created_by FROM sentences WHERE document = ?
            ORDER BY start""",
            (document,),
        )
    ]
    annotations: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for name, layer, *values in connection.execute(
        f"""SELECT s.uid, a.reviewer, {", ".join("a." + name for name in ANNOTATION)}
        FROM annotations a JOIN sentences s ON s.id = a.sentence WHERE a.document = ? ORDER BY a.reviewer""",
        (document,),
    ):
        annotations.setdefault(name, []).append((layer, dict(zip(ANNOTATION, values, strict=True))))
    marks = []
    for kind, sql in (
        ("attribution", "SELECT uid FROM attributions WHERE document = ?"),
        ("claim", "SELECT uid FROM claims WHERE document = ?"),
        ("check", "SELECT k.claim FROM checks k JOIN claims c ON c.uid = k.claim WHERE c.document = ?"),
    ):
        names = [row[0] for row in connection.execute(sql, (document,))]
        marks.append({name: read(connection, kind, (name,)) or {} for name in names})
    return DocumentState(sentences, annotations, *marks)
