"""Reading tables: rows with a text and a label, of this program or of anybody's, as units."""

import csv
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from reviewer.articles.reading import opened
from reviewer.articles.sources import unreadable
from reviewer.errors import InputError
from reviewer.formats.csv_cells import original
from reviewer.formats.differences import shown
from reviewer.formats.marks_json import decoded
from reviewer.formats.parts import annotation, attribution, whole
from reviewer.formats.units import (
    CLAIM,
    CONTENT,
    CUE,
    CUED_BY,
    SAID_BY,
    SENTENCE,
    SOURCE,
    Link,
    Mark,
    Misfit,
    Origin,
    Unit,
)
from reviewer.store.marks import CHECK_WORTHINESS, CLAIM_TYPES, Speaker
from reviewer.store.rows import Annotation, is_offered
from reviewer.text import one_line

LONGEST = 4 * 2**20
"""Characters of one cell or line; a record with a longer one is passed over. A quote that is never closed ends so."""
_TOO_LONG = "\ud800\n"
"""What stands for a line that is too long: no file can hold it, and its row is told as any that is no text."""
_YES, _NO = frozenset({"yes", "true", "1", "x", "y"}), frozenset({"", "no", "false", "0", "n"})


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Yield a unit for each row of a table in UTF-8 with commas, semicolons or tabs, and what of it is none.

    Of the first line only `text` and `label` are needed, in any order and case. Raises InputError where they are not
    there, or the file cannot be read.
    """
    csv.field_size_limit(LONGEST)
    try:
        # What is no UTF-8 becomes lone surrogates here, so that only the row it stands in is lost.
        with TextIOWrapper(opened(str(path)), "utf-8-sig", "surrogateescape", newline="") as file:
            first = file.readline(LONGEST)
            comma, names = _head(path, first)
            yield from _rows(csv.reader(_lines(file), delimiter=comma), names)
    except OSError as error:
        raise unreadable(str(path), error) from error


def _lines(file: TextIO) -> Iterator[str]:
    """Yield the lines of a file, so that one without line ends never stands in memory whole."""
    while line := file.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(("\n", "\r")):
            while line and not line.endswith(("\n", "\r")):
                line = file.readline(LONGEST)
            line = _TOO_LONG
        yield line


def _head(path: Path, first: str) -> tuple[str, list[str]]:
    """Return the sign between the cells and the columns' names."""
    for comma in ",;\t":
        try:
            cells = next(csv.reader([first], delimiter=comma), [])
        except csv.Error:
            continue
        names = [original(cell).strip().casefold() for cell in cells]
        if {"text", "label"} <= set(names):
            return comma, names
    raise InputError(one_line(str(path)), "the first line names no columns text and label; give a table with both")


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Unit | Misfit]:
    before = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Misfit(before + 1, f"is no row of a table ({one_line(str(error))})")
            before = _line(reader)
            continue
        if cells is None:
            return
        number, before = before + 1, _line(reader)
        if not any(cells):
            continue
        if any(cells[len(names) :]):
            yield Misfit(number, f"has {len(cells)} cells, but the first line names {len(names)} columns")
            continue
        if any("\ud800" <= sign <= "\udfff" for cell in cells if not cell.isascii() for sign in cell):
            yield Misfit(number, f"is not UTF-8, or a line of it is longer than {LONGEST:,} characters")
            continue
        given: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            given.setdefault(name, original(cell))
        yield as_unit(given, number)


def _line(reader: object) -> int:
    """Return how many lines of the file are read: those of the reader, and the first."""
    read: int = getattr(reader, "line_num", 0)
    return read + 1


