"""`reviewer backup`, `restore` and `doctor`: what they make, say and refuse."""

from pathlib import Path

from reviewer.backups import backups
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run


def test_a_backup_is_made_listed_and_put_back(ran: Run, database: Path) -> None:
    done = ran("backup")
    (copy,) = backups(database)
    shown = f"reviewer.backups/{copy.name}"
    assert done == (0, "", f"{shown}: made; 1 backup there\n")
    assert ran("backup", "--list").out.split() == [f"{copy.stat().st_size:,}", shown]
    done = ran("restore", shown)
    assert done.code == 0
    assert done.err == (
        f"reviewer.db: is what {shown} is\nthe database as it was: reviewer.db.before-restore, beside it\n"
    )
    assert ran("backup", "-o", "mine.db") == (0, "", "mine.db: made\n")
    assert ran("backup", "-o", "mine.db").err == "reviewer: mine.db: is there already; give a new name\n"


def test_how_many_are_kept_is_a_setting(ran: Run, database: Path) -> None:
    database.with_name("reviewer.toml").write_text("backups = 2\n", "utf-8")
    for _ in range(4):
        ran("backup")
    assert len(backups(database)) == 2
    for value in ("-1", "true", '"seven"', "1001"):
        database.with_name("reviewer.toml").write_text(f"backups = {value}\n", "utf-8")
        done = ran("backup")
        assert done.code == 2
        assert done.err.startswith("reviewer: reviewer.toml: backups must be a whole number")


def test_the_doctor_finds_a_whole_database_whole(ran: Run, database: Path) -> None:
    assert database.exists()
    assert ran("doctor") == (0, "", "reviewer.db: is whole; its state is what its log says\n")


def test_the_doctor_puts_right_what_the_log_can(ran: Run, database: Path) -> None:
    store = SqliteStore.open(database)
    store.connection.execute("DELETE FROM annotations WHERE reviewer = 'ada'")
    store.close()
    done = ran("doctor")
    assert (done.code, done.out) == (2, "annotations: the log says otherwise of 3 rows\n")
    assert done.err == "reviewer.db: 1 thing the log can put right; do it with: reviewer doctor --mend\n"
    done = ran("doctor", "--mend")
    assert done.code == 0
    assert "made anew from its log; as it was: reviewer.backups/" in done.err
    assert ran("doctor").code == 0
    assert len(ran("export", "-o", "-").out.splitlines()) == 4


def test_there_is_nothing_to_copy_or_look_over_without_a_database(ran: Run, folder: Path) -> None:
    for arguments in (("backup",), ("doctor",)):
        done = ran(*arguments)
        assert done.code == 2
        assert done.err.startswith("reviewer: reviewer.db: there is no database yet")
    (folder / "a folder").mkdir()
    done = ran("backup", "--db", "a folder")
    assert done == (2, "", "reviewer: a folder: is no file; give the name of a database file with --db\n")
    (folder / "a folder").rmdir()
    told = "reviewer: none/x.db: its folder is not there; make it, or give another file with --db\n"
    assert ran("restore", "nowhere.db", "--db", "none/x.db") == (2, "", told)
    done = ran("restore", "nowhere.db")
    assert done == (
        2,
        "",
        "reviewer: nowhere.db: cannot be put back (No such file or directory); nothing was changed\n",
    )
    assert list(folder.iterdir()) == []
