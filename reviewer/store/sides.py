"""What each layer says of a sentence, side by side, and how many sentences of a document the reviewers differ on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from reviewer.store.marks import Attribution, Claim
from reviewer.store.rows import Act, Annotation, Decision


class Side(NamedTuple):
    """All that one layer says of one sentence: `attributions` and `claims` are those that begin in it."""

    layer: str
    annotation: Annotation | None
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def label(self) -> str | None:
        """The label; None while the layer has not decided."""
        return self.annotation.label if self.annotation else None


class Shared(NamedTuple):
    """A document (row id) that several reviewers have labels in: how many sentences two or more of them have decided.

    They agree on `agreed` of them and differ on `open`, both without those that are `settled` in the adjudicated layer.
    A sentence of which a merge set something aside is open, whoever has decided it, until it is decided anew.
    `waiting` counts those, whatever their state, that the one who asks has yet to decide alone.
    """

    document: int
    agreed: int
    open: int
    settled: int
    waiting: int


class Sides(Protocol):
    """Comparing layers, and settling what they differ on."""

    def sides(self, document: int, sentence: int | None = None) -> Mapping[int, Sequence[Side]]:
        """Return what the layers say of each sentence (row id), or of one, in the order of their names."""

    def shared(self, reviewer: str, documents: Sequence[int] | None = None) -> list[Shared]:
        """Return the documents in which sentences are decided by several own layers, of all or of some, in order.

        `reviewer` is who asks: what they are to decide themselves, and have not, is waiting.
        """

    def fills_in(self, reviewer: str, document: int) -> tuple[str, ...]:
        """Return the layers of a reviewer, first and second answers, that are assigned or begun in a document."""

    def settle(self, document: int, chosen: Iterable[tuple[int, Side]], act: Act) -> Decision:
        """Put what sides say in the place of what `act.into` says of sentences (row ids), all as one decision.

        Attributions and claims are copied under new uids. A claim that a check was begun of is not copied, nor taken
        away: it is one claim, with one check, wherever it stands. Raises Refused when a sentence is no more, or nothing
        would change and no conflict be settled.
        """
