"""Marks as one tag a token (IOB2, IOB1, BIOES): what a token classifier learns from."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reviewer.formats.losses import Losses
from reviewer.formats.pieces import Piece
from reviewer.formats.tokens import tokens
from reviewer.formats.units import CLAIMED, CONTENT, CUE, ROLES, SOURCE

TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
"""The tags of IOB2, in the order of their numbers."""
OVERLAPS = "tags of spans that overlap another span"
BLANK = "spans of nothing but spaces"
_FIRST = {CONTENT: 0, SOURCE: 1, CUE: 2, CLAIMED: 3}
"""Which of two spans that begin and end together is kept."""

Tagged = tuple[int, int, str]
"""A span in tokens, half-open, and its role."""


def tagged(text: str, spans: Sequence[Piece], losses: Losses) -> tuple[list[str], list[int]]:
    """Return the tokens of a text and the number of each one's tag in TAGS.

    A token has one tag: of spans that overlap one stands, as `apart` says; the others are counted. The sentences of a
    document are no spans.
    """
    marks = [one for one in spans if one.label in ROLES]
    cut = tokens(text, (edge for one in marks for edge in (one.start, one.end)))
    starts = [start for start, _ in cut]
    found = [(bisect_left(starts, one.start), bisect_left(starts, one.end), one.label) for one in marks]
    words = [one for one in found if one[0] < one[1]]
    kept, left = apart(words)
    losses.add(OVERLAPS, len(left))
    losses.add(BLANK, len(found) - len(words))
    return [text[start:end] for start, end in cut], [TAGS.index(tag) for tag in tags(kept, len(cut), "iob2")]


def apart(found: Iterable[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """Return the spans that can stand side by side, ascending, and those that cannot.

    The first one stands, of those that begin together the longest, of those the one whose role comes first.
    """
    kept: list[Tagged] = []
    left: list[Tagged] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1], _FIRST.get(one[2], 4), one[2])):
        (left if kept and one[0] < kept[-1][1] else kept).append(one)
    return kept, left


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


def spans_of(tagged: Sequence[str], scheme: str) -> Iterator[Tagged]:
    """Yield the spans that tags stand for; raises ValueError for tags that the scheme does not know in this order."""
    begun, role = 0, ""
    for place, tag in enumerate((*tagged, "O")):
        sign, _, kind = tag.partition("-")
        goes_on = sign in {"I", "E"} and bool(role) and kind == role
        if sign not in ("BIESO" if scheme == "bioes" else "BIO") or bool(kind) == (sign == "O"):
            raise ValueError(f"{tag} is no tag of {scheme}")
        if (sign in {"I", "E"} and not goes_on and scheme != "iob1") or (scheme == "bioes" and role and not goes_on):
            raise ValueError(f"{tag} is a tag that cannot stand at token {place}")
        if role and not goes_on:
            yield begun, place, role
            role = ""
        if kind and not goes_on:
            begun, role = place, kind
        if sign in {"E", "S"}:
            yield begun, place + 1, role
            role = ""


def follow(text: str, words: Sequence[str]) -> bool:
    """Return whether words stand in a text one after the other, with nothing but spaces between them."""
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return False
        at = start + len(word)
    return not text[at:].strip()
