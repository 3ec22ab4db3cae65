"""From the records of a file to the store: a chunk at a time, each one decision, and whatever does not fit is told."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reviewer.errors import InputError, SettingsError
from reviewer.formats import Format
from reviewer.formats.units import DOCUMENT, Misfit, Unit
from reviewer.incoming.cuts import cut
from reviewer.incoming.deciding import Deciding
from reviewer.incoming.naming import Names, Unfit
from reviewer.incoming.placing import Found, Placing
from reviewer.incoming.proposing import Proposing, counted, engine_of
from reviewer.incoming.standing import Standing
from reviewer.labels import BUILT_IN, Scheme, together
from reviewer.layers import allowed
from reviewer.store import Store
from reviewer.store.bringing import OWN_LABELS, Brought, Proposal
from reviewer.store.rows import Act
from reviewer.text import one_line

CHUNK = 10_000
"""How many records are one decision at most, and stand in memory at once."""
CHUNK_TEXT = 4_000_000
"""How many code points of text they have at most, but for one record that has more."""
ARTICLES, RECORDS, PROPOSED, REFUSED = "articles", "records", "proposed", "refused"


class Options(NamedTuple):
    """How records are taken: whose they are (None: the file's layers, else whoever acts), and what its labels mean.

    With `suggestions` they become suggestions; with `overwrite` the file's word stands in the place of what was decided
    before; with `alone` sentences whose article is not here become articles of their own. `scheme` is the labels in
    force, which articles that are new get.
    """

    reviewer: str | None = None
    mapped: Mapping[str, str] = MappingProxyType({})
    suggestions: bool = False
    overwrite: bool = False
    alone: bool = False
    scheme: Scheme = BUILT_IN


class Came(NamedTuple):
    """What came of a file: counts by the names that `layering` and this module give them."""

    counts: Mapping[str, int]


def _untold(_what: object) -> None:
    """Tell nobody."""


class Incoming:
    """Takes files in; `tell` is told each line that is wrong, `progress` the number of records so far.

    Raises SettingsError at once for a name that no reviewer may have, or a label that is mapped to nothing.
    """

    def __init__(
        self,
        store: Store,
        act: Act,
        options: Options,
        tell: Callable[[InputError], None] = _untold,
        progress: Callable[[int], None] = _untold,
    ) -> None:
        self._store = store
        self._act = act
        self._options = options
        self._tell = tell
        self._progress = progress
        self._layers: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        if options.reviewer is not None:
            allowed(options.reviewer)
        try:
            self._names = Names(options.mapped, together((options.scheme, *store.schemes())).labels)
        except Unfit as why:
            raise SettingsError(str(why)) from None

    def take(self, path: Path, form: Format) -> None:
        """Take a file in, a chunk at a time; what of it does not fit is told, and the rest goes in.

        Interrupted, what was read in whole chunks stays. Raises InputError where the file cannot be read at all, or
        there is nothing in it.
        """
        before = self._counts[RECORDS]
        self.take_units(form.read(path), str(path), form.name)
        if self._counts[RECORDS] == before:
            raise InputError(one_line(str(path)), f"holds nothing in the format {form.name}; check the file")

    def take_units(self, given: Iterator[Unit | Misfit], name: str, form: str) -> None:
        """Take in what a file of this name, in a format of that name, was read as."""
        shown = one_line(name)
        placing = Placing(self._store, name, alone=self._options.alone)
        for chunk in _chunks(given):
            units = [one for one in chunk if isinstance(one, Unit)]
            wrong = [one for one in chunk if isinstance(one, Misfit)]
            wrong += self._take(units, placing, form)
            for one in sorted(wrong, key=lambda one: one.line):
                self._counts[REFUSED] += 1
                self._tell(InputError(f"{shown}:{one.line}", one_line(one.what)))
            self._counts[RECORDS] += len(chunk)
            self._progress(self._counts[RECORDS])
            self._store.tidy()

    def came(self) -> Came:
        """Return what came of all files so far."""
        return Came(dict(self._counts))

    def _take(self, units: list[Unit], placing: Placing, form: str) -> list[Misfit]:
        """Take a chunk in as one decision, behind the import of its new articles; return what does not fit."""
        wrong: list[Misfit] = []
        wanted = []
        for unit in units:
            if unit.score is not None and not self._options.suggestions:
                self._counts[PROPOSED] += 1
            else:
                wanted.append(unit)
        placed = placing.place(wanted)
        wrong += [one for one in placed if isinstance(one, Misfit)]
        found = self._with_articles([one for one in placed if isinstance(one, Found)])
        if self._options.suggestions:
            self._propose(found, placing, form, wrong)
        else:
            self._decide(found, placing, wrong)
        return wrong

    def _with_articles(self, placed: list[Found]) -> list[Found]:
        """Store the articles that records bring with them, cut as these label them; return all with their documents."""
        new: dict[str, list[Found]] = {}
        for one in placed:
            if one.article:
                new.setdefault(one.article.sha256, []).append(one)
        if not new:
            return placed
        from reviewer.articles.sentences import SPLITTER  # noqa: PLC0415 - only what is new is cut

        items = ((mine[0].article, cut(mine[0].unit.text, self._bounds(mine))) for mine in new.values())
        documents = self._store.add(
            ((one, segments) for one, segments in items if one), self._act, SPLITTER, self._options.scheme
        )
        self._counts[ARTICLES] += len(documents)
        ids = dict(zip(new, documents, strict=True))
        return [
            one._replace(document=ids[one.article.sha256], bounds=(0, len(one.unit.text))) if one.article else one
            for one in placed
        ]

    def _bounds(self, mine: list[Found]) -> Iterator[tuple[int, int]]:
        """Yield the sentences of an article that its records label, in their order."""
        for one in mine:
            if one.unit.what != DOCUMENT:
                yield 0, len(one.unit.text)
                continue
            for mark in one.unit.marks:
                if mark.spans and self._names.role(mark.label) is None:
                    yield mark.bounds

    def _decide(self, found: list[Found], placing: Placing, wrong: list[Misfit]) -> None:
        def tell(unit: Unit, why: str) -> None:
            wrong.append(Misfit(unit.line, why))

        deciding = Deciding(self._store, self._names, tell, overwrite=self._options.overwrite)
        work: list[Brought] = []
        for _, about in groupby(sorted(found, key=_document), key=_document):
            for one in about:
                try:
                    deciding.add(one.unit, self._layer(one.unit), _standing(one, placing), one.bounds)
                except Unfit as why:
                    tell(one.unit, str(why))
                except SettingsError as why:
                    tell(one.unit, f"{why}, with --reviewer")
            work += deciding.brought()
        if work:
            self._store.bring(work, deciding.speakers.named(), self._act)
        self._counts += deciding.counts

    def _layer(self, unit: Unit) -> str:
        """Return in which layer a record is taken; raises SettingsError where its file says one that is nobody's."""
        said = self._options.reviewer or unit.layer or self._act.reviewer
        if said not in self._layers:
            self._layers[said] = allowed(said)
        return self._layers[said]

    def _propose(self, found: list[Found], placing: Placing, form: str, wrong: list[Misfit]) -> None:
        for document, about in groupby(sorted(found, key=_document), key=_document):
            proposed: list[Proposal] = []
            for one in about:
                unit, why = one.unit, list[str]()
                try:
                    standing = _standing(one, placing)
                    if standing.document.scheme.is_own:
                        raise Unfit(OWN_LABELS)  # noqa: TRY301 - a record among others: it is told, and the next one comes
                    proposing = Proposing(standing, self._names, engine_of(unit, form))
                    mine = list(proposing.proposals(unit, one.bounds, why.append))
                    counted(mine, self._counts)
                    proposed += mine
                except Unfit as reason:
                    why.append(str(reason))
                wrong += [Misfit(unit.line, what) for what in why]
            self._store.propose(document, proposed)


def _document(one: Found) -> int:
    return one.document or 0


def _standing(one: Found, placing: Placing) -> Standing:
    """Return the article of a record as it stands; raises Unfit where it is no more, or has come back with other words.

    An article whose import was undone comes back as it was, with what was decided on it.
    """
    standing = placing.standing(one.document) if one.document is not None else None
    if standing is None:
        raise Unfit("its article was taken out while it was read; bring it in again")
    if one.article and standing.text != one.article.text:
        raise Unfit("its article was here before, and was corrected; its words are others now")
    return standing


def _chunks(given: Iterator[Unit | Misfit]) -> Iterator[list[Unit | Misfit]]:
    """Yield what was read in chunks of at most CHUNK records and CHUNK_TEXT code points.

    Where a file cannot be read to its end, that is raised behind the chunk that was read until then.
    """
    chunk: list[Unit | Misfit] = []
    held = 0
    try:
        for one in given:
            size = len(one.text) if isinstance(one, Unit) else len(one.what)
            if chunk and (len(chunk) >= CHUNK or held + size > CHUNK_TEXT):
                yield chunk
                chunk, held = [], 0
            chunk.append(one)
            held += size
    except (InputError, OSError):
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk
