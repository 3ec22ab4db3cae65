"""Records that are decisions: what each layer of each document says in them, beside what it had said before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from reviewer.formats.units import CLAIM, DOCUMENT, Mark, Unit
from reviewer.incoming.layering import SILENT, VERDICTS, Layer
from reviewer.incoming.naming import SHOWN, Names, Unfit
from reviewer.incoming.sayings import taken
from reviewer.incoming.speaking import Speakers
from reviewer.incoming.spoken import Claimed, told
from reviewer.incoming.standing import Bounds, Standing
from reviewer.store import Store
from reviewer.store.bringing import Brought
from reviewer.store.marks import Claim
from reviewer.store.rows import Annotation
from reviewer.text import shorten


class Sentence(NamedTuple):
    """What a record says of one sentence as a whole."""

    bounds: Bounds
    label: str | None
    said: Annotation | None


def sentences(
    unit: Unit, bounds: Bounds, others: Iterable[Mark], named: Callable[[str], str]
) -> Iterator[Sentence | str]:
    """Yield what a record says of sentences as wholes, or why a mark says nothing; `others` are marks without a role.

    `named` gives the label that a name means, or raises Unfit.
    A mark over the whole of a sentence's record gives its label where the record itself has none.
    """
    label, said = unit.label, unit.said
    if unit.what == DOCUMENT and label is not None:
        yield f"label {shorten(label, SHOWN)!r} is of a whole article, and labels here are of sentences"
    for mark in others:
        if unit.what == DOCUMENT:
            yield Sentence(mark.bounds, mark.label, mark.said) if mark.spans else "offsets are off: a mark has no span"
        elif mark.spans and mark.bounds == (0, len(unit.text)):
            label, said = label or mark.label, said or mark.said
        else:
            try:
                named(mark.label)
            except Unfit as why:
                yield str(why)
            else:
                yield f"label {shorten(mark.label, SHOWN)!r} stands on a part of a sentence, and is one of whole ones"
    if unit.what != DOCUMENT:
        yield Sentence(bounds, label if label is not None or said is None else said.label, said)


class Deciding:
    """What the records of a chunk say, gathered by document and layer, and counted; `tell` is told what cannot be."""

    def __init__(self, store: Store, names: Names, tell: Callable[[Unit, str], None], *, overwrite: bool) -> None:
        self._store = store
        self._names = names
        self._tell = tell
        self._overwrite = overwrite
        self._layers: dict[tuple[int, str], Layer] = {}
        self.speakers = Speakers(store.speakers())
        self.counts: Counter[str] = Counter()

    def add(self, unit: Unit, layer: str, standing: Standing, bounds: Bounds | None) -> None:
        """Take what a record says in a layer; of a sentence or a document `bounds` say where it stands."""
        if unit.label is None and unit.said is None and not unit.marks:
            self.counts[SILENT] += 1
            return
        key = (standing.document.id, layer)
        if key not in self._layers:
            self._layers[key] = Layer(self._store, standing, layer, self.counts, overwrite=self._overwrite)
        mine = self._layers[key]
        if bounds is not None:
            self._marks(unit, mine, standing, bounds)
        elif unit.what == CLAIM:
            self._try(unit, lambda: mine.claim(_of_claim(unit, standing)))
            self.counts[VERDICTS] += unit.label is not None

    def _marks(self, unit: Unit, mine: "Layer", standing: Standing, bounds: Bounds) -> None:
        found = told(unit, bounds[0], self._names)
        within = (bounds[0], bounds[0] + len(unit.text))
        wrong = list(found.wrong)
        for one in sentences(unit, bounds, found.others, partial(self._names.label, labels=standing.labels)):
            if isinstance(one, str):
                wrong.append(one)
            else:
                self._try(unit, lambda one=one: mine.say(*self._said(one, standing)))  # type: ignore[misc]
        for spoken in found.attributions:
            self._try(unit, lambda one=spoken: mine.attribute(one, self.speakers.uid(one.speaker), within))  # type: ignore[misc]
        for claimed in found.claims:
            self._try(unit, lambda one=claimed: mine.claim(one))  # type: ignore[misc]
        self.counts[VERDICTS] += sum(1 for mark in unit.marks if mark.check is not None)
        for why in wrong:
            self._tell(unit, why)

    def _said(self, one: Sentence, standing: Standing) -> tuple[Bounds, Annotation]:
        bounds = standing.sentence(one.bounds)
        label = None if one.label is None else self._names.label(one.label, standing.labels)
        given = taken(one.said, label)
        earlier = given.duplicate_of
        if earlier is not None and not (earlier < bounds[0] and standing.begins(earlier)):
            given = given._replace(duplicate_of=None)
        return bounds, given

    def _try(self, unit: Unit, act: Callable[[], None]) -> None:
        try:
            act()
        except Unfit as why:
            self._tell(unit, str(why))

    def brought(self) -> list[Brought]:
        """Return what is to be recorded of what was added since this was last asked, without what is nothing new."""
        found = [one.brought() for one in self._layers.values()]
        self._layers.clear()
        return [one for one in found if one.annotations or one.attributions or one.claims]


def _of_claim(unit: Unit, standing: Standing) -> Claimed:
    """Return the claim that a record is: its own words, and the words of the article that they were taken from."""
    given = next((mark.claim for mark in unit.marks if mark.claim), None)
    start = unit.start or 0
    end = given.end if given and given.start == start and start < given.end <= len(standing.text) else 0
    if not end:
        at = standing.text.startswith(unit.text, start)
        end = start + len(unit.text) if at else standing.holding(start)[1]
    claim = given or Claim("", 0, "", start, end, "", False, "", "", "", "")
    return Claimed(start, end, unit.text, claim._replace(text=unit.text))
