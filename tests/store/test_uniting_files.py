"""The files that are taken in: only read, refused in one line where anything is wrong; a kill leaves all or nothing."""

import os
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
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.schema import APPLICATION_ID, STEPS
from tests.conftest import BUDGET, FLOOD, by, labels, place, put, rows
from tests.store.desks import dump, sound

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ours(tmp_path: Path) -> SqliteStore:
    """Give ada's database with one article."""
    store = SqliteStore.open(tmp_path / "ada.db")
    put(store, FLOOD)
    return store


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Give the path of ben's database, closed: the same article and another one, and a label, a claim and a split."""
    path = tmp_path / "ben.db"
    store = SqliteStore.open(path)
    flood, _ = put(store, FLOOD, BUDGET, reviewer="ben")
    store.annotate(place(store, flood, 1), by("ben"), "label", label="quote")
    store.split(place(store, flood, 2), FLOOD.index("closed"), by("ben"))
    store.close()
    return path


def refused(store: SqliteStore, other: Path) -> str:
    """Take in a file that cannot be taken in; return the line that says why. Nothing has changed then."""
    before = dump(store)
    with pytest.raises(StoreError) as told:
        store.unite([other])
    assert dump(store) == before
    assert not list(other.parent.glob("*.before-*"))
    assert "\n" not in str(told.value)
    assert str(told.value).startswith(str(other))
    return str(told.value)


WRITE = """
import sys
from pathlib import Path
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

store = SqliteStore.open(Path(sys.argv[1]))
store.connection.execute("PRAGMA synchronous = OFF")
sentence = store.layout(1).ids[0]
print("begun", flush=True)
for number in range(5000):
    store.annotate(Place(1, sentence), Act("ben", "reviewer-1", "key"), "label", label=("quote", None)[number % 2])
    store.tidy()
"""


# Reading only


def test_the_other_file_is_only_read(ours: SqliteStore, theirs: Path) -> None:
    content, files = theirs.read_bytes(), sorted(theirs.parent.iterdir())
    ours.unite([theirs], dry_run=True)
    assert theirs.read_bytes() == content
    assert sorted(theirs.parent.iterdir()) == files
    ours.unite([theirs])
    assert theirs.read_bytes() == content


def test_what_is_in_the_log_beside_it_comes_too(ours: SqliteStore, theirs: Path) -> None:
    store = SqliteStore.open(theirs)
    store.annotate(place(store, 1, 0), by("ben"), "label", label="background")
    assert theirs.with_name("ben.db-wal").stat().st_size
    ours.unite([theirs])
    assert labels(ours, 1, "ben")[:2] == ["background", "quote"]
    store.close()


def test_what_a_crash_left_in_the_log_comes_and_stays_there(ours: SqliteStore, theirs: Path) -> None:
    store = SqliteStore.open(theirs)
    store.annotate(place(store, 1, 0), by("ben"), "label", label="background")
    crashed = theirs.parent / "crashed"
    crashed.mkdir()
    for name in ("ben.db", "ben.db-wal"):
        shutil.copy(theirs.with_name(name), crashed)
    store.close()
    before = {path.name: path.read_bytes() for path in crashed.iterdir()}
    ours.unite([crashed / "ben.db"])
    assert {path.name: path.read_bytes() for path in crashed.iterdir()} == before
    assert labels(ours, 1, "ben")[0] == "background"


