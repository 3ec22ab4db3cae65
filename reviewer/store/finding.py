"""What the program asks of a store to find what a file names: documents by their uid, sentences by their words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from reviewer.store.rows import Document, Place


class Finding(Protocol):
    """Finding what stands in the store by what a file says of it."""

    def by_uid(self, uid: str) -> Document | None:
        """Return the document of this uid, None when there is none or its import was undone."""

    def saying(self, texts: Collection[str]) -> Mapping[str, Sequence[Place]]:
        """Return where sentences of exactly these words stand, by the words; those that stand nowhere are left out.

        One pass over all sentences, however many texts are asked for.
        """
