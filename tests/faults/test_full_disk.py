"""The disk gets full at any write: one line says so, nothing is lost or half there, and with room it goes on."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from reviewer.backups import back_up, restore
from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore, connection
from tests.conftest import by, labels, place, put
from tests.faults.disk import Disk, watched
from tests.older import make_older

LINES = "Council at work\n\n" + " ".join(f"The council passed rule {number} on Monday." for number in range(80))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Watch the disk under a folder."""
    with watched(tmp_path) as watching:
        yield watching


@pytest.fixture
def store(disk: Disk, tmp_path: Path) -> Iterator[SqliteStore]:
    """Give an open store with an article and two decisions in it."""
    opened = SqliteStore.open(tmp_path / "desk.db")
    put(opened, LINES)
    for index in (0, 1):
        opened.annotate(place(opened, 1, index), by(), "label", label="quote")
    yield opened
    disk.room = None
    opened.close()


def until_there_is_room(disk: Disk, act: Callable[[], object], stride: int = 1) -> int:
    """Do something with room for no write, one, two … until it succeeds; return the room it needed."""
    told: set[str] = set()
    for room in chain(range(12), range(12, 10_000, stride)):
        disk.room = room
        try:
            act()
        except StoreError as error:
            told.add(str(error))
        else:
            disk.room = None
            assert all("make room" in line and "\n" not in line for line in told)
            return room
    raise AssertionError("it never succeeds")


def whole(store: SqliteStore) -> list[str]:
    """Return the actions of the log, oldest first, of a database that must be whole."""
    assert store.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return [decision.action for decision in reversed(list(store.log()))]


def test_a_decision_for_which_there_is_no_room_can_be_made_again(store: SqliteStore, disk: Disk) -> None:
    for index in range(2, 30):
        before = whole(store)

        def decide(index: int = index) -> None:
            store.annotate(place(store, 1, index), by(), "label", label="assertion")

        assert until_there_is_room(disk, decide) > 0
        assert whole(store) == [*before, "label"]
    assert labels(store, 1)[:30] == ["quote"] * 2 + ["assertion"] * 28
    store.undo(by())
    assert labels(store, 1)[29] is None


def test_an_import_for_which_there_is_no_room_leaves_nothing_half(store: SqliteStore, disk: Disk) -> None:
    assert until_there_is_room(disk, lambda: put(store, f"{LINES} Again.")) > 3
    assert whole(store) == ["import", "label", "label", "import"]
    assert len(store.documents()) == 2


def test_another_database_for_which_there_is_no_room_is_not_taken_in_half(
    store: SqliteStore, disk: Disk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "ben.db"
    with closing(SqliteStore.open(other)) as ben:
        put(ben, LINES, reviewer="ben")
        ben.annotate(place(ben, 1, 5), by("ben"), "label", label="quote")
    assert until_there_is_room(disk, lambda: store.unite([other]), 17) > 3
    assert sorted(whole(store)) == ["import", "import", "label", "label", "label"]
    assert labels(store, 1, "ben")[5] == "quote"
    copies = list(tmp_path.glob("*.before-merge*"))
    assert len(copies) == 1, "a try that failed leaves no copy behind, on a disk that is full as it is"
    assert not list(tmp_path.glob("*.part")), "nor one in half"


def test_an_older_database_for_which_there_is_no_room_stays_as_it_is(disk: Disk, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    decided = make_older(path)
    before = path.read_bytes()
    disk.room = 20
    with pytest.raises(StoreError, match=r"full|make room"):
        SqliteStore.open(path)
    assert path.read_bytes()[100:] == before[100:]
    assert until_there_is_room(disk, lambda: SqliteStore.open(path).close(), 17) > 3
    assert len(list(tmp_path.glob("*.before-*"))) == 1
    assert not list(tmp_path.glob("*.part"))
    with closing(SqliteStore.open(path)) as store:
        assert {decision.uid for decision in store.log()} == set(decided)
        assert whole(store) == ["import", "claim", "claim", "label"]


def test_a_new_database_for_which_there_is_no_room_is_made_at_the_next_try(disk: Disk, tmp_path: Path) -> None:
    assert until_there_is_room(disk, lambda: SqliteStore.open(tmp_path / "new.db").close(), 17) > 3
    with closing(SqliteStore.open(tmp_path / "new.db", make=False)) as store:
        assert put(store, LINES)


def test_the_log_is_moved_when_there_is_room_and_kept_until_then(
    store: SqliteStore, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LOG_BYTES", 1)
    for room in range(5):
        disk.room = room
        store.tidy()
    assert whole(store) == ["import", "label", "label"]
    disk.room = 0
    store.close()
    disk.room = None
    with closing(SqliteStore.open(tmp_path / "desk.db")) as again:
        assert whole(again) == ["import", "label", "label"]


def test_a_backup_for_which_there_is_no_room_is_not_there_at_all(
    store: SqliteStore, disk: Disk, tmp_path: Path
) -> None:
    assert until_there_is_room(disk, lambda: back_up(tmp_path / "desk.db", 1), 17) > 3
    (copy,) = (tmp_path / "desk.backups").iterdir()
    assert until_there_is_room(disk, lambda: back_up(tmp_path / "desk.db", 1), 17) > 3
    (newer,) = (tmp_path / "desk.backups").iterdir()
    assert newer != copy, "the one before goes when the new one is whole"
    assert whole(store) == ["import", "label", "label"]


def test_a_backup_is_put_back_whole_or_not_at_all(store: SqliteStore, disk: Disk, tmp_path: Path) -> None:
    copy = back_up(tmp_path / "desk.db", 1)
    store.annotate(place(store, 1, 2), by(), "label", label="assertion")

    def put_back() -> None:
        assert labels(store, 1)[:3] == ["quote", "quote", "assertion"], "until it succeeds all is as it was"
        done = restore(tmp_path / "desk.db", copy)
        assert not done.damaged, "a database that is whole is not moved away for want of room"

    assert until_there_is_room(disk, put_back, 17) > 3
    assert labels(store, 1)[:3] == ["quote", "quote", None]
    assert whole(store) == ["import", "label", "label"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "desk.backups", "desk.db", "desk.db-shm", "desk.db-wal", "desk.db.before-restore",
    ]  # fmt: skip


def test_a_database_is_mended_whole_or_not_at_all(store: SqliteStore, disk: Disk) -> None:
    store.connection.execute("DELETE FROM annotations")
    assert until_there_is_room(disk, lambda: list(store.examine())) == 0, "looking needs no room here"

    def mend() -> None:
        assert labels(store, 1)[0] is None
        store.mend()

    assert until_there_is_room(disk, mend) > 3
    assert labels(store, 1)[:3] == ["quote", "quote", None]
    assert not list(store.examine())
