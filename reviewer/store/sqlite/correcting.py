"""What a correction makes of all that was said of an article, as changes; pure, so that joined logs make it anew."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.store.rows import Change
from reviewer.store.sqlite.carried import Carried, DocumentState

if TYPE_CHECKING:  # only a correction needs it
    from reviewer.articles.anchors import Anchors, Placed

_PLACE = ("start", "end", "paragraph", "kind")


class Corrected(NamedTuple):
    """The changes of a correction, the sentence (uid) to look at first, and what follows places into the new text."""

    changes: tuple[Change, ...]
    first: str | None
    carried: Carried

    @property
    def anchors(self) -> "Anchors":
        """What finds exactly the words of an old span again."""
        return self.carried.anchors


def corrected(head: Change, texts: tuple[str, str], state: DocumentState) -> Corrected:
    """Return what becomes of all that stands when a document gets another text, for which `head` is the change.

    `texts` are the old and the new one. The same comes out for the same, in every database.
    """
    from reviewer.articles.anchors import place  # noqa: PLC0415 - only a correction needs it
    from reviewer.articles.structure import Segment  # noqa: PLC0415 - as above

    after = head.after or {}
    cut = [Segment(*one) for one in json.loads(after["cut"])]
    before = [Segment(*(row[name] for name in _PLACE)) for _, row in state.sentences]
    placed = place(texts[0], before, texts[1], cut)
    carried = Carried(head, texts, state, placed)
    changes = (head, *_sentences(head, state, placed), *carried.changes())
    return Corrected(changes, carried.first(), carried)


def _sentences(head: Change, state: DocumentState, placed: "Placed") -> Iterator[Change]:
    """Yield what becomes of the sentences: gone with what was said of them, moved, come back, or new."""
    taken, links = set(), dict(_links(state, placed))
    for (uid, before), partner in zip(state.sentences, placed.partners, strict=True):
        gone = partner is None or partner.likeness < 1
        for layer, row in state.annotations.get(uid, ()):
            if gone:
                yield Change("annotation", (uid, layer), row, None)
            elif (start := links.get((uid, layer), row["duplicate_of"])) != row["duplicate_of"]:
                yield Change("annotation", (uid, layer), row, {**row, "duplicate_of": start})
        if partner is None:
            yield Change("sentence", (uid,), before, None)
            continue
        taken.add(partner.at)
        after = {**before, **_place(placed.segments[partner.at])}
        # A changed sentence is told also where it stays in its place: whoever reads the log finds it by this.
        if before != after or partner.likeness < 1:
            yield Change("sentence", (uid,), before, after)
    for index, segment in enumerate(placed.segments):
        if index not in taken:
            row = {"document": head.key[0], **_place(segment), "created_by": None}
            yield Change("sentence", (_named(head, segment.start, segment.end),), None, row)


def _place(segment: Sequence[Any]) -> dict[str, Any]:
    """Return where a sentence stands, as a row has it."""
    return dict(zip(_PLACE, segment, strict=True))


def _named(head: Change, start: int, end: int) -> str:
    """Return the uid of a sentence that a correction brings: whoever makes the same correction gives the same name."""
    texts = f"{(head.before or {})['sha256']} {(head.after or {})['sha256']} {start} {end}"
    digits = hashlib.sha256(texts.encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"  # UUIDv8: made of a hash


def _links(state: DocumentState, placed: "Placed") -> Iterator[tuple[tuple[str, str], int | None]]:
    """Yield where a link to an earlier sentence leads now; None where that one has changed, or is no longer earlier."""
    partners = {uid: partner for (uid, _), partner in zip(state.sentences, placed.partners, strict=True)}
    starts = {row["start"]: partners[uid] for uid, row in state.sentences}
    for uid, layers in state.annotations.items():
        partner = partners[uid]
        for layer, row in layers:
            if partner is None or row["duplicate_of"] is None:
                continue
            earlier = starts.get(row["duplicate_of"])
            still = earlier is not None and earlier.likeness == 1 and earlier.at < partner.at
            yield (uid, layer), placed.segments[earlier.at].start if still and earlier else None
