"""An article and a later wording of it: which sentence became which, and where the words of a span stand now."""

from collections.abc import Iterator

from reviewer.articles.anchors import Anchors, alike, place
from reviewer.articles.structure import Segment, segment
from reviewer.articles.worddiff import ADDED, GONE, KEPT, abridged, diff, marked
from tests.fuzz.target import WORDS, Draw, Target, articles, text_of

_PARTED = b"\xff\xfe"
"""Between two wordings in an input."""


def old_to_new(data: bytes) -> None:
    """Make sure that no sentence becomes two, no two one, and that a span is nowhere or at its own words."""
    old, new = edited(data)
    before, cut = segment(old), segment(new)
    segments, partners = place(old, before, new, cut)
    assert len(partners) == len(before)
    _covers(new, segments)
    taken = [one.at for one in partners if one is not None]
    assert len(set(taken)) == len(taken)
    pairs = []
    for one, partner in zip(before, partners, strict=True):
        if partner is None:
            continue
        there = segments[partner.at]
        assert 0 < partner.likeness <= 1
        same = old[one.start : one.end].split() == new[there.start : there.end].split()
        assert (partner.likeness == 1) == same
        pairs.append(((one.start, one.end), (there.start, there.end)))
    anchors = Anchors(old, new, pairs)
    for start, end in _spans(data, len(old)):
        found = anchors.find(start, end)
        if found is not None:
            assert 0 <= found[0] < found[1] <= len(new)
            assert old[start:end].split() == new[found[0] : found[1]].split()
    assert place(old, before, new, cut) == (segments, partners)
    assert 0 <= alike(old, new) <= 1
    assert alike(old, new) == alike(new, old)


def words_to_words(data: bytes) -> None:
    """Make sure that what was kept or is gone is the old wording, and what was kept or added the new one."""
    old, new = edited(data)
    parts = list(diff(old, new))
    assert " ".join(part.text for part in parts if part.sign in {KEPT, GONE}).split() == old.split()
    assert " ".join(part.text for part in parts if part.sign in {KEPT, ADDED}).split() == new.split()
    changed = [part for part in parts if part.sign != KEPT]
    assert [part for part in abridged(old, new) if part.sign != KEPT] == changed
    marked(old, new)


def edited(data: bytes) -> tuple[str, str]:
    """Return the two wordings in an input; where there is but one, the other is made of it by leaving some out."""
    first, parted, second = data.partition(_PARTED)
    old = text_of(first)
    if parted:
        return old, text_of(second)
    at = len(old) // 3
    return old, old[:at] + old[at + len(old) // 7 :]


def _covers(new: str, segments: list[Segment]) -> None:
    at = 0
    for one in segments:
        assert at <= one.start < one.end <= len(new)
        assert not new[at : one.start].strip()
        at = one.end
    assert not new[at:].strip()


def _spans(data: bytes, length: int) -> Iterator[tuple[int, int]]:
    draw = Draw(data[::-1])
    for _ in range(12):
        start, end = sorted((draw.number(length + 1), draw.number(length + 1)))
        if start < end:
            yield start, end
    if length:
        yield 0, length


def _seeds() -> Iterator[bytes]:
    for text in articles():
        yield text.encode()
        changed = text.replace("Monday", "Tuesday").replace("4.5", "3.5").replace("“", '"')
        yield text.encode() + _PARTED + changed.encode()
        parts = text.split("\n\n")
        yield text.encode() + _PARTED + "\n\n".join([*parts[2:], *parts[:1], *parts[:1]]).encode()


TARGETS = (
    Target("corrections", old_to_new, _seeds, (*WORDS, _PARTED)),
    Target("wordings", words_to_words, _seeds, (*WORDS, _PARTED)),
)
