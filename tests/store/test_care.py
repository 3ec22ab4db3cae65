"""Looking a database over: what is whole is found whole, harm is found, and the log puts the state right."""

import random
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reviewer.errors import Refused, StoreError
from reviewer.store import copy_store
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, Opened, by, place, put
from tests.store.desks import Worker, dump, sound

HARMS = {
    "UPDATE annotations SET label = 'assertion'": "annotations: the log says otherwise of 1 rows",
    "DELETE FROM annotations": "annotations: the log says otherwise of 1 rows",
    "UPDATE progress SET sentences = 9": "progress: the log says otherwise of 1 rows",
    "UPDATE sentences SET text = 'Zzz.' WHERE start = 0": "does not stand in its article",
    "DELETE FROM undo_stack": "undo_stack: the log says otherwise of",
    "UPDATE documents SET removed = 1": "documents: the log says otherwise of 1 rows",
    "INSERT INTO speakers VALUES ('x', 'Nobody', '[]', '')": "speakers: the log says otherwise of 1 rows",
}

LOST = (
    "texts VALUES (99, 'Words.')",
    "positions VALUES ('ada', 99, 0, '2026-01-05T09:00:00.000Z')",
    "versions VALUES (99, 1, 'aa', 'utf-8', 's', '2026-01-05T09:00:00.000Z', 'Words.')",
    "copies VALUES (99, 'b', 0)",
    """proposals (document, text, start, "end", engine, proposal) VALUES (99, 'aa', 0, 5, 'spacy', '{}')""",
)
"""Rows of a document that there is not."""


def ailments(store: SqliteStore) -> list[str]:
    return [one.what for one in store.examine()]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_is_found_whole_and_comes_out_the_same_from_the_log(store: SqliteStore, seed: int) -> None:
    workers = [Worker(store, name, random.Random(seed)) for name in ("ada", "ben")]
    for _ in range(12):
        for worker in workers:
            with suppress(Refused):
                worker.work(3)
    assert ailments(store) == []
    before = dump(store)
    store.mend()
    assert dump(store) == before
    assert sound(store)


@pytest.mark.parametrize(("harm", "told"), HARMS.items())
def test_each_harm_is_found_and_the_log_puts_it_right(store: SqliteStore, harm: str, told: str) -> None:
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by("ada"), "label", label="quote")
    before = dump(store)
    store.connection.execute(harm)
    found = list(store.examine())
    assert any(told in one.what for one in found), found
    assert ailments(store) == [one.what for one in found]  # looking changes nothing
    if all(one.mendable for one in found):
        store.mend()
        assert ailments(store) == []
        assert dump(store) == before


def test_what_somebody_else_is_writing_to_is_not_taken_for_damaged(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with closing(SqliteStore.open(desk)) as store, closing(SqliteStore.open(desk)) as other:
        put(store, FLOOD)
        with other.transaction():
            assert ailments(store) == []


def test_what_stands_by_an_article_that_is_not_there_is_taken_out(store: SqliteStore) -> None:
    put(store, FLOOD)
    before = dump(store)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    for row in LOST:
        store.connection.execute(f"INSERT INTO {row}")
    store.connection.execute("PRAGMA foreign_keys = ON")
    assert sorted(ailments(store)) == sorted(f"1 rows of {row.partition(' ')[0]} point nowhere" for row in LOST)
    store.mend()
    assert ailments(store) == []
    assert dump(store) == before


def test_a_log_that_was_changed_by_hand_is_named_and_nothing_is_mended(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by("ada"), "label", label="quote")
    store.connection.execute("UPDATE decisions SET changes = '[{}]' WHERE action = 'label'")
    (found,) = store.examine()
    assert "cannot be read" in found.what
    assert not found.mendable
    with pytest.raises(StoreError, match="does not fit together; nothing was changed"):
        store.mend()


def test_while_a_database_is_looked_over_others_decide_at_once(desk: Opened) -> None:
    store, other = desk(), desk()
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by("ada"), "label", label="quote")
    store.connection.execute("UPDATE progress SET sentences = 9")
    store.connection.execute("DELETE FROM undo_stack")
    found = store.examine()
    told = [next(found).what]
    begun = time.monotonic()
    other.annotate(place(other, document, 2), by("ben"), "label", label="quote")
    assert time.monotonic() - begun < 1
    told += [one.what for one in found]
    assert [one.partition(":")[0] for one in told] == ["progress", "undo_stack"]


def test_a_copy_is_whole_while_others_write(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "desk.db")
    (document,) = put(store, FLOOD)
    store.annotate(place(store, document, 1), by("ada"), "label", label="quote")
    copy_store(tmp_path / "desk.db", tmp_path / "copy.db")
    store.annotate(place(store, document, 2), by("ada"), "label", label="quote")
    copy = SqliteStore.open(tmp_path / "copy.db", make=False)
    assert ailments(copy) == []
    assert len(list(copy.log())) == 2
    with pytest.raises(StoreError, match="could not be copied to"):
        copy_store(tmp_path / "desk.db", tmp_path / "nowhere" / "copy.db")
    store.close()
    copy.close()
