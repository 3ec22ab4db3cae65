"""Files of our own records, changed by anybody."""

from collections.abc import Iterator
from contextlib import closing

from reviewer.errors import InputError
from reviewer.formats.native import is_native
from reviewer.formats.selection import Selection
from reviewer.layers import ALL
from reviewer.restoring import Restoring
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by
from tests.formats.conftest import exported
from tests.formats.round_trip import rich
from tests.fuzz.importing import whole
from tests.fuzz.reading import JSON_WORDS
from tests.fuzz.target import Target, folder, is_message, refused


def records_to_store(data: bytes) -> None:
    """Make sure that what fits comes in, what does not is told in a line each, and the database is whole."""
    path = folder() / "records.jsonl"
    path.write_bytes(data)
    is_native(str(path))
    with closing(SqliteStore.open(":memory:")) as store:
        restoring = Restoring(store, by("ada"), str(path))
        try:
            found = restoring.propose() if len(data) % 4 == 1 else restoring.take()
        except InputError as error:
            refused(error)
            return
        assert all(map(is_message, found.problems)), found.problems
        assert not store.document_ids() or found.articles
        whole(store)


def _seeds() -> Iterator[bytes]:
    with closing(SqliteStore.open(":memory:")) as store:
        rich(store)
        lines = exported(store, Selection(layers=ALL, undecided=True))
    yield b"".join(lines)
    yield from lines


TARGETS = (
    Target(
        "native", records_to_store, _seeds,
        (
            *JSON_WORDS, b'"start":', b'"end":', b'"reviewer"', b'"layer"', b'"label_given"', b'"id"',
            b'"check"', b'"speaker"', b'"adjudicated"', b'"created"', b'"sha256"', b'"document"', b'"text"',
        ),
    ),
)  # fmt: skip
