"""From paths to documents in the store: reading, cutting into sentences, and telling what could not be taken."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reviewer.articles.article import Article
from reviewer.articles.reading import read
from reviewer.articles.sources import find
from reviewer.errors import InputError, Refused
from reviewer.labels import BUILT_IN, Scheme
from reviewer.store.interface import Store
from reviewer.store.rows import Act, Decision, Document


class Taken(NamedTuple):
    """What a call brought: row ids of its documents in the order given, each once, how many are new, and refusals.

    `corrected` are the decisions that gave documents a new version; `older` the names of what was corrected since.
    `other_labels` counts the documents that keep labels which are not those of the settings.
    """

    documents: tuple[int, ...]
    new: int
    problems: tuple[InputError, ...]
    corrected: tuple[Decision, ...] = ()
    older: tuple[str, ...] = ()
    other_labels: int = 0


class Intake:
    """One call's reading; `progress` is told the number of articles read so far.

    `scheme` are the labels in force: what is new gets them, and what was there before anybody decided anything on it.
    """

    def __init__(
        self, store: Store, act: Act, progress: Callable[[int], None] | None = None, *, scheme: Scheme = BUILT_IN
    ) -> None:
        self._store = store
        self._act = act
        self._progress = progress or (lambda _read: None)
        self._problems: list[InputError] = []
        self._order: list[int | None] = []
        self._corrected: list[Decision] = []
        self._older: list[str] = []
        self._scheme = scheme
        self._labelled_otherwise: dict[int, None] = {}

    def take(self, paths: Sequence[str]) -> Taken:
        """Read `paths` and store what is new, as one import that is undone as one.

        What is no article is told in the result and raises nothing; raises StoreError when the store refuses.
        """
        unknown = self._unknown(paths)
        first = next(unknown, None)
        added = self._cut_and_store(first, unknown) if first else ()
        stored = iter(added)
        documents = [document if document is not None else next(stored) for document in self._order]
        corrected, older = tuple(self._corrected), tuple(self._older)
        kept = len(self._labelled_otherwise) - self._store.adopt(tuple(self._labelled_otherwise), self._scheme)
        return Taken(tuple(dict.fromkeys(documents)), len(set(added)), tuple(self._problems), corrected, older, kept)

    def _unknown(self, paths: Sequence[str]) -> Iterator[Article]:
        """Yield the articles that the store does not hold; what it holds needs no cutting, nor the rules for it."""
        for source in find(paths):
            for found in (source,) if isinstance(source, InputError) else read(source):
                if isinstance(found, InputError):
                    self._problems.append(found)
                    continue
                known = self._store.by_sha256(found.sha256)
                if known and known.sha256 != found.sha256:
                    self._older.append(found.name)
                known = known or self._correct(found)
                if known and known.scheme != self._scheme:
                    self._labelled_otherwise[known.id] = None
                self._order.append(known.id if known else None)
                self._progress(len(self._order))
                if known is None:
                    yield found

    def _correct(self, article: Article) -> Document | None:
        """Make an article a new version of the document it is one of, and return that; None when it is of none."""
        named = self._store.named_like(article)
        if not named:
            return None
        from reviewer.articles.anchors import ENOUGH, alike  # noqa: PLC0415 - only what comes again needs it
        from reviewer.articles.sentences import SPLITTER  # noqa: PLC0415 - as above
        from reviewer.articles.structure import segment  # noqa: PLC0415 - as above

        likeness = {one.id: alike(self._store.text(one.id), article.text) for one in named}
        document = max(named, key=lambda one: likeness[one.id])
        if likeness[document.id] < ENOUGH:
            return None
        cut = segment(article.text)
        try:
            self._corrected.append(self._store.correct(document.id, article, cut, self._act, SPLITTER))
        except Refused:
            return None  # it is the text of an article that was taken out, and comes back as that one
        return document

    def _cut_and_store(self, first: Article, others: Iterator[Article]) -> Sequence[int]:
        from reviewer.articles.sentences import SPLITTER  # noqa: PLC0415 - reopening a known article needs no rules to cut
        from reviewer.cutting import cut  # noqa: PLC0415 - as above

        return self._store.add(cut(chain((first,), others)), self._act, SPLITTER, self._scheme)
