"""Records of what is proposed: each is the model's, its spans are the text's, and the same bytes come again."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.articles.structure import segment
from reviewer.errors import ExportError
from reviewer.formats.mark_differences import misplaced_proposals
from reviewer.formats.proposal_lines import blocks
from reviewer.formats.suggestions import write
from reviewer.models.record import Record
from tests.conftest import FLOOD, article
from tests.formats.conftest import CANARY, Memory
from tests.formats.sample import ROOT, SEED

SPOKEN = (
    "“It rose,” said 😀 Ann Lee of the council. She added that it 'would' fall. ''We wait,'' he told us: “No.\n\n“Go.”"
)
pieces = st.sampled_from(
    ["“", "”", '"', "''", "'", "said", "she", "Ann Lee", "according to", "told", ",", ".", "\n\n", "\r\n", "it rained",
     "😀", "The mayor", "No.", "MOSCOW, May 20. /TASS/.", "that", ":", "—", "\u202e", "\0", "é"]
)  # fmt: skip
texts = st.lists(pieces, min_size=1, max_size=40).map(" ".join) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200
)


def lines_of(text: str) -> list[bytes]:
    return [line for block in blocks(article(text), segment(text)) for line in block]


@settings(deadline=None)
@given(texts)
def test_every_line_is_the_models_and_its_spans_are_the_texts(text: str) -> None:
    lines = lines_of(text)
    records = [Record.model_validate_json(line) for line in lines]
    for line, record in zip(lines, records, strict=True):
        assert record.model_dump_json().encode() + b"\n" == line
        position, quote = record.target.selector
        assert text[position.start : position.end] == quote.exact == record.text
        assert record.suggestion is not None
        for said in record.suggestion.attributions:
            for span in (*said.source, *said.cue, *said.content):
                assert text[span.start : span.end] == span.text != ""
            assert position.start <= said.content[0].start < position.end
        if record.suggestion.duplicate_of:
            earlier = next(one for one in records if one.id == record.suggestion.duplicate_of.sentence)
            assert earlier.target.selector[0].start == record.suggestion.duplicate_of.start < position.start
    assert len({record.id for record in records}) == len(records)
    assert [record.target.selector[0].start for record in records] == [one.start for one in segment(text)]
    assert lines_of(text) == lines


@pytest.mark.parametrize("text", [CANARY, SPOKEN, FLOOD])
def test_offsets_are_code_points_where_they_differ_from_bytes(text: str) -> None:
    for line in lines_of(text):
        for said in json.loads(line)["suggestion"]["attributions"]:
            for span in (*said["source"], *said["cue"], *said["content"]):
                assert text[span["start"] : span["end"]] == span["text"]


def test_an_article_of_many_pages_has_the_offsets_of_the_whole() -> None:
    text = "\n\n".join(f"“It rose by {number},” said Ann Lee. Nobody else spoke." for number in range(400))
    records = [json.loads(line) for line in lines_of(text)]
    said = [(one, record) for record in records for one in record["suggestion"]["attributions"]]
    assert len(said) == 400
    for one, record in said:
        assert one["speaker"] == "Ann Lee"
        assert one["content"][0]["text"].startswith("“It rose by")
        for span in (*one["source"], *one["cue"], *one["content"]):
            assert text[span["start"] : span["end"]] == span["text"]
        assert record["target"]["selector"][0]["start"] == one["content"][0]["start"]


def test_an_id_is_made_of_the_articles_hash_and_words_and_of_no_place() -> None:
    first, second = (f"Rain fell. {end} Rain fell." for end in ("It stopped.", "It went on for long."))
    assert [json.loads(line)["id"] for line in lines_of(first)] == [json.loads(line)["id"] for line in lines_of(first)]
    assert {json.loads(line)["id"] for line in lines_of(first)}.isdisjoint(
        json.loads(line)["id"] for line in lines_of(second)
    )


def test_the_same_bytes_come_whatever_order_sets_have() -> None:
    def digest(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "reviewer", "suggest", SEED], cwd=ROOT, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return hashlib.sha256(done.stdout).hexdigest()

    assert digest("1") == digest("2")


class Forgetful(Memory):
    """A sink that gives back other bytes than it was given."""

    def put(self, data: bytes) -> bytes:
        return super().put(data)[:-2]


def test_what_cannot_be_read_back_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text(FLOOD, "utf-8")
    with pytest.raises(ExportError, match=r"flood\.txt: what was written does not match the article"):
        write([str(tmp_path / "flood.txt")], Forgetful(), None, lambda _articles: None)


def widened(said: Any) -> None:
    said["cue"][0]["end"] += 2


def outside(said: Any) -> None:
    said["source"][0].update(start=900, end=901)


def elsewhere(said: Any) -> None:
    said["content"][0].update(start=35, end=42, text="that it")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (widened, "cue.0.text is 'said', but the document has 'said A' there"),
        (outside, "source.0: offsets 900 to 901 are out of range"),
        (elsewhere, "its content does not begin in the sentence"),
    ],
)
def test_a_proposed_span_that_is_out_of_place_is_found(change: Callable[[Any], None], found: str) -> None:
    text = "“It rose,” said Ann Lee. She added that it would fall."
    record = json.loads(lines_of(text)[0])
    assert misplaced_proposals(Record.model_validate_json(json.dumps(record)), text) == []
    change(record["suggestion"]["attributions"][0])
    (what, *_) = misplaced_proposals(Record.model_validate_json(json.dumps(record)), text)
    assert what.startswith("suggestion.attributions.0")
    assert found in what
