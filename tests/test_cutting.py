"""Many articles are cut beside the process that stores them; few are not, and nobody sees a difference."""

from collections import deque
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from reviewer.articles.article import Article
from reviewer.articles.structure import segment
from reviewer.cutting import AHEAD, CHUNK, FEW, cut
from reviewer.errors import StoreError
from tests.conftest import article


def articles(count: int, read: list[int]) -> Iterator[Article]:
    """Yield so many articles, and note each one that was asked for."""
    for number in range(count):
        read.append(number)
        yield article(f"Bridge {number} closed\n\nThe river rose. The mayor closed bridge {number}.", f"{number}.txt")


def test_a_great_import_keeps_its_order() -> None:
    count = FEW + 3 * CHUNK + 7
    found = list(cut(articles(count, [])))
    assert [one.name for one, _ in found] == [f"{number}.txt" for number in range(count)]
    assert all(segments == segment(one.text) for one, segments in found)


def test_no_more_is_read_than_is_under_way() -> None:
    read: list[int] = []
    cutting = cut(articles(FEW + 20 * CHUNK, read))
    for _ in range(FEW + 1):
        next(cutting)
    assert len(read) <= FEW + (AHEAD + 1) * CHUNK
    cutting.close()  # type: ignore[attr-defined] # it is a generator, which an import that is interrupted leaves so


def test_few_articles_are_cut_here() -> None:
    assert [len(segments) for _, segments in cut(articles(3, []))] == [3, 3, 3]


def test_a_process_that_is_killed_is_told_in_a_line() -> None:
    found = cut(articles(FEW + 9 * CHUNK, []))
    for _ in range(FEW + 1):
        next(found)
    for process in active_children():
        process.kill()
    with pytest.raises(StoreError, match="was killed, perhaps for want of memory; what is stored is kept"):
        deque(found, maxlen=0)
