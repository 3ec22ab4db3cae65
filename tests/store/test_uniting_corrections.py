"""Joining databases in which an article was corrected: together it goes on, apart it is refused in one line."""

from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import StoreError
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.rebuild import passed, rebuild
from tests.conftest import FLOOD, article, by, labels, place, put, sentences
from tests.store.desks import dump, sound

CORRECTED = FLOOD.replace("on Monday", "on Tuesday") + " It will open in May."


@pytest.fixture
def ada(tmp_path: Path) -> SqliteStore:
    """Give a database with an article of which ada has labelled every sentence."""
    store = SqliteStore.open(tmp_path / "ada.db")
    put(store, FLOOD)
    for index in range(4):
        store.annotate(place(store, 1, index), by("ada"), "label", label="assertion")
    return store


def copied(store: SqliteStore, path: Path) -> SqliteStore:
    store.connection.execute("VACUUM INTO ?", (str(path),))
    return SqliteStore.open(path)


def correct(store: SqliteStore, reviewer: str = "ada") -> None:
    store.correct(1, article(CORRECTED), segment(CORRECTED), by(reviewer), SPLITTER)


def same(one: SqliteStore, other: SqliteStore, folder: Path) -> None:
    """Let two databases take in each other, and hold the same, which the log alone accounts for."""
    one.unite([folder / "ben.db"])
    other.unite([folder / "ada.db"])
    assert sound(one)
    assert dump(one) == dump(other)
    before = dump(one)
    with one.transaction() as connection:
        rebuild(connection, passed(connection))
    assert dump(one) == before


def test_what_is_decided_after_a_correction_that_both_have_comes_together(ada: SqliteStore, tmp_path: Path) -> None:
    correct(ada)
    ben = copied(ada, tmp_path / "ben.db")
    ben.annotate(place(ben, 1, 4), by("ben"), "label", label="quote")
    ada.split(place(ada, 1, 4), CORRECTED.index("open"), by("ada"))
    same(ada, ben, tmp_path)
    assert sentences(ben, 1)[4:] == ["It will", "open in May."]
    assert labels(ben, 1, "ben")[4:] == ["quote", "quote"]
    assert labels(ben, 1, "ada")[:4] == ["assertion", None, "assertion", "assertion"]


def test_a_correction_in_one_of_them_only_is_refused_until_it_is_undone(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    ben.annotate(place(ben, 1, 1), by("ben"), "label", label="quote")
    correct(ada)
    for store, other in ((ada, "ben.db"), (ben, "ada.db")):
        before = dump(store)
        with pytest.raises(StoreError, match="“Flood closes bridge” was not corrected in both databases together"):
            store.unite([tmp_path / other])
        assert dump(store) == before
    ada.undo(by("ada"))
    same(ada, ben, tmp_path)
    assert labels(ada, 1, "ben")[1] == "quote"
    correct(ada)
    assert labels(ada, 1, "ben") == [None] * 5


def test_two_corrections_each_on_its_own_are_refused(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    correct(ben, "ben")
    with pytest.raises(StoreError, match="not corrected in both databases together"):
        ada.unite([tmp_path / "ben.db"])
