"""Holding what was read from a format against what was written: all that a unit says but what only a store knows."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import Misfit, Selection, Unit, named
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.units import Mark, words
from reviewer.store.rows import Annotation
from reviewer.store.sqlite import SqliteStore
from tests.formats.conftest import Memory


@pytest.fixture
def in_memory() -> Iterator[SqliteStore]:
    """Give an empty store in memory: to a format it is all one where a store is."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def told(unit: Unit, *, dated: bool = True, ids: bool = True) -> dict[str, Any]:
    """Return what a unit says; without `dated`, not when it was said, without `ids`, not by which."""
    places = {mark.id: (mark.label, mark.spans) for mark in unit.marks}
    return {
        "what": (unit.what, unit.text, unit.start, unit.label, unit.layer, unit.origin),
        "said": _said(unit.said, dated=dated),
        "marks": [_mark(unit, mark, dated=dated, ids=ids) for mark in unit.marks],
        "links": [(places[link.head], places[link.child], link.label) for link in unit.links],
    }


def _said(said: Annotation | None, *, dated: bool) -> object:
    if said is None:
        return None
    bare = said._replace(guideline="", origin="", elapsed_ms=None, suggestion=None)
    return bare if dated else bare._replace(created="", modified="")


def _mark(unit: Unit, mark: Mark, *, dated: bool, ids: bool) -> object:
    said, claim = mark.attribution, mark.claim
    times = (said or claim) if dated else None
    return (
        mark.label, mark.spans, words(unit, mark), mark.said and _said(mark.said, dated=dated), mark.speaker,
        said and (ids and said.uid, said.quote_type, said.addressee, said.speaker, said.reviewer),
        claim and (ids and claim.uid, claim.text, claim.presupposed, claim.reviewer),
        times and (times.created, times.modified),
    )  # fmt: skip


def read_back(name: str, data: bytes, folder: Path) -> list[Unit | Misfit]:
    """Return what a format reads in these bytes."""
    path = folder / f"given{named(name).suffix}"
    path.write_bytes(data)
    return list(named(name).read(path))


def written(store: SqliteStore, name: str, selection: Selection | None = None) -> tuple[bytes, Losses]:
    """Return what a format writes of a selection, and what it could not hold."""
    sink, losses = Memory(), Losses()
    named(name).write(store, selection or Selection(), sink, losses)
    return sink.data, losses


def both_ways(
    store: SqliteStore, name: str, selection: Selection, folder: Path, *, ids: bool = True
) -> tuple[list[Any], list[Any]]:
    """Return what the units of a selection say, and what is read back of them."""
    data, _ = written(store, name, selection)
    out = [told(unit, ids=ids) for unit in units(store, selection, Losses())]
    return out, fitting(read_back(name, data, folder), ids=ids)


def fitting(found: Iterable[Unit | Misfit], *, ids: bool = True) -> list[Any]:
    """Return what units say; there must be no misfit among them."""
    given = list(found)
    assert [one for one in given if isinstance(one, Misfit)] == []
    return [told(one, ids=ids) for one in given if isinstance(one, Unit)]


def misfits(found: Iterable[Unit | Misfit]) -> list[tuple[int, str]]:
    """Return the lines and reasons of what did not fit."""
    return [(one.line, one.what) for one in found if isinstance(one, Misfit)]


def texts(found: Iterable[Unit | Misfit]) -> list[str]:
    """Return the texts of the units."""
    return [one.text for one in found if isinstance(one, Unit)]


class Forgetful(Memory):
    """A target that gives back other bytes than it was given."""

    def put(self, data: bytes) -> bytes:
        return super().put(data).replace(b"taxes", b"Taxes")

    def file(self, name: str) -> Memory:
        return self.files.setdefault(name, Forgetful())
