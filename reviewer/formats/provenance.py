"""Where a record is from and what was said of it as a whole: the fields that formats keep without looking at them.

They are all there in every record, null where nothing is known: some programs read records as rows of a table.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.formats.losses import (
    ALIKE,
    CHECKS,
    CLAIM_TYPES,
    DUPLICATES,
    FEATURES,
    HOW,
    NOTES,
    PRESUPPOSED,
    SUGGESTIONS,
    UNCERTAIN,
    WORTHINESS,
)
from reviewer.formats.parts import annotation, attribution, claim
from reviewer.formats.units import CLAIM, CLAIMED, DOCUMENT, ROLES, SENTENCE, UNITS, Link, Mark, Origin, Unit
from reviewer.store.marks import QUOTE_TYPES, Attribution, Claim
from reviewer.store.rows import Annotation

Fields = Mapping[str, Any]
_ORIGIN = {"document": "uid", "sha256": "sha256", "name": "name", "title": "title", "url": "url",
           "published": "published", "language": "language", "external_id": "external_id"}  # fmt: skip
"""What is known of the article, by what it is called here and in an Origin."""
SAID_HELD = frozenset({UNCERTAIN, NOTES, WORTHINESS, CLAIM_TYPES})
"""What `said_fields` hold of what was said of a sentence."""
HELD_ASIDE = frozenset(FEATURES) - {DUPLICATES, SUGGESTIONS, CHECKS, PRESUPPOSED, ALIKE} - HOW
"""What a record with spans and relations can hold when these fields stand beside it."""


def about(unit: Unit) -> dict[str, Any]:
    """Return where a unit is from; `start` is in code points of the document. No field is called id, text or label."""
    origin = {name: getattr(unit.origin, field) for name, field in _ORIGIN.items()}
    own = {"ref": unit.id, "unit": unit.what, "sentence": unit.sentence, "start": unit.start, "layer": unit.layer}
    return own | origin


def said_fields(said: Annotation | None) -> dict[str, Any]:
    """Return what was said of a sentence besides its label."""
    if said is None:
        return {"uncertain": False, "note": "", "check_worthiness": None, "claim_types": []}
    return {
        "uncertain": bool(said.uncertain),
        "note": said.note,
        "check_worthiness": said.check_worthiness,
        "claim_types": list(said.claim_types),
    }


def said_of(fields: Fields, label: str | None) -> Annotation | None:
    """Return what fields say of a sentence with this label; None where it is nothing.

    A value of another kind is none; whether a word is one of those there are is for who takes it in.
    """
    note, worth, types = fields.get("note"), fields.get("check_worthiness"), fields.get("claim_types")
    said = annotation(label)._replace(
        uncertain=fields.get("uncertain") is True,
        note=note if isinstance(note, str) else "",
        check_worthiness=worth if isinstance(worth, str) and worth else None,
        claim_types=tuple(one for one in types if isinstance(one, str)) if isinstance(types, list) else (),
    )
    return None if said == annotation() else said


def attributed(quote_type: object, addressee: object) -> Attribution | None:
    """Return what a file says of an attribution besides its spans; None where it is nothing."""
    kind = next((one for one in QUOTE_TYPES if one == quote_type), "")
    to = addressee if isinstance(addressee, str) else ""
    return attribution(None, ())._replace(quote_type=kind, addressee=to) if kind or to else None


def claimed(words: object, *, uid: str = "") -> Claim | None:
    """Return a claim in these words; None where there are none. Where it stands is not known here."""
    if not isinstance(words, str) or not words.strip():
        return None
    return claim(None, (0, 0), words, uid)


def unit_of(
    fields: Fields,
    text: str,
    line: int,
    *,
    label: str | None = None,
    marks: Sequence[Mark] = (),
    links: Sequence[Link] = (),
    said: Annotation | None = None,
    layer: str | None = None,
) -> Unit:
    """Return the unit of a record, with what its fields say of where it is from; `said` unless they say it.

    A record that does not say what it is of is of a document where it has spans that are none of ROLES. `layer` counts
    where the fields name none.
    """
    given = fields.get("unit")
    foreign = any(mark.label.upper() not in ROLES for mark in marks)
    what = next((one for one in UNITS if one == given), DOCUMENT if foreign else SENTENCE)
    start, ref, uid = fields.get("start"), _text(fields, "ref"), ""
    if what == CLAIM:
        uid, said = ref or "", said or said_of(fields, None)
        marks = (Mark("c1", CLAIMED, ((0, len(text)),), claim=claimed(text, uid=uid)),)
    return Unit(
        id=ref or str(line), what=what, text=text, start=start if type(start) is int and start >= 0 else None,
        origin=Origin(**{field: _text(fields, name) for name, field in _ORIGIN.items()}), label=label,
        said=said or (said_of(fields, label) if what == SENTENCE else None), marks=tuple(marks), links=tuple(links),
        layer=_text(fields, "layer") or layer, line=line, sentence=_text(fields, "sentence"),
    )  # fmt: skip


def _text(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None
