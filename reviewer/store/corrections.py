"""What the program asks of a store about articles that come in again with other words: the versions of their text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reviewer.store.rows import Act, Decision, Document

if TYPE_CHECKING:  # reopening what is known needs no splitter, which costs 20 ms to load
    from reviewer.articles.article import Article
    from reviewer.articles.structure import Segment


class Corrections(Protocol):
    """An article that comes in again with other words: versions of its text."""

    def named_like(self, article: "Article") -> list[Document]:
        """Return the documents of an article's URL, else of its id, else of its name, the newest first.

        A name that says nothing of what is in it ('-', a line of a JSONL file) is nobody's.
        """

    def correct(
        self, document: int, article: "Article", segments: "Sequence[Segment]", act: Act, splitter: str
    ) -> Decision:
        """Give a document another text as one decision, undone as one; every layer's work goes along with its words.

        What stands on changed words comes back for review; what stood on words that are gone is kept in the log, and a
        claim with its check. Raises Refused when the document is no more, or has this text already.
        """

    def corrections(self, document: int) -> list[Decision]:
        """Return the decisions that made the text of a document what it is, the newest first."""

    def version_text(self, document: int, sha256: str) -> str:
        """Return the exact text that a document has or had, by its hash (hex)."""
