"""Looking for what was claimed or said before, by the words it shares: BM25 over full-text indexes, within bounds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

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
"""Of so many words that many rows hold, two must stand together."""

_LABEL = f"""a.reviewer = (SELECT reviewer FROM annotations o WHERE o.document = s.document AND o.sentence = s.id
    AND o.label IS NOT NULL AND (o.reviewer = ?2 OR (?2 IS NULL AND (o.reviewer = '{ADJUDICATED}' OR ({own("o")}))))
    ORDER BY o.reviewer = '{ADJUDICATED}' DESC, o.modified DESC LIMIT 1)"""


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
        # The index goes first, best ones first: what stands beside a claim is read only until there are enough.
        rows = self.connection.execute(
            f"""SELECT c.document, s.id, d.title, c.text, c.uid, c.reviewer,
            iif({seen("?2")}, a.label, NULL), coalesce(k.status, 'untriaged'), k.verdict,
            coalesce(k.modified, c.modified), -f.rank
            FROM (SELECT rowid, rank FROM claims_fts WHERE claims_fts MATCH ?1 ORDER BY rank LIMIT {RANKED}) f
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
            (self._any_of("claims_fts", words, most), seen_by, reviewer, outside, limit),
        )
        return _recalled(rows)

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
        rows = self.connection.execute(
            f"""SELECT s.document, s.id, d.title, s.text, NULL, coalesce(a.reviewer, ''), a.label, 'untriaged', NULL,
            coalesce(a.modified, d.imported), -f.rank
            FROM (SELECT rowid, rank FROM sentences_fts f WHERE sentences_fts MATCH ?1 AND (NOT ?4 OR EXISTS
                (SELECT 1 FROM annotations o WHERE o.sentence = f.rowid AND (?2 IS NULL OR o.reviewer = ?2)))
                ORDER BY rank LIMIT {RANKED}) f
            CROSS JOIN sentences s ON s.id = f.rowid
            CROSS JOIN documents d ON d.id = s.document AND NOT d.removed
            LEFT JOIN annotations a ON a.document = s.document AND a.sentence = s.id AND {_LABEL}
            WHERE s.document IS NOT ?3 AND (a.label IS NOT NULL OR NOT ?4)
            LIMIT ?5""",
            (self._any_of("sentences_fts", words, most), layer, outside, decided, limit),
        )
        return _recalled(rows)

    def _any_of(self, index: str, words: Sequence[str], most: int) -> str:
        """Return the query for what holds any of some words, the rarest of them where more than `most` rows would do.

        Words that half of `most` rows hold say little: where there are no others, two of them must stand together.
        """
        # Quoted, a word is a word and never an operator of the query language.
        sought = [word for word in dict.fromkeys(words) if word.isalnum()]
        quoted = list(dict.fromkeys(_stem(word) if index == _UNSTEMMED else f'"{word}"' for word in sought))
        known = sorted((held, word) for word, held in zip(quoted, self._held(index, quoted, most // 2), strict=True))
        chosen: list[str] = []
        total = 0
        for held, word in known:
            total += held
            if total > most or held == most // 2:
                break
            if held:
                chosen.append(word)
        common = [word for held, word in known if held][:_TOGETHER]
        pairs = [f"({one} AND {other})" for one, other in combinations(common, 2)]
        return " OR ".join(chosen or pairs or common) or '""'

    def _held(self, index: str, quoted: Sequence[str], most: int) -> Iterator[int]:
        """Yield how many rows hold each word, counted up to `most`."""
        count = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
        return (self.connection.execute(count, (word,)).fetchone()[0] for word in quoted)


def _stem(word: str) -> str:
    """Return the query for the words that begin as one does without its ending: `voted`, `votes` and `voting` alike.

    A beginning finds more than a stem would ("univers" is in "universal" too); what is nearest is told later.
    """
    if not (word.isascii() and word.isalpha()):
        return f'"{word}"'
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM), "")
    stem = word.removesuffix(ending)
    return f'"{stem}"*' if len(stem) >= _SHORTEST_STEM else f'"{word}"'


def _recalled(rows: Iterable[tuple[Any, ...]]) -> list[Recalled]:
    found = [Recalled(Place(*row[:2]), *row[2:]) for row in rows]
    return sorted(found, key=lambda one: -one.score)
