"""What the program asks of a store about what was said before: the nearest claims and sentences of all articles."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from reviewer.store.rows import Place

LOOKED_AT = 10_000
"""Rows; the rarest words are looked for, until so many claims or sentences hold one of them."""


class Recalled(NamedTuple):
    """A claim or a sentence that has words in common with what was looked for, with what became of it.

    `claim` is the claim's uid, None for a sentence; `text` its words. `whose` is the layer that it, or the label, is
    of; "" where nothing was said of a sentence. `at` is when that was last changed: the check where one was begun.
    `score` is how well the words fit, BM25: greater is better, and it can be compared within one answer only.
    """

    place: Place
    title: str
    text: str
    claim: str | None
    whose: str
    label: str | None
    status: str
    verdict: str | None
    at: str
    score: float


class Memory(Protocol):
    """Looking for what was claimed or said before."""

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
        """Return the claims that share the most, and the rarest, of `words`, best first; their endings do not count.

        `reviewer` and `seen_by` leave out what `ledger` does. `outside` leaves out the claims of one document.
        `most` bounds the time: see LOOKED_AT.
        """

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
        """Return the sentences that share the most, and the rarest, of `words`, best first.

        Each with the label that `layer` has given it; without a layer, the one that was settled, else the newest one.
        `decided` leaves out those without one. `outside` leaves out the sentences of one document.
        `most` bounds the time: see LOOKED_AT.
        """
