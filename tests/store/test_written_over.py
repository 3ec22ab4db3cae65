"""Another file is copied over the open database, or the index of its log is taken away: nothing is written wrongly."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reviewer.errors import StoreError
from reviewer.store import copy_store
from reviewer.store.sqlite import SqliteStore, connection
from tests.conftest import BUDGET, FLOOD, labels, put
from tests.store.test_lost_files import decide


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a database with an article and one label, closed."""
    with closing(SqliteStore.open(tmp_path / "desk.db")) as store:
        put(store, FLOOD)
        decide(store, 0)
    return tmp_path / "desk.db"


@pytest.fixture
def open_desk(path: Path) -> Iterator[SqliteStore]:
    """Give that database open, with a second label that is in its log only."""
    store = SqliteStore.open(path)
    decide(store, 1)
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give another database."""
    with closing(SqliteStore.open(tmp_path / "other.db")) as store:
        put(store, BUDGET, FLOOD)
    return tmp_path / "other.db"


@contextmanager
def elsewhere(path: Path, command: str) -> Iterator[None]:
    """Let another process open a database, do something, and, when the block ends, close it."""
    process = subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE.format(command)],
        cwd=path.parent, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "done\n"
    yield
    process.communicate("")
    assert process.returncode == 0


_ELSEWHERE = """
import os, shutil, sys
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

def decide(index):
    place = Place(1, store.layout(1).ids[index])
    store.annotate(place, Act("ada", "reviewer-1", "key"), "label", label="assertion")

store = SqliteStore.open("desk.db")
{}
print("done", flush=True)
sys.stdin.read()
store.close()
"""


def doctor(path: Path) -> str:
    """Return what the doctor, a process of its own, says of a database."""
    command = [sys.executable, "-m", "reviewer", "doctor", "--db", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def refused(store: SqliteStore, index: int = 2) -> str:
    with pytest.raises(StoreError) as told:
        decide(store, index)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_nothing_is_written_into_a_file_that_was_copied_over_it(
    open_desk: SqliteStore, path: Path, other: Path
) -> None:
    log = path.with_name("desk.db-wal").read_bytes()
    shutil.copyfile(other, path)
    assert "was written over while it was open" in refused(open_desk)
    assert "desk.db-wal.replaced" in refused(open_desk)
    assert doctor(path).endswith("is whole; its state is what its log says\n"), "while the screen is still open"
    open_desk.close()
    assert path.read_bytes() == other.read_bytes()
    assert path.with_name("desk.db-wal.replaced").read_bytes() == log, "and what was decided can still be looked for"


@pytest.mark.parametrize("empty", [False, True])
def test_an_earlier_copy_of_itself_and_an_empty_file_are_other_contents_as_well(path: Path, empty: bool) -> None:
    content = b"" if empty else path.read_bytes()
    path.with_name("desk.db-wal.replaced").write_bytes(b"that of last year")
    with closing(SqliteStore.open(path)) as store:
        decide(store, 1)
    with closing(SqliteStore.open(path)) as store:
        decide(store, 2)
        path.write_bytes(content)
        assert "desk.db-wal.replaced-2" in refused(store)
    assert path.read_bytes() == content
    assert path.with_name("desk.db-wal.replaced").read_bytes() == b"that of last year"


def test_quitting_writes_nothing_into_it_either(path: Path, other: Path) -> None:
    with elsewhere(path, "decide(1); shutil.copyfile('other.db', 'desk.db')"):
        pass
    assert path.read_bytes() == other.read_bytes()
    assert not path.with_name("desk.db-wal").exists()


def test_whatever_sqlite_and_this_program_write_into_the_file_is_no_fault(
    open_desk: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LOG_BYTES", 1)
    with closing(SqliteStore.open(path)) as colleague:
        for number in range(12):
            decide(open_desk, number % 4)
            if number % 3:
                decide(colleague, number % 4)
            (open_desk, colleague)[number % 2].tidy()
    os.utime(path)
    decide(open_desk)
    copy_store(path, path.with_name("copy.db"))
    decide(open_desk)
    assert len(list(open_desk.log())) == 1 + 2 + 12 + 8 + 2


def test_it_is_noticed_after_the_log_has_begun_anew(
    open_desk: SqliteStore, path: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LOG_BYTES", 1)
    open_desk.tidy()
    decide(open_desk)
    shutil.copyfile(other, path)
    open_desk.tidy()
    assert "was written over" in refused(open_desk)
    open_desk.close()
    assert path.read_bytes() == other.read_bytes()


def test_without_the_index_of_its_log_nothing_is_decided(open_desk: SqliteStore, path: Path) -> None:
    path.with_name("desk.db-shm").unlink()
    assert "index of its write-ahead log" in refused(open_desk)


def test_what_others_decided_under_another_index_is_kept_when_it_is_closed(path: Path) -> None:
    with elsewhere(path, "decide(1); os.unlink('desk.db-shm')"), closing(SqliteStore.open(path)) as store:
        decide(store, 3)
    with closing(SqliteStore.open(path)) as store:
        assert not list(store.examine())
        assert labels(store, 1) == ["assertion", "assertion", None, "assertion"]


def test_without_both_quitting_moves_what_was_decided_into_the_file(open_desk: SqliteStore, path: Path) -> None:
    for end in ("-wal", "-shm"):
        path.with_name(f"desk.db{end}").unlink()
    assert "write-ahead log" in refused(open_desk)
    open_desk.close()
    with closing(SqliteStore.open(path)) as store:
        assert not list(store.examine())
        assert labels(store, 1) == ["assertion", "assertion", None, None]


def test_a_folder_that_is_renamed_is_missed_and_found_again(open_desk: SqliteStore, path: Path) -> None:
    folder = path.parent
    away = folder.with_name(f"{folder.name}-away")
    folder.rename(away)
    assert "was deleted or moved" in refused(open_desk)
    assert not folder.exists()
    away.rename(folder)
    decide(open_desk, 2)
    folder.rename(away)
    open_desk.close()
    with closing(SqliteStore.open(away / "desk.db")) as store:
        assert labels(store, 1) == ["assertion", "assertion", "assertion", None]
    away.rename(folder)


def test_without_its_log_others_are_refused_and_write_nothing(path: Path) -> None:
    with elsewhere(path, "decide(1); os.unlink('desk.db-wal')"), closing(SqliteStore.open(path)) as store:
        refused(store)
    with closing(SqliteStore.open(path)) as store:
        assert not list(store.examine())
        assert labels(store, 1) == ["assertion", "assertion", None, None]
