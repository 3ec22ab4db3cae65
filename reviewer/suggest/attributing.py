"""Who said what in a whole article: of all readings of its units, those that are proposed."""

from collections.abc import Iterator

from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.extents import Spans
from reviewer.articles.readings import readings
from reviewer.articles.unit import Reading
from reviewer.store.marks import overlap
from reviewer.suggest.continuing import continued
from reviewer.suggest.proposals import Proposed
from reviewer.suggest.rules import RULES
from reviewer.suggest.ways import rule_of
from reviewer.text import shorten

_LONGEST_CUE = 40
# Contents are kept by the stretches of the text of this many characters that they touch.
_STRETCH = 1000


def attributions(article: ArticleText) -> list[Proposed]:
    """Return the attributions of an article in the order of their contents, none overlapping another's content.

    Those in quotation marks come before those without, then the likelier reading. Linear in the text.
    """
    taken = _Taken()
    kept: list[tuple[Reading, str]] = []
    for reading, rule in sorted(_likely(article), key=lambda one: (one[1].startswith("indirect"), -one[0].score)):
        if taken.add(reading.content):
            kept.append((reading, rule))
    kept.sort(key=lambda one: one[0].content)
    contents = continued(article, [reading for reading, _ in kept])
    return [_proposed(article, *one, content) for one, content in zip(kept, contents, strict=True)]


class _Taken:
    """The parts of the text that are contents already."""

    def __init__(self) -> None:
        self._near: dict[int, list[tuple[int, int]]] = {}

    def add(self, content: Spans) -> bool:
        """Take the spans of a content, none of them and False where one overlaps what is taken."""
        touched = [(place, span) for span in content for place in range(span[0] // _STRETCH, span[1] // _STRETCH + 1)]
        if any(overlap(span, other) for place, span in touched for other in self._near.get(place, ())):
            return False
        for place, span in touched:
            self._near.setdefault(place, []).append(span)
        return True


def _likely(article: ArticleText) -> Iterator[tuple[Reading, str]]:
    for number in range(len(article.units)):
        for reading in readings(article, number):
            rule = rule_of(article, reading)
            if rule:
                yield reading, rule


def _proposed(article: ArticleText, reading: Reading, rule: str, content: Spans) -> Proposed:
    cue = (reading.cue,) if reading.cue else ()
    named = " ".join(shorten(article.text[start:end], _LONGEST_CUE) for start, end in cue).rstrip(":")
    share, reason = RULES[rule]
    return Proposed(
        content, cue, (reading.source,) if reading.source else (), quote_type(article, content), share, rule,
        reason.format(named),
    )  # fmt: skip
