"""What the store gives out: frozen rows. Offsets are code points, half-open, into the document's text."""

import json
from array import array
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypedDict

from reviewer.labels import BUILT_IN, Scheme, is_name

Field = Literal["label", "check_worthiness"]
"""What reviewers answer of a sentence with one of a few words."""


class Document(NamedTuple):
    """One article, without its text. `meta` is JSON text as it came in; `sentences` counts them.

    `scheme` are the labels that its sentences are given.
    """

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
    scheme: Scheme = BUILT_IN


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
    `suggestion` is what became of what was proposed when the label was given, as `offered` writes it.
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
    suggestion: str | None = None


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


ACCEPTED, CHANGED, OVERRIDDEN = OUTCOMES = ("accepted", "changed", "overridden")
"""What becomes of a suggestion: taken whole as it stood; its label was given, or its spans were put otherwise, by the
reviewer's own keys; another label was given."""


def offered(outcome: str, label: str | None, score: float, rule: str, engine: str) -> str:
    """Return what became of a suggestion as the log and the export hold it, as JSON.

    `label` is what was proposed, None for an attribution; `score` how sure the program was, 0 to 1; `rule` by which
    rule of which `engine`.
    """
    values = {"outcome": outcome, "label": label, "score": round(float(score), 2), "rule": rule, "engine": engine}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def is_offered(written: str) -> bool:
    """Return whether a text is what `offered` writes."""
    try:
        found = json.loads(written)
        kinds = {name: type(value) for name, value in found.items()}
        return (
            kinds["outcome"] is kinds["rule"] is kinds["engine"] is str
            and kinds["score"] is float
            and 0 <= found["score"] <= 1
            and found["outcome"] in OUTCOMES
            and (found["label"] is None or is_name(found["label"]))
            and offered(**found) == written
        )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return False


class Act(NamedTuple):
    """Who decides, under which guidelines, how it came about (`key`, `mouse`, `palette`), and how long it took.

    `layer` is what is written to when that is not the reviewer's own layer, such as the adjudicated one. `suggestion`
    is what became of what was proposed, as `offered` writes it; None where nothing was.
    """

    reviewer: str
    guideline: str
    origin: str
    elapsed_ms: int | None = None
    layer: str | None = None
    suggestion: str | None = None

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

    `origin` is how it came about; of an undo or a redo, how the decision came about that it turns. `suggestion` is what
    became of what was proposed when the label was given, as `offered` writes it.
    """

    reviewer: str
    at: str
    action: str
    origin: str
    elapsed_ms: int | None
    label: str | None
    suggestion: str | None = None


class Place(NamedTuple):
    """A sentence's place: the document's and the sentence's row id."""

    document: int
    sentence: int


class Assignment(NamedTuple):
    """A document (row id) that a layer, which is mostly a reviewer's own, is to be filled in for, and since when."""

    document: int
    layer: str
    at: str


class Model(NamedTuple):
    """What was learned in a layer: by which engine, from what (a digest of it, in hex), and the model itself."""

    engine: str
    learned: str
    model: bytes


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
