"""What the tests share: articles made of plain text, and a store on each kind of place."""

import compileall
import gc
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store import Store
from reviewer.store.rows import Act, Place
from reviewer.store.sqlite import SqliteStore

ROOT = Path(__file__).parents[1]
# Behind everything else: what benchmarks/ builds is tried here too, and the program stays the installed one.
sys.path.append(str(ROOT))
MEMORY_DISK, ROOM = Path("/dev/shm"), 4 * 2**30
"""A disk in memory, and how many bytes have to be free on it for the folders of the tests to be made there."""
MADE = pytest.StashKey[str]()
"""The folder that was made on it."""


def pytest_configure(config: pytest.Config) -> None:
    """Try few examples in what is run often, and put its files onto a disk in memory: each decision waits for its disk.

    The long runs stay on the disk that there is: they measure, and some of their files are large.
    """
    # pytest would compile it anew, with other asserts, in every process: it counts whole packages among its plugins.
    getattr(config.pluginmanager.rewrite_hook, "_must_rewrite", set()).discard("hypothesis")
    from hypothesis import settings  # noqa: PLC0415 - as said

    often = config.getoption("markexpr") == "not slow"
    settings.register_profile("often", max_examples=40, deadline=None)  # a busy machine is no fault
    settings.register_profile("long", deadline=None)
    settings.load_profile("often" if often else "long")
    roomy = os.access(MEMORY_DISK, os.W_OK) and shutil.disk_usage(MEMORY_DISK).free > ROOM
    if often and roomy and "TMPDIR" not in os.environ:
        config.stash[MADE] = tempfile.mkdtemp(prefix="reviewer-tests-", dir=MEMORY_DISK)
        Path(config.stash[MADE]).chmod(0o711)  # a test that goes on as somebody else has its files below it
        os.environ["TMPDIR"], tempfile.tempdir = config.stash[MADE], None


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start one process more than there are cores: those that drive a terminal wait for most of their time."""
    del config
    return (os.cpu_count() or 1) + 1


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give the memory back, with what killed programs left in it."""
    if MADE in config.stash:
        shutil.rmtree(config.stash[MADE], ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the program once: it is started a hundred times and more, by processes that may keep nothing."""
    if not hasattr(session.config, "workerinput"):
        compileall.compile_dir(ROOT / "reviewer", quiet=2)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while thousands of tests are collected, nor ever again among what they are made of."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


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


@cache
def _new() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        SqliteStore.open(path := Path(folder) / "new.db").close()
        assert [one.name for one in Path(folder).iterdir()] == [path.name]
        return path.read_bytes()


def new(path: Path) -> Path:
    """Put a new database where there is none: a copy of one that the program made takes a fifth of making it."""
    if not path.exists():
        path.write_bytes(_new())
    return path


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    """Give an empty store, in memory and in a file."""
    opened = SqliteStore.open(":memory:" if request.param == "memory" else new(tmp_path / "reviewer.db"))
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """Open the same file anew at every call, as another process would."""
    stores: list[SqliteStore] = []

    def opened() -> SqliteStore:
        stores.append(SqliteStore.open(new(tmp_path / "reviewer.db")))
        return stores[-1]

    yield opened
    for one in stores:
        one.close()


def rows(store: SqliteStore, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Return rows as they stand in the file, for what the interface does not show."""
    return store.connection.execute(sql, values).fetchall()
