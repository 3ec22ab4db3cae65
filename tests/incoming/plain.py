"""A tiny format for tests: a unit a line, as JSON, with the fields of a unit that are given; lines that are none."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reviewer.formats import Format, Misfit, Unit
from reviewer.formats.parts import annotation
from reviewer.formats.units import Link, Mark, Origin
from reviewer.store.marks import Attribution, Claim, Speaker

PLAIN = Format("plain", ".plain", "a unit a line", "tests.incoming.plain", does=frozenset({"read"}))


def read(path: Path) -> Iterator[Unit | Misfit]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                value = json.loads(line)
            except ValueError:
                yield Misfit(number, "is not valid JSON")
            else:
                yield unit(number, **value)


def unit(line: int = 1, text: str = "", *, marks: Any = (), links: Any = (), **fields: Any) -> Unit:
    """Return a unit with these fields; those of its origin, and of what was said, by their own names."""
    origin = Origin(**{name: fields.pop(name) for name in Origin._fields if name in fields})
    said = {name: fields.pop(name) for name in annotation()._fields if name in fields and name != "label"}
    return Unit(
        id=str(line), what=fields.pop("what", "sentence"), text=text, start=fields.pop("start", None), origin=origin,
        said=annotation()._replace(**said) if said else None, marks=tuple(mark(*one) for one in marks),
        links=tuple(Link(*one) for one in links), line=line, **fields,
    )  # fmt: skip


def mark(name: str, label: str, spans: Any, more: Any = None) -> Mark:
    """Return a mark; `more` is what else is known: a speaker, a claim in words, a uid or a note."""
    given = more or {}
    said = annotation()._replace(note=given["note"]) if "note" in given else None
    speaker = Speaker("", given["speaker"]) if "speaker" in given else None
    claim = Claim("", 0, "", 0, 0, given["claim"], False, "", "", "", "") if "claim" in given else None
    attribution = (
        Attribution(given["uid"], 0, "", (), (), (), None, given.get("type", ""), "", None, "", "", "", "")
        if "uid" in given
        else None
    )
    return Mark(name, label, tuple((start, end) for start, end in spans), said, attribution, speaker, claim)
