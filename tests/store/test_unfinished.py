"""Which article comes next is told from memory, and is the one that all rows of the database would give."""

import random
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from benchmarks.big_database import build
from reviewer.errors import Refused, StoreError
from reviewer.store.queue import Queue
from reviewer.store.sqlite import SqliteStore, finished
from reviewer.store.sqlite.unfinished import WORTH
from tests.conftest import by, place, put, rows
from tests.store.desks import Worker

ACTS = 60


def unfinished(store: SqliteStore, layer: str) -> set[int]:
    """Return the documents in which a sentence has no label in a layer, from every sentence of every article."""
    return {
        int(str(row[0]))
        for row in rows(
            store,
            f"""SELECT d.id FROM documents d JOIN sentences s ON s.document = d.id LEFT JOIN annotations a
            ON a.document = d.id AND a.sentence = s.id AND a.reviewer = '{layer}' AND a.label IS NOT NULL
            WHERE NOT d.removed AND a.label IS NULL""",
        )
    }


def counted(store: SqliteStore, layer: str, queue: Sequence[int], behind: int | None) -> int | None:
    """Return what `first_unfinished` should say."""
    open_ones = unfinished(store, layer)
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
            if chance.random() < 0.2:
                write_down(store, layer)
                queue = Queue(queue)  # another sitting
            assert not list(finished.wrong(store.connection))


def write_down(store: SqliteStore, layer: str) -> None:
    """Write down what is finished in a layer, as the housekeeping does it of very many articles."""
    ((seq, uid),) = store.connection.execute("SELECT seq, uid FROM decisions ORDER BY seq DESC LIMIT 1").fetchall()
    done = set(store.document_ids()) - unfinished(store, layer)
    with store.transaction() as connection:
        finished.write(connection, layer, finished.Finished(seq, uid, finished.joined((one, one) for one in done)))


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


def test_what_a_sitting_found_finished_the_next_one_does_not_look_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, WORTH + 3)
    last = WORTH + 1
    found = []
    for _ in range(2):
        with closing(SqliteStore.open(path)) as store:
            steps = 0

            def count() -> int:
                nonlocal steps
                steps += 1
                return 0

            store.connection.set_progress_handler(count, 10)
            assert store.first_unfinished("ada", store.document_ids()) == last
            store.connection.set_progress_handler(None, 10)
            found.append(steps)
            store.tidy()
    assert found[1] < found[0] / 2, "the articles are counted, and not looked at"
    with closing(SqliteStore.open(path)) as store:
        store.annotate(place(store, 3, 5), by("ada"), "clear", label=None)
    with closing(SqliteStore.open(path)) as store:
        assert store.first_unfinished("ada", store.document_ids()) == 3
        assert not list(finished.wrong(store.connection))


def test_what_is_written_down_and_is_not_so_is_found_by_the_doctor_and_mended(store: SqliteStore) -> None:
    flood, _ = put(store, "The river rose.", "It fell.")
    store.annotate(place(store, flood, 0), by("ada"), "label", label="quote")
    write_down(store, "ada")
    assert not list(store.examine())
    value = store.preference("ada", finished.NAME)
    assert value is not None
    store.set_preference("ada", finished.NAME, value.replace(f"{flood}-{flood}", f"{flood}-{flood + 1}"))
    assert store.first_unfinished("ada", Queue(store.document_ids())) == flood + 1, "nobody is told that all is done"
    assert [one.what for one in store.examine()] == ["what is written down as finished of ada is not"]
    store.mend()
    assert not list(store.examine())
    assert store.first_unfinished("ada", Queue(store.document_ids())) == flood + 1


@pytest.mark.parametrize("value", ["", "1", "x y", "1 u 5", "1 u 1-2-3", "9" * 30 + " u 1-2", "[" * 100_000, "1 u 2-1"])
def test_what_somebody_else_wrote_there_is_passed_over(store: SqliteStore, value: str) -> None:
    (flood,) = put(store, "The river rose.")
    store.set_preference("ada", finished.NAME, value)
    assert store.first_unfinished("ada", Queue((flood,))) == flood
    assert not list(finished.wrong(store.connection))


def test_a_queue_in_any_order_leaves_out_runs_of_documents() -> None:
    runs = [(2, 3), (5, 5), (8, 9)]
    assert Queue((1, 2, 3, 4, 5, 6, 8, 10)).without(runs) == [0, 3, 5, 7]
    assert Queue((10, 2, 8, 1, 5, 4)).without(runs) == [0, 3, 5]
    assert list(Queue((1, 2, 3, 4, 5, 7, 8)).between([1])) == [(1, 1), (3, 3), (4, 4), (5, 5), (7, 7), (8, 8)]
    assert list(Queue((1, 2, 3, 4, 5, 7, 8)).between([0, 4])) == [(2, 4), (7, 8)]
    assert list(Queue((9, 8, 4)).between([1])) == [(9, 9), (4, 4)]
    assert finished.joined([(4, 4), (1, 2), (7, 9), (3, 3)]) == [(1, 4), (7, 9)]
