"""One layer's work on one article, gathered from records and compared with what the store has of it."""

from collections.abc import Iterator

from reviewer.formats.differences import shown
from reviewer.formats.record_work import (
    annotation_of,
    attribution_of,
    check_of,
    claim_of,
    evidence_of,
    is_made_up,
    latest,
    speaker_of,
)
from reviewer.models.record import AttributionPart, ClaimPart, Record
from reviewer.store.bringing import Brought
from reviewer.store.interface import Store
from reviewer.store.marks import Attribution, Claim
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Annotation

_SAID = ("label", "uncertain", "note", "check_worthiness", "claim_types", "duplicate_of")
_MARKED = ("source", "cue", "content", "quote_type", "addressee")
_CLAIMED = ("start", "end", "text", "presupposed")
Circumstances = tuple[str, str]
"""Under which guidelines a mark was made, and how it came about."""


class Layer:
    """What records say for a layer of a document (row id), as far as the store does not say it already.

    `owners` says whose the ids of marks and evidence are that have come from the same file, for all layers of the
    document; `same` counts what is there already.
    """

    def __init__(self, store: Store, document: int, layer: str, owners: dict[str, str]) -> None:
        self._store, self._document, self._layer = store, document, layer
        self._owners = owners
        self._touched = {sentence for sentence, _, _ in store.labels(document, layer)}
        self._marks = {one.uid: one for one in store.attributions(document, layer)}
        self._by_words = {_part(one, _MARKED): one.uid for one in self._marks.values()}
        claims = store.claims(document, layer)
        self._claims = {one.uid: one for one in claims}
        self._claims_by_words = {_part(one, _CLAIMED): one.uid for one in claims}
        self._known_as: dict[str, str] = {}
        self._annotations: dict[int, Annotation] = {}
        self._attributions: dict[str, AttributionPart] = {}
        self._new_claims: dict[str, ClaimPart] = {}
        self._about: dict[str, Circumstances] = {}
        self.same = 0

    def take(self, record: Record, sentence: int) -> Iterator[str]:
        """Take in a record of a sentence (row id), and yield what of it is refused, in words."""
        said = annotation_of(record)
        about = (said.guideline, said.origin)
        for uid in (*(one.id for one in record.attributions), *(one.id for one in record.claims)):
            self._about.setdefault(uid, about)
        if is_made_up(record):
            self._about[latest(record).id] = about
        else:
            yield from self._annotate(sentence, said)
        for mark in record.attributions:
            yield from self._attribute(mark)
        for claim in record.claims:
            yield from self._claim(claim)

    def _annotate(self, sentence: int, said: Annotation) -> Iterator[str]:
        standing = self._store.annotation(sentence, self._layer) if sentence in self._touched else None
        if standing is None:
            self._annotations[sentence] = said
        elif _part(standing, _SAID) == _part(said, _SAID):
            self.same += 1
        else:
            yield f"{self._layer} has said something else of this sentence here since; that is kept"

    def _attribute(self, one: AttributionPart) -> Iterator[str]:
        said = attribution_of(one, self._document, self._layer)
        name = f"the attribution {shown(one.id)}"
        if one.id in self._attributions:
            if self._attributions[one.id] != one:
                yield f"{name} stands otherwise in an earlier line"
        elif one.id in self._known_as:
            return
        elif (known := self._marks.get(one.id)) is not None and _part(known, _MARKED) != _part(said, _MARKED):
            yield f"{name} is otherwise here; that is kept"
        elif known or (uid := self._by_words.get(_part(said, _MARKED))):
            self._known_as[one.id] = one.id if known else uid or ""
            self.same += 1
        elif self._store.attribution(one.id) is not None or not self._is_free(one.id, one.id):
            yield f"{name} is another one's here"
        else:
            self._attributions[one.id] = one

    def _claim(self, one: ClaimPart) -> Iterator[str]:
        said = claim_of(one, self._document, self._layer)
        name = f"the claim {shown(one.id)}"
        if one.id in self._new_claims:
            yield f"{name} has come before"
        elif (known := self._claims.get(one.id)) is not None and _part(known, _CLAIMED) != _part(said, _CLAIMED):
            yield f"{name} is otherwise here; that is kept"
        elif (uid := one.id if known else self._claims_by_words.get(_part(said, _CLAIMED))) is not None:
            self.same += 1
            if one.check is not None and not self._is_checked_so(uid, one):
                yield f"{name} is checked otherwise here; that is kept"
        elif self._store.claim(one.id) is not None:
            yield f"{name} is another one's here"
        elif self._store.has_evidence(rests := [part.uid for part in evidence_of(one)]) or not self._is_free(
            one.id, one.id, *rests
        ):
            yield f"{name}, or evidence of it, has an id that is another one's"
        else:
            self._new_claims[one.id] = one

    def _is_free(self, mark: str, *ids: str) -> bool:
        """Return whether ids are those of this mark and its evidence only, and let them be so from here on."""
        owner = f"{self._layer}/{mark}"
        return len(set(ids)) == len(ids) and all(self._owners.setdefault(one, owner) == owner for one in ids)

    def _is_checked_so(self, uid: str, one: ClaimPart) -> bool:
        """Return whether a claim (uid) has the check and the evidence here that a record says."""
        standing = self._store.check(uid), [part._replace(claim=one.id) for part in self._store.evidence(uid)]
        said = check_of(one.id, one.check) if one.check else Check(one.id)
        return (standing[0]._replace(claim=one.id), standing[1]) == (said, evidence_of(one))

    def brought(self) -> Brought:
        """Return what is new of this layer's work."""
        speakers = {one.uid: one for one in map(speaker_of, self._attributions.values()) if one}
        return Brought(
            self._document,
            self._layer,
            self._annotations,
            [self._attribution(one) for one in self._attributions.values()],
            [self._stamped(one) for one in self._new_claims.values()],
            list(self._checks()),
            list(speakers.values()),
        )

    def _attribution(self, one: AttributionPart) -> Attribution:
        guideline, origin = self._about[one.id]
        parent = None if one.parent == one.id else self._known_as.get(one.parent or "", one.parent)
        said = attribution_of(one, self._document, self._layer)
        return said._replace(guideline=guideline, origin=origin, parent=parent)

    def _stamped(self, one: ClaimPart) -> Claim:
        guideline, origin = self._about[one.id]
        return claim_of(one, self._document, self._layer)._replace(guideline=guideline, origin=origin)

    def _checks(self) -> Iterator[tuple[Check, list[Evidence]]]:
        for one in self._new_claims.values():
            if one.check is not None:
                yield check_of(one.id, one.check), evidence_of(one)


def _part(one: Annotation | Attribution | Claim, names: tuple[str, ...]) -> tuple[object, ...]:
    """Return what is said in some fields."""
    return tuple(getattr(one, name) for name in names)
