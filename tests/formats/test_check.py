"""A check names each thing that does not match, with its line, and passes what only looks different."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from reviewer.formats import Selection
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place
from tests.formats.conftest import exported, findings


def changed(line: bytes, change: Callable[[Any], object]) -> bytes:
    """Return a line with a change made to its record."""
    record = json.loads(line)
    change(record)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def assign(path: str, value: object) -> Callable[[Any], object]:
    """Return a change that gives the field at a dotted path a value."""

    def change(record: Any) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
        for step in way:
            record = record[step]
        record[last] = value

    return change


def test_an_export_matches(labelled: SqliteStore) -> None:
    for selection in (Selection(), Selection(undecided=True), Selection(reviewer="ben"), Selection(labels=["quote"])):
        assert findings(labelled, exported(labelled, selection)) == []


def test_order_spacing_and_escapes_do_not_matter(labelled: SqliteStore) -> None:
    lines = exported(labelled, Selection(undecided=True))
    assert findings(labelled, lines[::-1]) == []
    assert findings(labelled, [*lines[1::2], *lines[::2]]) == []
    spaced = [json.dumps(json.loads(line), sort_keys=True, indent=None).encode() + b"\n" for line in lines]
    assert findings(labelled, spaced) == []


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        ("unknown", 1, "unknown: Extra inputs are not permitted"),
        ("document.extra", 1, "document.extra: Extra inputs are not permitted"),
        ("uncertain", "yes", "uncertain: Input should be a valid boolean"),
        ("sentence.index", "0", "sentence.index: Input should be a valid integer"),
        ("label", "rumour", "label 'rumour' is none of: quote, assertion, background, not_a_claim"),
        ("schema_version", 2, "schema_version: Input should be 1"),
        ("target.selector.0.end", 5000, "target: offsets 0 to 5000 are out of range; the document has 87 code points"),
        ("target.selector.0.start", 1, "target exact is"),
        ("target.selector.1.exact", "The mayor said", "target exact is 'The mayor said', but the document has"),
        ("target.selector.1.prefix", "x", "target prefix is 'x', but the document has '' there"),
        ("text", "x", "text is 'x', but the document has"),
        (
            "label",
            "background",
            "label is 'background', the database has 'quote' now: the export is stale; export again",
        ),
        ("label", None, "label is null, the database has 'quote' now: the export is stale; export again"),
        ("note", "new", "note is 'new', the database has '' now"),
        ("context.after", "x", "context.after is 'x', the database has"),
        ("document.title", "x", "document.title is 'x', the database has"),
        ("document.meta", {"a": 1}, "document.meta is {'a': 1}, the database has {} now"),
        ("document.sha256", "0" * 64, "(sha256 000000000000…) is not in the database"),
        ("id", "x/ada", "id 'x/ada': there is no such sentence now"),
    ],
)
def test_each_thing_that_is_wrong_is_named(labelled: SqliteStore, path: str, value: object, what: str) -> None:
    lines = exported(labelled)
    lines[0] = changed(lines[0], assign(path, value))
    found = findings(labelled, lines)
    assert {line for line, _ in found} == {1}
    assert any(what in said for _, said in found), found


def test_lines_that_are_no_records_are_named(labelled: SqliteStore) -> None:
    lines = exported(labelled)
    found = findings(labelled, [b"\n", lines[0][:200], b"[]\n", b"\xff\xfe\n", lines[1]])
    assert [line for line, _ in found] == [1, 2, 3, 4]
    assert all(said.startswith("is no record: ") for _, said in found)
    assert findings(labelled, []) == [(1, "the file is empty")]


def test_ids_that_come_twice_are_named(labelled: SqliteStore) -> None:
    lines = exported(labelled)
    found = findings(labelled, [*lines, lines[0], changed(lines[3], lambda record: record.update(record))])
    assert [line for line, _ in found] == [5, 6]
    assert all(said.endswith("has come before") for _, said in found)


def test_what_changed_since_is_stale(labelled: SqliteStore) -> None:
    canary, budget = labelled.document_ids()
    lines = exported(labelled, Selection(undecided=True))
    labelled.annotate(place(labelled, canary, 0), by("ada"), "label", label="background")
    labelled.annotate(place(labelled, canary, 1), by("ada"), "clear", label=None, uncertain=False, note="")
    labelled.annotate(place(labelled, canary, 2), by("ada"), "label", label="quote")
    labelled.split(place(labelled, budget, 1), 32, by("ada"))
    found = [(line, said) for line, said in findings(labelled, lines) if "stale" in said]
    assert [line for line, _ in found] == [1, 3, 4, 5, 6]
    assert "label is 'quote', the database has 'background' now" in found[0][1]
    assert "the database has nothing from 'ada' on this sentence now" in found[1][1]
    assert "the sentence has been decided since" in found[2][1]
    assert "document.sentences are not those of the article now" in found[3][1]
    assert "split or merged" in found[4][1]


def test_the_whole_article_may_stand_in_any_record_or_in_none_and_must_be_the_articles(labelled: SqliteStore) -> None:
    lines = exported(labelled, Selection(documents=labelled.document_ids()[:1]))
    entire = json.loads(lines[0])["document"]
    none = [changed(line, lambda record: record["document"].update(text=None, sentences=None)) for line in lines]
    every = [changed(line, lambda record: record.update(document=entire)) for line in lines]
    assert findings(labelled, none) == findings(labelled, every) == findings(labelled, lines[1:]) == []
    wrong = [
        changed(lines[0], assign("document.text", "x")),
        changed(none[1], assign("document.text", "x")),
        changed(every[2], assign("document.sentences.1.4", "byline")),
    ]
    assert [said for _, said in findings(labelled, wrong)] == [
        "document.text is not the text of the document",
        "document.text is not the text of the document",
        "document.sentences are not those of the article now: the export is stale; export again",
    ]
    late = changed(lines[0], assign("document.sentences.0.2", 5000))
    assert "document.sentences.0: offsets 0 to 5000 are out of order" in findings(labelled, [late])[0][1]
