"""The disk, the file or the folder fails under a sitting on the screen: one line says so, and it goes on after that."""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewer.backups import back_up, restore
from tests.e2e.conftest import Terminal, environment
from tests.faults.conftest import Sit, left
from tests.faults.killing import ARTICLE, kept


def answered(terminal: Terminal) -> None:
    """Wait until all keys before are answered: keys are answered in order."""
    terminal.write("?")
    terminal.until("esc closes")
    terminal.write("\x1b")
    terminal.until(lambda: not any("esc closes" in row for row in terminal.rows()))


def quit_it(terminal: Terminal) -> None:
    terminal.write("\x11")
    assert left(terminal) == (0, {})
    assert b"Traceback" not in terminal.bytes


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_a_disk_that_takes_no_more_is_told_and_the_sitting_goes_on_when_it_does(sit: Sit, tmp_path: Path) -> None:
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    terminal.read(0.3)
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    terminal.write("b")
    terminal.until("not saved:")
    assert any(" 3/121 " in row for row in terminal.rows()), "nothing is shown as decided that is not"
    terminal.write("xqu")
    terminal.until("not saved:")
    answered(terminal)
    assert kept(tmp_path / "reviewer.db") == {0: "assertion", 1: "not_a_claim"}
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    terminal.write("n")
    terminal.read(0.1)
    terminal.write("b")
    terminal.until(" 4/121 ")
    quit_it(terminal)
    assert len(kept(tmp_path / "reviewer.db")) == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> str:
    """Give a command line that runs another one on a disk of one megabyte, in a folder of its own; skip without."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = f"unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=1m none {disk} && cd {disk} && %s'"
    if shutil.which("unshare") is None or subprocess.run(["sh", "-c", command % "true"], check=False).returncode:
        pytest.skip("no file system may be mounted here")
    return command


def test_a_full_disk_is_told_and_with_room_again_the_sitting_goes_on(small_disk: str, tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
    program = f"exec {sys.executable} -m reviewer open --no-suggestions {tmp_path / 'council.txt'}"
    terminal = Terminal(["sh", "-c", f"exec {small_disk % program}"], tmp_path, env=environment(tmp_path))
    try:
        terminal.until("sentence 1 of")
        terminal.write("qax")
        terminal.until(" 3/121 ")
        inside = Path(f"/proc/{terminal.process.pid}/root{tmp_path}/disk")
        if not (inside / "reviewer.db").exists():
            pytest.skip("nobody may look into the folder of another process here")
        with (inside / "everything-else").open("wb") as other, pytest.raises(OSError, match="No space"):
            other.write(bytes(2_000_000))
        terminal.write("qaxb" * 3)
        terminal.until("the disk is full; nothing is lost: make room")
        answered(terminal)
        decided = int(next(row for row in terminal.rows() if "/121 " in row).rpartition("/121")[0].split()[-1])
        assert len(kept_copy(inside, tmp_path)) == decided - 1, "all but the title, which is no rule"
        (inside / "everything-else").unlink()
        terminal.write("n")
        terminal.read(0.1)
        terminal.write("b")
        terminal.until(f" {decided + 1}/121 ")
        assert len(kept_copy(inside, tmp_path)) == decided
        terminal.write("\x11")
        assert left(terminal) == (0, {})
    finally:
        terminal.close()


def kept_copy(inside: Path, folder: Path) -> dict[int, str]:
    """Return what a database on another process's disk holds: it is read from a copy."""
    copy = folder / f"copy-{time.monotonic_ns()}"
    copy.mkdir()
    for name in ("reviewer.db", "reviewer.db-wal"):
        shutil.copyfile(inside / name, copy / name)
    return dict(kept(copy / "reviewer.db"))


def test_a_database_that_is_deleted_under_a_sitting_is_missed_at_the_next_key(sit: Sit, tmp_path: Path) -> None:
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    away = tmp_path / "away.db"
    (tmp_path / "reviewer.db").rename(away)
    terminal.write("b")
    terminal.until("not saved:")
    terminal.until("was deleted or moved")
    assert any(" 3/121 " in row for row in terminal.rows())
    away.rename(tmp_path / "reviewer.db")
    terminal.write("b")
    terminal.until(" 4/121 ")
    (tmp_path / "reviewer.db").unlink()
    terminal.write("b")
    terminal.until("not saved:")
    quit_it(terminal)
    assert not (tmp_path / "reviewer.db").exists()


def test_what_is_put_back_or_copied_over_a_database_under_a_sitting_is_seen(sit: Sit, tmp_path: Path) -> None:
    database, other = tmp_path / "reviewer.db", tmp_path / "other.db"
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    copy = back_up(database, 1)
    shutil.copyfile(copy, other)
    terminal.write("bq")
    terminal.until(" 5/121 ")
    restore(database, copy)
    terminal.write("k")
    terminal.until(" 3/121 ")
    assert not any("❝ quote   Rule 3" in row for row in terminal.rows()), "what was put back is what is shown"
    terminal.write("u")
    terminal.until(" 2/121 ")
    assert len(kept(database)) == 1
    shutil.copyfile(other, database)
    terminal.write("b")
    terminal.until("not saved: reviewer.db: was written over while it was open; quit")
    for keys in ("jj", "v", "\x1b", "/rule\r", "\x1b", "?", "\x1b", "c", "\x1b", "x"):
        terminal.write(keys)
        terminal.read(0.15)  # escape and the key behind it would be one key of alt
    terminal.until("was written over while it was open; quit")
    quit_it(terminal)
    assert database.read_bytes() == other.read_bytes()
    assert not list(tmp_path.glob("reviewer.db-wal"))


@pytest.mark.slow
def test_a_database_that_is_replaced_under_a_sitting_stays_what_it_is(sit: Sit, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    terminal = sit()
    terminal.until("sentence 1 of")
    terminal.write("qax")
    terminal.until(" 3/121 ")
    command = [sys.executable, "-m", "reviewer", "import", "--db", "other/reviewer.db", "council.txt"]
    subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), check=True, capture_output=True)
    content = (other / "reviewer.db").read_bytes()
    (other / "reviewer.db").replace(tmp_path / "reviewer.db")
    terminal.write("b")
    terminal.until("another file has taken its place")
    (tmp_path / "reviewer.db-wal").unlink()
    quit_it(terminal)
    assert (tmp_path / "reviewer.db").read_bytes() == content


def test_where_nothing_may_be_written_it_says_so_and_shows_no_screen(tmp_path: Path) -> None:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("to root, no folder is closed")
    (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    tmp_path.chmod(0o555)
    try:
        drop = "setpriv --reuid=65534 --clear-groups " if os.geteuid() == 0 else ""
        if subprocess.run([*drop.split(), sys.executable, "-c", "import reviewer.cli"], check=False).returncode:
            pytest.skip("nobody may read where the program is installed")
        done = subprocess.run(
            [*drop.split(), sys.executable, "-m", "reviewer", "open", "council.txt"],
            cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
    finally:
        tmp_path.chmod(0o755)
