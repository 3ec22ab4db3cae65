"""What an export holds: which sentences, of whom, seen how, in which units and parts."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reviewer.formats.units import SENTENCE, UnitKind
from reviewer.settings import Publisher


class Split(NamedTuple):
    """Parts for training: shares of train, validation and test (they add up to 100), and the seed of the draw."""

    shares: tuple[int, int, int]
    seed: int = 0


def _untold(_documents: int) -> None:
    """Tell nobody."""


PARTS = ("train", "validation", "test")


class Selection(NamedTuple):
    """Which sentences an export holds. None stands for all; with `undecided` also those nobody has labelled.

    `policy` is the view of the label (see views.py) that is written, and that `labels` are chosen by. `layers` is one
    of `layers.CHOICES`, None for what the format takes unasked. `publisher` is who signs what is published. `approved`
    leaves only claims that are signed off, and the sentences and documents that hold one. `unit` is what one record is
    of. `options` are those of the format, by name. `progress` is told how many documents were read so far.
    """

    documents: Sequence[int] | None = None
    reviewer: str | None = None
    labels: Sequence[str] | None = None
    undecided: bool = False
    policy: str = "as_labelled"
    layers: str | None = None
    publisher: Publisher | None = None
    approved: bool = False
    unit: UnitKind = SENTENCE
    split: Split | None = None
    options: Mapping[str, str] = MappingProxyType({})
    progress: Callable[[int], None] = _untold


EVERYTHING = Selection()
