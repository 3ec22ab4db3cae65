"""`reviewer suggest`: what the program would say of articles, without a database."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD
from tests.formats.sample import ROOT

SAID = "Bridge shut\n\n“The river is high,” said Ann Lee. She said it would rise.\n\nThe bridge was built in 1932.\n"


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_each_sentence_is_a_record_with_a_suggestion_in_the_decisions_place(ran: Run, folder: Path) -> None:
    (folder / "said.txt").write_text(SAID, "utf-8")
    done = ran("suggest", "said.txt")
    assert (done.code, done.err) == (0, "suggestions for 4 sentences of 1 article\n")
    given = records(done.out)
    assert [one["text"] for one in given] == [
        "Bridge shut",
        "“The river is high,” said Ann Lee.",
        "She said it would rise.",
        "The bridge was built in 1932.",
    ]
    for one in given:
        assert one["suggestion"]["label"] in {"quote", "assertion", "background", "not_a_claim"}
        assert one["suggestion"]["reasons"]
        empty = ("label", "label_given", "reviewer", "layer", "created", "modified", "guideline_version", "decision")
        assert {one[name] for name in empty} == {None}
        assert (one["attributions"], one["claims"], one["review"]) == ([], [], None)
    assert given[1]["suggestion"]["label"] == "quote"


def test_who_said_what_stands_in_the_sentence_it_begins_in(ran: Run) -> None:
    given = records(ran("suggest", "-", given=SAID.encode()).out)
    (said,) = given[1]["suggestion"]["attributions"]
    assert [[span["text"] for span in said[role]] for role in ("content", "cue", "source")] == [
        ["“The river is high,”"], ["said"], ["Ann Lee"],
    ]  # fmt: skip
    assert said["speaker"] == "Ann Lee"
    assert said["quote_type"] == "direct"
    assert 0 < said["score"] <= 1
    for span in said["content"]:
        assert SAID[span["start"] : span["end"]] == span["text"]


def test_a_sentence_that_comes_again_leads_to_the_first(ran: Run) -> None:
    given = records(ran("suggest", "-", given=f"{FLOOD}\n\nThe river rose on Monday.".encode()).out)
    first = next(one for one in given if one["text"] == "The river rose on Monday.")
    assert given[-1]["suggestion"]["duplicate_of"] == {
        "sentence": first["id"],
        "start": first["target"]["selector"][0]["start"],
    }
    assert given[-1]["id"] != first["id"]


def test_nothing_is_made_but_the_file_that_is_named(ran: Run, folder: Path) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    assert ran("suggest", "flood.txt", "-o", "suggested.jsonl").out == ""
    assert sorted(path.name for path in folder.iterdir()) == ["flood.txt", "suggested.jsonl"]
    assert (folder / "suggested.jsonl").read_bytes().decode() == ran("suggest", "flood.txt").out


def test_the_same_article_gives_the_same_bytes_wherever_it_comes_from(ran: Run, folder: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(FLOOD, "utf-8")
    one, two = (records(ran("suggest", name).out) for name in ("one.txt", "two.txt"))
    for record in (*one, *two):
        record["document"].pop("name")
    assert one == two
    assert ran("suggest", "one.txt") == ran("suggest", "one.txt")


def test_folders_patterns_and_jsonl_are_read_as_everywhere(ran: Run, folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "flood.txt").write_text(FLOOD, "utf-8")
    wire = {"id": 7, "text": BUDGET, "title": "Wire", "url": "https://example.org/7", "desk": "city"}
    (folder / "wire.jsonl").write_text(json.dumps(wire) + "\n", "utf-8")
    given = records(ran("suggest", "articles", "*.jsonl").out)
    assert list(dict.fromkeys(one["document"]["name"] for one in given)) == ["articles/flood.txt", "wire.jsonl:1"]
    document = given[-1]["document"]
    assert (document["title"], document["external_id"], document["meta"]) == ("Wire", "7", {"desk": "city"})


def test_an_article_that_comes_twice_is_written_once(ran: Run, folder: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(FLOOD, "utf-8")
    done = ran("suggest", ".")
    assert done.err == "suggestions for 4 sentences of 1 article, 1 that came before\n"
    ids = [one["id"] for one in records(done.out)]
    assert len(ids) == len(set(ids)) == 4


def test_what_is_no_article_is_a_line_and_the_rest_goes_on(ran: Run, folder: Path) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    (folder / "wire.jsonl").write_text('{"text": 1}\n' + json.dumps({"text": BUDGET}) + "\n", "utf-8")
    done = ran("suggest", "none.txt", "wire.jsonl", "flood.txt")
    assert done.code == 2
    assert done.err.splitlines() == [
        "reviewer: none.txt: does not exist; check the name",
        'reviewer: wire.jsonl:1: "text" must be a text in quotation marks',
        "suggestions for 7 sentences of 2 articles, 2 refused",
    ]
    assert len(records(done.out)) == 7


def test_a_pipe_has_the_records_of_an_article_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "reviewer", "suggest", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stdout
        for text, sentences in ((FLOOD, 4), (BUDGET, 3)):
            running.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            running.stdin.flush()
            given = [json.loads(running.stdout.readline()) for _ in range(sentences)]
            assert given[-1]["text"] == text.rpartition(". ")[2]
        running.stdin.close()
        assert running.stdout.read() == b""
    assert running.returncode == 0


def test_where_there_is_no_article_no_file_is_made_and_an_older_one_stays(ran: Run, folder: Path) -> None:
    (folder / "old.jsonl").write_text("as it was", "utf-8")
    for name in ("new.jsonl", "old.jsonl"):
        done = ran("suggest", "none.txt", "-o", name)
        assert (done.code, done.out) == (2, "")
        assert done.err.splitlines()[-1] == f"reviewer: {name}: there is no article to write of; no file was made"
    assert (folder / "old.jsonl").read_text("utf-8") == "as it was"
    assert not (folder / "new.jsonl").exists()


def test_the_file_that_is_written_is_not_read(ran: Run, folder: Path) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    assert ran("suggest", ".", "-o", "suggested.jsonl").code == 0
    before = (folder / "suggested.jsonl").read_bytes()
    done = ran("suggest", ".", "-o", "suggested.jsonl")
    assert done.code == 2
    assert "suggested.jsonl: is the file that is written, and is not read" in done.err
    assert (folder / "suggested.jsonl").read_bytes() == before
    assert ran("suggest", "-", "-o", "suggested.jsonl", given=FLOOD.encode()).code == 0


def test_a_check_says_what_such_a_file_is_and_compares_its_places(ran: Run, database: Path) -> None:
    path = database.with_name("suggested.jsonl")
    path.with_name("flood.txt").write_text(FLOOD, "utf-8")
    path.with_name("other.txt").write_text(SAID, "utf-8")
    ran("suggest", "flood.txt", "other.txt", "-o", path.name)
    done = ran("export", "--check", path.name)
    assert done.code == 2
    assert done.out == (
        "suggested.jsonl:1: holds suggestions, which nobody has decided; only their places are compared, with "
        "articles of the database\n"
    )
    path.write_bytes(path.read_bytes().replace(b'"text":"The river rose', b'"text":"The river fell'))
    assert "suggested.jsonl:2: text is 'The river fell on Monday.', but the document has" in (
        ran("export", "--check", path.name).out
    )


def test_a_folder_that_is_not_there_is_one_line(ran: Run, folder: Path) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    done = ran("suggest", "flood.txt", "-o", "none/x.jsonl")
    assert done.code == 2
    assert done.err == "reviewer: none/x.jsonl: its folder is not there; make it, or give another file with -o\n"
