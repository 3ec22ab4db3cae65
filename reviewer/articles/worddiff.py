"""What has changed between two wordings, word by word: for people to read, and for anchors to follow."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Sign = Literal[" ", "-", "+"]
KEPT: Sign = " "
GONE: Sign = "-"
ADDED: Sign = "+"
LIMIT = 250_000
"""Words of one wording times those of the other; beyond that, comparing them takes longer than it helps."""
_WORD = re.compile(r"\w+|[^\w\s]")


class Part(NamedTuple):
    """Some words in a row that were kept, are gone, or were added."""

    sign: Sign
    text: str


def words(text: str) -> list[str]:
    """Return words and marks, without white space."""
    return _WORD.findall(text)


def word_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where words and marks stand in `[start, end)` of a text, in code points."""
    return [found.span() for found in _WORD.finditer(text, start, end)]


def blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return runs of words that stand in both, as (index in old, index in new, length), in order."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = [(0, 0, head)] if head else []
    rest, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if rest and other and len(rest) * len(other) <= LIMIT:
        from difflib import SequenceMatcher  # noqa: PLC0415 - only a changed article needs it

        matcher = SequenceMatcher(None, rest, other, autojunk=False)
        found += [(a + head, b + head, size) for a, b, size in matcher.get_matching_blocks() if size]
    if tail:
        found.append((len(old) - tail, len(new) - tail, tail))
    return found


def diff(old: str, new: str) -> Iterator[Part]:
    """Yield what was kept, is gone and was added, in the order of reading; words are parted by white space."""
    before, after = old.split(), new.split()
    at, to = 0, 0
    for start, other, size in (*blocks(before, after), (len(before), len(after), 0)):
        if start > at:
            yield Part(GONE, " ".join(before[at:start]))
        if other > to:
            yield Part(ADDED, " ".join(after[to:other]))
        if size:
            yield Part(KEPT, " ".join(after[other : other + size]))
        at, to = start + size, other + size


def abridged(old: str, new: str, context: int = 3) -> Iterator[Part]:
    """Yield a diff without the kept words that stand further than `context` words from a change."""
    parts = list(diff(old, new))
    for number, part in enumerate(parts):
        kept = part.text.split()
        if part.sign != KEPT:
            yield part
            continue
        before = context if number else 0
        after = context if number + 1 < len(parts) else 0
        if len(kept) > before + after + 1:
            tail = kept[len(kept) - after :]
            yield Part(KEPT, " ".join((*kept[:before], "…", *tail)))
        else:
            yield part


def marked(old: str, new: str) -> str:
    """Return both wordings in one line, as `wdiff` writes them: 'rates rise by [-3-] {+4+} percent'."""
    signs = {KEPT: ("", ""), GONE: ("[-", "-]"), ADDED: ("{+", "+}")}
    return " ".join(f"{signs[part.sign][0]}{part.text}{signs[part.sign][1]}" for part in diff(old, new))
