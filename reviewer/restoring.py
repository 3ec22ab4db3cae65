"""Records of an export back into the store: articles as they were, and everybody's work on them, undone as one."""

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reviewer.articles.article import Article
from reviewer.errors import InputError
from reviewer.formats.differences import misplaced, misplaced_whole, shown
from reviewer.formats.mark_differences import misplaced_marks, misplaced_proposals
from reviewer.formats.native import Sheaf, sheaves
from reviewer.formats.record_proposals import proposal_of
from reviewer.formats.record_work import layer_of, misfit
from reviewer.formats.units import Misfit
from reviewer.labels import BUILT_IN, Scheme
from reviewer.models.document import DocumentPart
from reviewer.models.record import Record
from reviewer.restored_layer import Layer
from reviewer.schemes import read
from reviewer.store.bringing import OWN_LABELS, Arrival, Brought, Proposal
from reviewer.store.interface import Store
from reviewer.store.rows import Act, Document, Sentence
from reviewer.text import one_line

KEPT = 1000
"""So many refusals are told one by one; of more only how many there are."""


class Restored(NamedTuple):
    """What a file brought: how many articles that are new, labels, attributions, claims; and what was there already.

    `suggestions` are those that were kept, or, where they were not asked for, left out. `problems` are the refusals,
    the first KEPT of `refused`.
    """

    articles: int = 0
    labels: int = 0
    attributions: int = 0
    claims: int = 0
    same: int = 0
    suggestions: int = 0
    refused: int = 0
    problems: tuple[InputError, ...] = ()


class _Page(NamedTuple):
    """A document that records are about: its text, and its sentences by uid and by bounds (code points)."""

    document: Document
    text: str
    by_uid: dict[str, Sentence]
    by_bounds: dict[tuple[int, int], Sentence]

    def sentence(self, record: Record) -> Sentence | None:
        """Return the sentence of a record by its id, else by where it stands; None when it is no more."""
        start, end = record.target.selector[0].start, record.target.selector[0].end
        found = self.by_uid.get(record.id.partition("/")[0])
        return found if found and (found.start, found.end) == (start, end) else self.by_bounds.get((start, end))


