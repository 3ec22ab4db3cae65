"""Parting an export for training: whole documents, drawn by a seed, what says the same on one side."""

import hashlib
from collections.abc import Mapping, Sequence

from reviewer.formats.losses import Losses
from reviewer.formats.making import chosen
from reviewer.formats.selection import PARTS, Selection, Split
from reviewer.store import Store


def parted(store: Store, selection: Selection, losses: Losses) -> Mapping[str, Sequence[int]]:
    """Return the documents (row ids) of each part of a selection's split, in the order of the selection."""
    del losses
    split = selection.split or Split((100, 0, 0))
    found: dict[str, list[int]] = {name: [] for name in PARTS}
    for read, _ in chosen(store, selection):
        found[_drawn(read.document.sha256, split)].append(read.document.id)
    return found


def _drawn(sha256: str, split: Split) -> str:
    """Return the part a document is drawn into: the same one as long as its text and the seed are the same."""
    digest = hashlib.sha256(f"{split.seed}/{sha256}".encode()).digest()
    place = int.from_bytes(digest[:8]) * 100 // 2**64
    train, validation, _ = split.shares
    return PARTS[0] if place < train else PARTS[1] if place < train + validation else PARTS[2]
