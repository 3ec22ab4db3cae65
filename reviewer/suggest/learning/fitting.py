"""Learning from finished articles, from scratch each time, with the test that says whether it is worth hearing."""

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from reviewer.suggest.attributing import attributions
from reviewer.suggest.labelling import judge
from reviewer.suggest.learning.crf import fit
from reviewer.suggest.learning.examples import Example
from reviewer.suggest.learning.learned import LEAST, Learned, Voice
from reviewer.suggest.learning.offers import RECORDED, outcomes, told_of
from reviewer.suggest.learning.sentences import told
from reviewer.suggest.learning.trial import Tried, mixed, stretches, verdict
from reviewer.suggest.proposals import Judged, Proposed

_LEAST_OFFERS = 30
"""So many proposed attributions have to be tried before the learner drops any."""


class _Known(NamedTuple):
    """An example with what the rules say of it, as it is told to the learner."""

    labels: Sequence[str]
    judged: Sequence[Judged]
    sentences: Sequence[Sequence[str]]
    said: Sequence[Proposed]
    offers: Sequence[Sequence[str]]
    outcomes: Sequence[str]
    recorded: int


def learn(examples: Sequence[Example]) -> Learned:
    """Return what is learned from finished articles, given in the order they were finished.

    The same examples give the same. Raises ValueError where there is none.
    """
    if not examples:
        raise ValueError("there is nothing to learn from")
    known = [_known(example) for example in examples]
    tried: list[Tried] = []
    kept = _Kept()
    for learned, until in stretches(len(known)):
        standing = _learned(known[:learned])
        for one in known[learned:until]:
            tried += _tried(standing, one)
            kept = kept.with_article(standing, one)
    came = verdict(tried)
    made = _learned(known)
    return Learned(
        made.labels._replace(speaks=came.speaks, sharpness=came.sharpness),
        made.offers._replace(speaks=kept.is_better()),
    )


def _known(example: Example) -> _Known:
    page = example.page
    said = attributions(page.article)
    judged = judge(page, said)
    return _Known(
        example.labels,
        judged,
        [_small(one.features) for one in told(page, said, judged)],
        said,
        [_small(one) for one in told_of(page, said)],
        outcomes(said, example.recorded),
        len(example.recorded),
    )


def _small(features: Sequence[str]) -> list[str]:
    # A million features are some ten thousand different ones: each is kept once.
    return [intern(one) for one in features]


def _learned(known: Sequence[_Known]) -> Learned:
    """Return what is learned from articles, without a test: both voices speak."""
    labels = fit([(one.sentences, one.labels) for one in known])
    pairs = (pair for one in known for pair in zip(one.offers, one.outcomes, strict=True))
    offers = fit([((features,), (outcome,)) for features, outcome in pairs])
    return Learned(
        Voice(labels, sum(len(one.labels) for one in known), speaks=True),
        Voice(offers, sum(len(one.said) for one in known), speaks=True),
    )


def _tried(standing: Learned, one: _Known) -> list[Tried]:
    """Return what the model that stands says of the sentences of an article it has not seen."""
    shares = standing.labels.field.shares(one.sentences)
    return [
        Tried(judged.scores, mixed(judged.scores, share, standing.decided), given)
        for judged, share, given in zip(one.judged, shares, one.labels, strict=True)
    ]


class _Kept(NamedTuple):
    """How many attributions were recorded; of those the rules propose how many, of those the learner kept how many."""

    recorded: int = 0
    said: int = 0
    said_right: int = 0
    kept: int = 0
    kept_right: int = 0

    def with_article(self, standing: Learned, one: _Known) -> "_Kept":
        """Return the counts with those of an article the model that stands has not seen."""
        right = [came == RECORDED for came in one.outcomes]
        kept = [
            standing.recorded(proposed, features) >= LEAST
            for proposed, features in zip(one.said, one.offers, strict=True)
        ]
        return _Kept(
            self.recorded + one.recorded,
            self.said + len(right),
            self.said_right + sum(right),
            self.kept + sum(kept),
            self.kept_right + sum(a and b for a, b in zip(right, kept, strict=True)),
        )

    def is_better(self) -> bool:
        """Return whether the harmonic mean of precision and recall is greater with the learner than without."""
        with_learner = self.kept_right * (self.said + self.recorded)
        return self.said >= _LEAST_OFFERS and with_learner > self.said_right * (self.kept + self.recorded)
