"""One learner: its weights, how much they count, and whether it is heard."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reviewer.suggest.learning.crf import Field
from reviewer.suggest.learning.offers import PASSED, RECORDED, told_of
from reviewer.suggest.learning.trial import ATTRIBUTIONS, mixed
from reviewer.suggest.proposals import Page, Proposed


class Voice(NamedTuple):
    """One learner: its weights, from how many decisions they come, whether it speaks, how sharp its shares are."""

    field: Field
    decided: int
    speaks: bool = False
    sharpness: float = 1.0

    def as_data(self) -> dict[str, Any]:
        """Return the voice as what JSON can hold."""
        return {**self._asdict(), "field": self.field.as_data()}

    @classmethod
    def of_data(cls, data: Any) -> "Voice":
        """Return the voice that `as_data` gave; raises ValueError, TypeError or KeyError for anything else."""
        field = Field.of_data(data["field"])
        return cls(field, int(data["decided"]), data["speaks"] is True, float(data["sharpness"]))

    def of(self, page: Page, said: Sequence[Proposed], least: float) -> list[Proposed]:
        """Return those of some attributions that are recorded at least so often, with how often as their score."""
        shares = (self.recorded(one, features) for one, features in zip(said, told_of(page, said), strict=True))
        return [one._replace(score=share) for one, share in zip(said, shares, strict=True) if share >= least]

    def recorded(self, one: Proposed, features: Sequence[str]) -> float:
        """Return how likely an attribution is recorded, by the rules and by what was learned."""
        learned = self.field.shares([features])[0]
        return mixed({RECORDED: one.score, PASSED: 1 - one.score}, learned, self.decided, ATTRIBUTIONS)[RECORDED]
