"""Databases of somebody else, changed by hand or broken, that are to be taken in."""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache

from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.vetting import vet
from tests.conftest import put
from tests.fuzz.json_edits import value, within
from tests.fuzz.reading import JSON_WORDS
from tests.fuzz.target import Draw, Target, folder, refused
from tests.store.desks import ARTICLES, Worker, dump, sound

_TABLES = (
    "documents", "texts", "versions", "sentences", "decisions", "decisions", "decisions", "cuts", "corrected_cuts",
    "originals", "schemes", "guidelines", "sources", "proposals",
)  # fmt: skip
_VALUES = (
    None,
    0,
    1,
    -1,
    2**40,
    2**62,
    0.5,
    "",
    "x",
    "null",
    "[]",
    "{}",
    b"",
    b"\xff",
    "\ud800".encode("utf-8", "ignore"),
)


@cache
def database() -> bytes:
    """Return the bytes of a database of ben's, with work of every kind in it."""
    path = folder() / "ben.db"
    with closing(SqliteStore.open(path)) as store:
        put(store, *ARTICLES, reviewer="ben")
        Worker(store, "ben", random.Random(7)).work(40)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    return path.read_bytes()


def changed_rows(data: bytes) -> None:
    """Make sure that whatever stands in some field is refused in a line, or goes in and the database is whole."""
    draw = Draw(data)
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(database())
        for _ in range(6):
            if draw:
                with suppress(sqlite3.Error):  # what the schema itself refuses stands in no file
                    _change(raw, draw)
        raw.commit()
        try:
            vet(raw, "ben.db")
        except StoreError as error:
            refused(error)
            return
        given = raw.serialize()
    taken_in(given)


def changed_bytes(data: bytes) -> None:
    """Make sure that a broken file is refused in one line, or goes in and the database is whole."""
    draw = Draw(data)
    given = bytearray(database())
    while draw:
        at = draw.number(2) * draw.number(len(given) + 1) or draw.number(4096)
        piece = draw.take(draw.number(16))
        if draw.number(16) == 1:
            del given[at:]
        given[at : at + len(piece)] = piece
    taken_in(bytes(given))


def taken_in(given: bytes) -> None:
    """Take a database in, twice; nothing changes where it is refused, and nothing the second time."""
    path = folder() / "theirs.db"
    path.write_bytes(given)
    os.utime(path, (1, 1))  # it is no file that somebody is writing
    with closing(SqliteStore.open(":memory:")) as store:
        put(store, ARTICLES[0])
        before = dump(store)
        try:
            store.unite([path])
        except StoreError as error:
            refused(error)
            assert dump(store) == before
            return
        assert sound(store)
        after = dump(store)
        store.unite([path])
        assert dump(store) == after


def _change(raw: sqlite3.Connection, draw: Draw) -> None:
    table = _TABLES[draw.number(len(_TABLES))]
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    rows = raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if columns else 0
    if not rows:
        return
    column = columns[draw.number(len(columns))]
    row = raw.execute(f'SELECT rowid, "{column}" FROM {table} LIMIT 1 OFFSET ?', (draw.number(rows),)).fetchone()
    kind = draw.number(4)
    if kind == 3:
        raw.execute(f"DELETE FROM {table} WHERE rowid = ?", (row[0],))
        return
    changed = within(row[1], draw) if kind == 2 else value(draw)
    raw.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (changed, row[0]))


def _rows() -> Iterator[bytes]:
    yield b""
    for table in range(len(_TABLES)):
        for column in range(16):
            yield bytes((table, column, 0, 2, 3, 1, 0, 4)) * 2


def _bytes() -> Iterator[bytes]:
    yield b""
    yield bytes((0, 0, 18, 1, 2, 0))
    yield bytes((1, 9, 9, 4, 65, 66, 67, 68, 0)) * 3


TARGETS = (
    Target("vetting", changed_rows, _rows, (*JSON_WORDS, b"label", b"quote", b"ben")),
    Target("databases", changed_bytes, _bytes),
)
