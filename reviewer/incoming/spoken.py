"""Who said what in a record, and what is claimed: its marks and links put together, in offsets of the document."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reviewer.formats.units import CLAIMED, CONTENT, CONTINUES, CUE, SOURCE, Link, Mark, Unit
from reviewer.incoming.naming import SHOWN, Names
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.text import shorten


class Spoken(NamedTuple):
    """An attribution of a record; `given` and `speaker` are what the file says of it beside its spans."""

    content: Spans
    cue: Spans
    source: Spans
    given: Attribution | None
    speaker: Speaker | None


class Claimed(NamedTuple):
    """Words that a claim is taken from, with the words of the article; `given` is what the file says of it."""

    start: int
    end: int
    words: str
    given: Claim | None


class Told(NamedTuple):
    """What the marks of a record say; `others` are those with no role, `wrong` why some of them say nothing."""

    attributions: Sequence[Spoken]
    claims: Sequence[Claimed]
    others: Sequence[Mark]
    wrong: Sequence[str]


def told(unit: Unit, base: int, names: Names) -> Told:
    """Return what the marks of a record say; `base` is where its text begins in the document, in code points."""
    parts = _Parts(unit, names)
    found = []
    for head in parts.of(CONTENT):
        cue, source = parts.beside(head, CUE), parts.beside(head, SOURCE)
        mark = parts.marks[head]
        content, cue, source = (_moved(spans, base) for spans in (parts.spans[head], cue, source))
        found.append(Spoken(content, cue, source, mark.attribution, mark.speaker))
    claims = [
        Claimed(start + base, end + base, unit.text[start:end], parts.marks[head].claim)
        for head in parts.of(CLAIMED)
        for start, end in ((parts.spans[head][0][0], parts.spans[head][-1][1]),)
    ]
    parts.complain_of_strays()
    return Told(found, claims, parts.others, parts.wrong)


class _Parts:
    """The marks of a record by their ids, those that continue another one joined with it, and what belongs to what."""

    def __init__(self, unit: Unit, names: Names) -> None:
        self.wrong: list[str] = []
        self.others: list[Mark] = []
        self.spans: dict[str, Spans] = {}
        self.marks: dict[str, Mark] = {}
        self._text = unit.text
        self._roles: dict[str, str] = {}
        for mark in unit.marks:
            if (role := names.role(mark.label)) is None:
                self.others.append(mark)
            elif mark.id in self.marks:
                self.wrong.append(f"two marks have the id {shorten(mark.id, SHOWN)!r}; the second is left out")
            else:
                self.marks[mark.id], self._roles[mark.id] = mark, role
        self._heads = self._joined(unit.links)
        self._by_role: dict[str, list[str]] = {}
        for one in sorted(self.spans, key=lambda one: self.spans[one]):
            self._by_role.setdefault(self._roles[one], []).append(one)
        self._linked = self._belonging(unit.links)
        self._used: set[str] = set()

    def of(self, role: str) -> list[str]:
        """Return the ids of what has a role, in the order of the text."""
        return self._by_role.get(role, [])

    def beside(self, content: str, role: str) -> Spans:
        """Return the source or the cue of a content: what is linked to it, else the only one where all is only one."""
        mine = self._linked.get((content, role), [])
        if not mine and len(self.of(CONTENT)) == 1 and len(self.of(role)) == 1:
            mine = self.of(role)
        self._used.update(mine)
        for other in mine[1:]:
            self.wrong.append(f"{self._shown(content)} has more than one {role}; {self._shown(other)} is left out")
        return self.spans[mine[0]] if mine else ()

    def complain_of_strays(self) -> None:
        """Tell which sources and cues belong to nothing."""
        for role in (SOURCE, CUE):
            for one in self.of(role):
                if one not in self._used:
                    self.wrong.append(f"{self._shown(one)} belongs to no {CONTENT}; link the two")

    def _joined(self, links: Iterable[Link]) -> dict[str, str]:
        """Join what continues something with it, and keep what has spans that can be; return the first part of each."""
        heads = {one: one for one in self.marks}

        def head(one: str) -> str:
            while heads[one] != one:
                heads[one] = heads[heads[one]]
                one = heads[one]
            return one

        for link in links:
            if link.label == CONTINUES and {link.head, link.child} <= self.marks.keys():
                first, second = head(link.head), head(link.child)
                if self._roles[first] == self._roles[second] and first != second:
                    # The head continues the child: what stands before it speaks for both.
                    heads[first] = second
        parts: dict[str, list[tuple[int, int]]] = {}
        for one, mark in tuple(self.marks.items()):
            parts.setdefault(head(one), []).extend(mark.spans)
            self.marks[head(one)] = _filled(self.marks[head(one)], mark)
        for one, spans in parts.items():
            ordered = tuple(sorted((start, end) for start, end in spans))
            if self._fit(one, ordered):
                self.spans[one] = ordered
        return {one: head(one) for one in self.marks}

    def _fit(self, one: str, spans: Spans) -> bool:
        length = len(self._text)
        if not spans or any(not 0 <= start < end <= length for start, end in spans):
            self.wrong.append(f"offsets are off: a {self._roles[one]} lies outside the text")
            return False
        if any(second[0] < first[1] for first, second in pairwise(spans)):
            self.wrong.append(f"offsets are off: the parts of a {self._roles[one]} overlap")
            return False
        return True

    def _belonging(self, links: Iterable[Link]) -> dict[tuple[str, str], list[str]]:
        """Return the sources and cues of each content, whichever end of the link it is."""
        found: dict[tuple[str, str], list[str]] = {}
        for link in links:
            ends = [self._heads.get(link.head, ""), self._heads.get(link.child, "")]
            if link.label == CONTINUES or not set(ends) <= self.spans.keys():
                continue
            content, other = ends if self._roles[ends[0]] == CONTENT else ends[::-1]
            role = self._roles[other]
            if self._roles[content] == CONTENT and role in {SOURCE, CUE}:
                mine = found.setdefault((content, role), [])
                if other not in mine:
                    mine.append(other)
        return found

    def _shown(self, one: str) -> str:
        words = " ".join(self._text[start:end] for start, end in self.spans[one])
        return f"{self._roles[one]} {shorten(words, SHOWN)!r}"


def _filled(mark: Mark, other: Mark) -> Mark:
    """Return a mark with what another part of it says besides its spans, where it does not say so itself."""
    return mark._replace(
        attribution=mark.attribution or other.attribution,
        speaker=mark.speaker or other.speaker,
        claim=mark.claim or other.claim,
    )


def _moved(spans: Spans, base: int) -> Spans:
    return tuple((start + base, end + base) for start, end in spans)
