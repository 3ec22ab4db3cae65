"""What the program asks of a store about finished work that comes from a file: recording it, and what was proposed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Act, Annotation, Decision


class Brought(NamedTuple):
    """Finished work on one document (row id) in one layer.

    `annotations` are by the sentence's row id. Marks have the uid they came with, empty where they had none; a time
    that is empty is the moment they come in. `checks` are those of these claims, each with its evidence.
    """

    document: int
    layer: str
    annotations: Mapping[int, Annotation] = {}
    attributions: Sequence[Attribution] = ()
    claims: Sequence[Claim] = ()
    checks: Sequence[tuple[Check, Sequence[Evidence]]] = ()


class Proposal(NamedTuple):
    """What another program proposed for words `[start, end)` of a document: which program, and the proposal as JSON.

    The JSON is that of `models.proposal.ProposalPart`, its offsets the document's.
    """

    start: int
    end: int
    engine: str
    proposal: str


class Bringing(Protocol):
    """Recording what was decided or proposed elsewhere."""

    def bring(self, work: Sequence[Brought], speakers: Sequence[Speaker], act: Act) -> Decision:
        """Record finished work as one decision, undone as one; what its layers had said of these sentences gives way.

        `speakers` are those that the attributions name by uid; one that is known by uid or name is that one. What comes
        again with the same uid takes the place of what it was. Raises Refused when a document or a sentence is no more,
        for spans that do not fit, and for labels that the document does not have.
        """

    def propose(self, document: int, proposals: Sequence[Proposal]) -> None:
        """Keep what another program proposed for a document, in the place of what it had for the same words.

        It is no decision: it stands until the words are decided on.
        """

    def proposed(self, document: int) -> Sequence[Proposal]:
        """Return what another program proposed for the text that a document has now, in the order of the text."""