def as_unit(cells: Mapping[str, str], number: int) -> Unit | Misfit:
    """Return the unit of a row, by the columns' names, or why it is none; `number` is the line it begins on."""
    text, what = cells.get("text", ""), cells.get("unit") or SENTENCE
    layer = cells.get("reviewer") or None
    label = cells.get("label", "").strip() or None
    if not text.strip():
        return Misfit(number, "has no text")
    if what not in {SENTENCE, CLAIM}:
        return Misfit(number, f"is of {shown(what)}; a row is of a sentence or of a claim")
    try:
        start = _whole(cells, "start")
        end = _whole(cells, "end")
        if start is not None and end is not None and what == SENTENCE and end - start != len(text):
            return Misfit(number, f"offsets {start} to {end} are off; the text has {len(text)} code points")
        said = _said(cells, None if what == CLAIM else label)
        marks, links = decoded(cells.get("marks", ""), text, layer)
        if not marks:
            marks, links = _named(cells, text, layer)
    except ValueError as error:
        return Misfit(number, str(error))
    return Unit(
        id=cells.get("id") or f"row {number}", what=SENTENCE if what == SENTENCE else CLAIM, text=text, start=start,
        origin=_origin(cells), label=label, said=None if said == annotation() else said, marks=marks, links=links,
        layer=layer, line=number, sentence=cells.get("sentence") or None,
    )  # fmt: skip


def _origin(cells: Mapping[str, str]) -> Origin:
    names = ("document", "sha256", "name", "title", "url", "published", "language", "external_id")
    return Origin(*(cells.get(name) or None for name in names))


def _said(cells: Mapping[str, str], label: str | None) -> Annotation:
    """Return what was said of a sentence besides its marks; raises ValueError."""
    doubt = cells.get("uncertain", "").strip().casefold()
    worth, types = cells.get("check_worthiness") or None, tuple(cells.get("claim_types", "").split())
    suggestion = cells.get("suggestion") or None
    if doubt not in _YES | _NO:
        raise ValueError(f"uncertain is {shown(doubt)}; write yes or nothing")
    if worth is not None and worth not in CHECK_WORTHINESS:
        raise ValueError(f"check_worthiness is {shown(worth)}; it is one of {', '.join(CHECK_WORTHINESS)}")
    if unknown := set(types).difference(CLAIM_TYPES):
        raise ValueError(f"claim_types hold {shown(min(unknown))}; they are of {', '.join(CLAIM_TYPES)}")
    if suggestion is not None and not is_offered(suggestion):
        raise ValueError("suggestion is none of this program")
    return annotation(label)._replace(
        uncertain=doubt in _YES, note=cells.get("note", ""), created=cells.get("created", ""),
        modified=cells.get("modified", ""), check_worthiness=worth, claim_types=types,
        duplicate_of=_whole(cells, "duplicate_of"), suggestion=suggestion,
        guideline=cells.get("guideline_version", ""), elapsed_ms=_whole(cells, "elapsed_ms"),
    )  # fmt: skip


def _whole(cells: Mapping[str, str], name: str) -> int | None:
    """Return a whole number, None for an empty cell; raises ValueError."""
    value = cells.get(name, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise ValueError(f"{name} is {shown(value)}; it is a whole number from 0")
    return int(value)


def _named(cells: Mapping[str, str], text: str, layer: str | None) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Return the attribution whose words stand in columns, where each of them stands once in the text; ValueError."""
    given = {name: cells[name] for name in ("content", "source", "cue", "speaker") if cells.get(name)}
    if not given:
        return (), ()
    if "content" not in given:
        raise ValueError("names a source, a cue or a speaker, but no content")
    speaker = Speaker("", given.pop("speaker")) if "speaker" in given else None
    spans = {}
    for name, what in given.items():
        if (times := text.count(what)) != 1:
            raise ValueError(f"{name} {shown(what)} stands {times} times in the text; it must stand there once")
        at = text.index(what)
        spans[name] = ((at, at + len(what)),)
    content = Mark("a1", CONTENT, spans["content"], attribution=attribution(layer, spans["content"]), speaker=speaker)
    others = [
        (Mark(name, role, spans[name]), Link("a1", name, link))
        for name, role, link in (("source", SOURCE, SAID_BY), ("cue", CUE, CUED_BY))
        if name in spans
    ]
    links = tuple(link for _, link in others)
    return whole((content, *(mark for mark, _ in others)), links), links