def test_one_who_writes_all_the_time_is_read_as_of_one_moment(ours: SqliteStore, theirs: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITE, str(theirs)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    for _ in range(5):
        ours.unite([theirs])
        assert sound(ours)
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    ours.unite([theirs])
    store = SqliteStore.open(theirs)
    assert {decision.uid for decision in ours.log()} > {decision.uid for decision in store.log()}
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder")
def test_a_folder_that_cannot_be_written_is_no_hindrance(ours: SqliteStore, theirs: Path) -> None:
    folder = theirs.parent / "stick"
    folder.mkdir()
    theirs.rename(folder / "ben.db")
    folder.chmod(0o500)
    ours.unite([folder / "ben.db"])
    folder.chmod(0o700)
    assert labels(ours, 1, "ben")[1] == "quote"


def test_a_file_of_an_older_schema_is_brought_up_to_date_in_a_copy(ours: SqliteStore, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    store = SqliteStore.open(tmp_path / "new.db")
    put(store, BUDGET, reviewer="ben")
    with closing(sqlite3.connect(old, isolation_level=None)) as raw:
        for step in STEPS[:2]:
            step(raw)
        raw.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        for table in ("documents", "texts", "sentences", "decisions"):
            columns = [row[1] for row in raw.execute(f"PRAGMA main.table_info ({table})")]
            named = ", ".join(f'"{name}"' for name in columns)
            raw.execute(f"INSERT INTO main.{table} ({named}) SELECT {named} FROM new.{table}")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 2")
    store.close()
    content = old.read_bytes()
    assert ours.unite([old]).new_documents == 1
    assert old.read_bytes() == content
    assert sound(ours)


# What is refused


def test_no_such_file_a_folder_and_the_database_itself(ours: SqliteStore, tmp_path: Path) -> None:
    assert "no such file" in refused(ours, tmp_path / "none.db")
    assert "is a folder" in refused(ours, tmp_path)
    assert "is this database itself" in refused(ours, tmp_path / "ada.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "ada.db")
    assert "is this database itself" in refused(ours, tmp_path / "link.db")


def test_a_note_an_empty_file_and_another_programs_database(ours: SqliteStore, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("not a database")
    assert "is no SQLite database" in refused(ours, other)
    other.write_bytes(b"")
    assert "is no database of this program" in refused(ours, other)
    other.unlink()
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE songs (name TEXT)")
        raw.execute("PRAGMA user_version = 3")
    assert "is a database of another program" in refused(ours, other)


def test_a_newer_schema_and_a_damaged_file(ours: SqliteStore, theirs: Path) -> None:
    content = theirs.read_bytes()
    with closing(sqlite3.connect(theirs)) as raw:
        raw.execute("PRAGMA user_version = 99")
    assert "was made by a newer reviewer" in refused(ours, theirs)
    theirs.write_bytes(content[: len(content) // 2])
    assert "damaged" in refused(ours, theirs)
    theirs.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
    refused(ours, theirs)


CRAFTED = {
    "CREATE TRIGGER t AFTER INSERT ON decisions BEGIN DELETE FROM decisions; END": "triggers or views",
    "CREATE VIEW v AS SELECT 1": "triggers or views",
    "UPDATE decisions SET changes = '{'": "is no JSON",
    f"UPDATE decisions SET changes = '{'[' * 100_000}'": "is no JSON",
    "UPDATE decisions SET changes = '[1]'": "cannot be read",
    "UPDATE decisions SET changes = replace(changes, 'annotation', 'sqlite_master')": "something unknown",
    "UPDATE decisions SET changes = replace(changes, '\"uncertain\":0', '\"uncertain\":[]')": "wrong uncertain",
    "UPDATE decisions SET changes = replace(changes, '\"quote\"', '\"lie\"')": "wrong label",
    'UPDATE decisions SET changes = replace(changes, \'"note":""\', \'"more":""\')': "other things",
    "UPDATE decisions SET changes = replace(changes, '\"start\":47', '\"start\":4700')": "not in its text",
    "UPDATE decisions SET tick = 9007199254740993 WHERE seq = 3": "out of time",
    "UPDATE decisions SET tick = 1 WHERE seq = 3": "out of time",
    "UPDATE decisions SET reverts = 'nothing', action = 'undo' WHERE seq = 3": "takes back what is not there",
    "UPDATE decisions SET uid = 'x; DROP TABLE decisions' WHERE seq = 3": "has no id",
    "UPDATE decisions SET reviewer = ''": "is incomplete",
    "UPDATE decisions SET document = 99": "points to what it does not hold",
    "UPDATE texts SET text = replace(text, 'river', 'flood')": "does not fit its text",
    'UPDATE sentences SET "end" = 9999 WHERE id = 4': "does not fit its text",
    "UPDATE documents SET meta = '[]'": "no JSON object",
    "UPDATE documents SET sha256 = 'x' || id": "has no id",
    "DELETE FROM texts WHERE document = 2": "has no text",
    "UPDATE decisions SET changes = replace(changes, substr(json_extract(changes, '$[0].key[0]'), 1, 36), "
    "'019b8d62-7e68-7096-abcf-00956b1b2452') WHERE action = 'label'": "nowhere",
}


@pytest.mark.parametrize("statement", CRAFTED, ids=lambda statement: statement[:60])
def test_what_this_program_would_not_have_written(ours: SqliteStore, theirs: Path, statement: str) -> None:
    with closing(sqlite3.connect(theirs)) as raw, raw:
        raw.execute(statement)
    assert CRAFTED[statement] in refused(ours, theirs)


def test_one_id_for_two_decisions(ours: SqliteStore, theirs: Path) -> None:
    ours.unite([theirs])
    for copy in theirs.parent.glob("*.before-*"):
        copy.unlink()
    with closing(sqlite3.connect(theirs)) as raw, raw:
        raw.execute("UPDATE decisions SET reviewer = 'cy' WHERE action = 'label'")
    assert "changed by hand" in refused(ours, theirs)


def test_another_text_under_the_same_hash(ours: SqliteStore, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    store = SqliteStore.open(other)
    put(store, BUDGET)
    store.connection.execute("UPDATE documents SET sha256 = ?", rows(ours, "SELECT sha256 FROM documents")[0])
    store.close()
    assert "another text under the same hash" in refused(ours, other)


# Together with other processes

MERGE = """
import sys
from pathlib import Path
from reviewer.store.sqlite import SqliteStore

store = SqliteStore.open(Path(sys.argv[1]))
print("begun", flush=True)
store.unite([Path(sys.argv[2])])
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.25, 0.5])
def test_a_kill_in_the_middle_leaves_all_or_nothing(tmp_path: Path, delay: float) -> None:
    paths = [tmp_path / "ada.db", tmp_path / "ben.db"]
    for path, name in zip(paths, ("ada", "ben"), strict=True):
        store = SqliteStore.open(path)
        (document,) = put(store, "\n\n".join(f"The flood number {n} came in." for n in range(300)), reviewer=name)
        for sentence in store.layout(document).ids:
            store.connection.execute("PRAGMA synchronous = OFF")
            store.annotate(place(store, document, 0)._replace(sentence=sentence), by(name), "label", label="quote")
        store.close()
    process = subprocess.Popen(
        [sys.executable, "-c", MERGE, *map(str, paths)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    process.stdout.close()
    store = SqliteStore.open(paths[0])
    assert sound(store)
    assert len(dump(store)["log"]) in {301, 602}
    store.unite([paths[1]])
    assert len(dump(store)["annotations"]) == 600
    store.close()


def test_one_who_is_writing_is_waited_for(ours: SqliteStore, theirs: Path) -> None:
    other = SqliteStore.open(theirs)  # ben is still at work, and so is ada elsewhere
    again = SqliteStore.open(theirs.with_name("ada.db"))
    again.annotate(place(again, 1, 0), by("ada"), "label", label="background")
    ours.unite([theirs])
    again.annotate(place(again, 1, 1), by("ada"), "label", label="assertion")
    assert labels(ours, 1, "ada")[:2] == ["background", "assertion"]
    other.annotate(place(other, 1, 0), by("ben"), "label", label="quote")
    ours.unite([theirs])
    assert labels(again, 1, "ben")[:2] == ["quote", "quote"]
    for store in (other, again):
        store.close()


def test_without_a_place_for_the_copy_nothing_is_taken_in(ours: SqliteStore, theirs: Path) -> None:
    before = dump(ours)
    for number in ("", *(f".{n}" for n in range(2, 4))):
        theirs.with_name(f"ada.db.before-merge{number}").mkdir()
    theirs.with_name("ada.db.before-merge.4.part").mkdir()
    with pytest.raises(StoreError, match="could not be backed up"):
        ours.unite([theirs])
    assert dump(ours) == before
