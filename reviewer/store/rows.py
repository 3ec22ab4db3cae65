"""What the store gives out: frozen rows. Offsets are code points, half-open, into the document's text."""

from array import array
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypedDict

Field = Literal["label", "check_worthiness"]
"""What reviewers answer of a sentence with one of a few words."""


class Document(NamedTuple):
    """One article, without its text. `meta` is JSON text as it came in; `sentences` counts them."""

    id: int
    uid: str
    sha256: str
    name: str
    title: str
    url: str | None
    published: str | None
    language: str | None
    external_id: str | None
    encoding: str
    splitter: str
    imported: str
    meta: str
    sentences: int
    version: int = 1


class Sentence(NamedTuple):
    """One unit of review; `text` is `document text[start:end]`."""

    id: int
    uid: str
    start: int
    end: int
    paragraph: int
    kind: str
    text: str


class Annotation(NamedTuple):
    """What one reviewer has said of one sentence so far, and by which decision; times are UTC, ISO 8601.

    `duplicate_of` is where the earlier sentence begins that says the same, in code points of the document.
    """

    label: str | None
    uncertain: bool
    note: str
    created: str
    modified: str
    guideline: str
    origin: str
    elapsed_ms: int | None
    check_worthiness: str | None = None
    claim_types: tuple[str, ...] = ()
    duplicate_of: int | None = None


class Said(TypedDict, total=False):
    """What a decision says of a sentence: only the fields given change. `claim_types` has spaces between the types."""

    label: str | None
    uncertain: bool
    note: str
    check_worthiness: str | None
    claim_types: str
    duplicate_of: int | None


class Layout(NamedTuple):
    """A document's sentences in order, as parallel arrays: what stays in memory, a few bytes each."""

    ids: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    paragraphs: "array[int]"


class Act(NamedTuple):
    """Who decides, under which guidelines, how it came about (`key`, `mouse`, `palette`), and how long it took.

    `layer` is what is written to when that is not the reviewer's own layer, such as the adjudicated one.
    """

    reviewer: str
    guideline: str
    origin: str
    elapsed_ms: int | None = None
    layer: str | None = None

    @property
    def into(self) -> str:
        """The layer that is written to."""
        return self.layer or self.reviewer


class Change(NamedTuple):
    """One row of state before and after a decision; None where it was not, or is no more.

    `table` is `annotation` (key: sentence uid, layer), `sentence`, `attribution`, `claim`, `speaker`, `evidence` (key:
    uid), `check` (key: the claim's uid), `assignment` (key: document uid, layer), `batch` (key: the import's uid) or
    `text` (key: document uid): which version of its text a document has.
    """

    table: str
    key: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def layer(self) -> str | None:
        """The layer that the row is of; None for what all layers share."""
        if self.table in {"annotation", "assignment"}:
            return self.key[1]
        row = self.after or self.before or {}
        return row["reviewer"] if self.table in {"attribution", "claim"} else None


class Decision(NamedTuple):
    """One entry of the log; `seq` is its place in this database, `uid` its name everywhere.

    `tick` orders it among the entries of all databases: microseconds that never run backwards within one. `text` says
    on which text of the document it was decided, by the first digits of its SHA-256; a corrected article has another.
    """

    seq: int
    uid: str
    at: str
    reviewer: str
    action: str
    document: int | None
    sentence: str | None
    changes: tuple[Change, ...]
    guideline: str
    origin: str
    elapsed_ms: int | None
    reverts: str | None
    tick: int = 0
    text: str | None = None


class Entry(NamedTuple):
    """What the log says of one act on a reviewer's own work, for counting; `label` is what a label decision gave.

    `origin` is how it came about; of an undo or a redo, how the decision came about that it turns.
    """

    reviewer: str
    at: str
    action: str
    origin: str
    elapsed_ms: int | None
    label: str | None


class Place(NamedTuple):
    """A sentence's place: the document's and the sentence's row id."""

    document: int
    sentence: int


class Assignment(NamedTuple):
    """A document (row id) that a layer, which is mostly a reviewer's own, is to be filled in for, and since when."""

    document: int
    layer: str
    at: str


class Hit(NamedTuple):
    """A sentence that a search over all documents found."""

    place: Place
    title: str
    text: str


class Count(NamedTuple):
    """How many sentences of one document one reviewer has given one label (None: undecided but touched)."""

    reviewer: str
    label: str | None
    sentences: int


class Labelled(NamedTuple):
    """One row of an export: a sentence, its neighbours' texts ("" at an edge), one reviewer's annotation of it."""

    document: int
    uid: str
    position: int
    start: int
    end: int
    paragraph: int
    kind: str
    text: str
    before: str
    after: str
    reviewer: str | None
    annotation: Annotation | None
