"""What a file says of a sentence: taken as far as it can stand here, and joined with what was said before."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from reviewer.formats.parts import annotation
from reviewer.incoming.naming import SHOWN, Unfit
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES
from reviewer.store.rows import Annotation, is_offered
from reviewer.text import shorten

FIELDS = ("label", "uncertain", "note", "check_worthiness", "claim_types", "duplicate_of")
"""What can be said of a sentence, besides when and how."""
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?")
_LONGEST_MS = 1 << 40


def storable(text: str, what: str) -> str:
    """Return a text that can be kept and given back; raises Unfit for a NUL, and for half a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unfit(f"{what} has half a surrogate pair; write the character itself") from None
    if "\0" in text:
        raise Unfit(f"{what} has a NUL character; take it out")
    return text


def taken(said: Annotation | None, label: str | None) -> Annotation:
    """Return what a file says of a sentence, with the label as it is named here; raises Unfit for what is unknown.

    Times that are none become empty, and so does what became of a suggestion where it is not written as here.
    """
    if said is None:
        return annotation(label)
    if said.check_worthiness not in {None, *CHECK_WORTHINESS}:
        shown = shorten(str(said.check_worthiness), SHOWN)
        raise Unfit(f"check-worthiness {shown!r} is unknown; there are: {', '.join(CHECK_WORTHINESS)}")
    if unknown := [one for one in said.claim_types if one not in CLAIM_TYPES]:
        raise Unfit(f"claim type {shorten(unknown[0], SHOWN)!r} is unknown; there are: {', '.join(CLAIM_TYPES)}")
    elapsed = said.elapsed_ms
    return said._replace(
        label=label,
        uncertain=bool(said.uncertain),
        note=storable(said.note, "the note"),
        created=time_of(said.created),
        modified=time_of(said.modified),
        guideline=storable(said.guideline, "the version of the guidelines"),
        origin=storable(said.origin, "the origin"),
        elapsed_ms=elapsed if elapsed is not None and 0 <= elapsed < _LONGEST_MS else None,
        claim_types=tuple(one for one in CLAIM_TYPES if one in said.claim_types),
        suggestion=said.suggestion if said.suggestion is not None and is_offered(said.suggestion) else None,
    )


def time_of(written: str) -> str:
    """Return a time as the log writes it, UTC to the millisecond; empty for what is none."""
    if not _TIME.fullmatch(written):
        return ""
    try:
        read = datetime.fromisoformat(written)
        at = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def joined(standing: Annotation | None, given: Annotation, *, overwrite: bool) -> tuple[Annotation | None, bool]:
    """Return what is to be recorded, None where nothing is new, and whether something that differs stands on.

    What was said before stays and what was left open is filled; with `overwrite` the file's word stands in its place.
    Where the label stands on against the file's, nothing of the file is taken for that sentence.
    """
    if standing is None:
        return (given if any(_said(given).values()) else None), False
    before, now = _said(standing), _said(given)
    differs = {name for name, value in now.items() if value and before[name] and before[name] != value}
    if differs and not overwrite:
        now = {} if "label" in differs else {name: now[name] for name in now.keys() - differs}
    new = {name: value for name, value in now.items() if value and value != before[name]}
    if not new:
        return None, bool(differs)
    if "duplicate_of" in new:
        new["duplicate_of"] = given.duplicate_of
    after = standing._replace(**{"modified": given.modified, **new})  # type: ignore[arg-type]
    if "label" in new:
        after = after._replace(
            guideline=given.guideline, origin=given.origin, elapsed_ms=given.elapsed_ms, suggestion=given.suggestion
        )
    return after, bool(differs) and not overwrite


def _said(one: Annotation) -> Mapping[str, object]:
    """Return the fields of an annotation, each false where nothing is said."""
    fields: dict[str, object] = {name: getattr(one, name) for name in FIELDS}
    fields["duplicate_of"] = None if one.duplicate_of is None else str(one.duplicate_of)  # 0 is a place
    return fields
