"""brat: a folder with the text and the standoff annotations of each article and layer, and brat's own configuration.

The annotations are in brat's words; what brat has no place for, such as whose they are, is in `documents.jsonl` beside
them, a line for each pair of files.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from reviewer.errors import ExportError
from reviewer.formats import Selection
from reviewer.formats.brat_conf import CLAIM_TYPE, annotation_conf, kind, visual_conf
from reviewer.formats.brat_lines import (
    ADDRESSEE,
    ALIAS,
    NOTE,
    PRESUPPOSED,
    QUOTE_TYPE,
    REPEATS,
    ROLE,
    SPEAKER,
    UNCERTAIN,
    WORTH,
    escaped,
    fragments,
    joined,
    parsed,
)
from reviewer.formats.brat_reading import INDEX, read
from reviewer.formats.files import Target
from reviewer.formats.losses import ALIKE, CHECKS, FEATURES, HOW, SUGGESTIONS, Losses
from reviewer.formats.making import units
from reviewer.formats.units import Link, Mark, Unit
from reviewer.store import Store
from reviewer.store.marks import Spans
from reviewer.text import one_line

HOLDS = frozenset(FEATURES) - {CHECKS, SUGGESTIONS, ALIKE} - HOW
RETURNS = "carriage returns, which stand as spaces or line ends in the text file"
BLANK = "spans of nothing but spaces or line ends"
EDGES = "spans that begin or end with a line end, or are parted by nothing else"
SPELLED = "labels spelled with signs that brat does not know"
_NAME: Final = re.compile(r"[^A-Za-z0-9]+")


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write the files of each document and layer, read them back, compare them, and return how many pairs there are.

    Raises ExportError where what was written is not what was to be.
    """
    records = 0
    labels = set(store.every_label().names)
    for records, unit in enumerate(units(store, selection, losses), 1):
        losses.unheld(unit, HOLDS)
        name = f"{records:08}-{_slug(PurePath(unit.origin.name or '').stem, 40)}-{_slug(unit.layer or '', 20)}"
        text = plain(unit.text)
        losses.add(RETURNS, unit.text.count("\r"))
        marks = list(_placed(unit, text, losses))
        labels.update(mark.label for mark, _ in marks if mark.said is not None)
        found_text = target.file(f"{name}.txt").put(text.encode()).decode()
        found = target.file(f"{name}.ann").put("".join(_lines(text, marks, unit.links)).encode()).decode()
        if found_text != text or not _stands(found, text, marks, unit.links):
            shown = one_line(unit.origin.name or "brat")
            raise ExportError(f"{shown}: what was written does not match the database; no file was made")
        target.file(INDEX).put(_entry(name, unit, marks))
    if records:
        target.file("annotation.conf").put(annotation_conf(labels).encode())
        target.file("visual.conf").put(visual_conf(labels).encode())
    return records


