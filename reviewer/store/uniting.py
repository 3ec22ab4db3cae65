"""What comes of taking in other databases: how much came, and where it was decided differently."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from reviewer.layers import is_again

SAID = ("label", "uncertain", "note", "check_worthiness", "claim_types", "duplicate_of")
"""What is said of a sentence: the fields of an annotation that two databases can differ in."""


class Conflict(NamedTuple):
    """Two decisions of which neither knew the other, and only one can stand; open until somebody decides it anew.

    `document` and `sentence` are row ids: the sentence that holds the words `[start, end)` (code points) now. `on` and
    `uid` say of which row, as in a `Change`; `layer` is empty where none is concerned. `stands` is the row that came of
    the decision `over` (uid), `aside` what `decision` (uid) of `reviewer` said `at` that time; None where it took the
    row away. A speaker is in no document. Of a cut or a join that found its sentences no more, `aside` holds the bounds
    that it would have `made`.
    """

    document: int | None
    sentence: int | None
    start: int | None
    end: int | None
    on: str
    uid: str
    layer: str
    stands: Mapping[str, Any] | None
    aside: Mapping[str, Any] | None
    decision: str
    reviewer: str
    at: str
    over: str
    over_reviewer: str

    @property
    def is_side(self) -> bool:
        """Whether it is about what one says of a sentence: adjudication shows what was set aside as one more side.

        Second answers are compared with the first, not settled: they are no side.
        """
        return self.on == "annotation" and self.sentence is not None and not is_again(self.layer)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of an annotation in which what was set aside differs from what stands."""
        stands, aside = self.stands or {}, self.aside or {}
        return tuple(name for name in SAID if stands.get(name) != aside.get(name))


class Came(NamedTuple):
    """How many decisions of one reviewer other databases held: those that were new here, and those known already."""

    new: int
    known: int


class United(NamedTuple):
    """What came of other databases: counts, the conflicts that are open then, and the copy that was made before.

    `guidelines` are the versions whose words differ; ours are kept. `backup` is None where nothing was changed.
    """

    new_documents: int
    known_documents: int
    decisions: Mapping[str, Came]
    conflicts: int
    guidelines: tuple[str, ...]
    backup: Path | None


class Uniting(Protocol):
    """Joining the work of reviewers who each had a database of their own."""

    def unite(self, others: Sequence[Path], *, dry_run: bool = False) -> United:
        """Take in all articles and decisions of other databases, which are only read; with `dry_run` keep nothing.

        The same comes out whichever database takes in which. Raises StoreError for what cannot be taken in.
        """

    def conflicts(self, document: int | None = None) -> list[Conflict]:
        """Return what was decided differently in two databases and not decided anew since, in the order of the text."""
