"""A document as it stands in the store, while the records of a file that are about it are put in their places."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from reviewer.articles.article_text import ArticleText
from reviewer.articles.article_text import quote_type as type_of
from reviewer.incoming.naming import SHOWN, Unfit
from reviewer.store import Store
from reviewer.store.marks import Spans
from reviewer.store.rows import Document
from reviewer.text import shorten

Bounds = tuple[int, int]


class Standing:
    """The text of a document and where its sentences are (code points, half-open), and the labels they can get."""

    def __init__(self, store: Store, document: Document) -> None:
        self.document = document
        self.labels = document.scheme.labels
        self.text = store.text(document.id)
        self._layout = store.layout(document.id)
        bounds = zip(self._layout.starts, self._layout.ends, strict=True)
        self.sentences: Mapping[Bounds, int] = dict(zip(bounds, self._layout.ids, strict=True))

    def at(self, start: int, words: str) -> Bounds:
        """Return the bounds of the sentence that is these words from `start` on; raises Unfit where there is none."""
        there = self.text[start : start + len(words)]
        if start < 0 or there != words:
            raise Unfit(f"offsets are off: the article has {shorten(there, SHOWN)!r} at {start}")
        return self.sentence((start, start + len(words)))

    def sentence(self, bounds: Bounds) -> Bounds:
        """Return the bounds of a sentence; raises Unfit where the article is cut otherwise."""
        if bounds not in self.sentences:
            raise Unfit(f"the article is cut otherwise here: no sentence is {bounds[0]}..{bounds[1]}")
        return bounds

    def saying(self, words: str) -> Bounds:
        """Return the bounds of the one sentence of these words; raises Unfit where there is none, or several."""
        found = self._saying.get(words, ())
        if len(found) != 1:
            what = f"{len(found)} sentences of its article have these words" if found else "its article has no such"
            raise Unfit(f"{what}; give the start as well" if found else f"{what} sentence")
        return found[0]

    def named(self, identity: int) -> Bounds:
        """Return the bounds of the sentence with this row id."""
        return self._by_id[identity]

    def begins(self, start: int) -> bool:
        """Return whether a sentence begins at a place."""
        return start in self._starts

    def holding(self, start: int) -> Bounds:
        """Return the bounds of the sentence that holds a place, or of the last one before it, or of the first."""
        return self._ordered[max(0, bisect_right(self._layout.starts, start) - 1)]

    def quote_type(self, content: Spans) -> str:
        """Return how what is said stands to the quotation marks: `direct`, `mixed` or `indirect`."""
        return type_of(self._article, content)

    @cached_property
    def _article(self) -> ArticleText:
        return ArticleText(self.text, list(self.sentences), list(self._layout.paragraphs))

    @cached_property
    def _saying(self) -> Mapping[str, list[Bounds]]:
        found: dict[str, list[Bounds]] = {}
        for start, end in self.sentences:
            found.setdefault(self.text[start:end], []).append((start, end))
        return found

    @cached_property
    def _ordered(self) -> Sequence[Bounds]:
        return list(self.sentences)

    @cached_property
    def _by_id(self) -> Mapping[int, Bounds]:
        return {identity: bounds for bounds, identity in self.sentences.items()}

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(start for start, _ in self.sentences)
