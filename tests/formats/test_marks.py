"""Attributions and claims go through export and check with the words they stand on, in the view that was asked for."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from reviewer.formats import Selection
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.rows import Labelled
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.conftest import exported, findings
from tests.formats.test_check import assign, changed

CANARY = (
    "😀 The mayor said “taxes fell 4%” on Monday.\n\n"
    "She said they would fall again. They would fall for years.\n\n"
    "It rained."
)
MAYOR = Speaker("", "Ann 😀 Roe", ("the mayor",), "mayor")


def said(document: int, content: Spans, kind: str = "indirect", **fields: Any) -> Attribution:
    """Return an attribution of ada's, not yet recorded."""
    bare = Attribution("", document, "ada", (), (), content, None, kind, "", None, *[""] * 4)
    return bare._replace(**fields)


def claimed(document: int, start: int, end: int, text: str) -> Claim:
    """Return a claim of ada's, not yet recorded."""
    return Claim("", document, "ada", start, end, text, True, "", "", "", "")


@pytest.fixture
def marked(store: SqliteStore) -> SqliteStore:
    """Give a store with the canary: a mixed quote, a paraphrase over two sentences with one nested in it, a claim."""
    (document,) = put(store, CANARY)
    for index, label in enumerate(("quote", "assertion", "assertion")):
        store.annotate(place(store, document, index), by(), "label", label=label)
    mayor = said(document, ((18, 31),), "mixed", source=((2, 11),), cue=((12, 16),), addressee="the press")
    store.attribute(mayor, by(), MAYOR)
    (known,) = store.speakers()
    paraphrase = said(document, ((54, 76), (78, 102)), source=((45, 48),), cue=((49, 53),), speaker=known.uid)
    outer = store.attribute(paraphrase, by()).changes[0].key[0]
    store.attribute(said(document, ((83, 93),), parent=outer), by())
    store.put_claim(claimed(document, 18, 31, "Taxes in Springfield fell by 4% in 2015."), by())
    return store


def records(store: SqliteStore, selection: Selection | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(store, selection)]


def test_each_sentence_shows_the_attributions_that_touch_it(marked: SqliteStore) -> None:
    first, second, third = records(marked)
    assert [[one["quote_type"] for one in record["attributions"]] for record in (first, second, third)] == [
        ["mixed"],
        ["indirect"],
        ["indirect", "indirect"],
    ]
    assert second["attributions"][0] == third["attributions"][0]
    assert third["attributions"][1]["parent"] == third["attributions"][0]["id"]
    assert first["attributions"][0] | {"id": "", "created": "", "modified": ""} == {
        "id": "",
        "source": [{"start": 2, "end": 11, "text": "The mayor"}],
        "cue": [{"start": 12, "end": 16, "text": "said"}],
        "content": [{"start": 18, "end": 31, "text": "taxes fell 4%"}],
        "speaker": {"id": marked.speakers()[0].uid, "name": "Ann 😀 Roe", "aliases": ["the mayor"], "role": "mayor"},
        "quote_type": "mixed",
        "addressee": "the press",
        "parent": None,
        "suggestion": None,
        "created": "",
        "modified": "",
    }
    assert [(one["start"], one["end"], one["presupposed"]) for one in first["claims"]] == [(18, 31, True)]
    assert second["claims"] == third["claims"] == []


def test_every_span_gives_back_its_words(marked: SqliteStore) -> None:
    for record in records(marked):
        for one in record["attributions"]:
            for span in (*one["source"], *one["cue"], *one["content"]):
                assert CANARY[span["start"] : span["end"]] == span["text"]


