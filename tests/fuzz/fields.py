"""Files of JSON whose fields hold other values than they should: what the readers are told, not how it is written."""

import json
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from reviewer.formats.selection import Selection
from reviewer.layers import ALL
from reviewer.store.sqlite import SqliteStore
from tests.formats.conftest import exported
from tests.formats.round_trip import rich
from tests.fuzz import importing
from tests.fuzz.json_edits import edit
from tests.fuzz.restoring import records_to_store
from tests.fuzz.target import Draw, Target

_FORMS = ("native", "prodigy", "doccano", "labelstudio", "w3c")


@cache
def _files(form: str) -> tuple[tuple[str, ...], ...]:
    """Return files of a format, each as its objects, written as JSON."""
    if form == "native":
        with closing(SqliteStore.open(":memory:")) as store:
            rich(store)
            return (tuple(line.decode() for line in exported(store, Selection(layers=ALL, undecided=True))),)
    target = next(one for one in importing.TARGETS if one.name == form)
    files = []
    for data in target.seeds():
        text = data.decode()
        objects = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
        files.append(tuple(map(json.dumps, objects)))
    return tuple(files)


def fields_to_units(data: bytes) -> None:
    """Make sure that what holds of files of any bytes holds of files with any values."""
    draw = Draw(data)
    form = _FORMS[draw.number(len(_FORMS))]
    files = _files(form)
    objects = list(files[draw.number(len(files))])
    for _ in range(6):
        if draw:
            at = draw.number(len(objects))
            whole = json.loads(objects[at])
            edit(whole, draw)
            objects[at] = json.dumps(whole)
    written = f"[{','.join(objects)}]" if form == "labelstudio" else "".join(f"{one}\n" for one in objects)
    if form == "native":
        records_to_store(written.encode())
    else:
        importing.file_to_units(form, written.encode())


def _seeds() -> Iterator[bytes]:
    for form in range(len(_FORMS)):
        for place in range(24):
            yield bytes((form, place % 3, place % 4, place, 1, place + 7, 2, place, 3, 1, 1, place % 5, 6, 6, 6))


TARGETS = (Target("fields", fields_to_units, _seeds, (b"quote", b"CONTENT", b"SOURCE", b"said_by", b"2026-01-01")),)
