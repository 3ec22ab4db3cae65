"""Several processes on one file, a kill in the middle, and what a decision costs on the disk."""

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.errors import StoreError
from reviewer.store import open_store
from reviewer.store.sqlite import SqliteStore, connection, waiting
from tests.conftest import by, labels, place, put

ROOT = Path(__file__).parents[2]
MANY = 300

DECIDE = """
import sys
from pathlib import Path
from reviewer.session import Session
from reviewer.store import open_store

path, reviewer, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = open_store(path)
session = Session(store, reviewer, store.document_ids())
print("ready", flush=True)
for number in range(count):
    session.catch_up()
    session.decide("quote" if number % 2 else "assertion")
    print(number, flush=True)
store.close()
"""
OPEN = """
import sys
from pathlib import Path
from reviewer.store import open_store

sys.stdin.readline()
store = open_store(Path(sys.argv[1]))
store.set_preference(sys.argv[2], "theme", "night")
store.close()
"""


def started(program: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> None:
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give a database with two articles of one sentence a line, enough for MANY decisions."""
    path = tmp_path / "desk.db"
    store = open_store(path)
    half = MANY // 2
    texts = ["\n\n".join(f"The {word} number {n} came in." for n in range(half)) for word in ("flood", "budget")]
    put(store, *texts)
    store.close()
    return path


def test_two_processes_lose_no_decision_and_keep_the_log_in_order(database: Path) -> None:
    names = ("ada", "ben")
    running = [started(DECIDE, database, name, MANY) for name in names]
    for process in running:
        ended(process)
    store = open_store(database)
    for name in names:
        given = [label for document in store.document_ids() for label in labels(store, document, name)]
        assert len(given) == MANY
        assert None not in given
        mine = [decision for decision in store.log(reviewer=name) if decision.action == "label"][::-1]
        assert [(one.changes[0].after or {})["label"] for one in mine] == ["assertion", "quote"] * (MANY // 2)
    assert [decision.seq for decision in store.log()] == list(range(2 * MANY + 1, 0, -1))
    moments = [decision.at for decision in store.log()][::-1]
    assert moments == sorted(moments)
    store.close()


def test_what_was_acknowledged_survives_a_kill(database: Path) -> None:
    process = started(DECIDE, database, "ada", MANY)
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "40":
            process.send_signal(signal.SIGKILL)
            break
    acknowledged = 41 + len(process.stdout.read().split())
    process.wait(timeout=60)
    process.stdout.close()
    store = SqliteStore.open(database)
    found = [decision for decision in store.log() if decision.action == "label"]
    assert len(found) in {acknowledged, acknowledged + 1}  # the last may have been on the disk before it was told
    assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    position = store.position("ada")
    first = store.document_ids()[0]
    assert position == (first, store.layout(first).starts[len(found)])
    store.close()


def test_two_processes_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    running = [started(OPEN, path, name) for name in ("ada", "ben", "cy")]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        ended(process)
    store = SqliteStore.open(path, make=False)
    assert [store.preference(name, "theme") for name in ("ada", "ben", "cy")] == ["night"] * 3
    assert store.connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    assert not list(tmp_path.glob("*.before-*"))
    store.close()


LOCK = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("COMMIT")
"""


def held(path: Path, seconds: float) -> "subprocess.Popen[str]":
    process = started(LOCK, path, seconds)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_decision_waits_for_three_seconds_and_succeeds(database: Path) -> None:
    store = open_store(database)
    document = store.document_ids()[0]
    other = held(database, 3)
    begun = time.monotonic()
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    assert 2 < time.monotonic() - begun < waiting.BUSY_SECONDS
    assert labels(store, document)[0] == "quote"
    ended(other)
    store.close()


def test_a_lock_that_is_never_let_go_is_told_in_one_line(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    store = open_store(database)
    document = store.document_ids()[0]
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"desk\.db: another program has locked it .* try again") as refused:
            store.annotate(place(store, document, 0), by(), "label", label="quote")
        assert "\n" not in str(refused.value)
        assert labels(store, document)[0] is None
        other.execute("ROLLBACK")
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    assert labels(store, document)[0] == "quote"
    store.close()


FULL = """
import resource, sys
from pathlib import Path
from reviewer.errors import StoreError
from reviewer.session import Session
from reviewer.store import open_store
from reviewer.store.sqlite import connection

connection.LOG_BYTES = 1
store = open_store(Path(sys.argv[1]))
session = Session(store, "ada", store.document_ids())
for _ in range(5):
    session.decide("quote")
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
store.tidy()
try:
    session.decide("assertion")
except StoreError as error:
    print(error)
print(session.cursor)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
session.decide("background")
store.tidy()
store.close()
"""


def test_a_disk_that_takes_no_more_costs_no_decision_and_no_traceback(database: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(database)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    complaint, cursor = done.stdout.splitlines()
    assert complaint.startswith(f"{database}: the disk")
    assert "try again" in complaint
    assert cursor == "5"
    store = open_store(database)
    given = labels(store, store.document_ids()[0])
    assert given[:7] == ["quote"] * 5 + ["background", None]
    store.close()


def syncs(database: Path, decisions: int, trace: Path) -> int:
    """Return how often a process that decides this often asks the disk to keep what it was given."""
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-c", DECIDE, str(database), "ada", str(decisions)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if "ptrace" in done.stderr and "ready" not in done.stdout:
        pytest.skip(f"ptrace is not permitted here: {done.stderr.splitlines()[0]}")
    assert done.returncode == 0, done.stderr
    return len(re.findall(r"f(?:data)?sync\(", trace.read_text()))


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace counts the syncs, and it is not installed")
def test_a_decision_costs_exactly_one_sync(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(database, copy)
    # 125 to 175 go over from the first article into the second; opening and closing cost the same both times.
    fewer = syncs(database, MANY // 2 - 25, tmp_path / "fewer")
    more = syncs(copy, MANY // 2 + 25, tmp_path / "more")
    assert more - fewer == 50


def test_a_second_connection_takes_no_lock_off_the_first(tmp_path: Path) -> None:
    """As the export from the palette opens one while a sitting stands, and another process comes and goes then."""
    path = tmp_path / "reviewer.db"
    with closing(SqliteStore.open(path)) as store:
        (document,) = put(store, "One. Two. Three.")
        SqliteStore.open(path).close()
        other = started(OPEN, path, "ben")
        other.communicate("go\n", timeout=60)
        store.annotate(place(store, document, 0), by(), "label", label="quote")
        third = started(OPEN, path, "cleo")
        third.communicate("go\n", timeout=60)
        assert path.with_name("reviewer.db-wal").exists(), "the log of the sitting is not deleted under it"
    with closing(SqliteStore.open(path)) as store:
        assert labels(store, document) == ["quote", None, None]
