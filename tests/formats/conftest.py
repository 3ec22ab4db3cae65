"""What the tests of the formats share: two articles with two reviewers' labels, one with characters outside the BMP."""

from pathlib import Path

import pytest

from reviewer.formats import Selection, named
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, by, place, put

CANARY = '😀 The mayor said “taxes fell 4%” on Monday. \u202eIt "rained" \\ hard.\tNothing else happened.'


@pytest.fixture
def labelled(store: SqliteStore) -> SqliteStore:
    """Give a store with two articles, labels of ada and ben, a flag, a note, and a sentence nobody has touched."""
    canary, budget = put(store, CANARY, BUDGET)
    store.annotate(place(store, canary, 0), by("ada"), "label", label="quote")
    store.annotate(place(store, canary, 0), by("ben"), "label", label="assertion")
    store.annotate(place(store, canary, 1), by("ada"), "label", label="background")
    store.annotate(place(store, canary, 1), by("ada"), "uncertain", uncertain=True)
    store.annotate(place(store, canary, 1), by("ada"), "note", note='who "said"\n\x1b[31m so?')
    store.annotate(place(store, budget, 1), by("ben"), "label", label="assertion")
    store.annotate(place(store, budget, 2), by("ben"), "uncertain", uncertain=True)
    return store


class Memory:
    """A target that keeps what went in; `files` are those beside it."""

    def __init__(self) -> None:
        self.data = b""
        self.files: dict[str, Memory] = {}

    def put(self, data: bytes) -> bytes:
        self.data += data
        return data

    def file(self, name: str) -> "Memory":
        return self.files.setdefault(name, Memory())

    def place(self, name: str = "") -> Path:
        raise NotImplementedError(name)


def exported(store: SqliteStore, selection: Selection | None = None) -> list[bytes]:
    """Return the lines of an export."""
    sink = Memory()
    named("jsonl").write(store, selection or Selection(), sink)
    return sink.data.splitlines(keepends=True)


def findings(store: SqliteStore, lines: list[bytes]) -> list[tuple[int, str]]:
    """Return what a check of lines finds."""
    return [(found.line, found.what) for found in named("jsonl").check(store, lines)]


def leftovers(folder: Path) -> list[str]:
    """Return the names of everything in a folder."""
    return sorted(path.name for path in folder.iterdir())
