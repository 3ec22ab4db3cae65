"""What the program asks of a store about finished work that comes from a file: recording it, and what was proposed."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reviewer.labels import BUILT_IN, Scheme
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Act, Annotation, Decision

if TYPE_CHECKING:  # most of what is brought in needs no reading of articles
    from reviewer.articles.article import Article

Cut = tuple[str, int, int, int, str]
"""A sentence that comes with its id: uid, start, end, paragraph, kind."""


class Arrival(NamedTuple):
    """An article that comes in under ids that it had elsewhere, with its title and how it was cut by which splitter.

    `scheme` are its labels.
    """

    article: "Article"
    uid: str
    title: str
    splitter: str
    sentences: Sequence[Cut]
    scheme: Scheme = BUILT_IN


class Brought(NamedTuple):
    """Finished work on one document (row id) in one layer.

    `annotations` are by the sentence's row id. Marks have the uid they came with, empty where they had none; a time
    that is empty is the moment they come in. `checks` are those of these claims, each with its evidence. `speakers` are
    those that the attributions name by uid.
    """

    document: int
    layer: str
    annotations: Mapping[int, Annotation] = MappingProxyType({})
    attributions: Sequence[Attribution] = ()
    claims: Sequence[Claim] = ()
    checks: Sequence[tuple[Check, Sequence[Evidence]]] = ()
    speakers: Sequence[Speaker] = ()


class Proposal(NamedTuple):
    """What another program proposed for words `[start, end)` of a document: which program, and the proposal as JSON.

    The JSON is that of `models.proposal.ProposalPart`, its offsets the document's; its label is null where only
    attributions were proposed, its score where the program did not say how sure it is.
    """

    start: int
    end: int
    engine: str
    proposal: str


OWN_LABELS = "nothing is suggested for labels of your own, which its article has; take it as a decision"
"""Why nothing is proposed for an article: what suggests knows the labels of the program only."""
IMPORTED = "imported"
"""The rule of what was proposed elsewhere, by which what becomes of it is counted."""


class Bringing(Protocol):
    """Recording what was decided or proposed elsewhere."""

    def bring(self, work: Sequence[Brought], speakers: Sequence[Speaker], act: Act) -> Decision:
        """Record finished work, undone as one; what its layers had said of these sentences gives way.

        `speakers` are those that the attributions name by uid; one that is known by uid or name is that one. What comes
        again with the same uid takes the place of what it was. There is a decision for each part; returns the last.
        Raises Refused when there is no work, when a document or a sentence is no more, for what does not fit,
        and for labels that the document does not have.
        """

    def bring_in(self, parts: Iterable[Arrival | Brought], act: Act) -> Decision | None:
        """Record articles and finished work as they come, all of it undone as one.

        A great deal is written some 20,000 sentences at a time, so that others wait a moment only; when it is
        interrupted, of what was under way nothing is left, and what was written before stands.
        `parts` may read this store while it is asked for the next one, and finds there what it gave before. An arrival
        whose text is here already is not doubled; one whose ids are none, or another article's here, is passed over.
        Returns the last decision, None where nothing came; raises Refused as `bring` does.
        """

    def attribution(self, uid: str) -> Attribution | None:
        """Return one attribution, whoever made it; None when there is none."""

    def has_evidence(self, uids: Sequence[str]) -> bool:
        """Return whether any of these uids is that of a piece of evidence."""

    def propose(self, document: int, proposals: Sequence[Proposal]) -> None:
        """Keep what another program proposed for a document, in the place of what it had for the same words.

        It is no decision: it stands until the words are decided on.
        """

    def proposed(self, document: int, start: int = 0, end: int | None = None) -> Sequence[Proposal]:
        """Return what another program proposed for the text that a document has now, in the order of the text.

        Only for words that begin in `[start, end)` (code points), where that is given.
        """
