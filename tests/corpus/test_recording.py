"""`records`: one article as a step of a pipeline."""

import json
import pickle
from pathlib import Path

import pytest

from reviewer.corpus import records, split_shard
from reviewer.errors import InputError
from reviewer.models.record import Record
from tests.corpus.conftest import MORE, SAID, WIRE, shard
from tests.corpus.conftest import records as written


def test_an_article_gives_the_records_that_a_shard_of_it_holds(tmp_path: Path) -> None:
    path = shard(tmp_path / "wire.jsonl", WIRE)
    done = split_shard(path, tmp_path / "out.jsonl")
    assert (done.articles, done.sentences, done.refused) == (2, 8, 0)
    given = [one for at, article in enumerate(WIRE, 1) for one in records(article, f"wire.jsonl:{at}")]
    assert given == written(tmp_path / "out.jsonl")


def test_records_are_plain_values_that_the_model_takes() -> None:
    for article in (*WIRE, *MORE):
        for one in records(article):
            assert Record.model_validate_json(json.dumps(one)).text in article["text"]
            assert pickle.loads(pickle.dumps(one)) == one


def test_without_suggestions_only_sentences_come() -> None:
    assert [one["suggestion"] for one in records({"text": SAID}, suggest=False)] == [None] * 4


@pytest.mark.parametrize(
    ("article", "why"),
    [
        ({"title": "no text"}, 'wire:7: has no "text"; give {"text": "…"}'),
        ({"text": "  \n"}, 'wire:7: has an empty "text"; there is nothing to review'),
        ({"text": "half \ud83d"}, "wire:7: has half a surrogate pair"),
        ({"text": "x", "raw": b"bytes"}, "wire:7: holds what JSON cannot (Object of type bytes"),
    ],
)
def test_what_is_no_article_says_why(article: dict[str, object], why: str) -> None:
    with pytest.raises(InputError) as refused:
        list(records(article, "wire:7"))
    assert str(refused.value).startswith(why)
