"""Prodigy: tasks as its own recipes read them, and what they give back as units."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ExportError, SettingsError
from reviewer.formats import Selection, named
from reviewer.formats.prodigy_tokens import tokens
from reviewer.formats.units import Misfit, Unit, UnitKind
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import T, canary
from tests.formats.conftest import Memory
from tests.formats.round_trip import dropped, read, there_and_back, told, units_of, written

CHOICE = {"task": "choice"}


def tasks(store: SqliteStore, **chosen: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(store, "prodigy", Selection(**chosen))[0].data.splitlines()]


def test_a_task_has_tokens_spans_relations_and_the_label_as_an_accepted_option(store: SqliteStore) -> None:
    canary(store)
    first, *_ = tasks(store)
    assert first["text"] == T
    assert first["tokens"][0] == {"text": "😀", "start": 0, "end": 1, "id": 0, "ws": True}
    source = next(one for one in first["spans"] if one["label"] == "SOURCE")
    assert source == {"start": 2, "end": 11, "token_start": 1, "token_end": 2, "label": "SOURCE"}
    said_by = next(one for one in first["relations"] if one["label"] == "said_by")
    assert (said_by["head"], said_by["child"], said_by["child_span"]) == (8, 2, source)
    assert (first["accept"], first["answer"]) == (["quote"], "accept")
    assert {"id": "quote", "text": "quote"} in first["options"]
    assert (first["meta"]["layer"], first["meta"]["start"]) == ("ada", 0)
    assert not [name for name in first if name.endswith("_hash")]


def test_head_and_child_are_the_last_tokens_of_their_spans(store: SqliteStore) -> None:
    canary(store)
    for unit in ("sentence", "document"):
        for task in tasks(store, unit=unit):
            for one in task["relations"]:
                for side in ("head", "child"):
                    assert one[side] == one[f"{side}_span"]["token_end"]
                    assert task["tokens"][one[side]]["end"] == one[f"{side}_span"]["end"]


@pytest.mark.parametrize("unit", ["sentence", "document", "claim"])
def test_what_is_written_comes_back_the_same(store: SqliteStore, tmp_path: Path, unit: UnitKind) -> None:
    there, back, losses = there_and_back(store, "prodigy", Selection(unit=unit), tmp_path)
    assert [told(one) for one in back] == [told(one) for one in there]
    assert [one.line for one in back] == list(range(1, len(there) + 1))
    assert dropped(losses) == {}


def test_a_choice_holds_the_label_alone_and_says_what_it_drops(store: SqliteStore, tmp_path: Path) -> None:
    there, back, losses = there_and_back(store, "prodigy", Selection(options=CHOICE), tmp_path)
    assert [told(one, without=["marks", "links"]) for one in back] == [
        told(one, without=["marks", "links"]) for one in there
    ]
    assert not any(one.marks for one in back)
    assert dict(losses.items())["attributions"] == 3


def test_a_document_has_no_label_to_choose(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(SettingsError, match="give --unit sentence"):
        written(store, "prodigy", Selection(unit="document", options=CHOICE))


def test_what_nobody_has_decided_is_a_task_without_an_answer(store: SqliteStore, tmp_path: Path) -> None:
    put(store, "It rained.")
    (task,) = tasks(store, undecided=True, options=CHOICE)
    assert "answer" not in task
    assert "accept" not in task
    target, _ = written(store, "prodigy", Selection(undecided=True))
    (unit,) = units_of("prodigy", target.data, tmp_path)
    assert (unit.label, unit.said, unit.layer) == (None, None, None)


def test_two_marks_with_the_same_words_and_label_are_one_span_and_told(store: SqliteStore) -> None:
    document = canary(store)
    first, _ = store.attributions(document, "ada")
    store.attribute(first._replace(uid="", cue=()), by())
    target, losses = written(store, "prodigy", Selection(reviewer="ada", labels=["quote"]))
    spans = json.loads(target.data.splitlines()[0])["spans"]
    assert [one["label"] for one in spans] == ["CONTENT", "SOURCE", "CUE", "CLAIM"]
    assert dropped(losses) == {"marks with the same label and words as another one": 1}


class Garbled(Memory):
    """A target that gives other bytes back than went in."""

    def put(self, data: bytes) -> bytes:
        return super().put(data).replace(b'"start":18', b'"start":17')


def test_what_is_not_written_as_it_should_be_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written for prodigy does not match the database"):
        named("prodigy").write(store, Selection(), Garbled())


pieces = st.lists(st.sampled_from(["a", "Bo", " ", "  ", "\n", "\t ", "😀", "“", ".", "é", "e\u0301", "\u3000"]))


@given(pieces.map("".join), st.data())
def test_tokens_are_the_text_and_every_span_is_some_of_them(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    given_spans = data.draw(st.lists(st.tuples(ends, ends)))
    spans = [(start, end) for start, end in given_spans if start < end]
    found = tokens(text, spans)
    assert "".join(one["text"] + " " * one["ws"] for one in found.written) == text
    assert all(text[one["start"] : one["end"]] == one["text"] != "" for one in found.written)
    assert [one["id"] for one in found.written] == list(range(len(found.written)))
    for start, end in spans:
        assert found.written[found.begins[start]]["start"] == start
        assert found.written[found.ends[end]]["end"] == end


def line(**changed: Any) -> bytes:
    return json.dumps({"text": T, "accept": ["quote"], "answer": "accept", **changed}).encode() + b"\n"


def span(start: object, end: object, label: object = "SOURCE", **more: object) -> dict[str, object]:
    return {"start": start, "end": end, "label": label, **more}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b'{"text": \n', "is not valid JSON"),
        (b"[1, 2]\n", "is not a JSON object"),
        (b'{"text": "a", "text": "b"}\n', "'text' stands twice in one object"),
        (line(text=7), 'has no "text"'),
        (line(text=""), 'has no "text"'),
        (line(answer="reject"), "was rejected"),
        (line(answer="ignore"), "was ignored"),
        (line(accept=["quote", "assertion"]), "has 2 labels"),
        (line(accept="quote"), '"accept" is no list'),
        (line(accept=[4]), "not among the options"),
        (line(spans=[span(2, 44)]), "offsets 2 to 44 are out of range; the text has 43 code points"),
        (line(spans=[span(-1, 3)]), "out of range"),
        (line(spans=[span(5, 2)]), "out of range"),
        (line(spans=[span(2, 2)]), "out of range"),
        (line(spans=[span(2.0, 11)]), "no whole number"),
        (line(spans=[span(True, 11)]), "no whole number"),
        (line(spans=[span(None, 11)]), "no whole number"),
        (line(spans=[span(2, 10**300)]), "out of range"),
        (line(spans=[span(2, 11, text="The major")]), "a span says 'The major', but the text has 'The mayor' there"),
        (line(spans=[span(2, 11, None)]), "has no label"),
        (line(spans={"start": 1}), '"spans" is no list of objects'),
        (line(spans=[7]), '"spans" is no list of objects'),
        (line(relations=[{"head": 1, "child": 2, "label": "x"}]), "of which some are no span"),
        (line(spans=[span(2, 11)], relations=[{"head_span": span(2, 11), "child_span": span(2, 11)}]), "has no label"),
        (
            line(spans=[span(2, 11), span(12, 16)], relations=[
                {"label": "continues", "head_span": span(2, 11), "child_span": span(12, 16)},
                {"label": "continues", "head_span": span(12, 16), "child_span": span(2, 11)},
            ]),
            "in a circle",
        ),
        (
            line(spans=[span(2, 11), span(12, 16, "CUE")], relations=[
                {"label": "continues", "head_span": span(2, 11), "child_span": span(12, 16, "CUE")},
            ]),
            "with different labels",
        ),
        (
            line(spans=[span(2, 11), span(6, 16)], relations=[
                {"label": "continues", "head_span": span(2, 11), "child_span": span(6, 16)},
            ]),
            "overlap",
        ),
    ],
)  # fmt: skip
def test_a_task_that_does_not_fit_is_told_with_its_line_and_the_rest_comes(
    tmp_path: Path, bad: bytes, why: str
) -> None:
    before, misfit, after = read("prodigy", b"\xef\xbb\xbf" + line() + b"\r\n\n" + bad + line(), tmp_path)
    assert isinstance(misfit, Misfit)
    assert misfit.line == 4
    assert why in misfit.what
    assert "\n" not in misfit.what
    for unit, number in ((before, 1), (after, 5)):
        assert isinstance(unit, Unit)
        assert (unit.text, unit.label, unit.line) == (T, "quote", number)


def test_tasks_of_other_recipes_come_in_too(tmp_path: Path) -> None:
    spans = [span(2, 11, token_end=2, source="en_core_web_sm"), span(18, 31, "CONTENT", token_end=8)]
    given_lines = (
        {"text": T, "label": "quote", "answer": "accept", "_input_hash": -1, "_task_hash": 5},
        {"text": T, "options": [{"id": 7, "text": "quote"}], "accept": [7], "answer": "accept"},
        {"text": T, "spans": spans, "relations": [{"head": 8, "child": 2, "label": "said_by"}], "answer": "accept"},
        {"text": T, "spans": [span(0, 43, "quote")], "answer": "accept"},
        {"text": T, "meta": "the guide", "spans": None, "answer": "accept"},
    )
    data = b"".join(json.dumps(one).encode() + b"\n" for one in given_lines)
    binary, number, related, document, bare = units_of("prodigy", data, tmp_path)
    assert binary.label == number.label == "quote"
    assert [(one.label, one.spans) for one in related.marks] == [("SOURCE", ((2, 11),)), ("CONTENT", ((18, 31),))]
    assert [(one.head, one.child, one.label) for one in related.links] == [("m2", "m1", "said_by")]
    assert (related.what, document.what) == ("sentence", "document")
    assert (bare.label, bare.marks, bare.origin.sha256) == (None, (), None)


def test_a_relation_that_names_no_span_is_between_none(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 1, "label": "CUE"}, {"start": 2, "end": 3, "label": "SOURCE"}]
    record = {"text": "a b", "spans": spans, "relations": [{"label": "said_by"}]}
    (misfit,) = read("prodigy", json.dumps(record).encode(), tmp_path)
    assert isinstance(misfit, Misfit)
    assert "is between words of which some are no span" in misfit.what


def test_a_note_that_could_command_a_terminal_is_data(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "It rained. \u202eIt poured.")
    store.annotate(place(store, document, 1), by(), "label", label="assertion")
    store.annotate(place(store, document, 1), by(), "note", note="\x1b[31m\n“so”")
    target, _ = written(store, "prodigy", Selection())
    (unit,) = units_of("prodigy", target.data, tmp_path)
    assert unit.said is not None
    assert unit.said.note == "\x1b[31m\n“so”"
