"""Parquet, both ways: rows of articles in, flat rows of records out, through pyarrow, which is an extra."""

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from reviewer.articles.article import Article
from reviewer.articles.reading import from_line
from reviewer.errors import ExportError, InputError, SettingsError
from reviewer.text import one_line, shorten

if TYPE_CHECKING:  # an extra, and slow to load
    import pyarrow as pa

PARQUET = ".parquet"
_BATCH = 16
"""How many rows of articles are decoded at a time."""
_BUFFER_BYTES = 1024 * 1024
GROUP_ROWS, GROUP_BYTES = 10_000, 8 * 1024 * 1024
"""When a row group is full: so many records, or so many bytes of them in memory."""


@contextmanager
def needs_pyarrow(what: str) -> Iterator[None]:
    """Raise SettingsError that says how to get pyarrow where it is imported and missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise SettingsError(f"{what} need {error.name}; install it with: pip install 'reviewer[parquet]'") from error


def read_rows(stream: BinaryIO, name: str) -> Iterator[Article | InputError]:
    """Yield the articles of a Parquet file by the columns that a line of JSONL would have; the others go into meta.

    Times and days are given as ISO 8601, decimals as text; null, and what is no number (NaN), as nothing at all.
    """
    with needs_pyarrow("Parquet shards"):
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - 150 ms, and an extra
    number = 0
    try:
        with parquet.ParquetFile(stream, buffer_size=_BUFFER_BYTES, pre_buffer=False) as file:
            _refuse_twins(file.schema_arrow.names, name)
            for batch in file.iter_batches(batch_size=_BATCH):
                for at in range(batch.num_rows):
                    number += 1
                    yield _article(batch, at, f"{name}:{number}")
    except ArrowException as error:
        raise ValueError(str(error)) from None
    if not number:
        yield InputError(one_line(name), "is empty; there is nothing to review")


def _refuse_twins(names: list[str], name: str) -> None:
    """Raise InputError where two columns have one name: only one of them could be kept."""
    twin = next((one for one in names if names.count(one) > 1), None)
    if twin is not None:
        raise InputError(one_line(name), f"has two columns {one_line(twin)!r}; name them apart")


def _article(batch: Any, at: int, where: str) -> Article | InputError:
    """Return one row as an article, or why it is none."""
    try:
        values = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
        row = {name: value for name, value in values.items() if value is not None and not _is_nan(value)}
        if isinstance(row.get("meta"), str):
            row["meta"] = json.loads(row["meta"])
        line = json.dumps(row, default=_plain).encode()
    except (TypeError, ValueError, RecursionError) as error:
        return InputError(one_line(where), f"cannot be read as an article ({one_line(shorten(str(error), 200))})")
    try:
        return from_line(line, where)
    except InputError as problem:
        return problem


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _plain(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, timedelta)):
        return str(value)
    raise TypeError(f"a column of {type(value).__name__} has no place in JSON; leave it out")


def schema() -> "pa.Schema":
    """Return the columns of what is written: `text` and its place, its article, and what is proposed for it."""
    import pyarrow as pa  # noqa: PLC0415 - asked only where rows are written

    text, place, share = pa.string(), pa.int64(), pa.float64()
    spans = pa.list_(pa.struct([("start", place), ("end", place), ("text", text)]))
    said = [("source", spans), ("cue", spans), ("content", spans), ("quote_type", text), ("speaker", text),
            ("score", share), ("rule", text), ("reason", text)]  # fmt: skip
    return pa.schema(
        [
            ("id", text), ("text", text), ("start", place), ("end", place), ("index", place), ("paragraph", place),
            ("kind", text), ("before", text), ("after", text), ("splitter", text),
            ("document_id", text), ("document_sha256", text), ("document_name", text), ("external_id", text),
            ("title", text), ("url", text), ("published", text), ("language", text), ("meta", text),
            ("document_text", text),
            ("label", text), ("score", share), ("rule", text), ("reasons", pa.list_(text)), ("engine", text),
            ("check_worthiness", text), ("duplicate_of", text), ("duplicate_start", place),
            ("attributions", pa.list_(pa.struct(said))),
        ]
    )  # fmt: skip


def row(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as a row of `schema`; the article's text stands where the record has it."""
    document, place, proposal = record["document"], record["sentence"], record["suggestion"] or {}
    position = record["target"]["selector"][0]
    same = proposal.get("duplicate_of") or {}
    shared = ("title", "url", "published", "language", "external_id")
    told = ("label", "score", "rule", "reasons", "engine", "check_worthiness", "attributions")
    return {
        "id": record["id"],
        "text": record["text"],
        "start": position["start"],
        "end": position["end"],
        **{name: place[name] for name in ("index", "paragraph", "kind", "splitter")},
        **record["context"],
        **{f"document_{name}": document.get(name) for name in ("id", "sha256", "name", "text")},
        **{name: document[name] for name in shared},
        "meta": json.dumps(document["meta"], ensure_ascii=False),
        **{name: proposal.get(name) for name in told},
        "duplicate_of": same.get("sentence"),
        "duplicate_start": same.get("start"),
    }


class Rows:
    """Writes rows to a file in groups of bounded size, and compares all of them with what the file gives at the end."""

    def __init__(self, path: Path) -> None:
        with needs_pyarrow("Parquet shards"):
            from pyarrow import parquet  # noqa: PLC0415 - 150 ms, and an extra
        self._path, self._schema = path, schema()
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._batches: list[pa.RecordBatch] = []
        self._digest = sha256()

    def put(self, lines: list[bytes]) -> None:
        """Write the rows of some records, given as lines of JSON; they wait as columns until their group is full."""
        import pyarrow as pa  # noqa: PLC0415 - as above

        rows = [row(json.loads(line)) for line in lines]
        for one in rows:
            self._digest.update(_said(one))
        self._batches.append(pa.RecordBatch.from_pylist(rows, schema=self._schema))
        count, size = (sum(found) for found in zip(*((len(one), one.nbytes) for one in self._batches), strict=True))
        if count >= GROUP_ROWS or size >= GROUP_BYTES:
            self._flush()

    def prove(self) -> None:
        """End the file and read it back; raises ExportError when it does not hold what was put."""
        from pyarrow import parquet  # noqa: PLC0415 - as above

        self._flush()
        self._writer.close()
        digest = sha256()
        with parquet.ParquetFile(self._path, buffer_size=_BUFFER_BYTES, pre_buffer=False) as file:
            names = self._schema.names
            for batch in file.iter_batches(batch_size=_BATCH * _BATCH):
                for one in batch.to_pylist():
                    digest.update(_said({name: one[name] for name in names}))
        if digest.digest() != self._digest.digest():
            raise ExportError("parquet: what was written does not match the articles; no file was made")

    def close(self) -> None:
        """Let go of the file, however far it is."""
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - as above

        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches))
            self._batches = []


def _said(one: dict[str, Any]) -> bytes:
    return json.dumps(one, sort_keys=True).encode() + b"\n"
