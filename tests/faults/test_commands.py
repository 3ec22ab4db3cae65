"""Commands on a disk that takes no more, and commands that are interrupted: one line, and nothing half."""

import json
import resource
import shutil
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


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 4096, 40_000])
def test_every_command_says_it_in_one_line_and_leaves_nothing_half(tmp_path: Path, room: int) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "friday.txt").write_text(ARTICLE.replace("Monday", "Friday"), "utf-8")
    for words in ("import council.txt", "import --db other.db friday.txt", "backup -o monday.db"):
        assert run(tmp_path, words).returncode == 0
    shards, line = tmp_path / "shards", json.dumps({"id": "1", "text": ARTICLE})
    shards.mkdir()
    (shards / "a.jsonl").write_text(f"{line}\n" * 20, "utf-8")
    before = content(tmp_path)
    for words in (
        "backup", "backup -o new.db", "restore monday.db", "doctor", "doctor --mend", "merge other.db",
        "report council", "status", "split shards -o cut", "suggest council.txt -o new.jsonl", "agreement", "stats",
        "lint", "log", "assign --to ann,ben", "export --include-undecided -o new.jsonl",
    ):  # fmt: skip
        done = run(tmp_path, words, room)
        assert "Traceback" not in done.stderr, words
        assert done.returncode in {0, 2}, words
        if done.returncode:
            first, *more = done.stderr.splitlines()
            assert first.startswith("reviewer: ") or words == "doctor", words
            assert len(more) <= words.startswith("split"), "after what it could not do it counts what it has done"
            assert content(tmp_path) == before, words
        shutil.rmtree(tmp_path / "exports", ignore_errors=True)
    assert "is whole" in run(tmp_path, "doctor").stderr


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and all below, but for what SQLite keeps beside an open database."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


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
