"""Any unit at all goes through the formats of JSON and comes back: any text, marks in parts, marks that overlap."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from reviewer.formats import Losses, doccano, labelstudio, prodigy
from reviewer.formats.labelstudio_predictions import Predictions
from reviewer.formats.units import DOCUMENT, LINKS, ROLES, SENTENCE, Link, Mark, Origin, Unit, UnitKind
from reviewer.labels import NAMES
from reviewer.store.rows import Annotation
from reviewer.store.sqlite import SqliteStore
from tests.formats.round_trip import SAID, told, units_of

texts = st.lists(
    st.sampled_from(["a", "b ", "  ", "\n", "\r\n", "😀", "👩‍👧", "“x”", "é", "\u202e", '"', "\\", "\x85", "\t", "."]),
    min_size=1, max_size=12,
).map("".join)  # fmt: skip


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """Draw a sentence or a document with marks in one part or more, no two of which share a span and a label."""
    text = draw(texts)
    kinds: list[UnitKind] = [SENTENCE, DOCUMENT]
    what = draw(st.sampled_from(kinds))
    labels = ROLES if what == SENTENCE else (*ROLES, *NAMES)
    marks: list[Mark] = []
    taken: set[tuple[str, tuple[int, int]]] = set()
    for number in range(draw(st.integers(0, 5))):
        label = draw(st.sampled_from(labels))
        most = 6 if label in ROLES else 2
        points = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=most)))
        spans = tuple(zip(points[::2], points[1::2], strict=False))
        if taken.isdisjoint((label, span) for span in spans):
            taken.update((label, span) for span in spans)
            marks.append(Mark(f"m{number}", label, spans, said=said(label) if label in NAMES else None))
    names = [one.id for one in marks]
    links: list[Link] = []
    if names:
        ends = st.sampled_from(names)
        links = draw(st.lists(st.builds(Link, ends, ends, st.sampled_from(LINKS)), unique=True, max_size=4))
    own = draw(st.sampled_from((None, *NAMES))) if what == SENTENCE else None
    note = draw(st.sampled_from(["", "\x1b[31m", "“so”"])) if what == SENTENCE else ""
    return Unit(
        "r1", what, text, draw(st.integers(0, 9)), Origin("d1", "0" * 64, "a.txt"), own,
        said(own, note) if own or note else None, tuple(marks), tuple(links), "ada", sentence="s1",
    )  # fmt: skip


def said(label: str | None, note: str = "") -> Annotation:
    return Annotation(
        label, uncertain=False, note=note, created="", modified="", guideline="", origin="", elapsed_ms=None
    )


def record(form: str, unit: Unit, store: SqliteStore) -> dict[str, Any]:
    """Return the record of a unit in a format, which says itself that it is one."""
    if form == "prodigy":
        made = prodigy._spans(unit, Losses())
        assert list(prodigy.differences(unit, made, plain=False)) == []
    elif form == "doccano":
        made = doccano._record(unit, "relations", count())
        assert list(doccano.differences(unit, "relations", made)) == []
    else:
        made = labelstudio._task(unit, "r1", Predictions(store))
        assert list(labelstudio._compared(unit, made)) == []
    return made


@pytest.mark.parametrize("form", ["prodigy", "doccano", "labelstudio"])
def test_any_unit_comes_back(form: str, tmp_path: Path) -> None:
    store = SqliteStore.open(":memory:")

    @settings(deadline=None)
    @given(units())
    def check(unit: Unit) -> None:
        (back,) = units_of(form, to_json(record(form, unit, store)) + b"\n", tmp_path)
        without = SAID if form == "doccano" and unit.what == DOCUMENT else ()
        assert told(back, without=without) == told(unit, without=without)

    check()
    store.close()
