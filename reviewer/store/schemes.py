"""What the program asks of a store about labels of one's own: which there are, and which documents have them."""

from collections.abc import Sequence
from typing import Protocol

from reviewer.labels import Scheme


class Schemes(Protocol):
    """The schemes of the documents; a document says its own, `Document.scheme`, and keeps it."""

    def schemes(self) -> tuple[Scheme, ...]:
        """Return the schemes that documents came in with, the built-in one first, then the oldest.

        The built-in one is there when a document has it, and when there is no document.
        """

    def every_label(self) -> Scheme:
        """Return the labels of all these schemes, each name once: for lists in which documents stand together."""

    def schemed(self) -> dict[int, str]:
        """Return the uid of the scheme of each document (row id) with labels of somebody's own."""

    def adopt(self, documents: Sequence[int], scheme: Scheme) -> int:
        """Let documents (row ids) of whose sentences nothing was ever said have these labels; return how many do now.

        The others keep their own: what was said of their sentences was said in those words.
        """
