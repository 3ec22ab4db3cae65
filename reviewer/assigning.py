"""Who gets which documents: dealing them out evenly and by seed, drawing some to ask again, and whose turn is what.

What is dealt depends on the documents' hashes, the names and the seed only: two copies of a database agree.
"""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reviewer.errors import Refused
from reviewer.layers import again, is_own
from reviewer.store.interface import Store
from reviewer.store.rows import Document


class Dealt(NamedTuple):
    """A document and who gets it, by name."""

    document: Document
    reviewers: Sequence[str]


def deal(
    documents: Sequence[Document], reviewers: Sequence[str], *, overlap: int, share: float, seed: int
) -> list[Dealt]:
    """Give each document to one reviewer, and a share of them to `overlap` reviewers, evenly by sentences.

    No two reviewers differ by more than the longest document. Raises Refused for numbers that cannot be kept.
    """
    names = sorted(set(reviewers))
    if not 0 <= share <= 1:
        raise Refused("the share must be between 0 and 1, such as 0.2")
    if not 1 <= overlap <= len(names):
        raise Refused(f"an overlap of {overlap} takes as many reviewers; there are {len(names)}: name more with --to")
    if not documents:
        raise Refused("there is no document to assign; those that are assigned already are left as they are")
    order = sorted(documents, key=lambda one: _rank(seed, one.sha256))
    shared = round(share * len(order))
    load = dict.fromkeys(names, 0)
    found = []
    for place, document in enumerate(order):
        # Ties are broken by a hash of both: so every two reviewers come to share some documents.
        free = sorted(names, key=lambda name: (load[name], _rank(seed, f"{document.sha256}:{name}")))
        chosen = sorted(free[: overlap if place < shared else 1])
        for name in chosen:
            load[name] += document.sentences
        found.append(Dealt(document, chosen))
    return sorted(found, key=lambda one: one.document.id)


def unassigned(store: Store) -> Sequence[int]:
    """Return the row ids of the documents that nobody is to review, in the order they came in."""
    taken = {one.document for one in store.assignments() if is_own(one.layer)}
    return array("q", (document for document in store.document_ids() if document not in taken))


def queue(store: Store, layer: str) -> Sequence[int]:
    """Return what is to be reviewed in a layer: what is assigned to it, else what is assigned to nobody.

    Raises Refused where there is nothing for it.
    """
    assigned = store.assigned(layer)
    if assigned:
        return assigned
    if not is_own(layer):
        raise Refused("nothing waits to be answered again; choose documents with: reviewer requeue --blind")
    free = unassigned(store)
    if not free and store.document_ids():
        raise Refused(f"every document is assigned, and none to {layer}; open all of them with: reviewer open --all")
    return free


def finished(store: Store, layer: str) -> list[Document]:
    """Return the documents of which every sentence has a label in a layer."""
    done = labelled(store, layer)
    return [one for one in store.documents() if 0 < one.sentences <= done.get(one.id, 0)]


def labelled(store: Store, layer: str) -> Mapping[int, int]:
    """Return how many sentences have a label in a layer, by the row ids of their documents."""
    done: dict[int, int] = {}
    for document, count in store.counts():
        if count.reviewer == layer and count.label is not None:
            done[document] = done.get(document, 0) + count.sentences
    return done


def draw(store: Store, reviewer: str, *, share: float, documents: int | None, seed: int) -> list[Document]:
    """Return documents that a reviewer has finished and was not asked again, chosen by seed, in the order they came in.

    As many as `documents` says, else that share of them, at least one. Raises Refused where there is none.
    """
    if not 0 < share <= 1:
        raise Refused("the share must be above 0 and at most 1, such as 0.1")
    asked = {*store.assigned(again(reviewer)), *labelled(store, again(reviewer))}
    able = [one for one in finished(store, reviewer) if one.id not in asked]
    if not able:
        raise Refused(f"{reviewer} has finished no document that was not asked again already; see: reviewer status")
    number = documents if documents is not None else max(1, round(share * len(able)))
    chosen = sorted(able, key=lambda one: _rank(seed, one.sha256))[:number]
    return sorted(chosen, key=lambda one: one.id)


def _rank(seed: int, what: str) -> str:
    return hashlib.sha256(f"{seed}:{what}".encode()).hexdigest()
