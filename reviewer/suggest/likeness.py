"""How alike two stretches of text are: the same words, mostly the same words, or only some; whatever case and signs."""

import math
import re
import unicodedata
from collections.abc import Set as AbstractSet

REPEATED = 0.4
"""The least word Jaccard (common words by all words) of two sentences of which one repeats the other."""
SIMILAR = 0.25
"""The least word Jaccard of two sentences that may say the same in other words."""
STRETCH = 6
"""Words; a text of so many that stands whole in another one is that one cut short."""
GRAM = 4
"""Letters in the pieces of words that two texts are compared by when they are ranked."""

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, marks, and the ways in which letters are set."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _WORD.findall(plain.casefold())


def jaccard(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """Return the common words of two texts by all their words, 0 to 1."""
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0


def repeats(first: list[str], second: list[str]) -> bool:
    """Return whether two texts, given by their words, say the same with few changes, or one is the other cut short."""
    if first == second:
        return bool(first)
    short, long = sorted((first, second), key=len)
    if len(short) >= STRETCH and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    return jaccard(frozenset(first), frozenset(second)) >= REPEATED


def grams(text: str) -> frozenset[str]:
    """Return the pieces of a text's words, GRAM letters each, those at the edges of words with the space there."""
    line = f" {' '.join(words(text))} "
    return frozenset(line[at : at + GRAM] for at in range(max(1, len(line) - GRAM + 1)))


def share(first: AbstractSet[str], second: AbstractSet[str]) -> float:
    """Return how much two sets of pieces have in common, 0 to 1, without regard to how much longer one is."""
    return len(first & second) / math.sqrt(len(first) * len(second)) if first and second else 0.0
