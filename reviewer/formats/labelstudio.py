"""Label Studio: an array of tasks, a line each, with annotations or predictions, and the config they are made for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from reviewer.errors import ExportError
from reviewer.formats.files import Target
from reviewer.formats.labelstudio_config import config, values
from reviewer.formats.labelstudio_predictions import Predictions
from reviewer.formats.labelstudio_reading import read
from reviewer.formats.labelstudio_results import differences, results, seconds
from reviewer.formats.losses import SPENT, Losses
from reviewer.formats.making import units
from reviewer.formats.provenance import HELD_ASIDE, about
from reviewer.formats.selection import Selection
from reviewer.formats.units import DOCUMENT, SENTENCE, Unit
from reviewer.layers import ADJUDICATED
from reviewer.store import Store
from reviewer.store.marks import Speaker
from reviewer.text import one_line

HOLDS = HELD_ASIDE
CONFIG = "config.xml"
ROLES_OF_SPEAKERS = "roles and other names of speakers"


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write a task for each unit and the config, read all of it back and compare it; return how many tasks there are.

    Raises ExportError when what was written does not match.
    """
    sink = target.file(CONFIG)
    predictions = Predictions(store)
    met: dict[str, None] = {}
    used: dict[str, set[str]] = {}
    records = 0
    target.put(b"[\n")
    for records, unit in enumerate(units(store, selection, losses), 1):
        losses.unheld(unit, HOLDS | {SPENT} if unit.what == SENTENCE else HOLDS)
        losses.add(ROLES_OF_SPEAKERS, sum(_is_more_than_name(one.speaker) for one in unit.marks))
        task = _task(unit, f"r{records}", predictions)
        data = to_json(task)
        written = target.put(data if records == 1 else b",\n" + data)
        found = json.loads(written.removeprefix(b",\n"))
        for what in _compared(unit, found):
            raise _wrong(unit, what)
        _note(found, used)
        labels = [unit.label] if unit.what != DOCUMENT else [mark.label for mark in unit.marks if mark.said]
        met |= dict.fromkeys(label for label in labels if label)
    target.put(b"\n]\n")
    controls = values(sink.put(config(selection.unit, store.every_label().names, met)))
    for name, needed in used.items():
        if name not in controls or not needed <= controls[name]:
            raise ExportError(f"labelstudio: the config does not offer what {one_line(name)} holds; no file was made")
    return records


def _task(unit: Unit, record: str, predictions: Predictions) -> dict[str, Any]:
    """Return a task: annotated where somebody has worked on it, else with what is proposed, if anything is."""
    task: dict[str, Any] = {"data": {"text": unit.text} | about(unit)}
    if unit.layer is None:
        proposed = predictions.of(unit, record)
        return task | ({"predictions": [proposed]} if proposed else {})
    took = seconds(unit)
    annotation = {
        "result": results(unit, record),
        "was_cancelled": False,
        "ground_truth": unit.layer == ADJUDICATED,
    } | ({"lead_time": took} if took is not None else {})
    return task | {"annotations": [annotation]}


def _compared(unit: Unit, task: Mapping[str, Any]) -> Iterator[str]:
    """Yield how a task that was read back differs from its unit."""
    if task["data"]["text"] != unit.text:
        yield "its text"
    for one in task.get("annotations", ()):
        yield from differences(unit, task["data"]["text"], one["result"])


def _note(task: Mapping[str, Any], used: dict[str, set[str]]) -> None:
    """Note which values of which controls a task uses."""
    for one in (*task.get("annotations", ()), *task.get("predictions", ())):
        for result in one["result"]:
            if result["type"] in {"labels", "choices"}:
                used.setdefault(result["from_name"], set()).update(result["value"][result["type"]])
            elif result["type"] == "textarea":
                used.setdefault(result["from_name"], set())


def _is_more_than_name(speaker: Speaker | None) -> bool:
    return speaker is not None and bool(speaker.aliases or speaker.role)


def _wrong(unit: Unit, what: str) -> ExportError:
    name = one_line(unit.origin.name or unit.id)
    return ExportError(
        f"{name}: what was written for labelstudio does not match the database ({what}); no file was made"
    )


__all__ = ["HOLDS", "read", "write"]
