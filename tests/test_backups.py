"""Backups: one a day by itself, so many kept, and one put back with nothing lost on the way."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from reviewer.backups import back_up, backups, folder, keep_up, restore
from reviewer.errors import StoreError
from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore, copying
from reviewer.store.sqlite.migrations import make
from reviewer.store.sqlite.schema import STEPS
from tests.conftest import BUDGET, FLOOD, by, labels, place, put
from tests.store.test_files import nobody

DAY = 24 * 60 * 60


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Make a database with one label of ada's."""
    path = tmp_path / "desk.db"
    store = SqliteStore.open(path)
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by("ada"), "label", label="quote")
    store.close()
    return path


def decide(database: Path, index: int) -> None:
    store = SqliteStore.open(database)
    store.annotate(place(store, 1, index), by("ada"), "label", label="quote")
    store.close()


def labelled(database: Path) -> int:
    store = SqliteStore.open(database, make=False)
    try:
        return sum(label is not None for label in labels(store, 1))
    finally:
        store.close()


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_backup_is_made_once_a_day_where_something_has_changed(database: Path) -> None:
    first = keep_up(database, 7)
    assert first is not None
    assert labelled(first) == 1
    decide(database, 2)
    assert keep_up(database, 7) is None  # not again on the same day
    age(first, DAY + 60)
    second = keep_up(database, 7)
    assert second is not None
    assert labelled(second) == 2
    for path in (second, database, *database.parent.glob("desk.db-wal")):
        age(path, 2 * DAY)
    age(database, 3 * DAY)
    assert keep_up(database, 7) is None  # nothing has changed since
    assert keep_up(database, 0) is None


def test_a_clock_that_ran_ahead_stops_no_backup_and_costs_none(database: Path) -> None:
    for year in (2100, 2101, 2102):
        ahead = back_up(database, 7)
        age(ahead.rename(folder(database) / f"{year}-01-01T00-00-00Z.db"), -400 * DAY)
    now = keep_up(database, 3)
    assert now is not None
    assert keep_up(database, 3) is None, "one a day, whatever the clock said before"
    assert [path.name[:4] for path in backups(database)] == [now.name[:4], "2101", "2102"]
    assert [back_up(database, 1)] == backups(database), "what is made now is never the oldest"


