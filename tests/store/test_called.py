"""Documents are found by their URL, their id and their name, however often that is asked."""

from contextlib import closing
from pathlib import Path

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.called import FEW
from tests.conftest import article, by


def bring(store: SqliteStore, number: int, text: str, *, url: str | None = None, external_id: str | None = None) -> int:
    """Import an article called after its number; return its row id."""
    one = article(text, f"{number}.txt")._replace(url=url, external_id=external_id)
    return store.add([(one, segment(text))], by(), SPLITTER)[0]


def named(store: SqliteStore, name: str, url: str | None = None, external_id: str | None = None) -> list[int]:
    asked = article("It rose.", name)._replace(url=url, external_id=external_id)
    return [one.id for one in store.named_like(asked)]


def test_by_name_url_and_id_newest_first_before_there_is_an_index_and_after(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(SqliteStore.open(path)) as store, closing(SqliteStore.open(path)) as other:
        first = bring(store, 1, "The river rose.", url="https://water.example/1", external_id="w1")
        second = bring(store, 1, "The river rose again.")
        for round_ in range(FEW):
            assert named(store, "1.txt") == [second, first], round_
            assert named(store, "2.txt") == []
        assert named(store, "1.txt", url="https://water.example/1") == [first]
        assert named(store, "7.txt", external_id="w1") == [first]
        third = bring(store, 2, "It fell.")
        fourth = bring(other, 2, "It froze.")
        assert named(store, "2.txt") == [fourth, third]
        other.undo(by())
        assert named(store, "2.txt") == [third]
        assert named(store, "w1") == []


def test_what_another_program_has_renamed_is_found_by_its_new_name(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(SqliteStore.open(path)) as store, closing(SqliteStore.open(path)) as other:
        first = bring(store, 1, "The river rose.")
        assert [named(store, "1.txt") for _ in range(2 * FEW)] == [[first]] * (2 * FEW)
        with other.transaction() as connection:  # as a merge does, that knows an older name
            connection.execute("UPDATE documents SET name = '0.txt'")
        assert (named(store, "1.txt"), named(store, "0.txt")) == ([], [first])
