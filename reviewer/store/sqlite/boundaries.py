"""What a split or a merge does to sentences and to every reviewer's annotation of them, as changes; no SQL here."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reviewer.errors import Refused
from reviewer.store.rows import Change

Row = Mapping[str, Any]


class Layered(NamedTuple):
    """A sentence's uid and row, and the annotation each reviewer has made of it, by name."""

    uid: str
    row: Row
    layers: Mapping[str, Row]


def cut(old: Layered, text: str, at: int, uids: Sequence[str], decision: str) -> list[Change]:
    """Return the changes that cut `old` (with this text) at a code point of the document into two new sentences.

    Both parts keep every reviewer's label and doubt, the first the notes. White space at the cut belongs to neither.
    Raises Refused at an edge.
    """
    inside = max(0, at - old.row["start"])
    first, second = text[:inside].rstrip(), text[inside:].lstrip()
    if not first or not second:
        raise Refused("a sentence cannot be cut at its edge; choose a place between two words")
    rows = (
        {**old.row, "end": old.row["start"] + len(first), "created_by": decision},
        {**old.row, "start": old.row["end"] - len(second), "created_by": decision},
    )
    changes = _taken_away(old)
    changes += [Change("sentence", (uid,), None, row) for uid, row in zip(uids, rows, strict=True)]
    for reviewer, was in old.layers.items():
        changes.append(Change("annotation", (uids[0], reviewer), None, was))
        changes += unless_empty(Change("annotation", (uids[1], reviewer), None, {**was, "note": ""}))
    return changes


def joined(first: Layered, second: Layered, uid: str, decision: str) -> list[Change]:
    """Return the changes that make one new sentence of two neighbours.

    A reviewer's equal labels stay, and one label beside none; different ones are taken off, to be decided again.
    """
    row = {**first.row, "end": second.row["end"], "created_by": decision}
    changes = [*_taken_away(first), *_taken_away(second), Change("sentence", (uid,), None, row)]
    for reviewer in {**first.layers, **second.layers}:
        said = both(first.layers.get(reviewer), second.layers.get(reviewer))
        changes += unless_empty(Change("annotation", (uid, reviewer), None, said))
    return changes


def empty(row: Row) -> bool:
    """Return whether an annotation says nothing; such a row is not kept."""
    said = (row["uncertain"], row["note"], row["check_worthiness"], row["claim_types"])
    return row["label"] is None and row["duplicate_of"] is None and not any(said)


def unless_empty(change: Change) -> list[Change]:
    """Return the change, or nothing when it would make an annotation that says nothing."""
    return [] if change.after is None or empty(change.after) else [change]


def _taken_away(old: Layered) -> list[Change]:
    # Annotations before their sentence: a sentence that still has some is not deleted.
    annotations = [Change("annotation", (old.uid, reviewer), was, None) for reviewer, was in old.layers.items()]
    return [*annotations, Change("sentence", (old.uid,), old.row, None)]


def both(first: Row | None, second: Row | None) -> Row:
    """Return what a layer says of two sentences that become one; different labels come off."""
    if first is None or second is None:
        return first or second or {}
    base = dict(first if first["label"] is not None else second)
    if None not in {first["label"], second["label"]} and first["label"] != second["label"]:
        base |= {"label": None, "suggestion": None}
    base["uncertain"] = first["uncertain"] | second["uncertain"]
    for name in ("check_worthiness", "duplicate_of"):
        base[name] = second[name] if first[name] is None else first[name]
    base["claim_types"] = " ".join(dict.fromkeys((*first["claim_types"].split(), *second["claim_types"].split())))
    base["note"] = " / ".join(filter(None, (first["note"], second["note"])))
    return base
