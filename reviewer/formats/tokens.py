"""Cutting text into tokens that break at given edges, so that every span of a format of tokens is whole tokens."""

import re
import sys
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from unicodedata import category


def tokens(text: str, edges: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the tokens of a text (code points, half-open, ascending), which together hold all that is no space.

    A word is one token, with the apostrophes, hyphens, points and commas within it; any other sign is one by itself.
    A token that an edge lies in is cut there.
    """
    cuts = sorted(set(edges))
    if not cuts:
        return [found.span() for found in _token().finditer(text)]
    bounds = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    return [found.span() for start, end in pairwise(bounds) for found in _token().finditer(text, start, end)]


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of a token; made where one is needed, as it goes through all of Unicode once (0.2 s)."""
    signs = (chr(code) for code in range(sys.maxunicode + 1) if category(chr(code))[0] in "PS")
    sign = "".join(map(re.escape, signs))
    word = f"[^\\s{sign}]+"
    return re.compile(f"{word}(?:['’.,\\-‐‑_]{word})*|[{sign}]")