class Restoring:
    """One file's restoring; `progress` is told the number of articles read so far."""

    def __init__(self, store: Store, act: Act, path: str, progress: Callable[[int], None] | None = None) -> None:
        self._store, self._act, self._path = store, act, path
        self._progress = progress or (lambda _read: None)
        self._sum = Restored()
        self._problems: list[InputError] = []

    def take(self) -> Restored:
        """Take everything in as one import that is undone as one; what is under way when it is interrupted is left out.

        What is there already is not doubled; what says something else there is refused, and the work there is kept.
        What does not fit is told in the result. Raises InputError when the file cannot be read, StoreError when the
        store refuses.
        """
        self._store.bring_in(self._parts(), self._act)
        return self._sum._replace(problems=tuple(self._problems))

    def propose(self) -> Restored:
        """Take in the articles, and what was decided or proposed of them as proposals, which nobody has decided.

        A label in the file becomes a proposal of that label. Otherwise as `take`.
        """
        self._store.bring_in(self._parts(only_articles=True), self._act)
        for sheaf in sheaves(self._path):
            if isinstance(sheaf, Sheaf) and (page := self._page(sheaf.sha256)):
                given = [found for line, record in sheaf.records for found in self._proposal(page, line, record)]
                self._store.propose(page.document.id, given)
                self._add(suggestions=len(given))
        return self._sum._replace(problems=tuple(self._problems))

    def _parts(self, *, only_articles: bool = False) -> Iterator[Arrival | Brought]:
        for number, sheaf in enumerate(sheaves(self._path), 1):
            if isinstance(sheaf, Misfit):
                self._refuse(sheaf.line, sheaf.what)
                continue
            why, arrival = self._arrival(sheaf)
            if arrival is not None:
                yield arrival
                if self._store.by_sha256(sheaf.sha256) is None:
                    why = "its ids are no ids of this program, or those of another article in the database"
                else:
                    self._add(articles=1)
            page = None if why else self._page(sheaf.sha256)
            if page is None:
                for line, _ in sheaf.records:
                    self._refuse(line, why)
            elif not only_articles:
                yield from self._work(page, sheaf)
            self._progress(number)

    def _arrival(self, sheaf: Sheaf) -> tuple[str, Arrival | None]:
        """Return why nothing of these records can be taken in (empty where it can), and their article if it is new."""
        known = self._store.by_sha256(sheaf.sha256)
        entire = next((record for _, record in sheaf.records if record.document.text is not None), None)
        if known is not None and known.sha256 != sheaf.sha256:
            return f"the article {shown(known.name)} was corrected here since", None
        if known is not None and known.scheme.uid != _uid(sheaf.records[0][1].document):
            return "its article has other labels here", None
        if known is not None:
            text = self._store.text(known.id) if entire else None
            return "" if entire is None or entire.document.text == text else "its article has other words here", None
        if entire is None:
            return "its article is neither in the database nor in the file; give the article first", None
        return _arrived(entire)

    def _page(self, sha256: str) -> _Page | None:
        document = self._store.by_sha256(sha256)
        if document is None or document.sha256 != sha256:
            return None
        text = self._store.text(document.id)
        found = self._store.sentences(document.id, 0, len(text))
        return _Page(document, text, {one.uid: one for one in found}, {(one.start, one.end): one for one in found})

    def _work(self, page: _Page, sheaf: Sheaf) -> Iterator[Brought]:
        layers: dict[str, Layer] = {}
        owners: dict[str, str] = {}
        came: set[tuple[int, str]] = set()
        for line, record in sheaf.records:
            layer = layer_of(record)
            if record.suggestion is not None and layer is None:
                self._add(suggestions=1)
            if why := self._unfit(page, record):
                self._refuse(line, why)
            elif layer is not None and (sentence := page.sentence(record)):
                if (sentence.id, layer) in came:
                    self._refuse(line, f"id {shown(record.id)} has come before")
                    continue
                came.add((sentence.id, layer))
                if layer not in layers:
                    layers[layer] = Layer(self._store, page.document.id, layer, owners)
                for why in layers[layer].take(record, sentence.id):
                    self._refuse(line, why)
        for one in layers.values():
            work = one.brought()
            self._add(
                labels=len(work.annotations), attributions=len(work.attributions), claims=len(work.claims),
                same=one.same,
            )  # fmt: skip
            if work.annotations or work.attributions or work.claims:
                yield work

    def _unfit(self, page: _Page, record: Record) -> str:
        """Return why a record does not fit its article; empty where it does."""
        layer = layer_of(record)
        sentence = record.id.partition("/")[0]
        if why := misfit(record):
            return why
        if record.id != (sentence if layer is None else f"{sentence}/{layer}"):
            return f"id {shown(record.id)} is not that of a sentence and of {shown(record.reviewer or 'nobody')}"
        wrong = misplaced(record, page.text) or misplaced_marks(record, page.text)
        wrong = wrong or misplaced_proposals(record, page.text)
        if wrong:
            return wrong[0]
        start = record.target.selector[0].start
        if record.duplicate_of is not None and record.duplicate_of.start >= start:
            return "duplicate_of: is not an earlier sentence"
        return "" if page.sentence(record) else "there is no such sentence here now; it was split or merged since"

    def _proposal(self, page: _Page, line: int, record: Record) -> Iterator[Proposal]:
        if why := self._unfit(page, record):
            self._refuse(line, why)
        elif (found := proposal_of(record)) is not None:
            if page.document.scheme.is_own:
                self._refuse(line, OWN_LABELS)
            else:
                yield found

    def _refuse(self, line: int, why: str) -> None:
        self._add(refused=1)
        if len(self._problems) < KEPT:
            self._problems.append(InputError(f"{one_line(self._path)}:{line}", one_line(why)))

    def _add(self, **counts: int) -> None:
        self._sum = self._sum._replace(**{name: getattr(self._sum, name) + more for name, more in counts.items()})


def _arrived(record: Record) -> tuple[str, Arrival | None]:
    """Return the article that a record holds; why it is none where its sentences or labels cannot be."""
    document = record.document
    wrong = misplaced_whole(document, document.text or "")
    if not document.sentences or wrong or not (document.text or "").strip():
        return wrong[0] if wrong else "holds an article without its sentences or without words", None
    scheme = _scheme(document)
    if scheme is None:
        return "its labels are not those that its scheme says", None
    splitter = record.sentence.splitter
    return "", Arrival(_article(document), document.id, document.title, splitter, document.sentences, scheme)


def _uid(document: DocumentPart) -> str | None:
    return document.scheme.id if document.scheme else None


def _scheme(document: DocumentPart) -> Scheme | None:
    """Return the labels of an article that a record holds; None where they are not what their digest says."""
    if document.scheme is None:
        return BUILT_IN if document.labels is None else None
    given = [label.model_dump() for label in document.labels or ()]
    try:
        scheme = read(document.scheme.id, json.dumps(given, ensure_ascii=False, separators=(",", ":")))
    except ValueError:
        return None
    return scheme if scheme.names == document.scheme.labels else None


def _article(document: DocumentPart) -> Article:
    """Return the article that a record holds."""
    return Article(
        text=document.text or "",
        sha256=document.sha256,
        name=document.name,
        encoding=document.encoding,
        title=document.title,
        url=document.url,
        published=document.published,
        external_id=document.external_id,
        language=document.language,
        meta=document.meta,
    )
