"""Documents and their sentences: storing what was read, and reading the window that is looked at."""

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.articles.titles import title_of
from reviewer.labels import BUILT_IN, Scheme
from reviewer.store.rows import Act, Change, Document, Layout, Sentence
from reviewer.store.sqlite import log
from reviewer.store.sqlite.arriving import OLDER, come_back
from reviewer.store.sqlite.ids import uuid7, uuids
from reviewer.store.sqlite.schemes import SchemesPart
from reviewer.store.sqlite.source_files import keep_source

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.article import Article
    from reviewer.articles.structure import Segment

DOCUMENT = (
    "id, uid, sha256, name, title, url, published, language, external_id, encoding, splitter, imported, meta, "
    "sentences, version, scheme"
)
BATCH = 20_000
"""How many sentences one transaction of an import holds: few enough that others wait a moment only."""
BATCH_BYTES = 16 * 1024 * 1024
"""How many code points of text and bytes of packed files one transaction holds at about the most.

What waits for it is in memory."""
Item = tuple["Article", "list[Segment]"]


class DocumentsPart(SchemesPart):
    """The part of the engine that keeps documents."""

    def documents(self, ids: Sequence[int] | None = None) -> list[Document]:
        """Return documents in the order they came in, or those of `ids` in the order of `ids`."""
        if ids is not None:
            return [found for found in map(self.document, ids) if found]
        rows = self.connection.execute(f"SELECT {DOCUMENT} FROM documents WHERE NOT removed ORDER BY id")
        return [self._document(row) for row in rows]

    def document_ids(self) -> Sequence[int]:
        """Return the row ids of all documents in the order they came in."""
        return self._row_ids("SELECT id FROM documents WHERE NOT removed ORDER BY id")

    def document(self, document: int) -> Document | None:
        """Return one document, None when there is none or its import was undone."""
        return self._one("id = ?", document)

    def imported(self, batch: str) -> Sequence[int]:
        """Return the row ids of the documents of one import (the uid of its decision) that are not taken out."""
        return self._row_ids(
            """SELECT id FROM documents WHERE NOT removed AND (batch = ?1
            OR id IN (SELECT document FROM copies WHERE batch = ?1)) ORDER BY id""",
            (batch,),
        )

    def by_sha256(self, sha256: str) -> Document | None:
        """Return the document made of bytes with this hash (hex), also when it was corrected since."""
        return self._one("sha256 = ?1", sha256) or self._one(OLDER, sha256)

    def text(self, document: int) -> str:
        """Return a document's exact text."""
        text: str = self.connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()[0]
        return text

    def layout(self, document: int) -> Layout:
        """Return where a document's sentences begin and end, in order."""
        layout = Layout(array("q"), array("q"), array("q"), array("q"))
        add_id, add_start, add_end, add_paragraph = (column.append for column in layout)
        for row in self.connection.execute(
            'SELECT id, start, "end", paragraph FROM sentences WHERE document = ? ORDER BY start', (document,)
        ):
            add_id(row[0])
            add_start(row[1])
            add_end(row[2])
            add_paragraph(row[3])
        return layout

    def cut(self, document: int) -> str:
        """Return all sentences of a document in order as JSON: a list of [uid, start, end, paragraph, kind]."""
        found: str = self.connection.execute(
            """SELECT json_group_array(json_array(uid, start, "end", paragraph, kind))
            FROM (SELECT uid, start, "end", paragraph, kind FROM sentences WHERE document = ? ORDER BY start)""",
            (document,),
        ).fetchone()[0]
        return found

    def sentences(self, document: int, start: int, end: int) -> list[Sentence]:
        """Return the sentences that begin in `[start, end)` (code points), in order."""
        rows = self.connection.execute(
            """SELECT id, uid, start, "end", paragraph, kind, text FROM sentences
            WHERE document = ? AND start >= ? AND start < ? ORDER BY start""",
            (document, start, end),
        )
        return [Sentence(*row) for row in rows]

    def add(self, items: Iterable[Item], act: Act, splitter: str, scheme: Scheme = BUILT_IN) -> list[int]:
        """Store documents as one import: one decision, undone as one; return the row id of each item.

        Content that is there already is not doubled: its document's row id is returned again.
        """
        documents: list[int] = []
        batch = uuid7()
        waiting: list[Item] = []
        sentences = size = 0
        try:
            for item in items:
                waiting.append(item)
                sentences += len(item[1])
                size += len(item[0].text) + (len(item[0].source.packed) if item[0].source else 0)
                if sentences >= BATCH or size >= BATCH_BYTES:
                    full, waiting, sentences, size = waiting, [], 0, 0
                    documents += self._store(full, act, (splitter, scheme), batch)
                    self.tidy()
        finally:
            # Also when the reading was interrupted: what was read whole is stored whole.
            if waiting:
                documents += self._store(waiting, act, (splitter, scheme), batch)
        return documents

    def _store(self, items: Sequence[Item], act: Act, by: tuple[str, Scheme], batch: str) -> list[int]:
        with self.transaction() as connection:
            self._keep_scheme(by[1])
            placed: dict[str, int] = {}
            fresh: list[tuple[Item, int]] = []
            for item in items:
                sha256 = item[0].sha256
                if sha256 not in placed:
                    known = self._known(sha256, batch)
                    placed[sha256] = known or self._insert_document(item, by, batch)
                    if not known:
                        fresh.append((item, placed[sha256]))
            brought = connection.execute("SELECT 1 FROM documents WHERE batch = ? LIMIT 1", (batch,)).fetchone()
            if brought and not connection.execute("SELECT 1 FROM decisions WHERE uid = ?", (batch,)).fetchone():
                log.append(connection, act, "import", [Change("batch", (batch,), None, {"removed": False})], uid=batch)
            self._insert_sentences(fresh)
        return [placed[article.sha256] for article, _ in items]

    def _known(self, sha256: str, batch: str) -> int | None:
        row = self.connection.execute(
            f"SELECT id, removed FROM documents WHERE sha256 = ?1 OR {OLDER} ORDER BY sha256 <> ?1", (sha256,)
        ).fetchone()
        if row is None:
            return None
        if row[1]:  # its import was undone: it comes back, with all that was decided on it, as part of this import
            come_back(self.connection, row[0], batch)
        document: int = row[0]
        return document

    def _insert_document(self, item: Item, by: tuple[str, Scheme], batch: str) -> int:
        (article, segments), (splitter, scheme) = item, by
        values: dict[str, Any] = {
            "uid": uuid7(), "sha256": article.sha256, "name": article.name,
            "title": title_of(article, segments, article.name), "url": article.url,
            "published": article.published, "language": article.language,
            "external_id": article.external_id, "encoding": article.encoding, "splitter": splitter,
            "imported": log.now(), "meta": json.dumps(dict(article.meta), ensure_ascii=False), "batch": batch,
            "sentences": len(segments), "scheme": scheme.uid,
        }  # fmt: skip
        cursor = self.connection.execute(
            f"INSERT INTO documents ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
            tuple(values.values()),
        )
        document = cursor.lastrowid or 0
        self.connection.execute("INSERT INTO texts (document, text) VALUES (?, ?)", (document, article.text))
        keep_source(self.connection, article)
        return document

    def _insert_sentences(self, items: "Sequence[tuple[Item, int]]") -> None:
        first: int = self.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sentences").fetchone()[0]
        names = iter(uuids(sum(len(segments) for (_, segments), _ in items)))
        self.connection.executemany(
            'INSERT INTO sentences (uid, document, start, "end", paragraph, kind, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
            (
                (next(names), document, start, end, paragraph, kind, article.text[start:end])
                for (article, segments), document in items
                for start, end, paragraph, kind in segments
            ),
        )
        self.connection.execute(
            "INSERT INTO sentences_fts (rowid, text) SELECT id, text FROM sentences WHERE id >= ?", (first,)
        )

    def _one(self, where: str, value: int | str) -> Document | None:
        row = self.connection.execute(
            f"SELECT {DOCUMENT} FROM documents WHERE {where} AND NOT removed", (value,)
        ).fetchone()
        return row and self._document(row)
