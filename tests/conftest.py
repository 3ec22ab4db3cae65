"""What the tests share: articles made of plain text, and a store on each kind of place."""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store import Store
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

# Behind everything else: what benchmarks/ builds is tried here too, and the program stays the installed one.
sys.path.append(str(Path(__file__).parents[1]))

FLOOD = "Flood closes bridge\n\nThe river rose on Monday. The mayor closed the bridge. It was built in 1932."
BUDGET = "Council passes budget\n\nThe council voted 7 to 2. Rates rise by 3 percent."


def by(reviewer: str = "ada") -> Act:
    """Return an act of a reviewer, by a key."""
    return Act(reviewer, "reviewer-1", "key")


def article(text: str, name: str = "flood.txt") -> Article:
    """Return an article as reading a file gives it."""
    return Article(text, hashlib.sha256(text.encode()).hexdigest(), name, "utf-8")


def put(store: Store, *texts: str, reviewer: str = "ada") -> list[int]:
    """Import texts as one import; return the row ids of their documents."""
    return store.add([(article(text), segment(text)) for text in texts], by(reviewer), SPLITTER)


def place(store: Store, document: int, index: int) -> Place:
    """Return the place of a document's sentence, counted from 0."""
    return Place(document, store.layout(document).ids[index])


def sentences(store: Store, document: int) -> list[str]:
    """Return the texts of a document's sentences."""
    return [text for _, text in store.texts(document)]


def labels(store: Store, document: int, reviewer: str = "ada") -> list[str | None]:
    """Return one reviewer's labels, in the order of the sentences."""
    given = {sentence: label for sentence, label, _ in store.labels(document, reviewer)}
    return [given.get(identity) for identity in store.layout(document).ids]


Opened = Callable[[], SqliteStore]


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    """Give an empty store, in memory and in a file."""
    opened = SqliteStore.open(":memory:" if request.param == "memory" else tmp_path / "reviewer.db")
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """Open the same file anew at every call, as another process would."""
    stores: list[SqliteStore] = []

    def opened() -> SqliteStore:
        stores.append(SqliteStore.open(tmp_path / "reviewer.db"))
        return stores[-1]

    yield opened
    for one in stores:
        one.close()


def rows(store: SqliteStore, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Return rows as they stand in the file, for what the interface does not show."""
    return store.connection.execute(sql, values).fetchall()
