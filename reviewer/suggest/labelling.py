"""The label of each sentence by rules: its kind, quotation marks, what is said of it, time and place in the article."""

from collections.abc import Sequence

from reviewer.labels import NAMES
from reviewer.store.marks import overlap
from reviewer.suggest.proposals import Judged, Page, Proposed

_FURNITURE = frozenset({"navigation", "byline", "dateline", "credit"})
_LEAD = 8


def judge(page: Page, said: Sequence[Proposed]) -> list[Judged]:
    """Return how the rules see each sentence of a page, `said` being its attributions."""
    quoted = [span for one in said if one.quote_type != "indirect" for span in one.content]
    found = []
    for index, bounds in enumerate(page.article.sentences):
        kind = page.kinds[index]
        if kind in _FURNITURE:
            found.append(_judged("not_a_claim", 0.95, f"kind-{kind}", f"a {kind}"))
        elif any(overlap(bounds, span) for span in quoted):
            found.append(_judged("quote", 0.9, "marks-with-cue", "quotation marks with a cue"))
        elif page.first + index < _LEAD:
            found.append(_judged("assertion", 0.6, "lead", "near the top of the article"))
        else:
            found.append(_judged("background", 0.5, "further-down", "further down, nothing says otherwise"))
    return found


def _judged(label: str, share: float, rule: str, reason: str) -> Judged:
    rest = (1 - share) / (len(NAMES) - 1)
    return Judged({name: share if name == label else rest for name in NAMES}, rule, (reason,))
