"""What was learned from a reviewer's finished articles, as the rules' proposals pass through it."""

import json
import zlib
from collections.abc import Sequence
from types import MappingProxyType

from reviewer.store.marks import overlap
from reviewer.suggest.learning.extents import put_as_preferred
from reviewer.suggest.learning.habits import Habits, as_data, by_habit, of_data, reason
from reviewer.suggest.learning.offers import further
from reviewer.suggest.learning.sentences import Told, told
from reviewer.suggest.learning.trial import LABELS, best, grown, together
from reviewer.suggest.learning.voice import Voice
from reviewer.suggest.proposals import Judged, Page, Proposed
from reviewer.text import shorten

FORMAT = "learned/2"
"""What is told to the learner and how it is written down; another one is made anew."""
RULE = "learned"
"""The rule of a label that the rules alone would not have proposed."""
LEAST = 0.3
"""An attribution that is recorded less often than this is not proposed."""
LEAST_FURTHER = 0.4
"""One that the rules would not propose has to be recorded more often."""
VOICES = ("labels", "offers", "further", "extents")
_LARGEST = 64 * 1024 * 1024
_REASONS = 3
_REASON_WIDTH = 30
_LEAST_PULL = 0.1
_TELLING = 4
"""Words of fewer letters say a reader nothing by themselves."""


class Learned:
    """What was learned in one layer: habits, a voice on labels, and three on attributions.

    Of those, `offers` tells which of the rules' proposals are recorded, `further` what else is, `extents` with which
    spans. A voice that its own test found worse than the rules is silent; a habit shows by itself.
    """

    def __init__(
        self, labels: Voice, offers: Voice, further: Voice, extents: Voice, known: Habits = MappingProxyType({})
    ) -> None:
        self.labels = labels
        self.offers = offers
        self.further = further
        self.extents = extents
        self.habits = known

    @property
    def decided(self) -> int:
        """How many labels it was learned from."""
        return self.labels.decided

    def to_bytes(self) -> bytes:
        """Return it as it is kept; the same is always the same bytes."""
        voices = {name: getattr(self, name).as_data() for name in VOICES}
        content = {"format": FORMAT, "habits": as_data(self.habits), **voices}
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode())

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Learned":
        """Return what `to_bytes` kept; raises ValueError for anything else."""
        try:
            reader = zlib.decompressobj()
            content = json.loads(reader.decompress(kept, _LARGEST))
            if content["format"] != FORMAT or not reader.eof:
                raise ValueError("it is of another format")
            voices = {name: Voice.of_data(content[name]) for name in VOICES}
            return cls(**voices, known=of_data(content["habits"]))
        except (zlib.error, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise ValueError(f"nothing that was learned: {error}") from error

    def attributions(self, page: Page, said: Sequence[Proposed]) -> list[Proposed]:
        """Return the attributions that are likely recorded, with scores that say how likely, in order.

        Of `said`, what the rules propose, and of what else can be read without quotation marks.
        """
        found = self.offers.of(page, said, LEAST) if self.offers.speaks else list(said)
        if self.further.speaks:
            found += apart(self.further.of(page, further(page.article, said), LEAST_FURTHER))
        found.sort()
        return sorted(put_as_preferred(self.extents, page.article, found)) if self.extents.speaks else found

    def judge(self, page: Page, said: Sequence[Proposed], judged: Sequence[Judged]) -> list[Judged]:
        """Return how rules and learner together see each sentence; `said` and `judged` are what the rules say."""
        habitual = [self._habitual(one) for one in judged]
        if not self.labels.speaks:
            return habitual
        sentences = told(page, said, judged)
        shares = self.labels.field.shares([one.features for one in sentences])
        weight = min(self.labels.weight, grown(self.decided, LABELS))
        return [
            self._judged(page, one, together(rules.scores, share, weight, self.labels.power), rules)
            for one, share, rules in zip(sentences, shares, habitual, strict=True)
        ]

    def _habitual(self, rules: Judged) -> Judged:
        """Return how the rules and the reviewer's habits see a sentence."""
        found = by_habit(rules, self.habits)
        if best(found.scores) == best(rules.scores):
            return found
        return found._replace(rule=RULE, reasons=(reason(rules, self.habits),))

    def _judged(self, page: Page, one: Told, scores: dict[str, float], rules: Judged) -> Judged:
        label = best(scores)
        reason = self._reason(page, one, label)
        if label == best(rules.scores):
            return rules._replace(scores=scores, reasons=(*rules.reasons, reason))
        return rules._replace(scores=scores, rule=RULE, reasons=(reason,))

    def _reason(self, page: Page, one: Told, label: str) -> str:
        """Return in words what speaks most for a label among the words of a sentence."""
        pulls = sorted(((self.labels.field.pull(name, label), name) for name in one.shown), reverse=True)
        taken: list[tuple[int, int]] = []
        for pull, name in pulls:
            if pull < _LEAST_PULL or len(taken) == _REASONS:
                break
            start, end = one.shown[name]
            if any(len(word) >= _TELLING for word in page.article.text[start:end].split()):
                taken = _joined(taken, start, end)
        words = ", ".join(f"'{shorten(page.article.text[start:end], _REASON_WIDTH)}'" for start, end in taken)
        return f"learned from {self.decided} of your decisions{': ' if words else ''}{words}"


def _joined(taken: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return stretches with one more, those it touches or is parted from by a space joined with it."""
    for first, last in taken:
        if first <= end + 1 and start <= last + 1:
            start, end = min(first, start), max(last, end)
    return [*(one for one in taken if one[1] < start or end < one[0]), (start, end)]


def apart(said: Sequence[Proposed]) -> list[Proposed]:
    """Return the likeliest of attributions, none overlapping another's content."""
    taken: list[tuple[int, int]] = []
    found = []
    for one in sorted(said, key=lambda one: -one.score):
        if not any(overlap(span, other) for span in one.content for other in taken):
            taken += one.content
            found.append(one)
    return found
