"""Shards of columns: Parquet read as JSONL is, and written with typed, flat columns."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.corpus.conftest import MORE, WIRE, names, records, shard
from tests.formats.sample import ROOT

pa = pytest.importorskip("pyarrow", reason="Parquet needs the extra: pip install 'reviewer[parquet]'")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs the extra: pip install 'reviewer[parquet]'")

BARE = """
import sys
sys.modules["pyarrow"] = None
from reviewer.cli import run
print([run(["split", *given.split(), "-o", "out", "--workers", "1"]) for given in sys.argv[1:]])
"""


def test_columns_hold_what_the_lines_do(ran: Run, corpus: Path, folder: Path) -> None:
    shard(corpus / "wire.jsonl", [*WIRE, *MORE])
    ran("split", "corpus/wire.jsonl", "-o", "out")
    done = ran("split", "corpus/wire.jsonl", "-o", "out", "--format", "parquet")
    assert (done.code, done.err) == (0, "out: 14 sentences of 4 articles in 1 shard\n")
    given = pq.read_table(folder / "out" / "wire.parquet").to_pylist()
    for row, record in zip(given, records(folder / "out" / "wire.jsonl"), strict=True):
        place, proposal = record["target"]["selector"][0], record["suggestion"]
        assert (row["id"], row["text"], row["kind"]) == (record["id"], record["text"], record["sentence"]["kind"])
        assert (row["start"], row["end"]) == (place["start"], place["end"])
        assert {name: row[name] for name in ("label", "score", "rule", "reasons", "engine", "attributions")} == {
            name: proposal[name] for name in ("label", "score", "rule", "reasons", "engine", "attributions")
        }
        assert json.loads(row["meta"]) == record["document"]["meta"]
        assert (row["document_id"], row["title"]) == (record["document"]["id"], record["document"]["title"])


def test_columns_have_their_types_whatever_a_shard_holds(ran: Run, corpus: Path, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--format", "parquet", "--workers", "1")
    ran("split", "corpus", "-o", "bare", "--format", "parquet", "--workers", "1", "--no-suggestions")
    del corpus
    files = [folder / out / name for out in ("out", "bare") for name in ("wire.parquet", "2026/more.parquet")]
    first, *others = (pq.read_schema(path) for path in files)
    assert all(one.equals(first) for one in others)
    assert (str(first.field("start").type), str(first.field("score").type)) == ("int64", "double")


def test_rows_of_articles_are_read_as_lines_are(ran: Run, corpus: Path, folder: Path) -> None:
    ran("split", "corpus/wire.jsonl", "-o", "lines")
    table = pa.Table.from_pylist([{**WIRE[0], "id": "a1"}, {**WIRE[1], "id": "2"}])
    pq.write_table(table.append_column("published", pa.array([None, "2026-01-04"])), corpus / "wire.parquet")
    assert ran("split", "corpus/wire.parquet", "-o", "rows").code == 0
    given = (folder / "rows" / "wire.jsonl").read_bytes().replace(b"wire.parquet:", b"wire.jsonl:")
    assert given == (folder / "lines" / "wire.jsonl").read_bytes()


def test_what_json_has_no_value_for_is_put_as_text_or_left_out(ran: Run, folder: Path) -> None:
    row = {
        "text": "It rained.",
        "published": dt.datetime(2026, 1, 4, 9, 30, tzinfo=dt.UTC),
        "meta": '{"desk": "city"}',
        "day": dt.date(2026, 1, 4),
        "views": float("nan"),
        "tags": ["a", "b"],
        "section": None,
    }
    table = pa.Table.from_pylist([row, {**row, "text": None}, {**row, "meta": "no JSON"}])
    pq.write_table(table, folder / "rows.parquet")
    done = ran("split", "rows.parquet", "-o", "out")
    (record,) = records(folder / "out" / "rows.jsonl")
    assert record["document"]["published"] == "2026-01-04T09:30:00+00:00"
    assert record["document"]["meta"] == {"day": "2026-01-04", "tags": ["a", "b"], "desk": "city"}
    assert [line.split(": ")[1] for line in done.err.splitlines()[:2]] == ["rows.parquet:2", "rows.parquet:3"]
    assert done.code == 2


def test_columns_without_a_place_in_json_and_damage_are_one_line(ran: Run, folder: Path) -> None:
    pq.write_table(pa.table({"text": ["It rained."], "raw": [b"\xff"]}), folder / "raw.parquet")
    whole = (folder / "raw.parquet").read_bytes()
    (folder / "torn.parquet").write_bytes(whole[: len(whole) // 2])
    twins = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], ["text", "text"])
    pq.write_table(twins, folder / "twins.parquet")
    done = ran("split", "raw.parquet", "torn.parquet", "twins.parquet", "-o", "out", "--workers", "1")
    assert done.code == 2
    assert done.err.splitlines()[:3] == [
        "reviewer: raw.parquet:1: cannot be read as an article (a column of bytes has no place in JSON; leave it out)",
        "reviewer: torn.parquet: is damaged; what came before was read; make the file again",
        "reviewer: twins.parquet: has two columns 'text'; name them apart",
    ]
    assert names(folder / "out") == []


def test_lines_packed_by_zstd_are_read(ran: Run, corpus: Path, folder: Path) -> None:
    with pa.CompressedOutputStream(str(folder / "wire.jsonl.zst"), "zstd") as stream:
        stream.write((corpus / "wire.jsonl").read_bytes())
    whole = (folder / "wire.jsonl.zst").read_bytes()
    (folder / "torn.jsonl.zst").write_bytes(whole[:-20])
    done = ran("split", "wire.jsonl.zst", "torn.jsonl.zst", "-o", "out", "--workers", "1")
    assert "torn.jsonl.zst: is damaged" in done.err
    assert len(records(folder / "out" / "wire.jsonl")) == 8


def test_without_the_package_the_extra_is_named(corpus: Path, folder: Path) -> None:
    for name in ("x.parquet", "x.jsonl.zst"):
        (folder / name).write_bytes((corpus / "wire.jsonl").read_bytes())
    command = [sys.executable, "-c", BARE, "corpus --format parquet", "x.parquet", "x.jsonl.zst"]
    done = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[2, 2, 2]\n"
    for line, what in zip(done.stderr.splitlines(), ("Parquet shards",) * 2 + ("shards in zstd",), strict=True):
        assert line == f"reviewer: {what} need pyarrow; install it with: pip install 'reviewer[parquet]'"
