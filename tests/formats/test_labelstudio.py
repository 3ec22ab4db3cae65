"""Label Studio: tasks and config by its own SDK's rules, and what it exports comes back as units."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reviewer.errors import ExportError
from reviewer.formats import Selection, named
from reviewer.formats.export import export_to_file
from reviewer.formats.files import StreamSink
from reviewer.formats.units import Misfit, Unit, UnitKind
from reviewer.layers import ADJUDICATED
from reviewer.store.bringing import Proposal
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import SECOND, T, canary
from tests.formats.conftest import Memory
from tests.formats.round_trip import dropped, read, rich, there_and_back, told, units_of, written
from tests.report.desk import worked_on

UNITS: list[UnitKind] = ["sentence", "document", "claim"]
MISSING = "label-studio-sdk is not installed; it comes with the extra dev"


def tasks(store: SqliteStore, **chosen: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(store, "labelstudio", Selection(**chosen))[0].data)
    return found


def propose(store: SqliteStore, document: int) -> None:
    """Let another program propose something for the first sentence of the canary."""
    said = {
        "label": "quote", "score": 0.9, "rule": "imported", "reasons": [], "engine": "bert-7", "duplicate_of": None,
        "check_worthiness": "CFS",
        "attributions": [
            {"source": [{"start": 2, "end": 11, "text": "The mayor"}], "cue": [], "speaker": "Ann Rød",
             "content": [{"start": 18, "end": 31, "text": "taxes fell 4%"}], "quote_type": "direct", "score": 0.8,
             "rule": "imported", "reason": ""},
        ],
    }  # fmt: skip
    store.propose(document, [Proposal(0, len(T), "bert-7", json.dumps(said))])


def test_a_task_has_the_text_and_an_annotation_of_choices_spans_and_relations(store: SqliteStore) -> None:
    canary(store)
    first, *_ = tasks(store)
    assert first["data"]["text"] == T
    (annotation,) = first["annotations"]
    assert (annotation["was_cancelled"], annotation["ground_truth"]) == (False, False)
    kind, *_ = annotation["result"]
    assert kind == {
        "id": "r1-k1", "from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": ["quote"]},
    }  # fmt: skip
    assert {
        "id": "r1-w1", "from_name": "label", "to_name": "text", "type": "labels",
        "value": {"start": 3, "end": 12, "text": "The mayor", "labels": ["SOURCE"]},
    } in annotation["result"]  # fmt: skip
    assert {
        "from_id": "r1-a1", "to_id": "r1-w1", "type": "relation", "direction": "right", "labels": ["said_by"],
    } in annotation["result"]  # fmt: skip


def test_the_file_is_an_array_with_a_task_a_line(store: SqliteStore) -> None:
    canary(store)
    lines = written(store, "labelstudio", Selection())[0].data.decode().split("\n")
    assert (lines[0], lines[-2:]) == ("[", ["]", ""])
    assert [json.loads(line.removesuffix(","))["data"]["layer"] for line in lines[1:-2]] == ["ada", "ben", "ada", "ada"]


def test_a_span_has_an_id_of_its_own_in_the_whole_file(store: SqliteStore) -> None:
    rich(store)
    for unit in UNITS:
        results = [one for task in tasks(store, unit=unit) for one in task["annotations"][0]["result"]]
        places = {(one["id"], one["value"].get("start")) for one in results if "id" in one}
        assert max(Counter(name for name, _ in places).values()) == 1


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_written_comes_back_the_same(store: SqliteStore, tmp_path: Path, unit: UnitKind) -> None:
    there, back, losses = there_and_back(store, "labelstudio", Selection(unit=unit), tmp_path)
    assert [told(one, without=["roles"]) for one in back] == [told(one, without=["roles"]) for one in there]
    assert [one.line for one in back] == list(range(2, len(there) + 2))
    assert dropped(losses) == ({"roles and other names of speakers": 1} if unit != "claim" else {})


def test_a_claim_has_its_verdict_for_a_choice(store: SqliteStore, tmp_path: Path) -> None:
    _, claim = worked_on(store)
    target, losses = written(store, "labelstudio", Selection(unit="claim"))
    (unit,) = units_of("labelstudio", target.data, tmp_path)
    assert (unit.label, unit.marks[0].claim and unit.marks[0].claim.uid) == ("supported", claim)
    assert dropped(losses) == {"checks of claims": 1}


def test_how_long_a_decision_took_is_told_in_seconds(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, "It rained.")
    store.annotate(place(store, document, 0), by()._replace(elapsed_ms=4288), "label", label="assertion")
    target, _ = written(store, "labelstudio", Selection())
    assert json.loads(target.data)[0]["annotations"][0]["lead_time"] == 4.288
    (unit,) = units_of("labelstudio", target.data, tmp_path)
    assert unit.said is not None
    assert unit.said.elapsed_ms == 4288


def test_what_was_adjudicated_is_ground_truth(store: SqliteStore) -> None:
    (document,) = put(store, "It rained.")
    store.annotate(place(store, document, 0), by()._replace(layer=ADJUDICATED), "label", label="assertion")
    (task,) = tasks(store, layers=ADJUDICATED)
    assert task["annotations"][0]["ground_truth"] is True


def test_what_is_proposed_for_an_undecided_sentence_is_a_prediction(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, f"{T} {SECOND}")
    propose(store, document)
    target, _ = written(store, "labelstudio", Selection(undecided=True))
    first, second = json.loads(target.data)
    (prediction,) = first["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("bert-7", 0.9)
    assert first.keys() == {"data", "predictions"}
    assert second.keys() == {"data"}
    proposed, bare = units_of("labelstudio", target.data, tmp_path)
    assert (proposed.label, proposed.score, proposed.layer) == ("quote", 0.9, None)
    assert [(one.label, one.spans) for one in proposed.marks] == [("CONTENT", ((18, 31),)), ("SOURCE", ((2, 11),))]
    assert [one.label for one in proposed.links] == ["said_by"]
    assert (bare.label, bare.said, bare.score) == (None, None, None)


@pytest.mark.parametrize("unit", UNITS)
def test_label_studios_own_sdk_accepts_the_config_and_every_task(store: SqliteStore, unit: UnitKind) -> None:
    sdk = pytest.importorskip("label_studio_sdk.label_interface", reason=MISSING)
    rich(store)
    propose(store, store.document_ids()[0])
    store.annotate(place(store, store.document_ids()[0], 2), by(), "clear", label=None)
    target, _ = written(store, "labelstudio", Selection(unit=unit, undecided=unit == "sentence"))
    interface = sdk.LabelInterface(target.files["config.xml"].data.decode())
    interface.validate()
    for task in json.loads(target.data):
        assert interface.validate_task({"data": task["data"]})
        for one in (*task.get("annotations", ()), *task.get("predictions", ())):
            assert interface.validate_prediction(one, return_errors=True) == []  # the same rules, with words
            assert interface.validate_annotation(one)


def test_label_studios_own_converter_reads_the_tasks(store: SqliteStore, tmp_path: Path) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter", reason=MISSING)
    canary(store)
    target, _ = written(store, "labelstudio", Selection())
    given = json.loads(target.data)
    for number, task in enumerate(given, 1):  # as they are once they have been imported
        task["id"] = number
        task["annotations"][0] |= {"id": number, "completed_by": 1}
    (tmp_path / "tasks.json").write_text(json.dumps(given), "utf-8")
    config = target.files["config.xml"].data.decode()
    made = converter.Converter(config=config, project_dir=str(tmp_path))
    made.convert(str(tmp_path / "tasks.json"), str(tmp_path / "min"), "JSON_MIN", is_dir=False)
    first, *_ = json.loads((tmp_path / "min" / "result.json").read_text("utf-8"))
    assert (first["kind"], first["uncertain"]) == ("quote", "uncertain")
    assert [(one["text"], one["labels"]) for one in first["label"]][:2] == [
        ("taxes fell 4%", ["CONTENT"]),
        ("The mayor", ["SOURCE"]),
    ]


def test_every_control_of_the_config_stands_at_the_text_and_offers_all_that_is_used(store: SqliteStore) -> None:
    rich(store)
    for unit in UNITS:
        target, _ = written(store, "labelstudio", Selection(unit=unit))
        view = ET.fromstring(target.files["config.xml"].data)
        controls = {one.attrib["name"]: one for one in view if "toName" in one.attrib}
        assert {one.attrib["toName"] for one in controls.values()} == {"text"}
        for task in json.loads(target.data):
            for one in task["annotations"][0]["result"]:
                if one["type"] == "relation":
                    assert set(one["labels"]) <= {relation.attrib["value"] for relation in view.iter("Relation")}
                elif one["type"] != "textarea":
                    offered = {value.attrib["value"] for value in controls[one["from_name"]]}
                    assert set(one["value"][one["type"]]) <= offered


def test_an_export_is_a_file_a_config_and_a_report(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    export_to_file(store, named("labelstudio"), Selection(), tmp_path / "out.json")
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("out")) == [
        "out.config.xml",
        "out.json",
        "out.json.report.json",
    ]


def test_a_stream_has_no_room_for_the_config(store: SqliteStore, tmp_path: Path) -> None:
    canary(store)
    with (tmp_path / "out").open("wb") as stream, pytest.raises(ExportError, match="give a file with -o"):
        named("labelstudio").write(store, Selection(), StreamSink(stream))


class Swapped(Memory):
    """A target that gives back a span of other words."""

    def put(self, data: bytes) -> bytes:
        return super().put(data).replace(b'"start":3,"end":12', b'"start":4,"end":12')


def test_what_is_not_written_as_it_should_be_is_no_export(store: SqliteStore) -> None:
    canary(store)
    with pytest.raises(ExportError, match=r"flood\.txt: what was written for labelstudio does not match"):
        named("labelstudio").write(store, Selection(), Swapped())


def label(start: object, end: object, text: object = None, **more: object) -> dict[str, object]:
    value: dict[str, object] = {"start": start, "end": end, "labels": ["SOURCE"]}
    return {
        "id": "s1", "from_name": "label", "to_name": "text", "type": "labels",
        "value": value | ({"text": text} if text is not None else {}), **more,
    }  # fmt: skip


def kind(*choices: object) -> dict[str, object]:
    return {"id": "k1", "from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": list(choices)}}


def task(*results: object, **more: object) -> dict[str, Any]:
    return {"id": 3, "data": {"text": T}, "annotations": [{"id": 4, "result": [kind("quote"), *results], **more}]}


def relation(**more: object) -> dict[str, object]:
    return {"from_id": "s1", "to_id": "s1", "type": "relation", "direction": "right", "labels": ["x"], **more}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (7, "holds something that is no JSON object"),
        ({"text": T}, 'has no "data"'),
        ({"data": {"image": 7}}, 'has no "text"'),
        ({"data": {"a": "x", "b": "y"}}, 'has no "text"'),
        ({"data": {"text": T}, "annotations": {"result": []}}, '"annotations" is no list of objects'),
        ({"data": {"text": T}, "annotations": [{"result": "x"}]}, '"result" is no list of objects'),
        (task(was_cancelled=True), "was skipped"),
        (task(kind("assertion")), "has 2 labels"),
        (task(kind(1)), '"choices" of a result is no list of words'),
        (task({"type": "labels", "id": "s1"}), 'has no "value"'),
        (task(label(3, 12) | {"id": "s1"}, label(13, 17) | {"id": "s1"}), "two of its spans have the same id"),
        (
            task({"type": "relation", "from_id": "a", "to_id": "b", "direction": {}, "labels": ["x"]}),
            "a relation has no label, no direction, or no spans",
        ),
        (task(label(1, 12)), "offset 1 is inside a surrogate pair"),
        (task(label(3, 45)), "offsets 3 to 45 are out of range; the text has 44 UTF-16 units"),
        (task(label(-1, 12)), "out of range"),
        (task(label(12, 3)), "out of range"),
        (task(label(3.5, 12)), "no whole number"),
        (task(label("/div[1]/text()[1]", 12)), "no whole number"),
        (task(label(3, 12, "The major")), "a span says 'The major', but the text has 'The mayor' there"),
        (task({**label(3, 12), "value": {"start": 3, "end": 12}}), "has no label"),
        (task(relation()), "with a span that is not there"),
        (task(label(3, 12), relation(labels=[])), "has no label, no direction, or no spans"),
        (task(label(3, 12), relation(direction="up")), "has no label, no direction, or no spans"),
        (task(label(3, 12), relation(from_id=7)), "has no label, no direction, or no spans"),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_task_that_does_not_fit_is_told_with_its_line_and_the_rest_comes(
    tmp_path: Path, bad: object, why: str, indent: int | None
) -> None:
    data = json.dumps([task(), bad, task()], indent=indent)
    before, misfit, after = read("labelstudio", data.encode(), tmp_path)
    assert isinstance(misfit, Misfit)
    assert misfit.what.startswith("task 2: ")
    assert why in misfit.what
    for unit in (before, after):
        assert isinstance(unit, Unit)
        assert (unit.text, unit.label) == (T, "quote")
    begins = [number for number, line in enumerate(data.split("\n"), 1) if line[:2] == "  " and line[2] not in " }"]
    assert [one.line for one in (before, misfit, after)] == (begins if indent else [1, 1, 1])


@pytest.mark.parametrize("name", [{}, [[0, 5]], 7, None])
def test_a_control_whose_name_is_no_text_is_a_control_of_somebody_elses(tmp_path: Path, name: object) -> None:
    note = {"id": "n", "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": ["so?"]}}
    chosen = {"id": "c", "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": []}}
    (unit,) = units_of("labelstudio", json.dumps([task(note, chosen)]).encode(), tmp_path)
    assert (unit.label, unit.said and unit.said.note) == ("quote", "so?")


def test_a_span_with_labels_of_two_controls_is_two_marks(tmp_path: Path) -> None:
    both = [label(3, 12) | {"id": "s1"}, label(3, 12) | {"id": "s1", "from_name": "another"}]
    (unit,) = units_of("labelstudio", json.dumps([task(*both)]).encode(), tmp_path)
    assert [mark.spans for mark in unit.marks] == [((2, 11),), ((2, 11),)]
    assert len({mark.id for mark in unit.marks}) == 2


def test_what_label_studio_exports_comes_in(tmp_path: Path) -> None:
    speaker = {"id": "s1", "from_name": "speaker", "to_name": "text", "type": "textarea",
               "value": {"start": 19, "end": 32, "text": ["Ann", "Rød"]}}  # fmt: skip
    content = {**label(19, 32, "taxes fell 4%"), "value": {"start": 19, "end": 32, "labels": ["CONTENT", "CLAIM"]}}
    source = {**label(3, 12), "id": "s2"}
    left = {"from_id": "s2", "to_id": "s1", "type": "relation", "direction": "left", "labels": ["said_by"]}
    comment = {"id": "c", "from_name": "why", "to_name": "text", "type": "textarea", "value": {"text": "so"}}
    one = task(content, speaker, source, left, comment, completed_by=7, lead_time=1.5)
    one["data"] = {"body": T}
    (unit,) = units_of("labelstudio", json.dumps([one], indent=2).encode(), tmp_path)
    assert (unit.layer, unit.label, unit.what) == ("annotator 7", "quote", "sentence")
    assert unit.said is not None
    assert (unit.said.note, unit.said.elapsed_ms) == ("so", 1500)
    assert [(mark.label, mark.spans) for mark in unit.marks] == [
        ("CONTENT", ((18, 31),)),
        ("CLAIM", ((18, 31),)),
        ("SOURCE", ((2, 11),)),
    ]
    assert unit.marks[0].speaker is not None
    assert unit.marks[0].speaker.name == "Ann\nRød"
    assert [(link.head, link.child, link.label) for link in unit.links] == [("s1", "s2", "said_by")]


def test_each_annotator_of_a_task_is_a_unit_of_their_own(tmp_path: Path) -> None:
    one = task(completed_by={"id": 1, "email": "ada@desk.example"})
    one["annotations"] += [task(completed_by=2)["annotations"][0], {"result": [], "was_cancelled": True}]
    one["predictions"] = [{"result": [kind("assertion")], "score": 0.4}]
    first, second, skipped = read("labelstudio", json.dumps([one]).encode(), tmp_path)
    assert isinstance(first, Unit)
    assert isinstance(second, Unit)
    assert isinstance(skipped, Misfit)
    assert (first.layer, second.layer) == ("ada@desk.example", "annotator 2")
    assert (first.score, second.score) == (None, None)


@pytest.mark.parametrize(("given", "score"), [(0.25, 0.25), (None, 0), ("x", 0), (7, 1), (-(10**300), 0)])
def test_a_prediction_has_a_score_from_nothing_to_one(tmp_path: Path, given: object, score: float) -> None:
    one = {"data": {"text": T}, "predictions": [{"result": [kind("quote")], "score": given}]}
    (unit,) = units_of("labelstudio", json.dumps([one]).encode(), tmp_path)
    assert (unit.label, unit.layer, unit.score) == ("quote", None, score)


def test_a_result_of_another_kind_is_told_and_the_rest_of_its_annotation_comes(tmp_path: Path) -> None:
    stars = {"id": "r", "from_name": "stars", "to_name": "text", "type": "rating", "value": {"rating": 4}}
    unit, misfit = read("labelstudio", json.dumps([task(stars)]).encode(), tmp_path)
    assert isinstance(unit, Unit)
    assert unit.label == "quote"
    assert misfit == Misfit(1, "task 1: a result of the type 'rating' is left out; the rest of its annotation is taken")


def test_what_stands_at_a_span_and_has_no_place_here_is_told(tmp_path: Path) -> None:
    span = {"id": "s", "from_name": "label", "to_name": "text", "type": "labels"}
    content = span | {"value": {"start": 0, "end": 2, "labels": ["CONTENT"]}}
    tone = span | {"from_name": "tone", "type": "choices", "value": {"choices": ["angry"]}}
    note = span | {"from_name": "note", "type": "textarea", "value": {"text": ["who?"]}}
    unit, *misfits = read("labelstudio", json.dumps([task(content, tone, note)]).encode(), tmp_path)
    assert isinstance(unit, Unit)
    assert [one.what.partition(" is left out")[0] for one in misfits if isinstance(one, Misfit)] == [
        "task 1: a result of the type 'choices' (tone) at a span",
        "task 1: a result of the type 'textarea' (note) at a span",
    ]
