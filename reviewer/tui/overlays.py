"""Marks laid over a sentence's text: hits, cuts and spans, overlapping or nested, as runs of looks; no text moves."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

SIGNS = {"content": "Q", "cue": "C", "source": "S"}
"""The letter of each role, in the article before its span and in the legend."""


class Overlay(NamedTuple):
    """A look over `[start, end)`, code points of the sentence; `sign` is a letter to stand in the space before it."""

    start: int
    end: int
    look: str
    sign: str = ""


class Run(NamedTuple):
    """A stretch of a line in the same looks."""

    start: int
    end: int
    looks: tuple[str, ...]


def runs(start: int, end: int, overlays: Sequence[Overlay]) -> list[Run]:
    """Return `[start, end)` cut where any overlay begins or ends; looks are in the order of the overlays."""
    here = [one for one in overlays if one.start < end and one.end > start]
    if not here:
        return [Run(start, end, ())]
    edges = sorted({start, end, *(edge for one in here for edge in one[:2] if start < edge < end)})
    return [
        Run(first, last, tuple(dict.fromkeys(one.look for one in here if one.start <= first and one.end >= last)))
        for first, last in pairwise(edges)
    ]


def signs(text: str, start: int, end: int, overlays: Sequence[Overlay]) -> dict[int, str]:
    """Return the letters of the spans that begin in a line, by their place in it.

    A letter stands on the space before its span, -1 is the column before the line; without a space there is none.
    """
    places: dict[int, str] = {}
    for one in overlays:
        if one.sign and start <= one.start < end:
            at = one.start - 1
            if one.start == start:
                places[-1] = one.sign
            elif text[at] == " ":
                places[at] = one.sign
    return places
