"""Files of rows that are proved as they are written: JSON lines at once, Parquet when the file is whole."""

import json
from typing import Any, Protocol

from reviewer.formats.cards import Card
from reviewer.formats.columns import CLASS, TAGGED, Type
from reviewer.formats.files import Target
from reviewer.formats.flat import Told, line, mismatch, proving
from reviewer.formats.proving import Proof
from reviewer.formats.tagging import follow

_GROUP = 1000
"""How many rows of Parquet stand in memory, and in one of its row groups."""


class Shard(Protocol):
    """A file of rows that is being written."""

    def add(self, row: dict[str, Any], wanted: Told) -> None:
        """Write a row, of which this must be found in the file."""

    def end(self) -> int:
        """End the file, prove it, and return how many bytes it has."""


def found(row: dict[str, Any], classes: list[str] | None = None) -> Told:
    """Return what a row, read from a file, says; its spans' words are cut out of its text, not read from it."""
    label = row.get("label")
    spans = row.get("spans") or ()
    return Told(
        row["id"],
        row["text"],
        classes[label] if classes is not None and label is not None else label,
        tuple((one["label"], row["text"][one["start"] : one["end"]]) for one in spans),
    )


def is_sound(row: dict[str, Any]) -> bool:
    """Return whether the words beside each span are those that its offsets cut out, and tokens make up the text."""
    words = all(row["text"][one["start"] : one["end"]] == one["text"] for one in row.get("spans") or ())
    return words and ("tokens" not in row or follow(row["text"], row["tokens"]))


class Lines:
    """A file of JSON lines."""

    def __init__(self, target: Target, name: str) -> None:
        self._sink = target.file(name)
        self._size = 0

    def add(self, row: dict[str, Any], wanted: Told) -> None:
        """Write a row and read it back; raises ExportError when it is another one."""
        written = self._sink.put(line(row))
        self._size += len(written)
        with proving("huggingface", wanted.id):
            there = json.loads(written)
            if found(there) != wanted or not is_sound(there):
                raise mismatch("huggingface", wanted.id)

    def end(self) -> int:
        """Return how many bytes the file has: every line of it is proved."""
        return self._size


class Parquet:
    """A file of Parquet, with classes as numbers."""

    def __init__(self, target: Target, name: str, card: Card) -> None:
        # 60 MB, only for who asks for Parquet.
        import pyarrow as pa  # noqa: PLC0415 - as above
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above

        self._arrow, self._parquet, self._card = pa, pq, card
        self._schema = pa.schema([(one, _arrow(pa, kind)) for one, kind in card.columns.items()])
        self._path = target.place(name)
        self._writer = pq.ParquetWriter(self._path, self._schema)
        self._rows: list[dict[str, Any]] = []
        self._proof = Proof("huggingface")

    def add(self, row: dict[str, Any], wanted: Told) -> None:
        """Take a row, and write those that have come together."""
        if row.get("label") is not None:
            row["label"] = self._card.classes.index(row["label"])
        self._rows.append(row)
        self._proof.want(wanted)
        if len(self._rows) == _GROUP:
            self._flush()

    def end(self) -> int:
        """End the file and read it back; raises ExportError when it holds something else. Return its size in bytes."""
        self._flush()
        self._writer.close()
        with proving("huggingface", self._path.name), self._parquet.ParquetFile(self._path) as file:
            for batch in file.iter_batches(_GROUP):
                for row in batch.to_pylist():
                    if not is_sound(row):
                        raise mismatch("huggingface", row["id"])
                    self._proof.find(found(row, self._card.classes))
        self._proof.settle()
        return self._path.stat().st_size

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
            self._rows.clear()


def _arrow(pa: Any, kind: Type) -> Any:
    """Return the type of a column as Arrow has it."""
    if not isinstance(kind, str):
        return pa.list_(pa.struct([(name, _arrow(pa, of)) for name, of in kind.items()]))
    plain = {"string": pa.string(), "int64": pa.int64(), "bool": pa.bool_(), CLASS: pa.int64()}
    lists = {"strings": pa.list_(pa.string()), TAGGED: pa.list_(pa.int64())}
    return lists.get(kind) or plain[kind]
