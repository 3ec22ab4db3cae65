"""Hugging Face datasets: a folder of shards of flat, typed rows, parted for training, with a card that names them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice

from reviewer.errors import SettingsError
from reviewer.formats.cards import Card, Counted
from reviewer.formats.columns import row
from reviewer.formats.files import Target
from reviewer.formats.flat import classes, mismatch, pieces, told, unheld
from reviewer.formats.losses import Losses
from reviewer.formats.making import units
from reviewer.formats.selection import PARTS, Selection
from reviewer.formats.shards import Lines, Parquet, Shard
from reviewer.formats.splits import parted
from reviewer.formats.tagging import tagged
from reviewer.formats.units import CLAIM, Unit
from reviewer.store import Store

_SHARD = 100_000
"""How many rows a file holds."""
CARD = "README.md"


def write(store: Store, selection: Selection, target: Target, losses: Losses) -> int:
    """Write the rows of each part, and the card; return how many rows there are.

    Raises ExportError when what was written does not match, SettingsError when Parquet's package is missing.
    """
    parts: Mapping[str, Sequence[int] | None] = {PARTS[0]: selection.documents}
    if selection.split is not None:
        parts = parted(store, selection, losses)
    card = Card(selection, classes(store, selection.unit))
    suffix = f".{selection.options.get('data', 'jsonl')}"
    for part, documents in parts.items():
        given = units(store, selection._replace(documents=documents, split=None), losses)
        counted = _part(given, partial(_shard, target, card, f"data/{part}-{{:05}}{suffix}"), card, losses)
        if counted.rows:
            card.parts[part] = counted
    made = card.text(suffix).encode()
    if target.file(CARD).put(made) != made:
        raise mismatch("huggingface", CARD)
    return sum(one.rows for one in card.parts.values())


def _part(given: Iterator[Unit], opened: Callable[[int], Shard], card: Card, losses: Losses) -> Counted:
    """Write the files of one part, which are numbered; return how many rows and bytes they have."""
    rows = size = number = 0
    while first := next(given, None):
        shard = opened(number)
        for unit in chain((first,), islice(given, _SHARD - 1)):
            unheld(unit, losses)
            card.meet(unit)
            spans, links = pieces(unit)
            made = row(unit, card.selection.policy, spans, links)
            if card.tags and unit.what != CLAIM:
                made["tokens"], made["tags"] = tagged(unit.text, spans, losses)
            shard.add(made, told(unit, spans))
            rows += 1
        size += shard.end()
        number += 1
    return Counted(rows, size)


def _shard(target: Target, card: Card, front: str, number: int) -> Shard:
    name = front.format(number)
    if not name.endswith(".parquet"):
        return Lines(target, name)
    try:
        return Parquet(target, name, card)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"Parquet needs {error.name}; install it with: pip install 'reviewer[parquet]', or leave out --with"
        ) from error
