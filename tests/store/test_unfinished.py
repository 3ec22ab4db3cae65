"""Which article comes next is told from memory, and is the one that all rows of the database would give."""

import random
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reviewer.errors import Refused, StoreError
from reviewer.store.queue import Queue
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put, rows
from tests.store.desks import Worker

ACTS = 60


def counted(store: SqliteStore, layer: str, queue: Sequence[int], behind: int | None) -> int | None:
    """Return what `first_unfinished` should say, from every sentence of every article."""
    open_ones = {
        row[0]
        for row in rows(
            store,
            f"""SELECT d.id FROM documents d JOIN sentences s ON s.document = d.id LEFT JOIN annotations a
            ON a.document = d.id AND a.sentence = s.id AND a.reviewer = '{layer}' AND a.label IS NOT NULL
            WHERE NOT d.removed AND a.label IS NULL""",
        )
    }
    order = list(range(len(queue)))
    if behind is not None:
        order = order[behind + 1 :] + order[:behind]
    return next((queue[index] for index in order if queue[index] in open_ones), None)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_here_and_elsewhere(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with closing(SqliteStore.open(tmp_path / "a.db")) as store, closing(SqliteStore.open(tmp_path / "a.db")) as other:
        put(store, *(f"Number {number} rose. It fell." for number in range(8)))
        put(other, *(f"Number {number} sank. It swam." for number in range(4)), reviewer="ben")
        workers = [Worker(one, name, chance) for one, name in ((store, "ada"), (other, "ben"), (other, "ada"))]
        queue = Queue(chance.sample(store.document_ids(), 12))
        for number in range(ACTS):
            for index, one in enumerate(workers):
                following = one.store.first_unfinished(one.name, queue)
                if following and chance.random() < 0.7:
                    at = chance.randrange(len(store.layout(following).ids))
                    one.store.annotate(place(one.store, following, at), by(one.name), "label", label="quote")
                else:
                    with suppress(Refused):
                        one.turn() if index else one.act()
            layer, behind = chance.choice(("ada", "ben")), chance.choice((None, *range(len(queue))))
            told = store.first_unfinished(layer, queue, behind)
            assert told == counted(store, layer, queue, behind), (number, layer, behind)
            store.tidy()


def test_an_article_that_was_taken_out_unfinished_is_the_next_once_it_is_back(store: SqliteStore) -> None:
    (first,) = put(store, "The river rose.")
    (second,) = put(store, "It fell.", reviewer="ben")
    queue = Queue((first, second))
    store.annotate(place(store, first, 0), by("ada"), "label", label="quote")
    store.undo(by("ben"))
    assert store.first_unfinished("ada", queue) is None
    store.redo(by("ben"))
    assert store.first_unfinished("ada", queue) == second


def test_what_is_decided_in_a_transaction_that_fails_leaves_no_trace(store: SqliteStore) -> None:
    (flood,) = put(store, "The river rose.")
    queue = Queue((flood,))
    with suppress(StoreError), store.transaction():
        store.connection.execute("UPDATE documents SET sentences = 0")
        assert store.first_unfinished("ada", queue) is None
        raise StoreError("the disk is full")
    assert store.first_unfinished("ada", queue) == flood


def test_a_queue_knows_where_each_document_stands() -> None:
    queue = Queue((5, 3, 5, 9))
    assert list(queue) == [5, 3, 9]
    assert [queue.at(document) for document in (9, 5, 4)] == [2, 0, None]
    assert (3 in queue, 4 in queue, len(queue), list(queue[1:])) == (True, False, 3, [3, 9])
