"""Parting an export for training: whole documents, drawn by a seed, what says the same on one side."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from reviewer.formats.losses import Losses
from reviewer.formats.making import chosen
from reviewer.formats.parting import Keys, drawn, grouped, number_of
from reviewer.formats.selection import PARTS, Selection, Split
from reviewer.formats.units import CLAIM, DOCUMENT
from reviewer.store import Store
from reviewer.store.marked import Marked
from reviewer.store.rows import Document, Labelled
from reviewer.suggest.likeness import words

LEAST = 5
"""Words; a sentence of so many that stands in two documents keeps them in one part."""
SHORT = f"apart sentences of fewer than {LEAST} words that repeat in several parts"
EMPTY = "any record in {} (too few articles share no sentence with the others)"


def parted(store: Store, selection: Selection, losses: Losses) -> Mapping[str, Sequence[int]]:
    """Return the documents (row ids) of each part of a selection's split, in the order of the selection.

    Documents stay together that share a sentence of LEAST words or more, or claims that are linked as the same. Shares
    count records. What repeats in fewer words may stand in several parts; that, and a part that stays empty, is counted
    in `losses`. The same documents and seed give the same parts.
    """
    split = selection.split or Split((100, 0, 0))
    long, short = Keys(), Keys()
    rows, weights, places = array("q"), array("I"), array("Q")
    for number, (read, given) in enumerate(chosen(store, selection)):
        rows.append(read.document.id)
        weights.append(len(given))
        places.append(number_of(f"{split.seed}/{read.document.sha256}"))
        for said in _texts(store, selection, read.document, given, read.marked):
            found = words(said)
            if found:
                (long if _is_long(found) else short).add(" ".join(found), number)
        for claim in _linked(read.marked):
            long.add(claim, number)
    parts, empty = drawn(grouped(len(rows), long.meetings()), weights, places, split.shares)
    losses.add(SHORT, short.astride(parts))
    for part in empty:
        losses.add(EMPTY.format(PARTS[part]))
    return {
        name: array("q", (row for row, mine in zip(rows, parts, strict=True) if mine == part))
        for part, name in enumerate(PARTS)
    }


def _is_long(found: Sequence[str]) -> bool:
    """Return whether a sentence has LEAST words or more; where none are told apart by spaces, two signs are one."""
    return (
        len(found) >= LEAST
        or sum(max(1, len(word) // 2) if east_asian_width(word[0]) in "WF" else 1 for word in found) >= LEAST
    )


def _texts(
    store: Store, selection: Selection, document: Document, rows: Sequence[Labelled], marked: Marked
) -> Iterator[str]:
    """Yield the sentences (and claims) of a document that an export holds."""
    if selection.unit == DOCUMENT:
        yield from (text for _, text in store.texts(document.id))
        return
    yield from (row.text for row in rows)
    if selection.unit == CLAIM:
        yield from (claim.text for claims in marked.claims.values() for claim in claims)


def _linked(marked: Marked) -> Iterator[str]:
    """Yield names of the claims of a document, and of those that they are the same as."""
    for claims in marked.claims.values():
        for claim in claims:
            yield f"claim {claim.uid}"
            if claim.same_as:
                yield f"claim {claim.same_as}"
