"""What a format writes and reads: some text with what was said of it, the same in both directions.

A format turns a unit into its own shape and back; how units come out of the store (`making.py`), and how they go into
it, is none of its business.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from reviewer.labels import NAMES
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Annotation

UnitKind = Literal["sentence", "document", "claim"]
SENTENCE: Final = "sentence"
DOCUMENT: Final = "document"
CLAIM: Final = "claim"
UNITS: tuple[UnitKind, ...] = (SENTENCE, DOCUMENT, CLAIM)
"""What one record can be of."""
SOURCE, CUE, CONTENT, CLAIMED = "SOURCE", "CUE", "CONTENT", "CLAIM"
ROLES = (SOURCE, CUE, CONTENT, CLAIMED)
"""What spans that are no sentence are called in every format; a sentence's label is never in capitals."""
SAID_BY, CUED_BY, NESTED_IN = LINKS = ("said_by", "cued_by", "nested_in")
"""From an attribution's content to its source and its cue, and to the content of the attribution it lies in."""
CONTINUES = "continues"
"""From a part of a span to the part before it, where a format holds no span in parts."""


class Origin(NamedTuple):
    """The article that a unit is from, as far as it is known; `uid` and `sha256` are those of the store."""

    uid: str | None = None
    sha256: str | None = None
    name: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    external_id: str | None = None


class Mark(NamedTuple):
    """A span in the text of a unit: code points of that text, half-open, ascending; several where it is in parts.

    `id` is its name within the unit. `label` is one of ROLES, or, for a sentence of a document, its label. What else is
    known stands beside it: of a sentence what was `said`, of an attribution's content the `attribution` with its
    `speaker`, of a claim the `claim` with its `check`; their own offsets are the document's, or 0 where that is not
    known.
    """

    id: str
    label: str
    spans: Spans
    said: Annotation | None = None
    attribution: Attribution | None = None
    speaker: Speaker | None = None
    claim: Claim | None = None
    check: tuple[Check, Sequence[Evidence]] | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """Where it begins and where its last part ends."""
        return self.spans[0][0], self.spans[-1][1]


class Link(NamedTuple):
    """A relation between two marks of a unit, by their ids."""

    head: str
    child: str
    label: str


class Unit(NamedTuple):
    """One record: a text, what was said of it as a whole, and marks in it.

    `text` is the exact words of the document from the code point `start` on (None: nobody knows where); of a claim, the
    claim's words, and `start` is where the words it was taken from begin. `label` is the sentence's label, of a claim
    its verdict, of a document None. `said` is all else that was said of a sentence. `layer` is the layer's name, whose
    reviewer `layers.reviewer_of` tells; None where nobody has decided, or a file does not say. `line` is where it stood
    in a file that was read, from 1. `score` is how sure a program was that proposed it.
    """

    id: str
    what: UnitKind
    text: str
    start: int | None
    origin: Origin
    label: str | None = None
    said: Annotation | None = None
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    layer: str | None = None
    line: int = 0
    score: float | None = None
    sentence: str | None = None
    """The sentence's id in the store, or that of the sentence a claim begins in."""
    labels: tuple[str, ...] = NAMES
    """The names of the labels that sentences of its article can get."""


class Misfit(NamedTuple):
    """A record of a file that cannot be taken in: its line or number, from 1, and why, in words for who wrote it."""

    line: int
    what: str


def words(unit: Unit, mark: Mark) -> str:
    """Return the words of a mark, its parts joined by spaces."""
    return " ".join(unit.text[start:end] for start, end in mark.spans)
