"""The views an export can give of the label: what newsrooms call a quotation, and what research corpora do.

Newsrooms (Guardian and AFP) count words in quotation marks only, research corpora (PARC 3, PolNeAR) paraphrase too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from reviewer.articles.quotations import quotations
from reviewer.store.marks import Attribution
from reviewer.store.rows import Document

AS_LABELLED, VERBATIM, ATTRIBUTED = POLICIES = ("as_labelled", "verbatim", "attributed")
SWAPPED = frozenset({"quote", "assertion"})
"""The labels that a view gives for one another."""


def policy_of(document: Document, policy: str) -> str:
    """Return the policy by which a document's labels are seen: labels of somebody's own always as they were given."""
    return AS_LABELLED if document.scheme.is_own else policy


def viewed(
    label: str | None, policy: str, text: str, bounds: tuple[int, int], attributions: Sequence[Attribution]
) -> str | None:
    """Return the label that a policy gives the sentence with these bounds in `text` and these attributions.

    `verbatim`: a quote without quotation marks, in it or in the content of any of its attributions, is an assertion.
    `attributed`: an assertion that holds content of an indirect attribution is a quote.
    """
    if policy == VERBATIM and label == "quote":
        contents = (span for one in attributions for span in one.content)
        return label if any(_is_quoted(text, *span) for span in (bounds, *contents)) else "assertion"
    if policy == ATTRIBUTED and label == "assertion":
        start, end = bounds
        said = (span for one in attributions if one.quote_type == "indirect" for span in one.content)
        return "quote" if any(begin < end and start < stop for begin, stop in said) else label
    return label


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether `[start, end)` shares a character with a quotation."""
    starts, ends = _quoted(text)
    at = bisect_left(starts, end)
    return at > 0 and ends[at - 1] > start


# The sentences of a document come one after the other.
@lru_cache(maxsize=2)
def _quoted(text: str) -> tuple[list[int], list[int]]:
    """Return where the outermost quotations of a text begin and end, paragraph by paragraph, marks included."""
    spans = sorted(span for one in quotations(text) if not one.depth for span in one.spans)
    return [start for start, _ in spans], [end for _, end in spans]
