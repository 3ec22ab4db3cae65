"""What another program proposed for an article, laid over what the rules say of the same sentences."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reviewer.store.bringing import IMPORTED, Proposal
from reviewer.store.marks import Spans
from reviewer.suggest.proposals import Proposed, Suggestion
from reviewer.suggest.stretches import Stretch

UNSAID = 0.5
"""What counts as the score of a program that gives none, where the least sure is looked for."""


def overlaid(found: Sequence[Suggestion], stretch: Stretch) -> list[Suggestion]:
    """Return the suggestions for the sentences of a stretch, with those in their place that were brought for them.

    They count for sentences with exactly their bounds. One without a label keeps that of the rules.
    """
    brought = {(one.start, one.end): one for one in stretch.proposals}
    starts = {one.start: index for index, one in enumerate(stretch.sentences, stretch.first)}
    return [
        _brought(brought[sentence.start, sentence.end], suggestion, starts)
        if (sentence.start, sentence.end) in brought
        else suggestion
        for suggestion, sentence in zip(found, stretch.sentences, strict=True)
    ]


def _brought(proposal: Proposal, rules: Suggestion, starts: Mapping[int, int]) -> Suggestion:
    value: Mapping[str, Any] = json.loads(proposal.proposal)
    said = tuple(_attribution(one, proposal.engine) for one in value["attributions"])
    if value["label"] is None:
        return rules._replace(attributions=said)
    earlier = value["duplicate_of"]
    return Suggestion(
        label=value["label"], score=_score(value["score"]), rule=IMPORTED, reasons=tuple(value["reasons"]),
        attributions=said, check_worthiness=value["check_worthiness"],
        repeats=starts.get(earlier["start"]) if earlier else None, engine=proposal.engine,
    )  # fmt: skip


def _attribution(value: Mapping[str, Any], engine: str) -> Proposed:
    return Proposed(
        _spans(value["content"]), _spans(value["cue"]), _spans(value["source"]), value["quote_type"],
        _score(value["score"]), IMPORTED, value["reason"], engine, value["speaker"] or "",
    )  # fmt: skip


def _score(given: float | None) -> float:
    return UNSAID if given is None else given


def _spans(given: Sequence[Mapping[str, int]]) -> Spans:
    return tuple((one["start"], one["end"]) for one in given)
