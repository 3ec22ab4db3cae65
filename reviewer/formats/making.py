"""Units out of the store: what an export chose, as sentences, whole documents or claims, with the marks on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reviewer.formats.lines import Page, label_of
from reviewer.formats.losses import Losses
from reviewer.formats.selection import Selection
from reviewer.formats.units import (
    CLAIM,
    CLAIMED,
    CONTENT,
    CUE,
    CUED_BY,
    DOCUMENT,
    NESTED_IN,
    SAID_BY,
    SENTENCE,
    SOURCE,
    Link,
    Mark,
    Origin,
    Unit,
)
from reviewer.formats.views import AS_LABELLED, SWAPPED, policy_of
from reviewer.layers import REVIEWERS
from reviewer.store import Store
from reviewer.store.marked import Marked
from reviewer.store.marks import Attribution, Claim, Spans
from reviewer.store.review import APPROVED
from reviewer.store.rows import Document, Labelled

OUTSIDE = "spans of an attribution that stand in another sentence"
CUT = "spans that were cut at the edge of a sentence"
SPREAD = "attributions whose content is in another sentence"


One = TypeVar("One", Attribution, Claim)


class _Read(NamedTuple):
    """One document as it was read: what all its units share."""

    document: Document
    text: str
    origin: Origin
    marked: Marked


def units(store: Store, selection: Selection, losses: Losses) -> Iterator[Unit]:
    """Yield the units of a selection in the order of the documents and their texts, one document in memory at a time.

    Of a sentence, what of its attributions stands outside it is counted as lost.
    """
    for _, made in pages(store, selection, losses):
        yield from made


def pages(store: Store, selection: Selection, losses: Losses) -> Iterator[tuple[str, Iterator[Unit]]]:
    """Yield each document's text with its units, for formats that show what stands around them."""
    make = {SENTENCE: _sentences, DOCUMENT: _documents, CLAIM: _claims}[selection.unit]
    for read, rows in chosen(store, selection):
        yield read.text, make(read, rows, selection, losses)


def chosen(store: Store, selection: Selection) -> Iterator[tuple[_Read, list[Labelled]]]:
    """Yield each document of a selection with its rows, whose labels are as the selection's policy sees them.

    Of claims these are the sentences that one begins in, which need no label.
    """
    found = store.labelled(
        selection.documents,
        reviewer=selection.reviewer,
        labels=asked(selection),
        undecided=selection.undecided or (selection.unit == CLAIM and selection.labels is None),
        layers=selection.layers or REVIEWERS,
    )
    for number, (document, text, given, marked) in enumerate(found, 1):
        page = Page(text, b"", b"", "", marked, policy_of(document, selection.policy))
        rows = [_as_seen(page, row) for row in given if is_seen(page, row, selection)]
        if selection.unit == CLAIM:
            rows = [row for row in rows if marked.claims.get((row.position, row.reviewer or ""))]
        if rows:
            yield _Read(document, text, origin_of(document), marked), rows
        selection.progress(number)


def asked(selection: Selection) -> Sequence[str] | None:
    """Return the labels to ask the store for: a view may give one of these two for the other."""
    if selection.labels is None or selection.policy == AS_LABELLED or SWAPPED.isdisjoint(selection.labels):
        return selection.labels
    return sorted(SWAPPED.union(selection.labels))


def is_seen(page: Page, row: Labelled, selection: Selection) -> bool:
    """Return whether a row is chosen by its label, as the page's policy sees it; undecided ones came by request.

    With `approved`, only a row counts on whose sentence a claim begins that is approved.
    """
    if selection.approved and not _is_approved(page.marked, row):
        return False
    return selection.labels is None or (label := label_of(page, row)) is None or label in selection.labels


def _as_seen(page: Page, row: Labelled) -> Labelled:
    """Return a row with its label as the page's policy sees it."""
    if page.policy == AS_LABELLED or row.annotation is None:
        return row
    return row._replace(annotation=row.annotation._replace(label=label_of(page, row)))


def _is_approved(marked: Marked, row: Labelled) -> bool:
    claims = marked.claims.get((row.position, row.reviewer or ""), ())
    return any(one.uid in marked.checks and marked.checks[one.uid][0].status == APPROVED for one in claims)


def origin_of(document: Document) -> Origin:
    """Return what a unit says of the article it is from."""
    return Origin(
        document.uid, document.sha256, document.name, document.title, document.url, document.published,
        document.language, document.external_id,
    )  # fmt: skip


def _sentences(read: _Read, rows: Iterable[Labelled], selection: Selection, losses: Losses) -> Iterator[Unit]:
    del selection
    for row in rows:
        key = (row.position, row.reviewer or "")
        marks, links = _marks(
            read.marked, read.marked.attributions.get(key, ()), read.marked.claims.get(key, ()),
            (row.start, row.end), losses,
        )  # fmt: skip
        yield Unit(
            id=row.uid if row.reviewer is None else f"{row.uid}/{row.reviewer}", what=SENTENCE, text=row.text,
            start=row.start, origin=read.origin, label=row.annotation.label if row.annotation else None,
            said=row.annotation, marks=marks, links=links, layer=row.reviewer, sentence=row.uid,
            labels=read.document.scheme.names,
        )  # fmt: skip


