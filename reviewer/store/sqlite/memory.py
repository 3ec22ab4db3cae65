"""Looking for what was claimed or said before, by the words it shares: BM25 over full-text indexes, within bounds."""

from collections.abc import Iterator, Sequence

from reviewer.layers import ADJUDICATED
from reviewer.store.memory import LOOKED_AT, Recalled
from reviewer.store.rows import Place
from reviewer.store.sqlite.connection import Engine
from reviewer.store.sqlite.layering import own, seen

TITLE_WEIGHT = 0.5
"""What a word of the article's title counts, beside one of the claim."""

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
        # The index goes first, in the order of its ranks: what stands beside a claim is read of the best ones only.
        rows = self.connection.execute(
            f"""SELECT c.document, s.id, d.title, c.text, c.uid, c.reviewer,
            iif({seen("?2")}, a.label, NULL), coalesce(k.status, 'untriaged'), k.verdict,
            coalesce(k.modified, c.modified), -f.rank
            FROM claims_fts f CROSS JOIN claim_words w ON w.id = f.rowid CROSS JOIN claims c ON c.uid = w.claim
            CROSS JOIN documents d ON d.id = c.document AND NOT d.removed
            CROSS JOIN sentences s ON s.document = c.document AND s.start =
                (SELECT max(start) FROM sentences WHERE document = c.document AND start <= c.start)
            LEFT JOIN annotations a ON a.document = c.document AND a.sentence = s.id AND a.reviewer = c.reviewer
                AND c.vanished IS NULL
            LEFT JOIN checks k ON k.claim = c.uid
            WHERE claims_fts MATCH ?1 AND f.rank MATCH 'bm25(1.0, {TITLE_WEIGHT})'
            AND (?3 IS NULL OR c.reviewer = ?3) AND ({seen("?2")} OR coalesce(k.status, 'untriaged') <> 'untriaged')
            AND c.document IS NOT ?4
            ORDER BY f.rank LIMIT ?5""",
            (self._any_of("claims_fts", words, most), seen_by, reviewer, outside, limit),
        )
        return [Recalled(Place(*row[:2]), *row[2:]) for row in rows]

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
            FROM sentences_fts f CROSS JOIN sentences s ON s.id = f.rowid
            CROSS JOIN documents d ON d.id = s.document AND NOT d.removed
            LEFT JOIN annotations a ON a.document = s.document AND a.sentence = s.id AND {_LABEL}
            WHERE sentences_fts MATCH ?1 AND s.document IS NOT ?3 AND (a.label IS NOT NULL OR NOT ?4)
            ORDER BY f.rank LIMIT ?5""",
            (self._any_of("sentences_fts", words, most), layer, outside, decided, limit),
        )
        return [Recalled(Place(*row[:2]), *row[2:]) for row in rows]

    def _any_of(self, index: str, words: Sequence[str], most: int) -> str:
        """Return the query for what holds any of some words, or of the rarest of them where many rows would do."""
        # Quoted, a word is a word and never an operator of the query language.
        quoted = [f'"{word}"' for word in dict.fromkeys(words) if word.isalnum()]
        known = sorted(
            (held, word) for word, held in zip(quoted, self._held(index, quoted, most // 2), strict=True) if held
        )
        chosen: list[str] = []
        total = 0
        for held, word in known:
            total += held
            if chosen and total > most:
                break
            chosen.append(word)
        return " OR ".join(chosen) or '""'

    def _held(self, index: str, quoted: Sequence[str], most: int) -> Iterator[int]:
        """Yield how many rows hold each word, counted up to `most`."""
        count = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
        return (self.connection.execute(count, (word,)).fetchone()[0] for word in quoted)
