"""Ctrl+c in the middle of an export or an import: code 130, one line, and nothing half done beside what was there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.store.bringing import Brought
from reviewer.store.rows import Annotation
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, put
from tests.formats.sample import ROOT

SAID = Annotation("quote", False, "", "", "", "", "", None)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a database of enough articles that an export of them takes a while."""
    folder = tmp_path_factory.mktemp("desk")
    store = SqliteStore.open(folder / "news.db")
    texts = (" ".join(f"The mayor of town {page} spoke {one} times." for one in range(40)) for page in range(100))
    documents = put(store, *texts)
    work = [Brought(one, "ada", dict.fromkeys(store.layout(one).ids, SAID)) for one in documents]
    store.bring(work, (), by())
    store.close()
    return folder


INTERRUPTED = """if True:
    import os, signal, sys, threading, time
    from reviewer.__main__ import main

    def interrupt():
        while not any(name.startswith(".reviewer-export-") for name in os.listdir()):
            time.sleep(0.001)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    sys.argv = ["reviewer", *sys.argv[1:]]
    main()
"""
"""Runs the command and interrupts it, as ctrl+c does, as soon as a part of an export is there."""


@pytest.mark.parametrize(("form", "name"), [("csv", "labels.csv"), ("brat", "labels"), ("labelstudio", "labels.json")])
def test_an_export_that_is_interrupted_leaves_what_was_there(desk: Path, form: str, name: str) -> None:
    before = sorted(path.name for path in desk.iterdir())
    command = [sys.executable, "-c", INTERRUPTED, "export", "--db", "news.db", "--format", form, "-o", name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.strip()) == (130, "reviewer: interrupted; what was done until then is saved")
    assert sorted(path.name for path in desk.iterdir() if not path.name.endswith(("-wal", "-shm"))) == before
