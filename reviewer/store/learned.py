"""What the program asks of a store about what was learned in each layer."""

from collections.abc import Sequence
from typing import Protocol

from reviewer.store.rows import Model


class Models(Protocol):
    """What was learned in each layer: not decided, not merged, made anew from the log wherever it is missing."""

    def model(self, layer: str) -> Model | None:
        """Return what was learned in a layer, None when nothing is kept."""

    def keep_model(self, layer: str, model: Model) -> None:
        """Keep what was learned in a layer in place of what was kept before; not a decision."""

    def finished(self, layer: str, most: int) -> Sequence[int]:
        """Return the row ids of the documents a layer has labelled to the end, at most `most`, those finished last.

        They stand in the order in which they were finished.
        """

    def has_finished(self, layer: str) -> bool:
        """Return whether a layer has labelled any document to the end."""
