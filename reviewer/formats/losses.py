"""What a target cannot hold: counted while it is written, told on the terminal and in a report beside the file."""

import json
from collections import Counter
from collections.abc import Iterator

from reviewer.formats.units import CLAIM, CLAIMED, CONTENT, NESTED_IN, Mark, Unit
from reviewer.store.rows import Annotation

UNCERTAIN, NOTES, WORTHINESS, CLAIM_TYPES = "uncertain marks", "notes", "check-worthiness", "claim types"
DUPLICATES, SUGGESTIONS = "links to earlier sentences", "what became of suggestions"
ATTRIBUTIONS, RELATIONS, SPEAKERS = "attributions", "who said what and by which cue", "speakers"
QUOTE_TYPES, ADDRESSEES, NESTING = "quote types", "addressees", "attributions within attributions"
CLAIMS, CLAIM_WORDS, CHECKS = "claims", "the words of claims", "checks of claims"
PRESUPPOSED, ALIKE = "presupposed claims", "links between claims that say the same"
SENTENCES, LABELS = "sentences of a document with their labels", "labels"
TIMES, GUIDELINES, SPENT = "times of labels", "guideline versions of labels", "how long labels took"
MARK_TIMES = "times of marks"
HOW = frozenset({TIMES, GUIDELINES, SPENT, MARK_TIMES})
"""When and how something was said, which most tools do not ask."""
FEATURES = (
    LABELS, SENTENCES, UNCERTAIN, NOTES, WORTHINESS, CLAIM_TYPES, DUPLICATES, SUGGESTIONS, ATTRIBUTIONS, RELATIONS,
    SPEAKERS, QUOTE_TYPES, ADDRESSEES, NESTING, CLAIMS, CLAIM_WORDS, PRESUPPOSED, ALIKE, CHECKS, TIMES, GUIDELINES,
    SPENT, MARK_TIMES,
)  # fmt: skip
"""What there is to hold. A format names those it holds, in full, as its HOLDS."""


class Losses:
    """Counts of what was dropped, by what it is, in the order of FEATURES and then of first meeting."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, times: int = 1) -> None:
        """Count something that the target does not hold, or holds in another shape."""
        if times:
            self._counts[what] += times

    def unheld(self, unit: Unit, holds: frozenset[str]) -> None:
        """Count what a unit has and a format with these HOLDS has no place for."""
        for what in features(unit):
            if what not in holds:
                self._counts[what] += 1

    def include(self, other: "Losses") -> None:
        """Add what another one has counted."""
        for what, times in other.items():
            self.add(what, times)

    def items(self) -> list[tuple[str, int]]:
        """Return what was dropped and how often."""
        order = {what: place for place, what in enumerate(FEATURES)}
        return sorted(self._counts.items(), key=lambda item: order.get(item[0], len(order)))

    def report(self, form: str, records: int) -> bytes:
        """Return the report that stands beside an export, as JSON."""
        lost = [{"what": what, "times": times} for what, times in self.items()]
        value = {"format": form, "records": records, "not_held": lost}
        return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def features(unit: Unit) -> Iterator[str]:
    """Yield what a unit has, once for each time it has it; the words of a claim that is a unit are its text."""
    if unit.label is not None:
        yield LABELS
    if unit.said is not None:
        yield from _of(unit.said)
    for mark in unit.marks:
        yield from (what for what in _of_mark(mark) if unit.what != CLAIM or what not in {CLAIMS, CLAIM_WORDS})
    for link in unit.links:
        yield NESTING if link.label == NESTED_IN else RELATIONS


def _of_mark(mark: Mark) -> Iterator[str]:
    if mark.said is not None:
        yield SENTENCES
        yield from _of(mark.said)
    if mark.label == CONTENT:
        yield ATTRIBUTIONS
    elif mark.label == CLAIMED:
        yield CLAIMS
    yield from _beside(mark)


def _beside(mark: Mark) -> Iterator[str]:
    """Yield what is known of a mark besides its span and its role."""
    said, claim = mark.attribution, mark.claim
    given = {
        QUOTE_TYPES: said and said.quote_type,
        ADDRESSEES: said and said.addressee,
        SUGGESTIONS: said and said.suggestion,
        SPEAKERS: mark.speaker is not None,
        CLAIM_WORDS: claim and claim.text,
        PRESUPPOSED: claim and claim.presupposed,
        ALIKE: claim and claim.same_as,
        CHECKS: mark.check is not None,
        MARK_TIMES: (said and said.created) or (claim and claim.created),
    }
    return (what for what, value in given.items() if value)


def _of(said: Annotation) -> Iterator[str]:
    given = {
        UNCERTAIN: said.uncertain,
        NOTES: said.note,
        WORTHINESS: said.check_worthiness,
        CLAIM_TYPES: said.claim_types,
        DUPLICATES: said.duplicate_of is not None,
        SUGGESTIONS: said.suggestion,
        TIMES: said.created,
        GUIDELINES: said.guideline,
        SPENT: said.elapsed_ms is not None,
    }
    return (what for what, value in given.items() if value)
