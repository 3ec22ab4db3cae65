"""`reviewer split`: shards of articles in, shards of records out, without a database."""

import gzip
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD
from tests.corpus.conftest import MORE, WIRE, names, records, shard

MADE = ["2026/_split/more.jsonl.json", "2026/more.jsonl", "_split/wire.jsonl.json", "wire.jsonl"]


def test_each_shard_becomes_one_of_its_name_and_nothing_else_is_made(ran: Run, corpus: Path, folder: Path) -> None:
    done = ran("split", "corpus", "-o", "out", "--workers", "1")
    assert (done.code, done.out) == (0, "")
    assert done.err == "out: 14 sentences of 4 articles in 2 shards\n"
    assert names(folder / "out") == MADE
    assert sorted(path.name for path in folder.iterdir()) == ["corpus", "out"]
    assert names(corpus) == ["2026/more.jsonl", "wire.jsonl"]


@pytest.mark.usefixtures("corpus")
def test_the_records_are_those_of_suggest_by_the_shards_own_name(ran: Run, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    suggested = [json.loads(line) for line in ran("suggest", "corpus/wire.jsonl").out.splitlines()]
    for record in suggested:
        record["document"]["name"] = record["document"]["name"].removeprefix("corpus/")
    assert records(folder / "out" / "wire.jsonl") == suggested
    first = suggested[0]["document"]
    assert (first["name"], first["external_id"], first["meta"]) == ("wire.jsonl:1", "a1", {"desk": "city"})


@pytest.mark.usefixtures("corpus")
def test_every_span_is_the_words_of_the_article_also_behind_an_emoji(ran: Run, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    texts = {"wire.jsonl": WIRE, "2026/more.jsonl": MORE}
    for name, articles in texts.items():
        for record in records(folder / "out" / name):
            text = articles[int(record["document"]["name"].rpartition(":")[2]) - 1]["text"]
            at = record["target"]["selector"][0]
            assert text[at["start"] : at["end"]] == record["text"]
            for said in record["suggestion"]["attributions"]:
                for span in (*said["source"], *said["cue"], *said["content"]):
                    assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.usefixtures("corpus")
def test_several_workers_write_the_same_bytes_as_one(ran: Run, folder: Path) -> None:
    assert ran("split", "corpus", "-o", "one", "--workers", "1").code == 0
    done = ran("split", "corpus", "-o", "two", "--workers", "2")
    assert (done.code, done.err) == (0, "two: 14 sentences of 4 articles in 2 shards\n")
    for name in ("wire.jsonl", "2026/more.jsonl"):
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


@pytest.mark.usefixtures("corpus")
def test_without_suggestions_there_are_the_sentences_alone(ran: Run, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    ran("split", "corpus", "-o", "bare", "--no-suggestions", "--workers", "1")
    bare, full = records(folder / "bare" / "wire.jsonl"), records(folder / "out" / "wire.jsonl")
    assert {json.dumps(one["suggestion"]) for one in bare} == {"null"}
    assert bare == [{**one, "suggestion": None} for one in full]


@pytest.mark.usefixtures("corpus")
def test_a_finished_shard_is_passed_over_and_not_touched(ran: Run, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    before = (folder / "out" / "wire.jsonl").stat().st_mtime_ns
    done = ran("split", "corpus", "-o", "out", "--workers", "1")
    assert (done.code, done.err) == (0, "out: 14 sentences of 4 articles in 2 shards, 2 finished before\n")
    assert (folder / "out" / "wire.jsonl").stat().st_mtime_ns == before


def test_what_changed_is_done_again_and_the_rest_is_not(ran: Run, corpus: Path, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    shard(corpus / "wire.jsonl", [*WIRE, {"text": BUDGET}])
    done = ran("split", "corpus", "-o", "out", "--workers", "1")
    assert done.err == "out: 17 sentences of 5 articles in 2 shards, 1 finished before\n"
    assert records(folder / "out" / "wire.jsonl")[-1]["text"] == "Rates rise by 3 percent."
    written = folder / "out" / "wire.jsonl"
    whole = written.read_bytes()
    written.write_bytes(whole[:-1] + b" ")
    assert ran("split", "corpus", "-o", "out", "--workers", "1").err.endswith("1 finished before\n")
    assert written.read_bytes() == whole
    done = ran("split", "corpus", "-o", "out", "--workers", "1", "--no-suggestions")
    assert done.err == "out: 17 sentences of 5 articles in 2 shards\n"


def test_the_same_bytes_under_another_time_are_not_done_again(ran: Run, corpus: Path, folder: Path) -> None:
    ran("split", "corpus", "-o", "out", "--workers", "1")
    for path in (corpus / "wire.jsonl", folder / "out" / "wire.jsonl"):
        os.utime(path, (1, 1))
    assert ran("split", "corpus", "-o", "out", "--workers", "1").err.endswith("2 finished before\n")


def test_a_bad_line_is_told_and_counted_and_the_rest_goes_on(ran: Run, folder: Path) -> None:
    lines = [
        json.dumps({"text": FLOOD}),
        '{"text": 1}',
        "[" * 100_000,
        '{"te\x1b[31mxt"}',
        json.dumps({"text": BUDGET}),
    ]
    (folder / "wire.jsonl").write_text("\n".join(lines), "utf-8")
    done = ran("split", "wire.jsonl", "-o", "out", "--workers", "1")
    told = done.err.splitlines()
    assert done.code == 2
    assert told[0] == 'reviewer: wire.jsonl:2: "text" must be a text in quotation marks'
    assert [line.split(": ")[1] for line in told[1:3]] == ["wire.jsonl:3", "wire.jsonl:4"]
    assert told[3:] == ["out: 7 sentences of 2 articles in 1 shard, 3 refused"]
    assert "\x1b" not in done.err
    again = ran("split", "wire.jsonl", "-o", "out", "--workers", "1")
    assert (again.code, again.err.splitlines()[:3]) == (2, told[:3])
    assert again.err.endswith("in 1 shard, 1 finished before, 3 refused\n")


def test_many_bad_lines_are_told_in_part_and_counted_in_full(ran: Run, folder: Path) -> None:
    (folder / "wire.jsonl").write_text("{}\n" * 1000 + json.dumps({"text": FLOOD}), "utf-8")
    told = ran("split", "wire.jsonl", "-o", "out", "--workers", "1").err.splitlines()
    assert len(told) == 22
    assert told[-2:] == [
        "reviewer: … and 980 more like these",
        "out: 4 sentences of 1 article in 1 shard, 1,000 refused",
    ]


def test_what_is_no_shard_is_a_line_and_the_others_are_done(ran: Run, corpus: Path, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "story.txt").write_text(FLOOD, "utf-8")
    shard(folder / "other" / "wire.jsonl", WIRE)
    os.mkfifo(folder / "pipe.jsonl")
    given = ["none.jsonl", "empty", "story.txt", "pipe.jsonl", str(corpus / "wire.jsonl"), "other/wire.jsonl"]
    done = ran("split", *given, "-o", "out", "--workers", "1")
    assert done.code == 2
    assert [line.split(": ")[1] for line in done.err.splitlines()[:-1]] == [
        "none.jsonl", "empty", "story.txt", "pipe.jsonl", "other/wire.jsonl",
    ]  # fmt: skip
    assert done.err.splitlines()[-1] == "out: 8 sentences of 2 articles in 1 shard, 5 refused"


def test_no_shard_is_written_over_its_own_articles(ran: Run, corpus: Path) -> None:
    before = (corpus / "wire.jsonl").read_bytes()
    done = ran("split", "corpus/wire.jsonl", "-o", "corpus", "--workers", "1")
    assert done.code == 2
    assert "wire.jsonl: would be replaced by what is made of it; give another folder with -o" in done.err
    assert "corpus: is where shards are written" in ran("split", "corpus", "-o", "corpus", "--workers", "1").err
    assert (corpus / "wire.jsonl").read_bytes() == before


@pytest.mark.usefixtures("corpus")
def test_what_lies_in_the_folder_of_the_output_is_not_read(ran: Run) -> None:
    first = ran("split", "corpus", "-o", "corpus/out", "--workers", "1").err
    assert ran("split", "corpus", "-o", "corpus/out", "--workers", "1").err == first.replace(
        "\n", ", 2 finished before\n"
    )


def test_where_there_is_no_article_there_is_no_file(ran: Run, folder: Path) -> None:
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "bad.jsonl").write_bytes(b"{}\n")
    done = ran("split", "empty.jsonl", "bad.jsonl", "-o", "out", "--workers", "1")
    assert done.code == 2
    assert done.err.splitlines() == [
        "reviewer: empty.jsonl: is empty; there is nothing to review",
        'reviewer: bad.jsonl:1: has no "text"; give {"text": "…"}',
        "out: 0 sentences of 0 articles in 0 shards, 2 refused",
    ]
    assert names(folder / "out") == []


def test_a_folder_that_cannot_be_made_is_one_line(ran: Run, corpus: Path, folder: Path) -> None:
    (folder / "out").write_text("in the way", "utf-8")
    done = ran("split", str(corpus / "wire.jsonl"), "-o", "out", "--workers", "1")
    assert (done.code, done.err.splitlines()[0]) == (
        2, "reviewer: out: cannot be made (File exists); give another folder",
    )  # fmt: skip


def test_packed_shards_are_read_and_damage_costs_only_what_is_damaged(ran: Run, corpus: Path, folder: Path) -> None:
    lines = b"".join(json.dumps({"text": f"{FLOOD} {number}"}).encode() + b"\n" for number in range(40))
    packed = gzip.compress((corpus / "wire.jsonl").read_bytes())
    (folder / "wire.jsonl.gz").write_bytes(packed)
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(lines)[:-10])
    (folder / "none.jsonl.gz").write_bytes(b"no gzip")
    ran("split", "corpus", "-o", "plain", "--workers", "1")
    done = ran("split", "wire.jsonl.gz", "torn.jsonl.gz", "none.jsonl.gz", "-o", "out", "--workers", "1")
    assert done.code == 2
    assert done.err.splitlines()[:2] == [
        f"reviewer: {name}.jsonl.gz: is damaged; what came before was read; make the file again"
        for name in ("torn", "none")
    ]
    assert len(records(folder / "out" / "torn.jsonl")) in range(5 * 20, 5 * 41, 5)
    assert names(folder / "out") == ["_split/torn.jsonl.json", "_split/wire.jsonl.json", "torn.jsonl", "wire.jsonl"]
    given = (folder / "out" / "wire.jsonl").read_bytes().replace(b"wire.jsonl.gz:", b"wire.jsonl:")
    assert given == (folder / "plain" / "wire.jsonl").read_bytes()
