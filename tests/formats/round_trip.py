"""Writing the canary in a format, reading it back, and saying what of a unit must come back the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reviewer.formats import Losses, Selection, named
from reviewer.formats.losses import HOW
from reviewer.formats.making import units as made
from reviewer.formats.units import Mark, Misfit, Unit
from reviewer.store.marks import Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place
from tests.formats.canary import TEXT, canary
from tests.formats.conftest import Memory

Told = dict[str, Any]
BESIDE = ("quote_type", "addressee", "speaker", "claim")
SAID = ("uncertain", "note", "check_worthiness", "claim_types")


def written(store: SqliteStore, form: str, selection: Selection) -> tuple[Memory, Losses]:
    """Write a selection in a format and return what was written, and what it does not hold."""
    target, losses = Memory(), Losses()
    assert named(form).write(store, selection, target, losses) > 0
    return target, losses


def read(form: str, data: bytes, folder: Path) -> list[Unit | Misfit]:
    """Return what a format reads in some bytes."""
    path = folder / f"given{named(form).suffix}"
    path.write_bytes(data)
    return list(named(form).read(path))


def units_of(form: str, data: bytes, folder: Path) -> list[Unit]:
    """Return the units that a format reads in some bytes, all of which must be units."""
    found = read(form, data, folder)
    units = [one for one in found if isinstance(one, Unit)]
    assert units == found
    return units


def there_and_back(
    store: SqliteStore, form: str, selection: Selection, folder: Path
) -> tuple[list[Unit], list[Unit], Losses]:
    """Put the canary into a store; return its units, what comes back of them through a format, and what it drops."""
    rich(store)
    given = list(made(store, selection, Losses()))
    target, losses = written(store, form, selection)
    return given, units_of(form, target.data, folder), losses


def dropped(losses: Losses) -> dict[str, int]:
    """Return what a format does not hold, and how often, but for when and how it was said."""
    return {what: times for what, times in losses.items() if what not in HOW}


def told(unit: Unit, *, without: Iterable[str] = ()) -> Told:
    """Return all that a unit says, with marks by their words and places; `without` names what is left out of it."""
    left = set(without)
    marks = {one.id: told_mark(one, left) for one in unit.marks} if "marks" not in left else {}
    links = () if left & {"links", "marks"} else unit.links
    said = {name: getattr(unit.said, name, None) or None for name in SAID if name not in left}
    value = unit._asdict() | {
        "marks": sorted({repr(one) for one in marks.values()}),
        "links": sorted({repr((one.label, marks[one.head], marks[one.child])) for one in links}),
        "said": said,
        "line": 0,
    }
    return {name: one for name, one in value.items() if name not in left}


def told_mark(mark: Mark, left: set[str]) -> Told:
    """Return all that a mark says."""
    said, speaker = mark.attribution, mark.speaker
    beside = {
        "quote_type": said and said.quote_type,
        "addressee": said and said.addressee,
        "speaker": speaker and ((speaker.name,) if "roles" in left else speaker[1:]),
        "claim": mark.claim and mark.claim.text,
    } | {name: getattr(mark.said, name, None) for name in SAID}
    kept = {name: one for name, one in beside.items() if one and name not in left}
    return {"label": mark.label, "spans": mark.spans} | kept


def rich(store: SqliteStore) -> None:
    """Put the canary into a store, with more said of its first sentence and an attribution within another."""
    document = canary(store)
    ada = by("ada")
    sentence = place(store, document, 0)
    store.annotate(sentence, ada, "types", check_worthiness="CFS", claim_types="numerical quote_verification")
    first, second = store.attributions(document, "ada")
    store.attribute(first._replace(addressee="the press"), ada)
    inner = ((TEXT.index("fell"), TEXT.index("fell 4") + 6),)
    value = second._replace(uid="", content=inner, source=first.source, cue=(), quote_type="indirect")
    store.attribute(value, ada, Speaker("", "Bo Lie"))
