"""What another program proposed for a sentence nobody has decided, as a prediction of Label Studio."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewer.formats.labelstudio_results import results
from reviewer.formats.parts import annotation
from reviewer.formats.provenance import attributed
from reviewer.formats.units import CONTENT, CUE, CUED_BY, SAID_BY, SENTENCE, SOURCE, Link, Mark, Unit
from reviewer.store import Store
from reviewer.store.bringing import Proposal
from reviewer.store.marks import Spans, Speaker

_ROLES = (("content", CONTENT, "a", None), ("source", SOURCE, "w", SAID_BY), ("cue", CUE, "v", CUED_BY))


class Predictions:
    """The proposals that came into the store with a file; those of one document are held at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sha256: str | None = None
        self._proposals: Mapping[tuple[int, int], Proposal] = {}

    def of(self, unit: Unit, record: str) -> dict[str, Any] | None:
        """Return the prediction for a sentence; None where nothing is proposed for exactly its words."""
        if unit.what != SENTENCE or unit.start is None or unit.origin.sha256 is None:
            return None
        if self._sha256 != unit.origin.sha256:
            self._sha256 = unit.origin.sha256
            document = self._store.by_sha256(self._sha256)
            found = self._store.proposed(document.id) if document else ()
            self._proposals = {(one.start, one.end): one for one in found}
        one = self._proposals.get((unit.start, unit.start + len(unit.text)))
        if one is None:
            return None
        said = json.loads(one.proposal)
        score = {} if said.get("score") is None else {"score": said["score"]}
        return {"model_version": one.engine} | score | {"result": results(_proposed(unit, said), record)}


def _proposed(unit: Unit, said: Mapping[str, Any]) -> Unit:
    """Return a sentence as it would be if what is proposed for it were decided."""
    worth = said.get("check_worthiness")
    marks: list[Mark] = []
    links: list[Link] = []
    for number, one in enumerate(said.get("attributions") or (), 1):
        for mark in _marks(one, number, unit):
            marks.append(mark)
            links += (Link(f"a{number}", mark.id, link) for _, label, _, link in _ROLES if link and label == mark.label)
    given = annotation(said.get("label"))._replace(check_worthiness=worth)
    return unit._replace(label=said.get("label"), said=given, marks=tuple(marks), links=tuple(links))


def _marks(one: Mapping[str, Any], number: int, unit: Unit) -> Iterator[Mark]:
    """Yield what of a proposed attribution lies in the sentence; nothing where its content does not."""
    for role, label, letter, _ in _ROLES:
        spans = _within(one.get(role) or (), unit)
        if not spans:
            if label == CONTENT:
                return
            continue
        mark = Mark(f"{letter}{number}", label, spans)
        if label == CONTENT:
            name = one.get("speaker")
            attribution = attributed(one.get("quote_type"), None)
            mark = mark._replace(attribution=attribution, speaker=Speaker("", name) if name else None)
        yield mark


def _within(given: Iterable[Mapping[str, Any]], unit: Unit) -> Spans:
    start = unit.start or 0
    spans = sorted((one["start"] - start, one["end"] - start) for one in given)
    return tuple((low, high) for low, high in spans if 0 <= low < high <= len(unit.text))
