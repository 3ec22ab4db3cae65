"""One learner: its weights, how much they count, and whether it is heard."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reviewer.suggest.learning.crf import Field
from reviewer.suggest.learning.offers import RECORDED, told_of
from reviewer.suggest.learning.trial import ATTRIBUTIONS, grown
from reviewer.suggest.proposals import Page, Proposed

MOST_POWER = 10.0


class Voice(NamedTuple):
    """One learner: its weights, from how many decisions they come, and whether it speaks.

    `weight` is how much it counts beside the rules, `power` makes what both say true; see the test in trial.py.
    """

    field: Field
    decided: int
    speaks: bool = False
    weight: float = 0.0
    power: float = 1.0

    def as_data(self) -> dict[str, Any]:
        """Return the voice as what JSON can hold."""
        return {**self._asdict(), "field": self.field.as_data()}

    @classmethod
    def of_data(cls, data: Any) -> "Voice":
        """Return the voice that `as_data` gave; raises ValueError, TypeError or KeyError for anything else."""
        field = Field.of_data(data["field"])
        decided, weight, power = int(data["decided"]), float(data["weight"]), float(data["power"])
        if decided < 0 or not 0 <= weight <= 1 or not 0 < power <= MOST_POWER:
            raise ValueError("the figures are out of range")
        return cls(field, decided, data["speaks"] is True, weight, power)

    def of(self, page: Page, said: Sequence[Proposed], least: float) -> list[Proposed]:
        """Return those of some attributions that are recorded at least so often, with how often as their score."""
        shares = (self.recorded(one, features) for one, features in zip(said, told_of(page, said), strict=True))
        return [one._replace(score=share) for one, share in zip(said, shares, strict=True) if share >= least]

    def recorded(self, one: Proposed, features: Sequence[str]) -> float:
        """Return how likely an attribution is recorded, by the rules and by what was learned."""
        weight = grown(self.decided, ATTRIBUTIONS)
        return (1 - weight) * one.score + weight * self.field.shares([features])[0].get(RECORDED, 0.0)
