"""Reading Web Annotations: tags on sentences, tags on spans within them, and links, of this program or of others.

What is said of one article by one person stands together in our files, and becomes units where a sentence holds it all.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.formats import json_lines
from reviewer.formats.differences import shown
from reviewer.formats.parts import annotation, attribution, claim, whole
from reviewer.formats.units import CLAIMED, CONTENT, LINKS, ROLES, SENTENCE, Link, Mark, Misfit, Unit
from reviewer.formats.w3c_parts import Noted, noted
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, QUOTE_TYPES
from reviewer.store.rows import Annotation

_MOST = 20_000
"""How many annotations of one article are held together; of more, spans may come apart from their sentences."""
_NEAR = 8
"""How many sentences that begin before a span are looked at; ours do not overlap, those of others may."""


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Yield a unit for each sentence that a file of annotations tags, and what of it is none.

    A file is one annotation a line, or one JSON value: an annotation, a list of them, or a page or collection with
    `items`. Raises InputError for a file that cannot be read.
    """
    held: list[Noted] = []
    size = 0
    for given in _values(path):
        one = given if isinstance(given, Misfit) else noted(*given)
        if isinstance(one, Misfit):
            yield one
            continue
        if held and (not one.goes_with(held[0]) or (len(held) >= _MOST and one.motivation == "assessing")):
            yield from _units(held)
            held, size = [], 0
        held.append(one)
        size += one.size
        if len(held) >= 2 * _MOST or size > json_lines.LONGEST:
            yield from _units(held)
            held, size = [], 0
    yield from _units(held)


def _values(path: Path) -> Iterator[tuple[int, Any] | Misfit]:
    """Yield the annotations of a file with their lines, or with their numbers where they stand in one JSON value."""
    given = json_lines.values(path)
    first = next(given, None)
    if isinstance(first, Misfit) and (value := _at_once(path)) is not None:
        yield from _items(0, value)
        return
    for line in chain(() if first is None else (first,), given):
        if isinstance(line, Misfit):
            yield line
        else:
            yield from _items(*line)


def _items(number: int, value: Any) -> Iterator[tuple[int, Any]]:
    """Yield the annotations in a value; in a list and in `items` they count from 1 where the value has no line."""
    page = value.get("first") if isinstance(value, dict) and isinstance(value.get("first"), dict) else value
    within = page.get("items") if isinstance(page, dict) else page
    if isinstance(within, list):
        yield from ((number or place, one) for place, one in enumerate(within, 1))
    else:
        yield number or 1, value


def _at_once(path: Path) -> Any:
    """Return the value of a file that is one JSON value, None where it is none or too long to be read at once."""
    try:
        if path.stat().st_size > json_lines.LONGEST:
            return None
        with opened(str(path)) as file:
            data = file.read(json_lines.LONGEST + 1)
        return json_lines.parse(data.removeprefix(json_lines.BOM))
    except OSError as error:
        raise unreadable(str(path), error) from error
    except ValueError:
        return None


def _units(held: Sequence[Noted]) -> Iterator[Unit | Misfit]:
    """Yield the sentences among some annotations of one article and one person, each with the spans within it."""
    sentences: list[tuple[Noted, list[Mark], list[Link]]] = []
    spans: list[Noted] = []
    links: list[Noted] = []
    for one in held:
        if one.motivation == "linking":
            links.append(one)
        elif one.tag in ROLES:
            spans.append(one)
        else:
            sentences.append((one, [], []))
    sentences.sort(key=lambda place: _start(place[0]))
    starts = [_start(one) for one, _, _ in sentences]
    where: dict[str, tuple[list[Mark], list[Link]]] = {}
    for one in spans:
        first = one.places[0][0]
        near = bisect_right(starts, first) if first is not None else 0
        found = next(
            (place for place in reversed(sentences[max(0, near - _NEAR) : near]) if _holds(place[0], one)), None
        )
        if found is None:
            yield Misfit(one.line, f"{one.tag} {shown(one.exact)} stands within no sentence that the file annotates")
            continue
        if why := "has the id of another annotation" if one.id in where else _parted(one):
            yield Misfit(one.line, f"{one.tag} {shown(one.exact)} {why}")
            continue
        found[1].append(_mark(one, found[0].places[0][0] or 0))
        where[one.id] = found[1], found[2]
    for one in links:
        head, child = where.get(one.target), where.get(one.body)
        if head is None or child is None or head[0] is not child[0] or one.tag not in LINKS:
            yield Misfit(
                one.line, "links to what is not there, not in the same sentence, or in a way that is not known"
            )
            continue
        head[1].append(Link(one.target, one.body, one.tag))
    for one, marks, linked in sentences:
        yield _sentence(one, marks, linked)


def _start(one: Noted) -> int:
    """Return where an annotation begins in its article, -1 where nobody knows."""
    start = one.places[0][0]
    return -1 if start is None else start


def _holds(sentence: Noted, span: Noted) -> bool:
    """Whether a span lies in a sentence, and its words stand there."""
    base, text = _start(sentence), sentence.places[0][1]
    return (
        base >= 0
        and len(sentence.places) == 1
        and all(
            start is not None and start >= base and text.startswith(exact, start - base) for start, exact in span.places
        )
    )


def _parted(span: Noted) -> str:
    """Return what is wrong with the parts of a span; empty where they stand apart."""
    ends = sorted((start or 0, (start or 0) + len(exact)) for start, exact in span.places)
    return "has parts that overlap" if any(one[1] > other[0] for one, other in pairwise(ends)) else ""


def _sentence(one: Noted, marks: Sequence[Mark], links: Sequence[Link]) -> Unit | Misfit:
    if len(one.places) != 1:
        return Misfit(one.line, f"{shown(one.tag or '')} is of several targets; a sentence is one")
    start, text = one.places[0]
    said = _said(one)
    return Unit(
        id=one.id, what=SENTENCE, text=text, start=start, origin=one.origin, label=one.tag,
        said=None if said == annotation() else said, marks=whole(marks, links), links=tuple(links), layer=one.layer,
        line=one.line,
    )  # fmt: skip


def _said(one: Noted) -> Annotation:
    classes = one.of("classifying")
    return annotation(one.tag)._replace(
        uncertain="uncertain" in one.of("questioning"), note="\n".join(one.of("commenting")), created=one.created,
        modified=one.modified, check_worthiness=next((name for name in classes if name in CHECK_WORTHINESS), None),
        claim_types=tuple(name for name in classes if name in CLAIM_TYPES),
    )  # fmt: skip


def _mark(one: Noted, base: int) -> Mark:
    """Return a span as a mark of the sentence that begins at `base`."""
    spans = tuple(sorted(((start or 0) - base, (start or 0) - base + len(exact)) for start, exact in one.places))
    speaker = one.bodies.speaker
    mark = Mark(one.id, one.tag or "", spans, speaker=speaker)
    if mark.label == CONTENT:
        row = attribution(one.layer, spans, one.uid)._replace(
            quote_type=next((name for name in one.of("classifying") if name in QUOTE_TYPES), ""),
            addressee="\n".join(one.of("describing")), speaker=(speaker.uid or None) if speaker else None,
            created=one.created, modified=one.modified,
        )  # fmt: skip
        return mark._replace(attribution=row)
    if mark.label == CLAIMED:
        words = "\n".join(one.of("describing")) or one.exact
        made = claim(one.layer, mark.bounds, words, one.uid)
        supposed = "presupposed" in one.of("classifying")
        made = made._replace(presupposed=supposed, created=one.created, modified=one.modified)
        return mark._replace(claim=made)
    return mark
