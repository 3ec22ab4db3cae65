"""Great files come in chunk by chunk: what was read in whole chunks stays, and memory does not grow with the file."""

import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from reviewer.errors import InputError
from reviewer.formats import Misfit, Unit
from reviewer.incoming import Incoming, Options, taking
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by
from tests.incoming.plain import unit


def test_what_was_read_before_an_interruption_is_kept_whole(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "CHUNK", 3)

    def read() -> Iterator[Unit | Misfit]:
        for number in range(1, 8):
            yield unit(number, f"Sentence {number}.", label="quote")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Incoming(store, by(), Options()).take_units(read(), "work.plain", "plain")
    assert [count.sentences for _, count in store.counts()] == [1] * 6
    store.undo(by())
    assert len(list(store.counts())) == 3, "each chunk is undone as one"


def test_what_was_read_of_a_file_that_breaks_off_comes_in(store: SqliteStore) -> None:
    def read() -> Iterator[Unit | Misfit]:
        yield unit(1, "Sentence 1.", label="quote")
        raise InputError("work.plain", "is no JSON from its second line on")

    with pytest.raises(InputError, match="second line"):
        Incoming(store, by(), Options()).take_units(read(), "work.plain", "plain")
    assert [count.sentences for _, count in store.counts()] == [1]


def test_memory_does_not_grow_with_the_file(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "CHUNK", 20)

    def collected(_read: int) -> None:
        gc.collect()

    def peak(records: int) -> int:
        read = (unit(number, f"Sentence {number} of {records}.", label="quote") for number in range(records))
        gc.collect()
        tracemalloc.reset_peak()
        Incoming(store, by(), Options(), progress=collected).take_units(read, "work.plain", "plain")
        return tracemalloc.get_traced_memory()[1]

    peak(20)
    tracemalloc.start()
    try:
        few, many = peak(40), peak(200)
    finally:
        tracemalloc.stop()
    assert many < few + 100_000
