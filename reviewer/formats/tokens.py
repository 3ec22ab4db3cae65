"""Cutting text into tokens that break at given edges, so that every span of a format of tokens is whole tokens."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import category

_BMP = "\uffff"


def tokens(text: str, edges: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the tokens of a text (code points, half-open, ascending), which together hold all that is no space.

    A word is one token, with the apostrophes, hyphens, points and commas within it; any other sign is one by itself.
    A token that an edge lies in is cut there.
    """
    cuts = sorted(set(edges))
    token = _token(wide=max(text, default="") > _BMP)
    if not cuts:
        return [found.span() for found in token.finditer(text)]
    bounds = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    return [found.span() for start, end in pairwise(bounds) for found in token.finditer(text, start, end)]


@cache
def _token(*, wide: bool) -> re.Pattern[str]:
    """Return the pattern of a token, for text beyond the BMP too where it is `wide`: such a set is searched in a row.

    It is made where it is needed: going through all of Unicode once takes 0.2 s.
    """
    sign = "".join(_ranges([code for code in range(sys.maxunicode + 1 if wide else ord(_BMP) + 1) if _is_sign(code)]))
    word = f"[^\\s{sign}]+"
    return re.compile(f"{word}(?:['’.,\\-‐‑_]{word})*|[{sign}]")


def _is_sign(code: int) -> bool:
    return category(chr(code))[0] in "PS"


def _ranges(codes: Sequence[int]) -> Iterator[str]:
    """Yield ascending code points as the ranges of a set in a pattern."""
    first = last = codes[0]
    for code in (*codes[1:], -1):
        if code != last + 1:
            yield f"\\U{first:08x}-\\U{last:08x}"
            first = code
        last = code
