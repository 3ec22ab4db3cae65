"""Looking for what was claimed or said before, by the words it shares: BM25 over full-text indexes, within bounds."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from reviewer.layers import ADJUDICATED
from reviewer.store.memory import LOOKED_AT, Recalled
from reviewer.store.rows import Place
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.layering import own, seen

RANKED = 500
"""How many of the best are looked at, whether they may be seen: ten times as many as are wanted."""
_UNSTEMMED = "sentences_fts"
"""The index that search by whole words needs; here words are looked for in it by their beginnings."""
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y")
_SHORTEST_STEM = 4
_TOGETHER = 4
"""So many of the words that many rows hold are looked at: those must stand together."""
_SAID_AGAIN = 2
"""Rows: the one that is looked at, and another."""

_LABEL = f"""a.reviewer = (SELECT reviewer FROM annotations o WHERE o.document = s.document AND o.sentence = s.id
    AND o.label IS NOT NULL AND (o.reviewer = ?2 OR (?2 IS NULL AND (o.reviewer = '{ADJUDICATED}' OR ({own("o")}))))
    ORDER BY o.reviewer = '{ADJUDICATED}' DESC, o.modified DESC LIMIT 1)"""
_WORD = re.compile(r"\w+")


class _Query(NamedTuple):
    """What an index is asked, and whether BM25 ranks what it finds.

    To weigh a word, BM25 reads all rows that hold it: of words that many hold the newest rows are taken as they come.
    """

    match: str
    is_ranked: bool

    def best(self, index: str, where: str = "") -> str:
        """Return the statement for the row ids and scores (the least is the best) of what is looked at."""
        score, order = ("rank", "rank") if self.is_ranked else ("0", "rowid DESC")
        return f"""SELECT rowid, {score} AS score FROM {index} f WHERE {index} MATCH ?1 {where}
            ORDER BY {order} LIMIT {RANKED}"""


class MemoryPart(Engine):
    """The part of the engine that remembers what was claimed and said."""

    def recall_claims(
        self,
        words: Sequence[str],
        limit: int,
        *,
        reviewer: str | None = None,
        seen_by: str | None = None,
        outside: int | None = None,
        most: int = LOOKED_AT,
    ) -> list[Recalled]:
        """Return the claims that share the most, and the rarest, of `words`, best first: see the interface."""
        query = self._any_of("claims_fts", words, most)
        # The index goes first, best ones first: what stands beside a claim is read only until there are enough.
        rows = self.connection.execute(
            f"""SELECT c.document, s.id, d.title, c.text, c.uid, c.reviewer,
            iif({seen("?2")}, a.label, NULL), coalesce(k.status, 'untriaged'), k.verdict,
            coalesce(k.modified, c.modified), -f.score
            FROM ({query.best("claims_fts")}) f
            CROSS JOIN claim_words w ON w.id = f.rowid CROSS JOIN claims c ON c.uid = w.claim
            CROSS JOIN documents d ON d.id = c.document AND NOT d.removed
            CROSS JOIN sentences s ON s.document = c.document AND s.start =
                (SELECT max(start) FROM sentences WHERE document = c.document AND start <= c.start)
            LEFT JOIN annotations a ON a.document = c.document AND a.sentence = s.id AND a.reviewer = c.reviewer
                AND c.vanished IS NULL
            LEFT JOIN checks k ON k.claim = c.uid
            WHERE (?3 IS NULL OR c.reviewer = ?3) AND c.document IS NOT ?4
            AND ({seen("?2")} OR coalesce(k.status, 'untriaged') <> 'untriaged')
            LIMIT ?5""",
            (query.match, seen_by, reviewer, outside, limit if query.is_ranked else RANKED),
        )
        return _recalled(rows, () if query.is_ranked else words)[:limit]

    def recall_sentences(
        self,
        words: Sequence[str],
        limit: int,
        *,
        layer: str | None = None,
        decided: bool = False,
        outside: int | None = None,
        most: int = LOOKED_AT,
    ) -> list[Recalled]:
        """Return the sentences that share the most, and the rarest, of `words`, best first: see the interface."""
        query = self._any_of("sentences_fts", words, most)
        answered = """AND (NOT ?4 OR EXISTS
            (SELECT 1 FROM annotations o WHERE o.sentence = f.rowid AND (?2 IS NULL OR o.reviewer = ?2)))"""
        rows = self.connection.execute(
            f"""SELECT s.document, s.id, d.title, s.text, NULL, coalesce(a.reviewer, ''), a.label, 'untriaged', NULL,
            coalesce(a.modified, d.imported), -f.score
            FROM ({query.best("sentences_fts", answered)}) f
            CROSS JOIN sentences s ON s.id = f.rowid
            CROSS JOIN documents d ON d.id = s.document AND NOT d.removed
            LEFT JOIN annotations a ON a.document = s.document AND a.sentence = s.id AND {_LABEL}
            WHERE s.document IS NOT ?3 AND (a.label IS NOT NULL OR NOT ?4)
            LIMIT ?5""",
            (query.match, layer, outside, decided, limit if query.is_ranked else RANKED),
        )
        return _recalled(rows, () if query.is_ranked else words)[:limit]

    def _any_of(self, index: str, words: Sequence[str], most: int) -> _Query:
        """Return the query for what holds any of some words, the rarest of them where more than `most` rows would do.

        Words that half of `most` rows hold say little: where there are no others, the rarest must stand together, all
        of them where they do so in other rows too, else two of them.
        """
        # Quoted, a word is a word and never an operator of the query language.
        whole = {_stem(word) if index == _UNSTEMMED else f'"{word}"': f'"{word}"' for word in words if word.isalnum()}
        known = sorted((self._held(index, whole[word], word, most // 2), word) for word in whole)
        chosen: list[str] = []
        total = 0
        for held, word in known:
            total += held
            if total > most or held == most // 2:
                break
            if held:
                chosen.append(word)
        if chosen:
            return _Query(" OR ".join(chosen), is_ranked=True)
        common = [whole[word] for held, word in known if held][:_TOGETHER]
        together = " AND ".join(common)
        if len(common) > 1 and self._held(index, together, together, _SAID_AGAIN) == _SAID_AGAIN:
            return _Query(together, is_ranked=False)
        pairs = [f"({one} AND {other})" for one, other in combinations(common, 2)]
        return _Query(" OR ".join(pairs or common) or '""', is_ranked=False)

    def _held(self, index: str, whole: str, word: str, most: int) -> int:
        """Return how many rows hold a word, or the one that is meant by its beginning, counted up to `most`."""
        count = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
        # The whole word first: for a beginning the index merges the rows of all its words before it gives any.
        held: int = self.connection.execute(count, (whole,)).fetchone()[0]
        if held < most and word != whole:
            (held,) = self.connection.execute(count, (word,)).fetchone()
        return held


def _stem(word: str) -> str:
    """Return the query for the words that begin as one does without its ending: `voted`, `votes` and `voting` alike.

    A beginning finds more than a stem would ("univers" is in "universal" too); what is nearest is told later.
    """
    if not (word.isascii() and word.isalpha()):
        return f'"{word}"'
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM), "")
    stem = word.removesuffix(ending)
    return f'"{stem}"*' if len(stem) >= _SHORTEST_STEM else f'"{word}"'


def _recalled(rows: Iterable[tuple[Any, ...]], words: Sequence[str]) -> list[Recalled]:
    """Return what was found, best first; scored by how many of `words` it holds where there are any."""
    found = [Recalled(Place(*row[:2]), *row[2:]) for row in rows]
    if words:
        wanted = frozenset(words)
        found = [one._replace(score=len(wanted.intersection(_WORD.findall(one.text.casefold())))) for one in found]
    return sorted(found, key=lambda one: -one.score)
