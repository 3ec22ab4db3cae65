"""The program of docs/corpora.md runs as it stands, under Dask, and gives what the command does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.corpus.conftest import MORE, WIRE, names, shard
from tests.formats.sample import ROOT


def test_the_pipeline_on_the_page_writes_what_the_command_does(ran: Run, folder: Path) -> None:
    pytest.importorskip("dask.bag", reason="the pipeline of docs/corpora.md needs dask")
    shard(folder / "corpus" / "wire.jsonl", WIRE)
    shard(folder / "corpus" / "more.jsonl", MORE)
    page = (ROOT / "docs" / "corpora.md").read_text("utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (folder / "pipeline.py").write_text(program, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_NUM_WORKERS": "2"}
    done = subprocess.run(
        [sys.executable, "pipeline.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "3 quotes; 14 sentences\n"), done.stderr
    before = {name: (folder / "suggested" / name).stat().st_mtime_ns for name in names(folder / "suggested")}
    assert ran("split", "corpus", "-o", "suggested").err.endswith("2 finished before\n")
    assert {name: (folder / "suggested" / name).stat().st_mtime_ns for name in before} == before
    assert ran("split", "corpus", "-o", "again", "--workers", "1").code == 0
    for name in ("wire.jsonl", "more.jsonl"):
        assert (folder / "suggested" / name).read_bytes() == (folder / "again" / name).read_bytes()