def plain(text: str) -> str:
    """Return a text with no carriage returns, each of its code points in the same place.

    brat reads every kind of line end as one sign: two of them would move all offsets behind.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _placed(unit: Unit, text: str, losses: Losses) -> Iterator[tuple[Mark, Spans]]:
    """Yield the marks that can stand in a file, each with the fragments that it stands in there."""
    for mark in unit.marks:
        spans = fragments(text, mark.spans)
        if not any(text[start:end].strip() for start, end in spans):
            losses.add(BLANK)
            continue
        losses.add(EDGES, joined(text, spans) != mark.spans)
        if mark.said is not None:
            losses.add(SPELLED, kind(mark.label)[1:] != mark.label[1:])
        yield mark, spans


def _lines(text: str, marks: Sequence[tuple[Mark, Spans]], links: Sequence[Link]) -> Iterator[str]:
    """Yield the lines of an annotation file: spans, relations, attributes, notes."""
    names = {mark.id: f"T{number}" for number, (mark, _) in enumerate(marks, 1)}
    for mark, spans in marks:
        label = mark.label if mark.said is None else kind(mark.label)
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        yield f"{names[mark.id]}\t{label} {offsets}\t{_words(text, spans)}\n"
    known = [link for link in links if link.head in names and link.child in names]
    for number, link in enumerate(known, 1):
        yield f"R{number}\t{link.label} Arg1:{names[link.head]} Arg2:{names[link.child]}\t\n"
    attributes = [(*one, names[mark.id]) for mark, _ in marks for one in _attributes(mark)]
    for number, (name, value, where) in enumerate(attributes, 1):
        yield f"A{number}\t{name} {where}{f' {value}' if value else ''}\n"
    notes = [(*one, names[mark.id]) for mark, _ in marks for one in _notes(mark)]
    for number, (name, value, where) in enumerate(notes, 1):
        yield f"#{number}\t{name} {where}\t{escaped(value)}\n"


def _words(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _attributes(mark: Mark) -> Iterator[tuple[str, str]]:
    if mark.said is not None:
        if mark.said.uncertain:
            yield UNCERTAIN, ""
        if mark.said.check_worthiness:
            yield WORTH, mark.said.check_worthiness
        yield from ((CLAIM_TYPE[name], "") for name in mark.said.claim_types)
    if mark.attribution is not None and mark.attribution.quote_type:
        yield QUOTE_TYPE, mark.attribution.quote_type
    if mark.claim is not None and mark.claim.presupposed:
        yield PRESUPPOSED, ""


def _notes(mark: Mark) -> Iterator[tuple[str, str]]:
    given: list[tuple[str, str]] = []
    if mark.said is not None:
        repeats = mark.said.duplicate_of
        given += [(NOTE, mark.said.note), (REPEATS, "" if repeats is None else str(repeats))]
    if mark.claim is not None:
        given.append((NOTE, mark.claim.text))
    if mark.attribution is not None:
        given.append((ADDRESSEE, mark.attribution.addressee))
    if mark.speaker is not None:
        given += [(SPEAKER, mark.speaker.name), *((ALIAS, alias) for alias in mark.speaker.aliases)]
        given.append((ROLE, mark.speaker.role))
    return (one for one in given if one[1])


def _stands(found: str, text: str, marks: Sequence[tuple[Mark, Spans]], links: Sequence[Link]) -> bool:
    """Whether an annotation file, read by itself, holds these marks, their words and these links."""
    read_marks, read_links, wrong = parsed(found, text, ours=True)
    names = {mark.id: f"T{number}" for number, (mark, _) in enumerate(marks, 1)}
    wanted = [(names[mark.id], _spelled(mark), joined(text, spans)) for mark, spans in marks]
    linked = [
        (names[link.head], names[link.child], link.label)
        for link in links
        if link.head in names and link.child in names
    ]
    return not wrong and linked == [tuple(link) for link in read_links] and wanted == [
        (mark.id, mark.label, mark.spans) for mark in read_marks
    ]  # fmt: skip


def _spelled(mark: Mark) -> str:
    """Return a label as it is read back."""
    if mark.said is None:
        return mark.label
    name = kind(mark.label)
    return name[:1].lower() + name[1:]


def _entry(name: str, unit: Unit, marks: Sequence[tuple[Mark, Spans]]) -> bytes:
    """Return the line of the index for a pair of files: whose they are, of which article, and the ids of the store."""
    named = {f"T{number}": mark for number, (mark, _) in enumerate(marks, 1)}
    uids = {at: one.uid for at, mark in named.items() if (one := mark.attribution or mark.claim) and one.uid}
    speakers = {at: mark.speaker.uid for at, mark in named.items() if mark.speaker and mark.speaker.uid}
    value = {
        "name": name,
        "layer": unit.layer,
        "document": unit.origin._asdict(),
        "returns": [place for place, sign in enumerate(unit.text) if sign == "\r"] if "\r" in unit.text else [],
        "marks": uids,
        "speakers": speakers,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _slug(given: str, longest: int) -> str:
    """Return a part of a file's name: letters, digits and hyphens, with no point, which brat takes for a suffix."""
    return _NAME.sub("-", given)[:longest].strip("-").lower() or "x"


__all__ = ["HOLDS", "INDEX", "plain", "read", "write"]
