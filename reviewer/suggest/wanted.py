"""By which words something that was said before is looked for, and which of what is found is nearest."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.wordlists import words as table
from reviewer.store.memory import Recalled
from reviewer.suggest.likeness import grams, repeats, share, words

LONGEST = 4_000
"""Code points; no more of a text is looked at."""
_MOST = 48
"""How many words are looked for at most, in the order of the text."""
FEWEST = 3
"""Words; a text with fewer that tell something is looked for by all its words."""
_LETTERS = 0.25
"""What the pieces of words in common count beside BM25, both as shares of the best there can be."""

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_POSTED = re.compile(r"\(@\w+\)(?:\s+\w{3,9} \d{1,2}, \d{2,4})?")
"""The account and the day by which a copied post is signed; the name before them stays."""
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+|[^\WA-Za-z\d_]+")
_STOP = table("""
    a about after again all also am an and any are as at be because been before being but by can could did do does
    doing don down for from had has have having he her here hers him his how i if in into is it its just ll me more most
    my no nor not now of off on once only or other our out over own re s said same say says she should so some such t
    than that the their theirs them then there these they this those through to too under until up us ve very was we
    were what when where which while who whom why will with would you your
""")
"""English words that say nothing of what a text is about, and what is left of those with an apostrophe."""


class Nearest(NamedTuple):
    """Something that was said before: `likeness` is the share of pieces of words in common, 0 to 1.

    `again` says that it is the same but for a few words.
    """

    found: Recalled
    likeness: float
    again: bool


def wanted(text: str) -> list[str]:
    """Return the words of a text to look for, each once: those that tell something, or all where these are few."""
    found = telling(text)
    return (found if len(found) >= FEWEST else list(dict.fromkeys(words(_plain(text)))))[:_MOST]


def telling(text: str) -> list[str]:
    """Return the words of a text that say what it is about, each once: without addresses, with tags taken apart."""
    given = dict.fromkeys(words(_plain(text)))
    return [word for word in given if word not in _STOP and (len(word) > 1 or not word.isascii() or word.isdigit())]


def _plain(text: str) -> str:
    """Return what a text says, without what only leads elsewhere: addresses, and who posted it where and when."""
    return _TAG.sub(_parts, _POSTED.sub(" ", _ADDRESS.sub(" ", text[:LONGEST])))


def _parts(tag: re.Match[str]) -> str:
    return f" {tag[1]} {' '.join(_HUMP.findall(tag[1]))} "


def nearest(text: str, found: Sequence[Recalled], limit: int) -> list[Nearest]:
    """Return the nearest of what was found: what says the same first, then by shared words and pieces of words."""
    said, sought = words(text[:LONGEST]), grams(_plain(text))
    best = max((one.score for one in found), default=0.0) or 1.0
    ranked = []
    for number, one in enumerate(found):
        likeness = share(sought, grams(one.text))
        again = repeats(said, words(one.text))
        ranked.append((not again, -(one.score / best + _LETTERS * likeness), number, likeness))
    return [Nearest(found[number], likeness, not other) for other, _, number, likeness in sorted(ranked)[:limit]]
