"""Learning from finished articles, from scratch each time, with the test that says whether it is worth hearing."""

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from reviewer.suggest.attributing import attributions
from reviewer.suggest.labelling import judge
from reviewer.suggest.learning.crf import fit
from reviewer.suggest.learning.examples import Example
from reviewer.suggest.learning.extents import Preferred, chosen, preferred
from reviewer.suggest.learning.habits import by_habit, habits
from reviewer.suggest.learning.learned import LEAST, LEAST_FURTHER, Learned
from reviewer.suggest.learning.offers import PASSED, RECORDED, further, outcomes, told_of
from reviewer.suggest.learning.sentences import told
from reviewer.suggest.learning.trial import Tried, stretches, verdict
from reviewer.suggest.learning.voice import Voice
from reviewer.suggest.proposals import Judged, Proposed

_LEAST_TRIED = 30
"""So many attributions have to be tried before the learner drops any, or proposes others."""


class _Known(NamedTuple):
    """An example with what the rules say of it, as it is told to the learner."""

    labels: Sequence[str]
    judged: Sequence[Judged]
    sentences: Sequence[Sequence[str]]
    offers: "_Told"
    further: "_Told"
    extents: Sequence[Preferred]
    recorded: int


class _Told(NamedTuple):
    """Attributions of an article, as they are told to the learner, and what became of each."""

    said: Sequence[Proposed]
    features: Sequence[Sequence[str]]
    outcomes: Sequence[str]


def learn(examples: Sequence[Example]) -> Learned:
    """Return what is learned from finished articles, given in the order they were finished.

    The same examples give the same. Raises ValueError where there is none.
    """
    if not examples:
        raise ValueError("there is nothing to learn from")
    known = [_known(example) for example in examples]
    tried: list[Tried] = []
    offers, more, extents = _Kept(), _Kept(), 0
    for learned, until in stretches(len(known)):
        standing = _learned(known[:learned])
        for one in known[learned:until]:
            tried += _tried(standing, one)
            offers, more = offers.with_offers(standing, one), more.with_further(standing, one)
            extents += _gained(standing.extents, one.extents)
    came = verdict(tried)
    made = _learned(known)
    return Learned(
        made.labels._replace(**came._asdict()),
        made.offers._replace(speaks=offers.is_better()),
        made.further._replace(speaks=more.is_better()),
        made.extents._replace(speaks=extents > 0),
        made.habits,
    )


def _known(example: Example) -> _Known:
    page = example.page
    said = attributions(page.article)
    judged = judge(page, said)
    return _Known(
        example.labels,
        judged,
        [_small(one.features) for one in told(page, said, judged)],
        _told(example, said),
        _told(example, further(page.article, said)),
        list(preferred(page.article, said, example.recorded)),
        len(example.recorded),
    )


def _told(example: Example, said: Sequence[Proposed]) -> _Told:
    features = [_small(one) for one in told_of(example.page, said)]
    return _Told(said, features, outcomes(said, example.recorded))


def _small(features: Sequence[str]) -> list[str]:
    # A million features are some ten thousand different ones: each is kept once.
    return [intern(one) for one in features]


def _learned(known: Sequence[_Known]) -> Learned:
    """Return what is learned from articles, without a test: no voice speaks yet."""
    labels = Voice(fit([(one.sentences, one.labels) for one in known]), sum(len(one.labels) for one in known))
    offers = [pair for one in known for pair in zip(one.offers.features, one.offers.outcomes, strict=True)]
    more = [pair for one in known for pair in zip(one.further.features, one.further.outcomes, strict=True)]
    extents = [
        (extent.features, RECORDED if right else PASSED)
        for one in known
        for choice in one.extents
        for extent, right in zip(choice.extents, choice.right, strict=True)
    ]
    decided = [pair for one in known for pair in zip(one.judged, one.labels, strict=True)]
    return Learned(labels, _voice(offers), _voice(more), _voice(extents), habits(decided))


def _voice(pairs: Sequence[tuple[Sequence[str], str]]) -> Voice:
    return Voice(fit([((features,), (outcome,)) for features, outcome in pairs]), len(pairs))


def _gained(voice: Voice, choices: Sequence[Preferred]) -> int:
    """Return how many more spans are as they were recorded where a voice chooses their extents."""
    return sum(one.right[chosen(voice, one.extents)] - one.right[0] for one in choices)


def _tried(standing: Learned, one: _Known) -> list[Tried]:
    """Return what the model that stands says of the sentences of an article it has not seen."""
    shares = standing.labels.field.shares(one.sentences)
    return [
        Tried(by_habit(judged, standing.habits).scores, share, standing.decided, given)
        for judged, share, given in zip(one.judged, shares, one.labels, strict=True)
    ]


class _Kept(NamedTuple):
    """How many attributions were recorded; how many the rules propose, how many rules and learner, and are right."""

    recorded: int = 0
    rules: int = 0
    rules_right: int = 0
    kept: int = 0
    kept_right: int = 0

    def with_offers(self, standing: Learned, one: _Known) -> "_Kept":
        """Add an article that the model which stands has not seen: the learner keeps some of what the rules propose."""
        return self._with(one, _right(standing.offers, one.offers, LEAST))

    def with_further(self, standing: Learned, one: _Known) -> "_Kept":
        """Add such an article: the learner adds to what the rules propose."""
        return self._with(one, _all(one.offers) + _right(standing.further, one.further, LEAST_FURTHER))

    def _with(self, one: _Known, kept: Sequence[bool]) -> "_Kept":
        rules = _all(one.offers)
        more = (one.recorded, len(rules), sum(rules), len(kept), sum(kept))
        return _Kept(*(a + b for a, b in zip(self, more, strict=True)))

    def is_better(self) -> bool:
        """Return whether the harmonic mean of precision and recall is greater with the learner than without."""
        with_learner = self.kept_right * (self.rules + self.recorded)
        return self.rules + self.recorded >= _LEAST_TRIED and with_learner > self.rules_right * (
            self.kept + self.recorded
        )


def _all(told: _Told) -> list[bool]:
    return [outcome == RECORDED for outcome in told.outcomes]


def _right(voice: Voice, told: _Told, least: float) -> list[bool]:
    """Return for each attribution that a voice would propose whether one like it was recorded."""
    every = zip(told.said, told.features, told.outcomes, strict=True)
    return [outcome == RECORDED for one, features, outcome in every if voice.recorded(one, features) >= least]
