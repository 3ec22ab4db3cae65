"""What is opened, what is refused in one line, and how an older file is brought up to date."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reviewer.errors import StoreError
from reviewer.store import open_store
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.executes import Executes
from reviewer.store.sqlite.migrations import migrate
from reviewer.store.sqlite.schema import APPLICATION_ID, SCHEMA, STEPS
from tests.conftest import FLOOD, by, labels, place, put


@contextmanager
def nobody() -> Iterator[None]:
    """Be an ordinary user for a while: to root, no file is closed."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def hall() -> Iterator[Path]:
    """Give a folder that everybody can look into, which pytest's own are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give a database with one label in it, closed."""
    path = tmp_path / "desk.db"
    store = open_store(path)
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by(), "label", label="quote")
    store.close()
    return path


def refusal(path: Path, *, make: bool = True) -> str:
    """Return the one line with which a file is refused."""
    with pytest.raises(StoreError) as refused:
        open_store(path, make=make)
    line = str(refused.value)
    assert "\n" not in line
    assert line.startswith(str(path))
    return line


def test_a_database_is_made_only_where_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert "no database yet" in refusal(path, make=False)
    assert not path.exists()
    open_store(path).close()
    open_store(path, make=False).close()
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_taken_as_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    store = open_store(path)
    assert put(store, FLOOD)
    store.close()


def test_what_was_decided_is_there_after_closing(database: Path) -> None:
    store = open_store(database, make=False)
    (document,) = store.document_ids()
    assert labels(store, document)[1] == "quote"
    store.close()


def test_a_newer_schema_is_refused_and_left_alone(database: Path) -> None:
    with closing(sqlite3.connect(database)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = database.read_bytes()
    assert "upgrade reviewer" in refusal(database)
    assert database.read_bytes() == before


@pytest.mark.parametrize("statement", ["CREATE TABLE shop (id)", "PRAGMA application_id = 7"])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop:
        shop.execute("PRAGMA user_version = 1")
        shop.execute(statement)
    before = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"The river rose on Monday.\n" * 100, b"\0" * 4096, b"x", b"a short note"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "no SQLite database" in refusal(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_told_in_one_line(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    with pytest.raises(StoreError, match=r"desk\.db: is damaged"):
        open_store(database).documents()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "check that the folder is there" in refusal(tmp_path / "nowhere" / "desk.db")


def test_a_name_with_control_characters_is_shown_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(tmp_path / "a\nb\x1b[31m.db", make=False)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_a_folder_that_may_not_be_written_to(hall: Path) -> None:
    hall.chmod(0o555)
    with nobody():
        assert "check that the folder is there and can be written to" in refusal(hall / "desk.db")


def test_a_file_that_may_not_be_written_to_is_refused_at_once(hall: Path) -> None:
    path = hall / "desk.db"
    open_store(path).close()
    path.chmod(0o444)
    with nobody(), pytest.raises(StoreError, match=r"cannot be written to|cannot be opened"):
        put(open_store(path), "Rates rise.")


def test_a_file_that_may_not_be_read(hall: Path) -> None:
    path = hall / "desk.db"
    open_store(path).close()
    path.chmod(0)
    with nobody():
        assert "cannot be opened" in refusal(path)


def colour_labels(database: Executes) -> None:
    """Take a step that a later program might."""
    database.execute("ALTER TABLE preferences ADD COLUMN colour TEXT")


LATER = (*STEPS, colour_labels)


def test_an_older_database_is_copied_and_brought_up_to_date(database: Path) -> None:
    store = SqliteStore.open(database)
    migrate(store.connection, database, LATER)
    assert store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA + 1,)
    assert labels(store, 1)[1] == "quote"
    store.set_preference("ada", "theme", "night")
    store.close()
    copy = database.with_name(f"desk.db.before-{SCHEMA}")
    old = open_store(copy, make=False)
    assert labels(old, 1)[1] == "quote"
    old.close()
    assert not list(database.parent.glob("*.part"))


def test_an_earlier_copy_is_never_written_over(database: Path) -> None:
    first = database.with_name(f"desk.db.before-{SCHEMA}")
    first.write_bytes(b"the copy of last year")
    store = SqliteStore.open(database)
    migrate(store.connection, database, LATER)
    store.close()
    assert first.read_bytes() == b"the copy of last year"
    assert first.with_name(f"{first.name}.2").exists()


def test_a_second_process_finds_the_migration_done(database: Path) -> None:
    one, other = SqliteStore.open(database), SqliteStore.open(database)
    migrate(one.connection, database, LATER)
    migrate(other.connection, database, LATER)
    assert [path.name for path in sorted(database.parent.glob("*.before-*"))] == [f"desk.db.before-{SCHEMA}"]
    one.close()
    other.close()


def test_a_migration_that_fails_changes_nothing(database: Path) -> None:
    def wrong(database: Executes) -> None:
        database.execute("DROP TABLE no_such_table")

    store = SqliteStore.open(database)
    with pytest.raises(StoreError, match="no such table"):
        migrate(store.connection, database, (*LATER, wrong))
    assert store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    columns = store.connection.execute("SELECT name FROM pragma_table_info('preferences')").fetchall()
    assert ("colour",) not in columns
    store.close()


def test_without_a_copy_nothing_is_migrated(database: Path) -> None:
    database.with_name(f"desk.db.before-{SCHEMA}.part").mkdir()
    store = SqliteStore.open(database)
    with pytest.raises(StoreError, match="could not be backed up"):
        migrate(store.connection, database, LATER)
    assert store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    store.close()


def test_the_file_is_marked_as_ours(database: Path) -> None:
    with closing(sqlite3.connect(database)) as found:
        assert found.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert found.execute("PRAGMA journal_mode").fetchone() == ("wal",)
