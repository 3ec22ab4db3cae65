"""What the tests of a corpus share: shards of articles, and what was written of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, folder, ran
from tests.conftest import BUDGET, FLOOD
from tests.formats.canary import TEXT

__all__ = ["folder", "ran"]

SAID = "Bridge shut\n\n“The river is high,” said Ann Lee. She said it would rise.\n\nThe bridge was built in 1932.\n"
WIRE: list[dict[str, Any]] = [
    {"text": FLOOD, "id": "a1", "title": "Flood", "url": "https://example.org/1", "desk": "city"},
    {"text": SAID, "id": 2, "published": "2026-01-04"},
]
MORE: list[dict[str, Any]] = [{"text": TEXT}, {"text": BUDGET, "language": "en"}]


def shard(path: Path, articles: Sequence[dict[str, Any]]) -> Path:
    """Write a shard of JSONL."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), "utf-8")
    return path


def records(path: Path) -> list[dict[str, Any]]:
    """Return the records of a shard that was written."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def names(place: Path) -> list[str]:
    """Return the relative names of all files below a folder."""
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


@pytest.fixture
def corpus(folder: Path) -> Path:
    """Make a corpus of two shards, one of them in a folder of its own."""
    shard(folder / "corpus" / "wire.jsonl", WIRE)
    shard(folder / "corpus" / "2026" / "more.jsonl", MORE)
    return folder / "corpus"


__all__ += ["Run"]
