"""One layer of one document, while records of a file are taken into it: what it says, and what they add to it."""

from collections import Counter
from collections.abc import Sequence

from reviewer.formats.parts import annotation
from reviewer.incoming.sayings import joined, storable, time_of
from reviewer.incoming.speaking import nested, uid
from reviewer.incoming.spoken import Claimed, Spoken
from reviewer.incoming.standing import Bounds, Standing
from reviewer.store import Store
from reviewer.store.bringing import Brought
from reviewer.store.marks import QUOTE_TYPES, Attribution, Claim, Spans
from reviewer.store.review import SEALED
from reviewer.store.rows import Annotation

SENTENCES, ATTRIBUTIONS, CLAIMS = "sentences", "attributions", "claims"
KNOWN, KEPT, SILENT, VERDICTS = "known", "kept", "silent", "verdicts"
"""What is counted: what came in, what was there already, what was decided otherwise before and stays, records that say
nothing, and verdicts, which are not taken: they rest on evidence."""


class Layer:
    """One layer of one document: what it says already, and what the file adds to it."""

    def __init__(self, store: Store, standing: Standing, layer: str, counts: Counter[str], *, overwrite: bool) -> None:
        self._store = store
        self._standing = standing
        self._document = standing.document
        self._layer = layer
        self._counts = counts
        self._overwrite = overwrite
        self._annotations: dict[int, Annotation] = {}
        self._attributions = {one.uid: one for one in store.attributions(self._document.id, layer)}
        self._before = dict(self._attributions)
        self._contents = {one.content: one.uid for one in self._attributions.values()}
        self._claims = {one.uid: one for one in store.claims(self._document.id, layer)}
        self._parts = {part: one.uid for one in self._attributions.values() for part in one.content}
        self._words: dict[tuple[int, str], str] = {}
        self._wordless: dict[Bounds, str] = {}
        for claim in self._claims.values():
            self._remember(claim)
        self._new_claims: dict[str, Claim] = {}

    def say(self, bounds: Bounds, given: Annotation) -> None:
        """Take what is said of a sentence as a whole."""
        if (
            given._replace(created="", modified="", guideline="", origin="", elapsed_ms=None, suggestion=None)
            == annotation()
        ):
            return
        sentence = self._standing.sentences[bounds]
        known = self._annotations.get(sentence) or self._store.annotation(sentence, self._layer)
        after, kept = joined(known, given, overwrite=self._overwrite)
        self._counts[KEPT] += kept
        if after is not None:
            self._counts[SENTENCES] += sentence not in self._annotations
            self._annotations[sentence] = after
        elif not kept:
            self._counts[KNOWN] += 1

    def attribute(self, one: Spoken, speaker: str | None, within: Bounds) -> None:
        """Take who said what, as far as a record tells of it: that is of the words `within` these bounds.

        What comes in parts under one id, as from records of sentences, is put together.
        """
        given = one.given
        key = given.uid if given and given.uid in self._attributions else self._contents.get(one.content)
        bare = not (given or one.source or one.cue or speaker)
        if key is None and bare and all(part in self._parts for part in one.content):
            self._counts[KNOWN] += 1  # a format without relations gives the parts of a content one by one
            return
        key = key or uid(
            "attribution", self._document.uid, self._layer, given.uid if given and given.uid else one.content
        )
        known = self._attributions.get(key)
        value = self._value(key, one, speaker)
        if known is not None:
            if _is_told(value, known, within):
                self._counts[KNOWN] += key in self._before
                return
            if key in self._before and not self._overwrite:
                self._counts[KEPT] += 1
                return
            value = _over(value, known, within)
        self._counts[ATTRIBUTIONS] += known == self._before.get(key)
        self._attributions[key] = value
        self._contents[value.content] = key

    def _value(self, key: str, one: Spoken, speaker: str | None) -> Attribution:
        given = one.given
        kind = given.quote_type if given and given.quote_type in QUOTE_TYPES else self._standing.quote_type(one.content)
        return Attribution(
            uid=key, document=self._document.id, reviewer=self._layer, source=one.source, cue=one.cue,
            content=one.content, speaker=speaker, quote_type=kind,
            addressee=storable(given.addressee, "who was spoken to") if given else "", parent=None,
            created=time_of(given.created) if given else "", modified=time_of(given.modified) if given else "",
            guideline="", origin="", suggestion=None,
        )  # fmt: skip

    def claim(self, one: Claimed) -> None:
        """Take a claim; what was signed off stays as it is."""
        given = one.given
        own = given.text if given and given.text.strip() else ""
        text = " ".join(storable(own or one.words, "a claim").split())
        if not own and (one.start, one.end) in self._wordless:
            self._counts[KNOWN] += 1  # a format without a place for a claim's words gives where they were taken from
            return
        key = self._words.get((one.start, text)) or (given.uid if given and given.uid in self._claims else "")
        key = key or uid("claim", self._document.uid, self._layer, one.start, one.end, text)
        known = self._claims.get(key)
        value = Claim(
            uid=key, document=self._document.id, reviewer=self._layer, start=one.start, end=one.end, text=text,
            presupposed=bool(given and given.presupposed), created=time_of(given.created) if given else "",
            modified=time_of(given.modified) if given else "", guideline="", origin="",
        )  # fmt: skip
        if known and (known.text, known.presupposed, known.start) == (text, value.presupposed, one.start):
            self._counts[KNOWN] += 1
        elif known and (not self._overwrite or self._store.check(key).status in SEALED):
            self._counts[KEPT] += 1
        else:
            self._counts[CLAIMS] += 1
            self._claims[key] = self._new_claims[key] = value._replace(same_as=known.same_as if known else None)
            self._remember(value)

    def _remember(self, claim: Claim) -> None:
        self._words[claim.start, claim.text] = claim.uid
        self._wordless[claim.start, claim.end] = claim.uid

    def brought(self) -> Brought:
        """Return what is new of all this; attributions lie in each other as their spans do."""
        changed: Sequence[Attribution] = ()
        if self._attributions != self._before:
            changed = [one for one in nested(list(self._attributions.values())) if one != self._before.get(one.uid)]
        return Brought(self._document.id, self._layer, self._annotations, changed, list(self._new_claims.values()))


def _is_told(value: Attribution, known: Attribution, within: Bounds) -> bool:
    """Return whether an attribution says already what a record says of it, which knows the words `within` alone."""
    same = all(
        not said or said == _clipped(there, within)
        for said, there in ((value.source, known.source), (value.cue, known.cue))
    )
    alike = value.quote_type == known.quote_type or _outside(known.content, within)
    return bool(
        same and alike and value.speaker in {None, known.speaker} and value.content == _clipped(known.content, within)
    )


def _over(value: Attribution, known: Attribution, within: Bounds) -> Attribution:
    """Return an attribution as a record has it `within` some bounds, and as it was outside them."""
    return value._replace(
        content=tuple(sorted((*_outside(known.content, within), *value.content))),
        source=value.source or known.source, cue=value.cue or known.cue, speaker=value.speaker or known.speaker,
        addressee=value.addressee or known.addressee, created=known.created or value.created,
    )  # fmt: skip


def _clipped(spans: Spans, within: Bounds) -> Spans:
    low, high = within
    return tuple((max(start, low), min(end, high)) for start, end in spans if start < high and end > low)


def _outside(spans: Spans, within: Bounds) -> Spans:
    low, high = within
    sides = (piece for start, end in spans for piece in ((start, min(end, low)), (max(start, high), end)))
    return tuple((start, end) for start, end in sides if start < end)
