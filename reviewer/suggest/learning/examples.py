"""What is learned from: finished articles, with the labels given and the attributions recorded."""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer.store.marks import Spans
from reviewer.suggest.proposals import Page


class Recorded(NamedTuple):
    """An attribution as it was recorded: spans in code points, half-open, into the page's article."""

    content: Spans
    cue: Spans
    source: Spans


class Example(NamedTuple):
    """A finished article: the label of each of its sentences, and all its attributions."""

    page: Page
    labels: Sequence[str]
    recorded: Sequence[Recorded]
