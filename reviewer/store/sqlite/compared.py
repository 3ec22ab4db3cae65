"""In which documents reviewers differ, and in how many sentences: kept by document, so that nobody waits for all.

What is kept is no state: it is made anew from the decisions since it was made, or from all of them where it is missing.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from reviewer.errors import StoreError
from reviewer.layers import ADJUDICATED, again
from reviewer.store.sides import Shared
from reviewer.store.sqlite.conflicts import ConflictsPart
from reviewer.store.sqlite.layering import own

CHUNK = 100
"""How many documents one transaction compares: few enough that others wait a moment only."""
IN_PASSING = 50
"""How many documents the housekeeping of a sitting compares at most."""


def _waits(layer: str) -> str:
    """Return the condition that a sentence of `said` is without label in a layer that is filled in there."""
    return f"""((EXISTS (SELECT 1 FROM assignments g WHERE g.document = said.document AND g.layer = {layer})
            OR EXISTS (SELECT 1 FROM progress g WHERE g.document = said.document AND g.reviewer = {layer}
                AND g.sentences > 0))
        AND NOT EXISTS (SELECT 1 FROM annotations o WHERE o.document = said.document AND o.sentence = said.sentence
            AND o.reviewer = {layer} AND o.label IS NOT NULL))"""


_ASKED = "SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(?1)) {removed}"
_ALL = "SELECT id FROM documents WHERE ?1 IS NULL AND NOT removed"
_SHARED = f"""
    WITH both AS (
        SELECT d.id AS document FROM ({{asked}}) d CROSS JOIN progress p ON p.document = d.id
        WHERE p.sentences > 0 AND {own("p")}
        GROUP BY d.id HAVING count(DISTINCT p.reviewer) > 1
    ), clashing AS MATERIALIZED (
        SELECT s.document, s.id AS sentence FROM sentences s WHERE s.id IN (SELECT value FROM json_each(?4))
    ), said AS MATERIALIZED (
        SELECT a.document, a.sentence, count(*) AS layers,
            min(a.label) <> max(a.label) OR coalesce(min(a.check_worthiness) <> max(a.check_worthiness), 0) AS differ
        FROM both JOIN annotations a ON a.document = both.document
        WHERE a.label IS NOT NULL AND {own("a")} AND a.sentence NOT IN (SELECT sentence FROM clashing)
        GROUP BY a.document, a.sentence HAVING count(*) > 1
        UNION ALL SELECT document, sentence, 0, 1 FROM clashing
    ), marks AS (
        SELECT m.document, m.reviewer, m.source, m.cue, m.content, coalesce(m.speaker, '') AS speaker,
            (SELECT s.id FROM sentences s WHERE s.document = m.document AND s.start <= m.start
                ORDER BY s.start DESC LIMIT 1) AS sentence
        FROM both JOIN attributions m ON m.document = both.document WHERE {own("m")}
    ), apart AS (
        SELECT DISTINCT sentence FROM (
            SELECT said.sentence FROM said JOIN marks m ON m.document = said.document AND m.sentence = said.sentence
            JOIN annotations a ON a.document = m.document AND a.sentence = m.sentence AND a.reviewer = m.reviewer
                AND a.label IS NOT NULL
            GROUP BY said.sentence, m.source, m.cue, m.content, m.speaker
            HAVING count(DISTINCT m.reviewer) <> max(said.layers))
    ), told AS MATERIALIZED (
        SELECT said.document,
            said.differ OR said.sentence IN (SELECT sentence FROM apart) AS differ,
            said.layers > 0 AND EXISTS (SELECT 1 FROM annotations g WHERE g.document = said.document
                AND g.sentence = said.sentence AND g.reviewer = '{ADJUDICATED}' AND g.label IS NOT NULL) AS settled,
            {_waits("?2")} OR {_waits("?3")} AS waits
        FROM said
    )
    SELECT document, sum(NOT waits AND NOT settled AND NOT differ), sum(NOT waits AND NOT settled AND differ),
        sum(NOT waits AND settled), sum(waits) FROM told GROUP BY document ORDER BY document"""

_MOVES = " OR ".join(f"""instr(changes, '"on":"{table}"')""" for table in ("annotation", "attribution", "sentence"))
_UNFINISHED = """
    SELECT d.id FROM documents d WHERE (EXISTS (SELECT 1 FROM assignments a WHERE a.document = d.id AND a.layer = ?1)
        OR EXISTS (SELECT 1 FROM progress p WHERE p.document = d.id AND p.reviewer = ?1 AND p.sentences > 0))
    AND d.sentences > (SELECT coalesce(sum(p.sentences), 0) FROM progress p WHERE p.document = d.id AND p.reviewer = ?1)
    """


class _Stale(NamedTuple):
    """The documents (row ids) to be compared anew, and the newest decision: its place and uid.

    `is_all` says that nothing of what is kept can be used.
    """

    documents: Collection[int]
    seq: int
    uid: str
    is_all: bool = False


class ComparedPart(ConflictsPart):
    """The part of the engine that knows where reviewers differ."""

    def shared(self, reviewer: str, documents: Sequence[int] | None = None) -> list[Shared]:
        """Return the documents in which sentences are decided by several own layers, of all or of some, in order."""
        if documents is not None:
            return self._shared(reviewer, documents)
        stale = self._stale()
        live = {one.document for one in self.conflicts() if one.is_side and one.document is not None}
        if not self._compare(stale):
            if stale.is_all:
                return self._shared(reviewer, None)
            live |= set(stale.documents)
        for layer in (reviewer, again(reviewer)) if reviewer else ():
            live |= {row[0] for row in self.connection.execute(_UNFINISHED, (layer,))}
        rows = self.connection.execute(
            """SELECT c.document, agreed, open, settled, 0 FROM compared c JOIN documents d ON d.id = c.document
            WHERE NOT d.removed"""
        )
        kept = [Shared._make(row) for row in rows if row[0] not in live]
        return sorted([*kept, *self._shared(reviewer, sorted(live))]) if live else kept

    def tidy(self) -> None:
        """Do the housekeeping, and compare what was decided on since where that takes a moment only."""
        super().tidy()
        with suppress(StoreError):
            stale = self._stale()
            if 0 < len(stale.documents) <= IN_PASSING:
                self._compare(stale)

    def _stale(self) -> _Stale:
        newest = self.connection.execute("SELECT seq, uid FROM decisions ORDER BY seq DESC LIMIT 1").fetchone()
        kept = self.connection.execute(
            "SELECT seq FROM compared_until u WHERE uid = (SELECT uid FROM decisions d WHERE d.seq = u.seq)"
        ).fetchone()
        if newest is None or kept == newest[:1]:
            return _Stale((), 0, "")
        far = f"SELECT 1 FROM decisions WHERE seq > ? AND document IS NULL AND ({_MOVES}) LIMIT 1"
        if kept is None or self.connection.execute(far, kept).fetchone():
            rows = self.connection.execute("SELECT DISTINCT document FROM progress ORDER BY document")
            return _Stale([row[0] for row in rows], newest[0], newest[1], is_all=True)
        since = "SELECT DISTINCT document FROM decisions WHERE seq > ? AND document IS NOT NULL ORDER BY document"
        return _Stale([row[0] for row in self.connection.execute(since, kept)], newest[0], newest[1])

    def _compare(self, stale: _Stale) -> bool:
        """Keep how it stands with documents; return whether that could be written, as what is kept may be used then."""
        if not stale.documents and not stale.is_all:
            return True
        # Nobody waits for the disk: what a power cut takes is made anew.
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            if stale.is_all:
                with self.transaction() as connection:
                    connection.execute("DELETE FROM compared_until")
                    connection.execute("DELETE FROM compared")
            asked = list(stale.documents)
            for at in range(0, len(asked), CHUNK):
                with self.transaction() as connection:
                    chunk = asked[at : at + CHUNK]
                    connection.executemany("DELETE FROM compared WHERE document = ?", ((one,) for one in chunk))
                    connection.executemany(
                        "INSERT INTO compared (document, agreed, open, settled) VALUES (?, ?, ?, ?)",
                        (one[:4] for one in self._shared("", chunk, clashing=(), removed=True)),
                    )
            with self.transaction() as connection:
                connection.execute("DELETE FROM compared_until")
                connection.execute("INSERT INTO compared_until (seq, uid) VALUES (?, ?)", (stale.seq, stale.uid))
        except StoreError:
            return False
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")
        return True

    def _shared(
        self,
        reviewer: str,
        documents: Sequence[int] | None,
        *,
        clashing: Iterable[int | None] | None = None,
        removed: bool = False,
    ) -> list[Shared]:
        """Compare documents, or all; `clashing` are sentences (row ids) of which a merge set something aside."""
        some = None if documents is None else json.dumps(list(documents))
        if clashing is None:
            asked = documents if documents is not None and len(documents) == 1 else (None,)
            clashing = (
                one.sentence
                for one in self.conflicts(*asked)
                if one.is_side and (documents is None or one.document in documents)
            )
        values = (some, reviewer, again(reviewer), json.dumps(list(clashing)))
        asked_for = _ALL if documents is None else _ASKED.format(removed="" if removed else "AND NOT removed")
        sql = _SHARED.format(asked=asked_for)
        return [Shared._make(row) for row in self.connection.execute(sql, values)]
