"""What a record says beside its text, in flat values, and its marks as spans without parts: for formats that train."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from reviewer.errors import ExportError
from reviewer.formats.losses import ALIKE, CHECKS, FEATURES, MARK_TIMES, PRESUPPOSED, Losses
from reviewer.formats.pieces import Piece, cut
from reviewer.formats.units import CLAIM, Link, Mark, Unit, UnitKind
from reviewer.layers import kind, reviewer_of
from reviewer.store import Store
from reviewer.store.review import VERDICTS
from reviewer.store.rows import Annotation

Value = str | int | bool | list[str] | None
HOLDS = frozenset(FEATURES) - {CHECKS}
"""What `facts`, `said` and `marked` hold together: all but what a claim was checked by."""
HOLDS_OF_CLAIMS = HOLDS - {PRESUPPOSED, ALIKE, MARK_TIMES}
"""What they hold of claims that are records of their own, and have no marks."""

FACTS: dict[str, str] = {
    "id": "string", "unit": "string", "document": "string", "sha256": "string", "name": "string", "title": "string",
    "url": "string", "published": "string", "language": "string", "external_id": "string", "sentence": "string",
    "start": "int64", "reviewer": "string", "layer": "string", "quote_policy": "string",
}  # fmt: skip
"""What `facts` gives of a unit, and of which type it is."""
SAID: dict[str, str] = {
    "uncertain": "bool", "note": "string", "check_worthiness": "string", "claim_types": "strings",
    "duplicate_of": "int64", "suggestion": "string", "created": "string", "modified": "string",
    "guideline_version": "string", "elapsed_ms": "int64",
}  # fmt: skip
"""What `said` gives of a sentence, and of which type it is; `duplicate_of` is a code point of the document."""
MARKED: dict[str, str] = {
    "quote_type": "string", "addressee": "string", "speaker": "string", "speaker_name": "string",
    "speaker_aliases": "strings", "speaker_role": "string", "claim": "string", "presupposed": "bool",
    "same_as": "string", "status": "string", "verdict": "string",
}  # fmt: skip
"""What `marked` gives of a mark besides what `said` gives of a sentence, and of which type it is."""

OF_MARKS = ("suggestion", "created", "modified", "guideline_version")
"""What of SAID `marked` gives also of marks that are no sentences."""


class Told(NamedTuple):
    """What must be the same once it was written: the text, the label, and each span's label with its words."""

    id: str
    text: str
    label: str | None
    spans: tuple[tuple[str, str], ...]


def classes(store: Store, what: UnitKind) -> tuple[str, ...]:
    """Return what the label of such a unit can be, in the scheme's order; of a document, those of its sentences."""
    return VERDICTS if what == CLAIM else store.every_label().names


def facts(unit: Unit, policy: str) -> dict[str, Value]:
    """Return where a unit is from and who says what stands in it, by the names of FACTS."""
    origin = unit.origin
    return {
        "id": unit.id,
        "unit": unit.what,
        "document": origin.uid,
        "sha256": origin.sha256,
        "name": origin.name,
        "title": origin.title,
        "url": origin.url,
        "published": origin.published,
        "language": origin.language,
        "external_id": origin.external_id,
        "sentence": unit.sentence,
        "start": unit.start,
        "reviewer": None if unit.layer is None else reviewer_of(unit.layer),
        "layer": None if unit.layer is None else kind(unit.layer),
        "quote_policy": policy,
    }


def said(given: Annotation | None) -> dict[str, Value]:
    """Return what was said of a sentence besides its label, by the names of SAID."""
    if given is None:
        return {**dict.fromkeys(SAID), "uncertain": False, "note": "", "claim_types": []}
    return {
        "uncertain": given.uncertain,
        "note": given.note,
        "check_worthiness": given.check_worthiness,
        "claim_types": list(given.claim_types),
        "duplicate_of": given.duplicate_of,
        "suggestion": given.suggestion,
        "created": given.created,
        "modified": given.modified,
        "guideline_version": given.guideline,
        "elapsed_ms": given.elapsed_ms,
    }


def marked(mark: Mark) -> dict[str, Value]:
    """Return what is known of a mark besides its span, by the names of SAID and MARKED."""
    attribution, speaker, claim = mark.attribution, mark.speaker, mark.claim
    found = said(mark.said)
    if attribution is not None:
        found["suggestion"] = attribution.suggestion
    if (made := attribution or claim) is not None:
        found |= {"created": made.created, "modified": made.modified, "guideline_version": made.guideline}
    return {
        **found,
        "quote_type": attribution.quote_type if attribution else None,
        "addressee": attribution.addressee if attribution else None,
        "speaker": speaker.uid if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_aliases": list(speaker.aliases) if speaker else [],
        "speaker_role": speaker.role if speaker else None,
        "claim": claim.text if claim else None,
        "presupposed": claim.presupposed if claim else None,
        "same_as": claim.same_as if claim else None,
        "status": mark.check[0].status if mark.check else None,
        "verdict": mark.check[0].verdict if mark.check else None,
    }


def pieces(unit: Unit) -> tuple[list[Piece], list[Link]]:
    """Return the marks of a unit as spans of one part each, in the order of the text, and its links.

    Of a claim's own record there are none: its only mark is all of its text.
    """
    found, links = cut(unit) if unit.what != CLAIM else ([], [])
    return sorted(found, key=lambda piece: (piece.start, -piece.end)), links


def told(unit: Unit, spans: Sequence[Piece]) -> Told:
    """Return what must be the same in what was written of a unit with these spans."""
    return Told(unit.id, unit.text, unit.label, tuple((one.label, unit.text[one.start : one.end]) for one in spans))


def unheld(unit: Unit, losses: Losses) -> None:
    """Count what has no place in a unit's flat values."""
    losses.unheld(unit, HOLDS_OF_CLAIMS if unit.what == CLAIM else HOLDS)


def mismatch(form: str, unit: str = "") -> ExportError:
    """Return the error for what does not stand in a file as it was given."""
    where = f" ({unit})" if unit else ""
    return ExportError(f"{form}: what was written does not match what was labelled{where}; no file was made")


@contextmanager
def proving(form: str, unit: str = "") -> Iterator[None]:
    """Raise ExportError where what is read back inside is so damaged that it cannot be read."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError) as error:
        raise mismatch(form, unit) from error


def line(value: object) -> bytes:
    """Return a value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
