"""Marks for formats that know no span in parts: a piece for each part, and relations that hold the pieces together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reviewer.formats.differences import shown
from reviewer.formats.units import CONTINUES, Link, Mark, Unit

Worded = tuple[str, str]
"""A span as its label and its words."""


class Piece(NamedTuple):
    """One span of a mark, in code points of the unit's text, half-open; the first one of a mark has the mark's id."""

    id: str
    start: int
    end: int
    mark: Mark

    @property
    def label(self) -> str:
        """What the mark is called."""
        return self.mark.label

    @property
    def is_first(self) -> bool:
        """Whether it stands for its mark: what is known of the mark stands beside it."""
        return self.id == self.mark.id


def cut(unit: Unit) -> tuple[list[Piece], list[Link]]:
    """Return the pieces of a unit's marks, and its links with those that continue a piece."""
    pieces: list[Piece] = []
    links: list[Link] = []
    for mark in unit.marks:
        for number, (start, end) in enumerate(mark.spans, 1):
            name = mark.id if number == 1 else f"{mark.id}.{number}"
            if number > 1:
                links.append(Link(name, pieces[-1].id, CONTINUES))
            pieces.append(Piece(name, start, end, mark))
    return pieces, [*links, *unit.links]


def worded(unit: Unit) -> tuple[Counter[Worded], Counter[tuple[str, Worded, Worded]]]:
    """Return the spans that a unit's marks are written as, by label and words, and the relations between them.

    It is what a file that was written is compared with: the words come from the unit's text, and from no record.
    """
    parts = {one.id: [(one.label, unit.text[start:end]) for start, end in one.spans] for one in unit.marks}
    spans = Counter(span for given in parts.values() for span in given)
    relations = Counter((one.label, parts[one.head][0], parts[one.child][0]) for one in unit.links)
    relations.update((CONTINUES, part, before) for given in parts.values() for before, part in pairwise(given))
    return spans, relations


def joined(found: Sequence[Mark], links: Iterable[Link]) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Return marks of one span each as whole marks, where some continue others, and the links between these.

    Raises ValueError for a link to what is not there, and for parts that are none of one mark.
    """
    marks = {mark.id: mark for mark in found}
    before: dict[str, str] = {}
    others: list[Link] = []
    for link in links:
        if link.head not in marks or link.child not in marks:
            raise ValueError(f"the relation {shown(link.label)} is with a span that is not there")
        if link.label == CONTINUES:
            before[link.head] = link.child
        else:
            others.append(link)
    first = {name: _first(name, before) for name in marks}
    parts: dict[str, list[Mark]] = {}
    for name, mark in marks.items():
        parts.setdefault(first[name], []).append(mark)
    whole = tuple(_whole(marks[name], given) for name, given in parts.items())
    return whole, tuple(dict.fromkeys(Link(first[one.head], first[one.child], one.label) for one in others))


def _first(name: str, before: dict[str, str]) -> str:
    seen = {name}
    while name in before:
        name = before[name]
        if name in seen:
            raise ValueError(f"spans continue each other in a circle by {CONTINUES}")
        seen.add(name)
    return name


def _whole(mark: Mark, parts: Sequence[Mark]) -> Mark:
    if len(parts) == 1:
        return mark
    if {one.label for one in parts} != {mark.label}:
        raise ValueError(f"spans with different labels continue each other by {CONTINUES}")
    spans: list[tuple[int, int]] = []
    for start, end in sorted(span for one in parts for span in one.spans):
        if spans and start < spans[-1][1]:
            raise ValueError(f"spans that continue each other by {CONTINUES} overlap")
        if spans and start == spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return mark._replace(spans=tuple(spans))
