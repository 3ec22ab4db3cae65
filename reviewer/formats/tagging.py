"""Marks as one tag a token: what a token classifier learns from."""

from bisect import bisect_left
from collections.abc import Sequence

from reviewer.formats.losses import Losses
from reviewer.formats.pieces import Piece
from reviewer.formats.tokens import tokens
from reviewer.formats.units import ROLES

TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
"""The tags, in the order of their numbers."""
OVERLAPS = "tags of spans that overlap another span"
Tagged = tuple[int, int, str]
"""A span in tokens, half-open, and its role."""


def tagged(text: str, spans: Sequence[Piece], losses: Losses) -> tuple[list[str], list[int]]:
    """Return the tokens of a text and the number of each one's tag (IOB2).

    A token has one tag: of spans that overlap the one that begins first stands, of those the longest; the others are
    counted. Spans are in the order of their beginnings; the sentences of a document are none.
    """
    marks = [one for one in spans if one.label in ROLES]
    cut = tokens(text, (edge for one in marks for edge in (one.start, one.end)))
    starts = [start for start, _ in cut]
    found: list[Tagged] = []
    reached = 0
    for one in sorted(marks, key=lambda one: (one.start, -one.end)):
        if one.start < reached:
            losses.add(OVERLAPS)
            continue
        reached = one.end
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        if first < last:
            found.append((first, last, one.label))
    return [text[start:end] for start, end in cut], [TAGS.index(tag) for tag in tags(found, len(cut), "iob2")]


def tags(spans: Sequence[Tagged], count: int, scheme: str) -> list[str]:
    """Return the tags of so many tokens, of spans that do not overlap, ascending."""
    found = ["O"] * count
    last: tuple[int, str] | None = None
    for start, end, role in spans:
        found[start:end] = [f"I-{role}"] * (end - start)
        if scheme == "bioes":
            found[end - 1] = f"E-{role}"
            found[start] = f"{'S' if end - start == 1 else 'B'}-{role}"
        elif scheme == "iob2" or last == (start, role):  # IOB1 tells only spans apart that touch
            found[start] = f"B-{role}"
        last = end, role
    return found


def follow(text: str, words: Sequence[str]) -> bool:
    """Return whether words stand in a text one after the other, with nothing but spaces between them."""
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return False
        at = start + len(word)
    return not text[at:].strip()
