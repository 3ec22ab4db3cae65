"""The file an article came in is kept byte for byte, goes along when databases are merged, and outlasts corrections."""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.articles.article import Article
from reviewer.articles.source_files import SourceFile
from reviewer.articles.structure import segment
from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.documents import BATCH_BYTES
from tests.conftest import by

PAGE = b"<p>It rained.</p>\r\n\0\xff"
DRY = "It rained. The river rose by two metres in a night."


def article(text: str, data: bytes | None = PAGE, **more: str) -> Article:
    source = None if data is None else SourceFile.of("text/html", data)
    return Article(text, hashlib.sha256(text.encode()).hexdigest(), "page.html", "utf-8", source=source, **more)  # type: ignore[arg-type]


def put(store: SqliteStore, *articles: Article) -> None:
    store.add(((one, segment(one.text)) for one in articles), by("ada"), "test/1")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[SqliteStore, SqliteStore]]:
    """Give two databases on the disk."""
    pair = SqliteStore.open(tmp_path / "one.db"), SqliteStore.open(tmp_path / "two.db")
    yield pair
    for store in pair:
        store.close()


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def kept(store: SqliteStore, text: str = DRY) -> bytes | None:
    found = store.source_file(article(text).sha256)
    return found and found.data


def test_the_bytes_come_back_as_they_were(store: SqliteStore) -> None:
    put(store, article(DRY), article("A text of its own.", None))
    assert store.source_file(article(DRY).sha256) == SourceFile.of("text/html", PAGE)
    assert kept(store) == PAGE
    assert kept(store, "A text of its own.") is None


def test_a_text_that_comes_in_another_file_keeps_the_first(store: SqliteStore) -> None:
    put(store, article(DRY))
    put(store, article(DRY, b"<p>with another advertisement"))
    assert kept(store) == PAGE


def test_an_import_that_fails_keeps_no_file(store: SqliteStore) -> None:
    store.connection.execute("CREATE TRIGGER full BEFORE INSERT ON sentences BEGIN SELECT RAISE(FAIL, 'full'); END")
    with pytest.raises(StoreError):
        put(store, article(DRY))
    assert kept(store) is None


def test_an_import_of_great_files_is_stored_before_they_fill_memory(store: SqliteStore) -> None:
    seen = []
    great = SourceFile("text/html", zlib.compress(b"x" * (BATCH_BYTES // 2), level=0))

    def read() -> Iterator[Article]:
        for number in range(4):
            seen.append(len(store.document_ids()))
            yield article(f"It rained {number} times.")._replace(source=great)

    store.add(((one, segment(one.text)) for one in read()), by("ada"), "test/1")
    assert seen == [0, 0, 2, 2]
    assert len(list(store.log())) == 1, "one import all the same"


def test_each_version_of_a_corrected_page_keeps_its_own_file(store: SqliteStore) -> None:
    put(store, article(DRY))
    wet = DRY.replace("two metres", "three metres")
    new = article(wet, b"<p>corrected")
    store.correct(1, new, segment(wet), by("ada"), "test/1")
    assert (kept(store), kept(store, wet)) == (PAGE, b"<p>corrected")
    store.undo(by("ada"))
    document = store.document(1)
    assert document
    assert store.source_file(document.sha256) == SourceFile.of("text/html", PAGE)


def test_merging_brings_the_files_along(desks: tuple[SqliteStore, SqliteStore], tmp_path: Path) -> None:
    ours, theirs = desks
    put(ours, article("We have this.", b"ours"))
    put(theirs, article(DRY))
    wet = DRY.replace("two metres", "three metres")
    theirs.correct(1, article(wet, b"<p>corrected"), segment(wet), by("ada"), "test/1")
    ours.unite([tmp_path / "two.db"])
    assert (kept(ours), kept(ours, wet), kept(ours, "We have this.")) == (PAGE, b"<p>corrected", b"ours")


def test_merging_gives_one_file_whoever_merges_whom(desks: tuple[SqliteStore, SqliteStore], tmp_path: Path) -> None:
    ours, theirs = desks
    put(ours, article(DRY, b"<p>b"), article("Only one has a file.", None))
    put(theirs, article(DRY, b"<p>a"), article("Only one has a file."))
    ours.unite([tmp_path / "two.db"])
    theirs.unite([tmp_path / "one.db"])
    assert kept(ours) == kept(theirs) == b"<p>a"
    assert kept(ours, "Only one has a file.") == PAGE
    assert ours.unite([tmp_path / "two.db"]).backup is None, "nothing is new the second time"


@pytest.mark.parametrize(
    "packed",
    [b"no zlib", b"", SourceFile.of("text/html", PAGE).packed[:-3], zlib.compress(b"\0" * 70_000_000)],
    ids=["junk", "nothing", "cut off", "a bomb"],
)
def test_a_file_that_was_meddled_with_is_not_taken_in(
    desks: tuple[SqliteStore, SqliteStore], tmp_path: Path, packed: bytes
) -> None:
    ours, theirs = desks
    put(theirs, article(DRY))
    theirs.connection.execute("UPDATE source_files SET bytes = ?", (packed,))
    with pytest.raises(StoreError, match="the file an article came in is damaged"):
        ours.unite([tmp_path / "two.db"])
    assert list(ours.document_ids()) == []
