"""A desk with everything that can be said of articles, and what of it stands in some units, feature by feature."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reviewer.formats import losses as of
from reviewer.formats.units import CLAIM, CLAIMED, CONTENT, NESTED_IN, ROLES, SENTENCE, Mark, Unit
from reviewer.store.marks import Spans
from reviewer.store.rows import ACCEPTED, Annotation, offered
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place
from tests.formats.canary import TEXT, attribute
from tests.formats.round_trip import rich
from tests.report.desk import claimed, worked_on

Said = tuple[str, tuple[object, ...]]
"""One of FEATURES, and what is said of it."""
Held = dict[str, set[tuple[object, ...]]]
"""For each of FEATURES what a file says: of which layer of which article, where in it (code points), and what."""


def whole_desk(store: SqliteStore) -> None:
    """Put into a store two articles with every feature, of two reviewers and of the adjudicated layer."""
    rich(store)
    second, checked = worked_on(store)
    first = store.document_ids()[0]
    read = offered(ACCEPTED, "quote", 0.71, "lead", "rules/1")
    store.annotate(place(store, first, 1), by("cyd")._replace(elapsed_ms=2500, suggestion=read), "label", label="quote")
    store.annotate(place(store, first, 2), by("ada"), "duplicate", duplicate_of=0)
    store.annotate(place(store, second, 1), by("adjudicated"), "label", label="background")
    taken = by("ada")._replace(suggestion=offered(ACCEPTED, None, 0.8, "content-source-cue", "rules/1"))
    attribute(store, first, "taxes", "4", ("fell",), act=taken)
    uid = claimed(store, first, "Rents", "Rents rose.")
    claim = next(claim for claim in store.claims(first, "ada") if claim.uid == uid)
    store.put_claim(claim._replace(presupposed=True, same_as=checked), by("ada"))
    assert store.text(first) == TEXT


def held(units: Iterable[Unit]) -> Held:
    """Return what units say, feature by feature, wherever they say it: a document as its sentences do."""
    found: Held = defaultdict(set)
    for unit in units:
        whose = (unit.origin.sha256, unit.layer)
        for what, said in _of_unit(unit):
            found[what].add((*whose, *said))
    return found


def _of_unit(unit: Unit) -> Iterator[Said]:
    start = unit.start or 0
    if unit.label is not None:
        yield of.LABELS, (start, unit.label)
    if unit.what in {SENTENCE, CLAIM}:
        yield from _of_said(unit.said, start)
    places = {mark.id: _moved(mark.spans, start) for mark in unit.marks}
    for mark in unit.marks:
        if mark.label not in ROLES:
            yield of.SENTENCES, (*places[mark.id], mark.label)
            yield from _of_said(mark.said, places[mark.id][0][0])
        where = places[mark.id] if unit.what != CLAIM else (unit.id,)
        yield from ((what, (*where, *said)) for what, said in _of_mark(mark))
    for link in unit.links:
        what = of.NESTING if link.label == NESTED_IN else of.RELATIONS
        yield what, (link.label, places[link.head], places[link.child])


def _of_said(said: Annotation | None, start: int) -> Iterator[Said]:
    if said is None:
        return
    given = {
        of.UNCERTAIN: said.uncertain or None, of.NOTES: said.note or None, of.WORTHINESS: said.check_worthiness,
        of.CLAIM_TYPES: frozenset(said.claim_types) or None, of.DUPLICATES: said.duplicate_of,
        of.SUGGESTIONS: said.suggestion, of.TIMES: (said.created, said.modified) if said.created else None,
        of.GUIDELINES: said.guideline or None, of.SPENT: said.elapsed_ms,
    }  # fmt: skip
    yield from ((what, (start, value)) for what, value in given.items() if value is not None)


def _of_mark(mark: Mark) -> Iterator[Said]:
    said, claim = mark.attribution, mark.claim
    if mark.label == CONTENT:
        yield of.ATTRIBUTIONS, ()
    if mark.label == CLAIMED:
        yield of.CLAIMS, ()
    if mark.speaker is not None:
        yield of.SPEAKERS, mark.speaker[1:]
    made = said or claim
    if made is not None and made.created:
        yield of.MARK_TIMES, (made.created, made.modified)
    if said is not None:
        given = {of.QUOTE_TYPES: said.quote_type, of.ADDRESSEES: said.addressee, of.SUGGESTIONS: said.suggestion}
        yield from ((what, (value,)) for what, value in given.items() if value)
    if claim is not None:
        words = {of.CLAIM_WORDS: claim.text, of.PRESUPPOSED: claim.presupposed, of.ALIKE: claim.same_as}
        yield from ((what, (value,)) for what, value in words.items() if value)
    if mark.check is not None:
        yield of.CHECKS, ()


def _moved(spans: Spans, start: int) -> Spans:
    return tuple((begin + start, end + start) for begin, end in spans)
