"""The records in docs/formats.md are what an export gives."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import Selection, named
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.formats.canary import T
from tests.formats.conftest import Memory

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"
OWN = ("ref", "sentence", "document")
"""Ids, which are others in every database."""


def example(store: SqliteStore) -> None:
    """Put the sentence of the documentation into a store, with its label and who said what in it."""
    (document,) = put(store, T)
    store.annotate(place(store, document, 0), by(), "label", label="quote")
    said = Attribution("", document, "", ((2, 11),), ((12, 16),), ((18, 31),), None, "direct", "", None, *[""] * 4)
    store.attribute(said, by(), Speaker("", "Ann Rød"))


def without_ids(value: Any) -> Any:
    """Return a record without what is another in every database."""
    for fields in (value, value.get("meta"), value.get("data")):
        for name in OWN:
            if isinstance(fields, dict):
                fields.pop(name, None)
    return value


@pytest.mark.parametrize("form", ["prodigy", "doccano", "labelstudio"])
def test_the_record_of_a_format_is_what_is_written(store: SqliteStore, form: str) -> None:
    example(store)
    target = Memory()
    named(form).write(store, Selection(), target)
    line = target.data.decode().removeprefix("[\n").removesuffix("\n]\n")
    section = DOCUMENT.read_text("utf-8").split(f"\n## {form}\n")[1].split("\n## ")[0]
    shown = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert [without_ids(json.loads(one)) for one in shown] == [without_ids(json.loads(line))]
