"""The rules by which attributions are proposed: the name of each, how often it is right, and why in words."""

from typing import NamedTuple


class Rule(NamedTuple):
    """A rule: the share of its proposals that are right in source, cue and content, and its reason round the cue."""

    share: float
    reason: str


_MARKS = "quotation marks with '{}'"
_NO_MARKS = "'{}' without quotation marks"

RULES = {
    "source-cue-content": Rule(0.75, _MARKS),
    "content-source-cue": Rule(0.8, _MARKS),
    "content-cue-source": Rule(0.9, _MARKS),
    "split": Rule(0.8, _MARKS),
    "according-to": Rule(0.4, _MARKS),
    "colon": Rule(0.65, "quotation marks behind a colon"),
    "dash": Rule(0.5, "quotation marks, and a name behind a dash"),
    "weak-cue": Rule(0.65, "quotation marks with '{}', which often is no cue"),
    "other-verb": Rule(0.4, "quotation marks beside '{}', which is no known cue"),
    "indirect-said": Rule(0.75, _NO_MARKS),
    "indirect-that": Rule(0.45, "'{} that'"),
    "indirect-question": Rule(0.8, "'{}' with a question"),
    "indirect-trailing": Rule(0.6, "'{}' behind it, without quotation marks"),
    "indirect-as": Rule(0.5, "'{}' with 'as'"),
    "indirect-other-cue": Rule(0.4, _NO_MARKS),
    "indirect-according-to": Rule(0.4, _NO_MARKS),
    "indirect-colon": Rule(0.55, "a name before a colon"),
    "indirect-dash": Rule(0.5, "a name behind a dash"),
}
"""The shares were counted on 60 news articles marked by hand (PolNeAR; `benchmarks/attributions.py` counts them anew)
and rounded to the nearest five in a hundred; those of rules with fewer than ten proposals are drawn to a half.
"""
