"""Commands on a disk that takes no more, and commands that are interrupted: one line, and nothing half."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import environment
from tests.faults.killing import ARTICLE, kept


def run(folder: Path, words: str, room: int = resource.RLIM_INFINITY) -> "subprocess.CompletedProcess[str]":
    """Run a command where no file may get longer than `room` bytes."""
    return subprocess.run(
        [sys.executable, "-m", "reviewer", *words.split()],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY)),
    )


def told(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line with which a command ended."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("reviewer: ")
    return line


def test_an_import_says_that_the_disk_takes_no_more_and_goes_in_when_it_does(tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
    for room in (0, 4096, 40_000):
        assert "disk" in told(run(tmp_path, "import council.txt", room))
    assert run(tmp_path, "import council.txt").returncode == 0
    assert "121" in run(tmp_path, "status").stdout


def test_an_export_says_so_and_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
    assert run(tmp_path, "import council.txt").returncode == 0
    (tmp_path / "labels.jsonl").write_text("what was exported before\n")
    # There is room for the index of the database's log, and not for the export.
    line = told(run(tmp_path, "export --include-undecided -o labels.jsonl", 40_000))
    assert "labels.jsonl" in line
    assert (tmp_path / "labels.jsonl").read_text() == "what was exported before\n"
    assert not list(tmp_path.glob(".reviewer-export-*"))
    assert run(tmp_path, "export --include-undecided -o labels.jsonl").returncode == 0
    assert len((tmp_path / "labels.jsonl").read_text("utf-8").splitlines()) == 121


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)], ids=str)
def test_an_import_that_is_interrupted_leaves_what_came_in(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "articles").mkdir()
    for count in range(100):
        (tmp_path / "articles" / f"{count}.txt").write_text(f"{ARTICLE}\n\nIt was number {count}.\n", "utf-8")
    command = [sys.executable, "-m", "reviewer", "import", "articles"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    database = tmp_path / "reviewer.db"
    end = time.monotonic() + 20
    while not database.exists() and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode in {130, -signal.SIGTERM}
    assert "Traceback" not in complaint
    assert len(complaint.split("\n")) <= 3, "after the ^C that a terminal shows comes a line of its own"
    assert kept(database) == {}
    assert run(tmp_path, "import articles").returncode == 0