def test_a_clock_that_says_1970_lets_one_backup_a_day_be_made_as_well(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [back_up(database, 9) for _ in range(3)]

    class Early(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Early":
            return cls.fromtimestamp(86_460, tz)

    monkeypatch.setattr("reviewer.backups.datetime", Early)
    made = keep_up(database, 3)
    assert made is not None
    age(made, time.time() - 86_400)
    assert keep_up(database, 3) is None
    assert backups(database) == [made, *kept[1:]]


@pytest.mark.parametrize("what", ["a file", "a link to nowhere"])
def test_where_no_backup_can_be_put_one_line_says_so(database: Path, what: str) -> None:
    place = folder(database)
    place.write_text("no folder") if what == "a file" else place.symlink_to("nowhere")
    with pytest.raises(StoreError) as told:
        keep_up(database, 7)
    assert str(told.value) == f"{place}: cannot be made (File exists); no backup was made"


@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_in_a_folder_that_is_closed_to_this_person_none_is_made_either(mode: int) -> None:
    with TemporaryDirectory() as name:
        database = Path(name) / "desk.db"
        Path(name).chmod(0o755)
        SqliteStore.open(database).close()
        folder(database).mkdir(mode)
        with nobody(), pytest.raises(StoreError) as told:
            keep_up(database, 7)
        assert str(folder(database)) in str(told.value)
        assert "\n" not in str(told.value)


def test_the_oldest_are_given_up_and_nothing_else_in_the_folder(database: Path) -> None:
    folder(database).mkdir()
    note = folder(database) / "read me.txt"
    note.write_text("of the desk", "utf-8")
    made = [back_up(database, 3) for _ in range(5)]
    assert backups(database) == made[-3:]
    assert note.exists()


def test_a_backup_is_put_back_and_what_stood_there_is_kept(database: Path) -> None:
    copy = back_up(database, 7)
    decide(database, 2)
    done = restore(database, copy)
    assert labelled(database) == 1
    assert done.earlier == database.with_name("desk.db.before-restore")
    assert labelled(done.earlier) == 2
    again = restore(database, done.earlier)
    assert labelled(database) == 2
    assert again.earlier == database.with_name("desk.db.before-restore-2")


def test_a_screen_that_is_open_sees_what_was_put_back(database: Path) -> None:
    copy = back_up(database, 7)
    store = SqliteStore.open(database)
    store.annotate(place(store, 1, 2), by("ada"), "label", label="quote")
    store.changed_elsewhere()
    restore(database, copy)
    assert store.changed_elsewhere()
    assert labels(store, 1).count("quote") == 1
    store.annotate(place(store, 1, 3), by("ada"), "label", label="background")
    store.close()
    assert labelled(database) == 2


def test_a_damaged_database_is_moved_aside_for_a_backup(database: Path) -> None:
    copy = back_up(database, 7)
    data = bytearray(database.read_bytes())
    data[100:4096] = b"\xff" * 3996
    database.write_bytes(data)
    done = restore(database, copy)
    assert done.damaged
    assert done.earlier is not None
    assert done.earlier.read_bytes() == data
    assert labelled(database) == 1


def test_a_database_that_is_gone_comes_back(database: Path) -> None:
    copy = back_up(database, 7)
    database.unlink()
    assert restore(database, copy).earlier is None
    assert labelled(database) == 1


@pytest.mark.parametrize("content", [b"", b"a shopping list", b"SQLite format 3\0" + b"\0" * 4096])
def test_what_is_no_backup_is_refused_and_nothing_changes(database: Path, tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match=r"wrong\.db"):
        restore(database, wrong)
    assert labelled(database) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_backup_is_refused(database: Path) -> None:
    copy = back_up(database, 7)
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 6000] = b"\xee" * 6000
    copy.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"):
        restore(database, copy)
    assert labelled(database) == 1


def test_a_sitting_that_is_open_shows_what_was_put_back(database: Path) -> None:
    copy = back_up(database, 7)
    with closing(SqliteStore.open(database)) as store:
        store.annotate(place(store, 1, 2), by("ada"), "label", label="quote")
        session = Session(store, "ada", [1])
        session.catch_up()
        restore(database, copy)
        assert session.catch_up().sheet
        assert [session.current().label(index) for index in (1, 2)] == ["quote", None]


def test_a_sitting_over_an_article_that_came_in_later_goes_on_without_it(database: Path) -> None:
    copy = back_up(database, 7)
    with closing(SqliteStore.open(database)) as store:
        session = Session(store, "ada", put(store, BUDGET))
        session.catch_up()
        restore(database, copy)
        session.catch_up()
        assert session.sheet is None


def test_a_backup_that_is_open_or_was_left_by_a_crash_is_put_back_with_its_log(database: Path, tmp_path: Path) -> None:
    with closing(SqliteStore.open(database)) as store:
        store.annotate(place(store, 1, 2), by("ada"), "label", label="quote")
        crashed = tmp_path / "stick"
        crashed.mkdir()
        for end in ("", "-wal"):
            copyfile(f"{database}{end}", crashed / f"desk.db{end}")
    other = tmp_path / "other.db"
    restore(other, crashed / "desk.db")
    assert labelled(other) == 2
    assert labelled(crashed / "desk.db") == 2, "what was put back stays as it was"


def test_what_a_killed_backup_left_is_given_up_the_next_day(database: Path) -> None:
    folder(database).mkdir()
    old, new = (folder(database) / f"2026-01-0{day}T00-00-00Z.db.77.part" for day in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    age(old, 2 * DAY)
    back_up(database, 7)
    assert not old.exists()
    assert new.exists(), "another sitting may be making it"


def test_the_log_of_a_database_that_is_gone_does_not_go_into_what_is_put_back(database: Path) -> None:
    copy = back_up(database, 7)
    with closing(SqliteStore.open(database)) as store:
        store.annotate(place(store, 1, 2), by("ada"), "label", label="quote")
        put(store, BUDGET)
        log = database.with_name("desk.db-wal").read_bytes()
    database.unlink()
    database.with_name("desk.db-wal").write_bytes(log)
    restore(database, copy)
    with closing(SqliteStore.open(database)) as store:
        assert not list(store.examine())
        assert list(store.document_ids()) == [1]
    assert database.with_name("desk.db-wal.before-restore").read_bytes() == log
    assert labelled(database) == 1


def test_what_a_killed_restore_left_does_not_go_into_the_next_one(database: Path) -> None:
    copy = back_up(database, 7)
    with closing(SqliteStore.open(database)) as store:
        put(store, BUDGET)
        log = database.with_name("desk.db-wal").read_bytes()
    for end in ("", "-wal"):
        database.with_name(f"desk.db.restored.part{end}").write_bytes(log)
    restore(database, copy)
    with closing(SqliteStore.open(database)) as store:
        assert list(store.document_ids()) == [1]
        assert not list(store.examine())
    assert not list(database.parent.glob("*.part*"))


def test_nothing_that_a_colleague_decides_while_a_backup_is_put_back_is_lost(database: Path) -> None:
    copy, over, told = back_up(database, 7), threading.Event(), list[str]()

    def decide_on() -> None:
        with closing(SqliteStore.open(database)) as store:
            while not over.is_set():
                decided = store.annotate(place(store, 1, len(told) % 3), by("ben"), "label", label="quote")
                told.append(decided.uid)

    colleague = threading.Thread(target=decide_on)
    colleague.start()
    kept = set[str]()
    for number in range(2):
        while len(told) < 5 * number + 5:
            time.sleep(0.001)
        done = restore(database, copy)
        assert done.earlier is not None
        with closing(SqliteStore.open(done.earlier)) as store:
            kept |= {decision.uid for decision in store.log()}
    over.set()
    colleague.join()
    with closing(SqliteStore.open(database)) as store:
        assert set(told) <= kept | {decision.uid for decision in store.log()}
        assert not list(store.examine())


def test_of_many_sittings_that_begin_at_once_one_makes_the_backup(database: Path) -> None:
    folder(database).mkdir()
    half_made = folder(database) / "2026-01-01T00-00-00Z.db.77.part"
    half_made.write_bytes(b"SQLite")
    assert keep_up(database, 7) is None
    age(half_made, DAY + 60)
    assert keep_up(database, 7) is not None


def test_who_has_none_made_keeps_those_that_were_asked_for(database: Path) -> None:
    made = [back_up(database, 0) for _ in range(3)]
    assert backups(database) == made


def test_databases_of_one_name_with_other_endings_have_their_own_backups(database: Path) -> None:
    assert folder(database).name == "desk.backups"
    assert folder(database.with_suffix(".sqlite")) != folder(database)


def test_a_database_that_cannot_be_written_to_is_not_taken_for_a_damaged_one(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(database, 7)
    decide(database, 2)
    monkeypatch.setattr(copying, "BUSY_SECONDS", 0.1)
    told: list[bool] = []
    store = SqliteStore.open(database)
    store.connection.execute("BEGIN IMMEDIATE")
    before = {path for path in database.parent.iterdir() if path.suffix == ".db"}
    with pytest.raises(StoreError, match=r"desk\.db: another program has locked it"):
        restore(database, copy, told.append)
    store.connection.execute("ROLLBACK")
    store.close()
    assert labelled(database) == 2
    assert {path for path in database.parent.iterdir() if not path.is_dir()} == before


def test_what_is_no_database_of_this_program_is_not_moved_away_for_a_backup(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "history.sqlite"
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE visits (url TEXT)")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match=r"history\.sqlite: is a database of another program"):
        restore(other, database)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_of_an_older_schema_leaves_nothing_beside_any_name(database: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as made:
        make(made, STEPS[:2])
    strange = tmp_path / "desk [1].db"
    restore(strange, old)
    assert {path.name for path in tmp_path.iterdir()} == {database.name, old.name, strange.name}


@pytest.mark.parametrize("put_there", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_only_a_file_is_put_back(database: Path, tmp_path: Path, put_there: Callable[[Path], None]) -> None:
    put_there(tmp_path / "thing")
    with pytest.raises(StoreError, match=r"thing: is no file"):
        restore(database, tmp_path / "thing")
    assert labelled(database) == 1
