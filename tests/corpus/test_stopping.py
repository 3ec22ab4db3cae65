"""Whatever ends `reviewer split`, no half shard has its name, no process is left, and the next run goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FLOOD
from tests.corpus.conftest import names, shard
from tests.formats.sample import ROOT

PATIENCE = 60.0


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def under_way(out: Path) -> list[str]:
    return [name for name in names(out) if ".reviewer-export-" in name] if out.exists() else []


def children(pid: int) -> list[int]:
    """Return the processes that one has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("only Linux says which processes one has started")
    return [int(child) for child in listed.read_text().split()]


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def command(folder: Path) -> list[str]:
    """Return the command that splits a corpus of two shards, each of which takes seconds."""
    for name in ("a", "b"):
        shard(folder / "corpus" / f"{name}.jsonl", [{"text": f"{FLOOD} {at}"} for at in range(3000)])
    return [sys.executable, "-m", "reviewer", "split", "corpus", "-o", "out", "--workers", "2"]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_worker_that_is_killed_is_one_line_and_no_half_shard(folder: Path, command: list[str]) -> None:
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as running:
        until(lambda: len(under_way(folder / "out")) == 2)
        workers = [pid for pid in children(running.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(workers[0], signal.SIGKILL)
        _, said = running.communicate()
    assert (running.returncode, said.count("\n")) == (2, 1)
    assert said.startswith("reviewer: a worker was killed, perhaps for want of memory; what is finished is kept")
    assert [name for name in names(folder / "out") if name.endswith("jsonl")] == []


def test_ctrl_c_and_kill_leave_no_half_shard_and_no_process(ran: Run, folder: Path, command: list[str]) -> None:
    out = folder / "out"
    for sent, code in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as running:
            until(lambda: len(under_way(out)) == 2)
            workers = children(running.pid)
            running.send_signal(sent)
            _, said = running.communicate()
        assert running.returncode == code
        if sent == signal.SIGINT:
            assert said.strip() == "reviewer: interrupted; what was done until then is saved"
        until(lambda pids=workers: not any(map(is_alive, pids)))  # type: ignore[misc] # the loop's own value
        assert names(out) == []
    for name in ("a", "b"):
        shard(folder / "corpus" / f"{name}.jsonl", [{"text": FLOOD}])
    assert ran("split", "corpus", "-o", "out").err == "out: 8 sentences of 2 articles in 2 shards\n"
