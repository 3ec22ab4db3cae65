"""The database is taken away, replaced or out of reach of its log while it is open, and the clock runs backwards."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.errors import StoreError
from reviewer.places import NETWORK_VARIABLE
from reviewer.store import open_store
from reviewer.store.sqlite import SqliteStore, mounts
from tests.conftest import FLOOD, by, labels, place, put


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[SqliteStore]:
    """Give an open store in a file, with an article and one label in it."""
    store = SqliteStore.open(tmp_path / "desk.db")
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    yield store
    store.close()


def decide(store: SqliteStore, index: int = 1) -> None:
    store.annotate(place(store, 1, index), by(), "label", label="assertion")


def kept(path: Path) -> list[str | None]:
    """Return what a file holds, opened by its name, which must be whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = open_store(path, make=False)
    try:
        return labels(store, 1)
    finally:
        store.close()


def test_into_a_deleted_database_nothing_is_decided(open_desk: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.unlink()
    with pytest.raises(StoreError, match=r"desk\.db: was deleted or moved while it was open; put it back"):
        decide(open_desk)
    assert labels(open_desk, 1)[1] is None
    assert not path.exists()


def test_a_database_that_is_put_back_goes_on(open_desk: SqliteStore, tmp_path: Path) -> None:
    path, away = tmp_path / "desk.db", tmp_path / "away.db"
    path.rename(away)
    with pytest.raises(StoreError, match="was deleted or moved"):
        decide(open_desk)
    away.rename(path)
    decide(open_desk)
    open_desk.close()
    assert kept(path) == ["quote", "assertion", None, None]


def test_a_database_in_the_place_of_another_is_left_alone(open_desk: SqliteStore, tmp_path: Path) -> None:
    path, other = tmp_path / "desk.db", tmp_path / "other.db"
    open_store(other).close()
    before = other.read_bytes()
    other.replace(path)
    with pytest.raises(StoreError, match=r"desk\.db: another file has taken its place while it was open; quit"):
        decide(open_desk)
    (tmp_path / "desk.db-wal").unlink()  # that of the file before; whoever replaces a database takes it away
    open_desk.close()
    assert path.read_bytes() == before


def test_the_log_of_a_database_that_took_the_place_stays_when_the_old_one_is_closed(
    open_desk: SqliteStore, tmp_path: Path
) -> None:
    path = tmp_path / "desk.db"
    for name in ("desk.db", "desk.db-wal", "desk.db-shm"):
        (tmp_path / name).unlink()
    new = SqliteStore.open(path)
    (document,) = put(new, FLOOD)
    decide(new)
    open_desk.close()
    decide(new, 2)
    new.close()
    assert document == 1
    assert kept(path) == [None, "assertion", "assertion", None]


def test_without_its_log_nothing_is_decided_and_quitting_keeps_what_was(open_desk: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "desk.db-wal").unlink()
    with pytest.raises(StoreError, match=r"write-ahead log \(.*desk\.db-wal\) was deleted or replaced .* quit"):
        decide(open_desk)
    open_desk.close()
    assert kept(tmp_path / "desk.db") == ["quote", None, None, None]


def test_asking_whether_the_file_is_the_same_costs_a_decision_next_to_nothing(open_desk: SqliteStore) -> None:
    begun = time.process_time()
    for _ in range(1000):
        open_desk._file.check()
        open_desk._file.follow()
    assert time.process_time() - begun < 0.1, "a tenth of a millisecond"


def test_when_the_clock_is_set_back_the_log_keeps_its_order(
    open_desk: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    for index, hours in ((1, 0), (2, -2), (3, -48)):
        monkeypatch.setattr(time, "time_ns", lambda moment=now + hours * 3_600_000_000_000: moment)
        decide(open_desk, index)
    monkeypatch.undo()
    ticks = [decision.tick for decision in open_desk.log()]
    assert ticks == sorted(ticks, reverse=True)
    assert len(set(ticks)) == len(ticks)
    open_desk.undo(by())
    assert labels(open_desk, 1) == ["quote", "assertion", "assertion", None]
    open_desk.redo(by())
    assert labels(open_desk, 1)[3] == "assertion"


def test_a_clock_that_jumps_to_1970_and_2100_and_back_changes_no_order(
    open_desk: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    for index, moment in enumerate((now, 0, 4_102_444_800_000_000_000, 1, now)):
        monkeypatch.setattr(time, "time_ns", lambda moment=moment: moment)
        monkeypatch.setattr(time, "time", lambda moment=moment: moment / 1e9)
        open_desk.annotate(place(open_desk, 1, index % 3 + 1), by(), "note", note=f"the {index}.")
    monkeypatch.undo()
    decisions = list(open_desk.log())
    assert [one.tick for one in decisions] == sorted({one.tick for one in decisions}, reverse=True)
    assert len({one.uid for one in decisions}) == len(decisions)
    taken_back = [open_desk.undo(by()) for _ in range(5)]
    assert [one and one.reverts for one in taken_back] == [one.uid for one in decisions[:5]]
    assert not list(open_desk.examine())


# A network file system: nobody can be given one for a test, so the table of mounts says of the folder that it is one.


@pytest.fixture
def nfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder on a device of no disk, which the table of mounts calls NFS."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or os.major(memory.stat().st_dev):
        pytest.skip("there is no file system without a disk here")
    folder = memory / f"reviewer-{os.getpid()}"
    folder.mkdir()
    table, device = tmp_path / "mountinfo", folder.stat().st_dev
    table.write_text(
        f"22 27 0:21 / /proc rw - proc proc rw\n"
        f"31 27 {os.major(device)}:{os.minor(device)} / /desk\\040files rw,relatime shared:5 - nfs4 host:/desk rw\n"
    )
    monkeypatch.setattr(mounts, "MOUNTS", table)
    yield folder
    shutil.rmtree(folder)


def test_a_database_on_a_network_file_system_is_refused_with_the_reason(nfs: Path) -> None:
    with pytest.raises(StoreError, match=r"desk\.db: lies on a network file system \(nfs4\).*--network") as refused:
        open_store(nfs / "desk.db")
    assert "\n" not in str(refused.value)
    assert not list(nfs.iterdir())


def test_whoever_says_so_opens_it_there_all_the_same(nfs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NETWORK_VARIABLE, "1")
    store = open_store(nfs / "desk.db")
    assert put(store, FLOOD)
    store.close()


def test_a_link_to_a_network_file_system_leads_there(nfs: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(nfs / "desk.db")
    (nfs / "desk.db").touch()
    with pytest.raises(StoreError, match="network file system"):
        open_store(tmp_path / "link.db")


@pytest.mark.skipif(not mounts.MOUNTS.exists(), reason="only Linux says where a file lies")
def test_what_the_system_itself_says_of_a_folder_is_understood() -> None:
    assert mounts.file_system(Path("/proc/self")) == "proc"
    begun = time.process_time()
    for _ in range(100):
        mounts.file_system(Path("/proc/self"))
    assert time.process_time() - begun < 0.1, "less than a millisecond"
