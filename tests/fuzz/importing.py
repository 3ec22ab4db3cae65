"""Files of other programs: what is read in them, and what comes of it in a database."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from reviewer.errors import InputError
from reviewer.formats import Selection, named
from reviewer.formats.export import export_to_file
from reviewer.formats.losses import FEATURES
from reviewer.formats.units import UNITS, Misfit, Unit
from reviewer.incoming import Incoming, Options
from reviewer.layers import ALL
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by
from tests.formats.conftest import exported, findings
from tests.formats.round_trip import rich
from tests.fuzz.quoting import in_order
from tests.fuzz.reading import JSON_WORDS
from tests.fuzz.target import Target, folder, is_message, refused
from tests.store.desks import sound

_PARTED = b"\xff\xfe"
"""Between the files of a folder in an input."""
_taken: set[int] = set()
"""The units that a database of this process took in, by their hashes."""
_BRAT = ("a.txt", "a.ann", "documents.jsonl")


def file_to_units(form: str, data: bytes) -> None:
    """Make sure that marks lie in their texts, that a misfit is one line, and that a database stays whole."""
    path = placed(form, data)
    try:
        found = list(named(form).read(path))
    except InputError as error:
        refused(error)
        return
    for one in found:
        assert one.line >= 0
        if isinstance(one, Misfit):
            assert is_message(one.what), one.what
        else:
            _holds(one)
    assert list(named(form).read(path)) == found
    units = hash(repr([one._replace(line=0) for one in found if isinstance(one, Unit)]))
    if units not in _taken:  # most inputs differ in what is no unit, and a database takes time
        _taken.add(units)
        kind = len(data) % 3
        taken_in(form, path, Options(suggestions=kind == 1, overwrite=kind == 2, alone=True))


def placed(form: str, data: bytes) -> Path:
    """Put an input where its format is read: a file, or a folder of files."""
    path = folder() / f"given{named(form).suffix}"
    if not named(form).is_folder:
        path.write_bytes(data)
        return path
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for name, part in zip(_BRAT, data.split(_PARTED), strict=False):
        (path / name).write_bytes(part)
    return path


def _holds(unit: Unit) -> None:
    unit.text.encode()
    names = [mark.id for mark in unit.marks]
    assert len(set(names)) == len(names)
    for mark in unit.marks:
        assert in_order(unit.text, mark.spans), (mark.spans, unit.text)
    assert all(link.head in names and link.child in names for link in unit.links)


def taken_in(form: str, path: Path, options: Options) -> None:
    """Take a file into an empty database: what is there then can be exported and proved, and can be undone."""
    told: list[InputError] = []
    with closing(SqliteStore.open(":memory:")) as store:
        incoming = Incoming(store, by("ada"), options, told.append)
        try:
            incoming.take(path, named(form))
        except InputError as error:  # it holds nothing in this format
            refused(error)
        assert all(map(is_message, told)), told
        whole(store)


def whole(store: SqliteStore) -> None:
    """Make sure that spans are where their words are, nothing points nowhere, and an export is what stands."""
    assert sound(store)
    lines = exported(store, Selection(layers=ALL, undecided=True))
    problems = findings(store, lines)
    assert problems == [] or not lines, problems
    if store.document_ids():
        store.undo(by("ada"))
        assert sound(store)


def _seeds(form: str) -> Iterator[bytes]:
    """Yield what is written in a format of an article with everything on it."""
    chosen = named(form)
    for unit in (one for one in UNITS if one in chosen.units):
        with closing(SqliteStore.open(":memory:")) as store:
            rich(store)
            path = folder() / f"seed-{unit}{chosen.suffix}"
            defaults = {name: values[0] for name, values in chosen.options.items()}
            selection = Selection(unit=unit, layers=ALL, undecided=True, options=defaults)
            export_to_file(store, chosen, selection, path)
        if chosen.is_folder:
            names = sorted(path.glob("*.ann"))
            yield _PARTED.join(
                (names[0].with_suffix(".txt").read_bytes(), names[0].read_bytes(), (path / _BRAT[2]).read_bytes())
            )
        else:
            yield path.read_bytes()


_FIELDS: dict[str, Sequence[bytes]] = {
    "prodigy": (b'"spans"', b'"relations"', b'"token_start"', b'"answer":"ignore"', b'"accept"', b'"meta"'),
    "doccano": (b'"entities"', b'"label"', b'"start_offset"', b'"relations"', b'"from_id"', b'"Comments"', b'"cats"'),
    "labelstudio": (
        b'"annotations"', b'"predictions"', b'"result"', b'"from_name"', b'"to_name"', b'"value"', b'"choices"',
        b'"labels"', b'"type":"relation"', b'"score"', b'"completed_by"', b'"was_cancelled"', b'"data"',
    ),
    "w3c": (
        b'"target"', b'"selector"', b'"TextPositionSelector"', b'"TextQuoteSelector"', b'"exact"', b'"body"',
        b'"purpose"', b'"@context"', b'"refinedBy"', b'"source"', b'"items"',
    ),
    "csv": (b",", b"\r\n", b'""', b"=", b"'=", b"\t=", b";", b"true", b"false", b"start", b"text", b"label"),
    "brat": (
        _PARTED, b"\nT1\tCLAIM 0 4\t", b"T2\tCUE 1 2;3 4\t", b"\nR1\tsaid_by Arg1:T1 Arg2:T2\t", b"\nA1\tuncertain T1",
        b"\n#1\tAnnotatorNotes T1\t", b"\nE1\tCLAIM:T1 Arg:T2", b"\n*\tEquiv T1 T2", b"\nN1\t", b"0", b" ", b"\r\n",
    ),
}  # fmt: skip
_OURS = (*(name.encode() for name in sorted(FEATURES)), *(name.encode() for name in UNITS))
TARGETS = tuple(
    Target(form, partial(file_to_units, form), partial(_seeds, form), (*JSON_WORDS, *_OURS, *words))
    for form, words in _FIELDS.items()
)
