"""What the tests of the commands share: a folder with a database of two reviewers, and a way to run a command in it."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reviewer.cli import run
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, new, place, put


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty current folder, with no database named elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVIEWER_DB", raising=False)
    return tmp_path


@pytest.fixture
def database(folder: Path) -> Path:
    """Make a database in the current folder: one article of four sentences, three labels of ada, one of ben."""
    path = folder / "reviewer.db"
    store = SqliteStore.open(new(path))
    (document,) = put(store, FLOOD) and store.document_ids()
    for index, label in enumerate(("assertion", "assertion", "background")):
        store.annotate(place(store, document, index), by("ada"), "label", label=label)
    store.annotate(place(store, document, 0), by("ben\x1b[31m"), "label", label="quote")
    store.close()
    return path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line as the program does, and return its exit code and what it said."""

    def call(*arguments: str, given: bytes = b"") -> Ran:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
            out.flush()
            err.flush()
        return Ran(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())

    return call