def _documents(read: _Read, rows: Sequence[Labelled], selection: Selection, losses: Losses) -> Iterator[Unit]:
    """Yield a document once for each layer that has said something of it; nobody's rows stand in each of them."""
    del selection
    layers = sorted({row.reviewer for row in rows if row.reviewer is not None})
    for layer in layers or (None,):
        mine = [row for row in rows if row.reviewer == layer and row.annotation and row.annotation.label]
        said = [
            Mark(f"s{number}", row.annotation.label or "", ((row.start, row.end),), said=row.annotation)
            for number, row in enumerate(mine, 1)
            if row.annotation
        ]
        attributions = _unique(read.marked.attributions, layer)
        claims = _unique(read.marked.claims, layer)
        marks, links = _marks(read.marked, attributions, claims, (0, len(read.text)), losses)
        yield Unit(
            id=read.document.uid if layer is None else f"{read.document.uid}/{layer}", what=DOCUMENT, text=read.text,
            start=0, origin=read.origin, marks=(*said, *marks), links=links, layer=layer,
        )  # fmt: skip


def _claims(read: _Read, rows: Iterable[Labelled], selection: Selection, losses: Losses) -> Iterator[Unit]:
    """Yield each claim that begins in one of the rows: its own words, with its verdict for a label."""
    del losses
    for row in rows:
        for claim in sorted(read.marked.claims[row.position, row.reviewer or ""], key=_of_claim):
            found = read.marked.checks.get(claim.uid)
            approved = found is not None and found[0].status == APPROVED
            if selection.approved and not approved:
                continue
            mark = Mark("c1", CLAIMED, ((0, len(claim.text)),), claim=claim, check=found)
            yield Unit(
                id=claim.uid, what=CLAIM, text=claim.text, start=claim.start, origin=read.origin,
                label=found[0].verdict if found and approved else None, said=row.annotation, marks=(mark,),
                layer=row.reviewer, sentence=row.uid,
            )  # fmt: skip


def _unique(given: Mapping[tuple[int, str], Sequence[One]], layer: str | None) -> list[One]:
    """Return the marks of a layer, each once however many sentences it stands on."""
    found = {one.uid: one for (_, who), marks in given.items() if who == layer for one in marks}
    return list(found.values())


def _marks(
    marked: Marked,
    attributions: Iterable[Attribution],
    claims: Iterable[Claim],
    bounds: tuple[int, int],
    losses: Losses,
) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Return the marks that stand within bounds of the document, in code points from where these begin, and links."""
    marks: list[Mark] = []
    links: list[Link] = []
    contents: dict[str, str] = {}
    nested: list[tuple[str, str]] = []
    for number, one in enumerate(sorted(attributions, key=_of_attribution), 1):
        content, source, cue = (_within(spans, bounds, losses) for spans in (one.content, one.source, one.cue))
        if not content:
            losses.add(SPREAD)
            continue
        name = f"a{number}"
        speaker = marked.speakers.get(one.speaker or "")
        marks.append(Mark(name, CONTENT, content, attribution=one, speaker=speaker))
        contents[one.uid] = name
        for role, letter, spans, link in ((SOURCE, "w", source, SAID_BY), (CUE, "v", cue, CUED_BY)):
            if spans:
                marks.append(Mark(f"{letter}{number}", role, spans))
                links.append(Link(name, f"{letter}{number}", link))
        if one.parent is not None:
            nested.append((name, one.parent))
    links += [Link(name, contents[outer], NESTED_IN) for name, outer in nested if outer in contents]
    for number, claim in enumerate(sorted(claims, key=_of_claim), 1):
        spans = _within(((claim.start, claim.end),), bounds, losses)
        if spans:
            marks.append(Mark(f"c{number}", CLAIMED, spans, claim=claim, check=marked.checks.get(claim.uid)))
    return tuple(marks), tuple(links)


# By what is seen, and only then by an id: what comes back from a file may have others.
def _of_attribution(one: Attribution) -> tuple[object, ...]:
    """Return by what attributions are in order: where the content begins, the longer one first."""
    return (*((start, -end) for start, end in one.content[:1]), one.content, one.source, one.cue, one.uid)


def _of_claim(one: Claim) -> tuple[object, ...]:
    """Return by what claims are in order: where they begin, the longer one first."""
    return one.start, -one.end, one.text, one.uid


def _within(spans: Spans, bounds: tuple[int, int], losses: Losses) -> Spans:
    """Return what of some spans lies within bounds, from where these begin; what does not is counted."""
    low, high = bounds
    kept = tuple((max(start, low) - low, min(end, high) - low) for start, end in spans if start < high and end > low)
    losses.add(OUTSIDE, len(spans) - len(kept))
    losses.add(CUT, sum(1 for start, end in spans if start < high and end > low and (start < low or end > high)))
    return kept
