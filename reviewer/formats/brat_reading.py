"""Reading brat's folders: a text and an annotation file make a document, and an index beside them says whose it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from reviewer.articles.sources import unreadable
from reviewer.errors import InputError
from reviewer.formats import json_lines
from reviewer.formats.brat_lines import parsed
from reviewer.formats.units import DOCUMENT, Mark, Misfit, Origin, Unit, words
from reviewer.text import one_line

INDEX: Final = "documents.jsonl"
"""A line for each pair of files that this program wrote, in the order of their names."""


class _Entry(NamedTuple):
    """What the index says of a pair of files."""

    layer: str | None
    origin: Origin
    returns: frozenset[int]
    marks: Mapping[str, str]
    speakers: Mapping[str, str]


def read(path: Path) -> Iterator[Unit | Misfit]:
    """Yield the document of each annotation file in a folder, or of one annotation file, and what of it does not fit.

    Folders within the folder are read as well. Raises InputError where there is none, or nothing can be read.
    """
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.suffix in {".ann", ".txt"}:
            entries = _entries(path.parent)
            entry = next((one for name, one in entries if name == path.stem), None)
            yield from _document(path.with_suffix(".ann"), path.stem, entry)
        else:
            path.stat()
            raise InputError(one_line(str(path)), "is no folder and no .ann file; give the folder that brat works in")
    except OSError as error:
        raise unreadable(str(path), error) from error


def _folder(folder: Path) -> Iterator[Unit | Misfit]:
    names = sorted(str(one.relative_to(folder).with_suffix("")) for one in folder.rglob("*.ann"))
    if not names:
        raise InputError(one_line(str(folder)), "holds no .ann file; give the folder that brat works in")
    entries = _entries(folder)
    known = next(entries, None)
    for name in names:
        # Both are in the order of the names, so that neither has to stand in memory.
        while known is not None and known[0] < name:
            known = next(entries, None)
        yield from _document(folder / f"{name}.ann", name, known[1] if known and known[0] == name else None)


def _entries(folder: Path) -> Iterator[tuple[str, _Entry]]:
    """Yield what an index says, by the names of the files; what of it is broken is as if it were not there."""
    if not (folder / INDEX).is_file():
        return
    for line in json_lines.values(folder / INDEX):
        if isinstance(line, Misfit) or not isinstance(line[1], dict) or not isinstance(line[1].get("name"), str):
            continue
        given = line[1]
        document = _named(given.get("document"))
        returns = given.get("returns")
        layer = given.get("layer")
        yield (
            given["name"],
            _Entry(
                layer if isinstance(layer, str) else None,
                Origin(*(document.get(name) for name in Origin._fields)),
                frozenset(one for one in returns if type(one) is int) if isinstance(returns, list) else frozenset(),
                _named(given.get("marks")),
                _named(given.get("speakers")),
            ),
        )


def _named(value: Any) -> dict[str, str]:
    return {name: one for name, one in value.items() if isinstance(one, str)} if isinstance(value, dict) else {}


def _document(path: Path, name: str, entry: _Entry | None) -> Iterator[Unit | Misfit]:
    shown = one_line(f"{name}.ann")
    pair: list[str] = []
    for one in (path.with_suffix(".txt"), path):
        if not one.is_file() or one.stat().st_size > json_lines.LONGEST:
            why = "is not there" if not one.is_file() else f"is larger than {json_lines.LONGEST >> 20} MiB"
            yield Misfit(1, f"{one_line(one.name)} {why}; left out")
            return
        try:
            pair.append(one.read_bytes().decode())
        except OSError as error:
            yield Misfit(1, f"{one_line(one.name)}: cannot be read ({error.strerror or error}); left out")
            return
        except UnicodeDecodeError as error:
            yield Misfit(1, f"{one_line(one.name)}: is not UTF-8 at byte {error.start}; left out")
            return
    text, given = pair
    if entry is None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # as brat reads it: its offsets count each end as one
    marks, links, wrong = parsed(given, text, ours=entry is not None)
    for line, what in wrong:
        yield Misfit(line, f"{shown}: {what}")
    origin, layer = (entry.origin, entry.layer) if entry else (Origin(name=f"{name}.txt"), None)
    whole = _restored(text, entry)
    unit = Unit(
        id="/".join(filter(None, (origin.uid or name, layer))), what=DOCUMENT, text=whole, start=0, origin=origin,
        links=links, layer=layer, line=1,
    )  # fmt: skip
    yield unit._replace(marks=tuple(_owned(unit, mark, entry) for mark in marks))


def _restored(text: str, entry: _Entry | None) -> str:
    """Return a text with the carriage returns that it had before it was written for brat."""
    if entry is None or not entry.returns:
        return text
    signs = list(text)
    for place in entry.returns:
        if 0 <= place < len(signs) and signs[place] in " \n":
            signs[place] = "\r"
    return "".join(signs)


def _owned(unit: Unit, mark: Mark, entry: _Entry | None) -> Mark:
    """Return a mark with the layer it is of and the ids that the store knows it by."""
    uid = entry.marks.get(mark.id, "") if entry else ""
    speaker = mark.speaker if mark.speaker and mark.speaker.name else None
    if speaker is not None and entry is not None:
        speaker = speaker._replace(uid=entry.speakers.get(mark.id, ""))
    said, claimed = mark.attribution, mark.claim
    if said is not None:
        said = said._replace(uid=uid, reviewer=unit.layer or "", speaker=(speaker.uid or None) if speaker else None)
    if claimed is not None:
        claimed = claimed._replace(uid=uid, reviewer=unit.layer or "", text=claimed.text or words(unit, mark))
    return mark._replace(attribution=said, claim=claimed, speaker=speaker)