def test_marks_are_their_reviewers_own(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    marked.annotate(place(marked, document, 0), by("ben"), "label", label="quote")
    assert [record["attributions"] for record in records(marked) if record["reviewer"] == "ben"] == [[]]


def test_a_marked_sentence_without_a_label_is_touched_and_not_decided(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    marked.annotate(place(marked, document, 2), by(), "clear", label=None)
    marked.annotate(place(marked, document, 1), by("ben"), "label", label="assertion")
    assert [record["reviewer"] for record in records(marked)] == ["ada", "ada", "ben"]
    lines = exported(marked, Selection(undecided=True))
    found = [(record["reviewer"], record["label"], len(record["attributions"])) for record in map(json.loads, lines)]
    assert found == [
        ("ada", "quote", 1),
        ("ada", "assertion", 1),
        ("ben", "assertion", 0),
        ("ada", None, 2),
        (None, None, 0),
    ]
    touched = json.loads(lines[3])
    assert (touched["id"][-4:], touched["decision"]) == (
        "/ada",
        {"origin": "key", "elapsed_ms": None, "suggestion": None},
    )
    assert touched["created"] <= touched["modified"]
    assert findings(marked, lines) == []
    assert findings(marked, exported(marked, Selection(reviewer="ben", undecided=True))) == []


def test_a_label_that_was_not_asked_for_is_not_called_undecided(marked: SqliteStore) -> None:
    found = records(marked, Selection(labels=["quote"], undecided=True))
    assert [(record["sentence"]["index"], record["label"]) for record in found] == [(0, "quote"), (3, None)]


def test_check_worthiness_types_and_duplicates(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    marked.annotate(place(marked, document, 0), by(), "types", check_worthiness="CFS", claim_types="numerical causal")
    marked.take_over(place(marked, document, 3), marked.layout(document).starts[0], by())
    first, *_, last = records(marked)
    assert (first["check_worthiness"], first["claim_types"]) == ("CFS", ["numerical", "causal"])
    assert last["duplicate_of"] == {"sentence": first["id"].partition("/")[0], "start": 0}
    assert (last["label"], last["check_worthiness"], len(last["claims"])) == ("quote", "CFS", 1)
    assert findings(marked, exported(marked)) == []


def test_a_duplicate_follows_the_sentence_that_holds_what_it_repeats(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    marked.take_over(place(marked, document, 3), marked.layout(document).starts[2], by())
    marked.merge(place(marked, document, 1), by())
    holder, last = records(marked)[1:]
    assert last["duplicate_of"] == {"sentence": holder["id"].partition("/")[0], "start": 45}


POLICY_LABELS = {
    "as_labelled": ["quote", "assertion", "assertion"],
    "verbatim": ["quote", "assertion", "assertion"],
    "attributed": ["quote", "quote", "quote"],
}


@pytest.mark.parametrize("policy", POLICY_LABELS)
def test_a_policy_is_a_view_and_the_decision_stays(marked: SqliteStore, policy: str) -> None:
    lines = exported(marked, Selection(policy=policy))
    found = [json.loads(line) for line in lines]
    assert [record["label"] for record in found] == POLICY_LABELS[policy]
    assert [record["label_given"] for record in found] == POLICY_LABELS["as_labelled"]
    assert {record["quote_policy"] for record in found} == {policy}
    assert findings(marked, lines) == []


def test_a_quote_without_marks_is_an_assertion_to_newsrooms(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    marked.annotate(place(marked, document, 3), by(), "label", label="quote")
    *_, last = records(marked, Selection(policy="verbatim"))
    assert (last["label"], last["label_given"]) == ("assertion", "quote")
    assert len(records(marked, Selection(policy="verbatim", labels=["quote"]))) == 1
    assert len(records(marked, Selection(policy="verbatim", labels=["assertion"]))) == 3
    assert len(records(marked, Selection(policy="attributed", labels=["quote"]))) == 4


def test_a_file_of_several_policies_is_checked_line_by_line(marked: SqliteStore) -> None:
    lines = [exported(marked, Selection(policy=policy))[index] for index, policy in enumerate(POLICY_LABELS)]
    assert findings(marked, lines) == []
    spaced = [json.dumps(json.loads(line), sort_keys=True).encode() + b"\n" for line in lines]
    assert findings(marked, spaced) == []
    wrong = changed(lines[2], assign("quote_policy", "verbatim"))
    assert [what.partition(",")[0] for _, what in findings(marked, [wrong])] == ["label is 'quote'"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            assign("attributions.0.content.0.text", "x"),
            "attributions.0.content.0.text is 'x', but the document has 'taxes",
        ),
        (assign("attributions.0.cue.0.end", 999), "attributions.0.cue.0: offsets 12 to 999 are out of range"),
        (assign("attributions.0.source", []), "attributions.0.source is (), the database has"),
        (assign("attributions.0.speaker.id", "s9"), "attributions.0.speaker.id: 's9' is no speaker of the database"),
        (assign("attributions.0.speaker.name", "Bo"), "attributions.0.speaker.name is 'Bo', the database has 'Ann"),
        (assign("attributions.0.parent", "p"), "attributions.0.parent: 'p' is no attribution of this reviewer here"),
        (assign("attributions.0.quote_type", "scare"), "attributions.0.quote_type: Input should be"),
        (assign("attributions.0.id", "a"), "attributions.0: the database has no 'a' of this reviewer on this sentence"),
        (assign("attributions", []), "of the database is not there"),
        (assign("claims.0.end", 999), "claims.0: offsets 18 to 999 are out of range"),
        (assign("claims.0.text", "x"), "claims.0.text is 'x', the database has 'Taxes"),
        (assign("check_worthiness", "CFS"), "check_worthiness is 'CFS', the database has null now"),
        (assign("duplicate_of", {"sentence": "x", "start": 0}), "duplicate_of"),
        (assign("label_given", "background"), "label_given is 'background', the database has 'quote' now"),
    ],
)
def test_each_mark_that_is_wrong_is_named(marked: SqliteStore, change: Callable[[Any], object], what: str) -> None:
    lines = exported(marked)
    lines[0] = changed(lines[0], change)
    found = findings(marked, lines)
    assert {line for line, _ in found} == {1}
    assert any(what in told for _, told in found), found


def test_a_mark_of_another_sentence_is_named(marked: SqliteStore) -> None:
    first, second, _ = records(marked)
    first["attributions"], second["attributions"] = second["attributions"], second["attributions"] * 2
    told = [what for _, what in findings(marked, [json.dumps(one).encode() + b"\n" for one in (first, second)])]
    assert any("none of its spans touches the sentence" in what for what in told)
    assert any(what.startswith("attributions.1: ") and what.endswith("has come before") for what in told)


def test_marks_that_changed_since_are_stale(marked: SqliteStore) -> None:
    (document,) = marked.document_ids()
    lines = exported(marked)
    first, outer, _ = marked.attributions(document, "ada")
    marked.attribute(first._replace(addressee="nobody"), by())
    marked.remove_attribution(outer.uid, by())
    marked.put_speaker(marked.speakers()[0]._replace(name="Ann Poe"), by())
    found = findings(marked, lines)
    assert {line for line, _ in found} == {1, 2, 3}
    assert all("stale" in what for _, what in found if "attributions" in what and "parent:" not in what)
    assert any("addressee is 'the press', the database has 'nobody' now" in what for _, what in found)
    assert any("speaker.name" in what for _, what in found)


def test_a_parent_that_is_not_there_is_not_named(marked: SqliteStore) -> None:
    marked.connection.execute("UPDATE attributions SET parent = 'gone' WHERE parent IS NOT NULL")
    assert [one["parent"] for record in records(marked) for one in record["attributions"]] == [None] * 4


def test_a_span_outside_the_article_stops_an_export(marked: SqliteStore) -> None:
    marked.connection.execute("UPDATE attributions SET cue = '[[12, 5000]]' WHERE start = 2")
    with pytest.raises(Exception, match="out of range"):
        exported(marked)


def test_documents_without_marks_are_not_asked_for_them(marked: SqliteStore) -> None:
    put(marked, "Plain\n\nNothing is marked here.")
    asked: list[str] = []
    marked.connection.set_trace_callback(asked.append)
    given: list[Labelled] = []
    for _, _, rows, _ in marked.labelled(None, reviewer=None, labels=None, undecided=True):
        given += rows
    marked.connection.set_trace_callback(None)
    assert len(given) == 6
    assert sum(one.startswith("SELECT uid, document, reviewer, source") for one in asked) == 1
