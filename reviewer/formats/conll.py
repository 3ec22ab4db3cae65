"""CoNLL-2003: a token a line in four columns, `FORM POS CHUNK NER`, and a span's role as the tag of its tokens.

There is one sentence a block. Parts of speech and chunks are not known and have the placeholders of the shared task.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from reviewer.errors import ExportError
from reviewer.formats import Selection
from reviewer.formats.files import Sink
from reviewer.formats.losses import ATTRIBUTIONS, CLAIMS, Losses
from reviewer.formats.making import units
from reviewer.formats.tagging import Tagged, tags
from reviewer.formats.tokens import tokens
from reviewer.formats.units import CLAIMED, CONTENT, CUE, SOURCE, Unit
from reviewer.store import Store
from reviewer.text import one_line

HOLDS = frozenset({ATTRIBUTIONS, CLAIMS})
OVERLAPS = "{} spans that overlap another span"
PARTS = "spans in parts, which stand as several spans"
BLANK = "spans of nothing but spaces"
NAMES = "names of reviewers"
START: Final = "-DOCSTART- -X- O O\n\n"
"""Before the sentences of each article."""
_FIRST = {CONTENT: 0, SOURCE: 1, CUE: 2, CLAIMED: 3}
"""Which of two spans that begin and end together is kept."""


def write(store: Store, selection: Selection, sink: Sink, losses: Losses) -> int:
    """Write a block for each sentence, read it back, compare it, and return how many there are.

    The option `scheme` is one of iob2, iob1 and bioes. Raises ExportError where what was written is not what was to be.
    """
    scheme = selection.options.get("scheme", "iob2")
    records, before = 0, None
    for unit in units(store, selection, losses):
        losses.unheld(unit, HOLDS)
        losses.add(NAMES, unit.layer is not None)
        cut = tokens(unit.text, (edge for mark in unit.marks for span in mark.spans for edge in span))
        spans = _kept(unit, cut, losses)
        block = _block([unit.text[start:end] for start, end in cut], tags(spans, len(cut), scheme))
        head = START if unit.origin.uid != before else ""
        before = unit.origin.uid
        found = sink.put((head + block).encode()).decode()
        if not _stands(found.removeprefix(head), unit, scheme, [(*_place(cut, one), one[2]) for one in spans]):
            name = one_line(unit.origin.name or "conll")
            raise ExportError(f"{name}: what was written does not match the database; no file was made")
        records += 1
    return records


def spans_of(tagged: Sequence[str], scheme: str) -> Iterator[Tagged]:
    """Yield the spans that tags stand for; raises ValueError for tags that the scheme does not know in this order."""
    begun, role = 0, ""
    for place, tag in enumerate((*tagged, "O")):
        sign, _, kind = tag.partition("-")
        goes_on = sign in {"I", "E"} and bool(role) and kind == role
        if sign not in ("BIESO" if scheme == "bioes" else "BIO") or bool(kind) == (sign == "O"):
            raise ValueError(f"{tag} is no tag of {scheme}")
        if (sign in {"I", "E"} and not goes_on and scheme != "iob1") or (scheme == "bioes" and role and not goes_on):
            raise ValueError(f"{tag} is a tag that cannot stand at token {place}")
        if role and not goes_on:
            yield begun, place, role
            role = ""
        if kind and not goes_on:
            begun, role = place, kind
        if sign in {"E", "S"}:
            yield begun, place + 1, role
            role = ""


def _kept(unit: Unit, cut: Sequence[tuple[int, int]], losses: Losses) -> list[Tagged]:
    """Return the spans that can stand side by side: the first, of those the longest, of those by their roles."""
    starts = {start: place for place, (start, _) in enumerate(cut)}
    ends = {end: place + 1 for place, (_, end) in enumerate(cut)}
    found: list[Tagged] = []
    for mark in unit.marks:
        losses.add(PARTS, len(mark.spans) > 1)
        for start, end in mark.spans:
            inside = unit.text[start:end]
            if not inside.strip():
                losses.add(BLANK)
                continue
            first = start + len(inside) - len(inside.lstrip())
            found.append((starts[first], ends[end - len(inside) + len(inside.rstrip())], mark.label))
    kept: list[Tagged] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1], _FIRST.get(one[2], 4), one[2])):
        if kept and one[0] < kept[-1][1]:
            losses.add(OVERLAPS.format(one[2]))
        else:
            kept.append(one)
    return kept


def _place(cut: Sequence[tuple[int, int]], span: Tagged) -> tuple[int, int]:
    """Return where a span of tokens stands in the text, in code points."""
    return cut[span[0]][0], cut[span[1] - 1][1]


def _block(forms: Sequence[str], tagged: Sequence[str]) -> str:
    return "".join(f"{form} -X- O {tag}\n" for form, tag in zip(forms, tagged, strict=True)) + "\n"


def _stands(block: str, unit: Unit, scheme: str, wanted: Sequence[Tagged]) -> bool:
    """Whether a block, read by itself, holds the words of a unit and these spans of its text, in code points."""
    rows = [line.split(" ") for line in block.removesuffix("\n\n").split("\n") if line]
    if not all(len(row) == 4 for row in rows):
        return False
    at, places = 0, []
    for form, *_ in rows:
        start = unit.text.find(form, at)
        if start < 0 or unit.text[at:start].strip():
            return False
        at = start + len(form)
        places.append((start, at))
    try:
        found = [(*_place(places, one), one[2]) for one in spans_of([row[3] for row in rows], scheme)]
    except ValueError:
        return False
    return not unit.text[at:].strip() and found == list(wanted)
