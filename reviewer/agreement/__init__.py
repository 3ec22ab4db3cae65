"""What reviewers agree on: answers to the same sentences, and the spans of who said what; numbers, no tables."""

from reviewer.agreement.answers import Answers, read
from reviewer.agreement.measured import Agreement, Pair, PerLabel, measure, pair, require
from reviewer.agreement.resampling import FEW_DOCUMENTS, Bootstrap, Figure
from reviewer.agreement.spans import RoleScore, SpanScores, compare

__all__ = [
    "FEW_DOCUMENTS", "Agreement", "Answers", "Bootstrap", "Figure", "Pair", "PerLabel", "RoleScore", "SpanScores",
    "compare", "measure", "pair", "read", "require",
]  # fmt: skip
