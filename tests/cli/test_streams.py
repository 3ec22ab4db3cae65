"""Where standard output is full, closed, or read by nobody any more, a command says so in one line, or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.sample import ROOT

DATA = [
    ["suggest", "story.txt"],
    ["export", "-o", "-", "--include-undecided"],
    ["report", "flood.txt", "-o", "-"],
    ["similar", "The river rose"],
    ["log"],
    ["keys"],
]
STORY = "Flood closes bridge\n\nThe river rose on Monday.\n"


def started(folder: Path, shell: str, arguments: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command as the shell does; `shell` has `"$@"` where the command stands."""
    (folder / "story.txt").write_text(STORY)
    command = ["/bin/bash", "-c", shell, "bash", sys.executable, "-m", "reviewer", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", DATA, ids=lambda given: given[0])
def test_a_full_disk_behind_standard_output_is_one_line(database: Path, arguments: list[str]) -> None:
    done = started(database.parent, '"$@" > /dev/full', arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "reviewer: -: cannot be written to the end (No space left on device); make room, or write to another place"
    ]


@pytest.mark.parametrize("arguments", DATA[:3], ids=lambda given: given[0])
def test_a_standard_output_that_is_closed_is_one_line(database: Path, arguments: list[str]) -> None:
    done = started(database.parent, '"$@" >&-', arguments)
    assert done.returncode == 2
    assert done.stderr == "reviewer: -: standard output is closed; give a file with -o\n"


@pytest.mark.parametrize("arguments", DATA, ids=lambda given: given[0])
def test_a_reader_that_has_left_is_no_error(database: Path, arguments: list[str]) -> None:
    done = started(database.parent, 'exec 3>&1; { sleep 0.1; "$@"; echo $? >&3; } | true', arguments)
    assert done.stdout == "0\n"
    assert "Error" not in done.stderr
    assert "fault" not in done.stderr


@pytest.mark.parametrize("arguments", [["suggest", "story.txt"], ["import", "story.txt"]], ids=lambda given: given[0])
def test_without_a_stream_for_talk_the_work_is_done(database: Path, arguments: list[str]) -> None:
    assert started(database.parent, '"$@" 2>&-', arguments).returncode == 0
