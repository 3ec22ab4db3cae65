"""What the tests of incoming work share: a store in memory, and a file of units that is taken into it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.errors import InputError
from reviewer.incoming import Incoming, Options
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by
from tests.incoming.plain import PLAIN


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


class Desk:
    """A folder with files of units, and the store they are taken into by ada."""

    def __init__(self, store: SqliteStore, folder: Path) -> None:
        self.store = store
        self.path = folder / "work.plain"
        self.problems: list[str] = []

    def take(self, *units: Any, options: Options | None = None, reviewer: str = "ada") -> dict[str, int]:
        """Take units in, each the fields of one, or a line that is none; return the counts that are not 0."""
        lines = (one if isinstance(one, str) else json.dumps(one) for one in units)
        self.path.write_text("".join(line + "\n" for line in lines), "utf-8")
        self.problems.clear()
        incoming = Incoming(self.store, by(reviewer), options or Options(), self._told)
        incoming.take(self.path, PLAIN)
        return {name: count for name, count in incoming.came().counts.items() if count}

    def _told(self, problem: InputError) -> None:
        self.problems.append(str(problem).rpartition("work.plain:")[2])


@pytest.fixture
def incoming(store: SqliteStore, tmp_path: Path) -> Desk:
    """Give a desk that files come to."""
    return Desk(store, tmp_path)
