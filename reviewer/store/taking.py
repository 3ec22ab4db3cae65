"""What the program asks of a store about suggestions: taking one as a decision."""

from collections.abc import Sequence
from typing import Protocol, Unpack

from reviewer.store.marks import Attribution, Speaker
from reviewer.store.rows import Act, Decision, Place, Said

Marked = tuple[Attribution, Speaker | None]
"""An attribution, and its speaker where that is new or has changed."""


class Taking(Protocol):
    """Taking what was proposed; nothing of it is stored before somebody decides."""

    def accept(
        self,
        place: Place,
        act: Act,
        marks: Sequence[Marked] = (),
        *,
        next_start: int | None = None,
        **fields: Unpack[Said],
    ) -> Decision:
        """Record a label with new attributions and what else was proposed, as one decision, undone as one.

        What the sentence has already stays, but for the label. Speakers without a uid that have the same name are one.
        The annotation is the first of the changes; `next_start` is the place (code point) where this reviewer goes on.
        Raises Refused as `annotate` and `attribute` do.
        """
