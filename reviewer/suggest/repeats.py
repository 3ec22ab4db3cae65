"""What is said again: sentences that have the same words as an earlier one of the article."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def repeats(texts: Iterable[str]) -> list[int | None]:
    """Return for each sentence the first earlier one of the same words, whatever the case and the signs."""
    first: dict[tuple[str, ...], int] = {}
    found: list[int | None] = []
    for index, text in enumerate(texts):
        key = tuple(_WORD.findall(text.casefold()))
        earlier = first.setdefault(key, index) if key else index
        found.append(earlier if earlier != index else None)
    return found
