"""A database that somebody else has made or changed does nothing but be read, or be refused in one line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.errors import StoreError
from reviewer.store import open_store
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.strangers import INDEXES, TABLES
from tests.conftest import BUDGET, labels, put
from tests.crafted import changed, whole

REFUSED = {
    "a trigger that empties the log": (
        "CREATE TRIGGER t AFTER INSERT ON decisions BEGIN DELETE FROM annotations; END",
    ),
    "a trigger that writes a file": (
        "CREATE TRIGGER t AFTER INSERT ON decisions BEGIN SELECT writefile('pwned', 'x'), load_extension('x'); END",
    ),
    "a view in the place of a table": ("DROP TABLE preferences", "CREATE VIEW preferences AS SELECT 1 AS reviewer"),
    "a view without an end": (
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
    ),
    "a view in the place of the log": (
        "ALTER TABLE decisions RENAME TO d",
        "CREATE VIEW decisions AS WITH RECURSIVE r(seq) AS (SELECT 1 UNION ALL SELECT seq FROM r) SELECT seq FROM r",
    ),
    "a column that is computed": ("ALTER TABLE speakers ADD COLUMN x TEXT AS (hex(zeroblob(100000000)))",),
    "a virtual table": ("CREATE VIRTUAL TABLE v USING fts5vocab(sentences_fts, 'row')",),
    "a virtual table in the place of one": (
        "DROP TABLE preferences",
        "CREATE VIRTUAL TABLE preferences USING fts5(reviewer, name, value)",
    ),
    "a table of any type": (
        "CREATE TABLE p AS SELECT * FROM preferences",
        "DROP TABLE preferences",
        "ALTER TABLE p RENAME TO preferences",
    ),
    "a schema that is no SQL": ("UPDATE sqlite_master SET sql = 'CREATE TABLE (' WHERE name = 'texts'",),
    "a table that is nowhere": ("UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'documents'",),
    "another program's mark": ("PRAGMA application_id = 7",),
    "a schema of the future": ("PRAGMA user_version = 2147483647",),
    "a schema before the first": ("PRAGMA user_version = -5",),
    "a schema that was not reached": ("PRAGMA user_version = 2",),
    "our mark on tables of another": (
        *(f"DROP TABLE {name}" for name in ("sentences_fts", "claims_fts")),
        *(f"DROP TABLE {name}" for name in sorted(TABLES)),
        "CREATE TABLE decisions (song TEXT) STRICT",
    ),
}


def used(path: Path) -> None:
    """Open, read and write a database."""
    with closing(open_store(path, make=False)) as store:
        for document in store.document_ids():
            store.texts(document)
        store.documents()
        store.log()
        put(store, BUDGET.replace("7", "8"))


def refusal(path: Path) -> str:
    """Return the line with which a file is refused, at the latest when it is read and written."""
    with pytest.raises(StoreError) as refused:
        used(path)
    line = str(refused.value)
    assert line.isprintable()
    assert line.startswith(str(path))
    return line


@pytest.mark.parametrize("name", REFUSED)
def test_what_this_program_never_makes_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    changed(path, *REFUSED[name])
    assert len(refusal(path)) < 300
    own = SqliteStore.open(tmp_path / "own.db")
    with pytest.raises(StoreError) as refused:
        own.unite([path])
    assert str(refused.value).isprintable()
    assert own.documents() == []
    own.close()
    assert not (tmp_path / "pwned").exists()


def test_a_value_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    changed(path, "UPDATE texts SET text = CAST(zeroblob(300000000) AS TEXT) WHERE document = 1")
    with closing(open_store(path)) as store, pytest.raises(StoreError, match="holds a value that is too large"):
        store.text(1)


def test_text_that_is_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    changed(path, "UPDATE documents SET name = CAST(x'ff8041' AS TEXT)")
    with closing(open_store(path)) as store, pytest.raises(StoreError, match=r"desk\.db: holds what is no text"):
        store.documents()


@pytest.mark.parametrize("page", range(2, 40, 3))
def test_a_page_of_chance_is_refused_or_read(tmp_path: Path, page: int) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes((7 * n * page) % 256 for n in range(4096))
    path.write_bytes(content)
    said = "nothing"
    try:
        used(path)
    except StoreError as error:
        said = str(error)
    assert said.isprintable()


def test_functions_that_a_schema_names_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    changed(path, "CREATE TABLE x (a TEXT DEFAULT (load_extension('x')), CHECK (fts3_tokenizer('simple') IS NOT 1))")
    with closing(SqliteStore.open(path)) as store:
        assert store.connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        with pytest.raises((sqlite3.Error, StoreError)):
            store.connection.execute("INSERT INTO x DEFAULT VALUES")


def test_tables_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    whole(path)
    changed(path, "CREATE TABLE mine (a, b)", "INSERT INTO mine VALUES (1, x'00ff')", "CREATE INDEX i ON mine (a)")
    with closing(open_store(path)) as store:
        put(store, BUDGET.replace("7", "8"))
        assert labels(store, 1)[0] == "quote"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT * FROM mine").fetchall() == [(1, b"\x00\xff")]


def test_every_table_of_the_schema_is_known() -> None:
    with closing(SqliteStore.open(":memory:")) as store:
        found = store.connection.execute(
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert {name for name, kind in found if kind == "table"} == TABLES
    assert {name for name, kind in found if kind == "virtual"} == INDEXES
