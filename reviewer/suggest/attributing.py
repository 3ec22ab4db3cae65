"""Who said what in a whole article: of all readings of its units, those that are proposed."""

import re
from collections.abc import Iterator

from reviewer.articles.article_text import ArticleText
from reviewer.articles.readings import readings
from reviewer.articles.unit import Reading
from reviewer.store.marks import Spans, overlap
from reviewer.suggest.proposals import Proposed

_MARK = re.compile('[“”"«»„‟]')
_LEAST = 0.6


def attributions(article: ArticleText) -> list[Proposed]:
    """Return the attributions of an article in the order of their contents, none overlapping another's content."""
    taken: list[tuple[int, int]] = []
    found = []
    for reading in sorted(_likely(article), key=lambda one: (not one.quoted, -one.score)):
        if not any(overlap(span, other) for span in reading.content for other in taken):
            taken += reading.content
            found.append(_proposed(article, reading))
    return sorted(found)


def _likely(article: ArticleText) -> Iterator[Reading]:
    for number in range(len(article.units)):
        for reading in readings(article, number):
            if reading.cue and (reading.quoted or reading.score >= _LEAST):
                yield reading


def _proposed(article: ArticleText, reading: Reading) -> Proposed:
    return Proposed(
        reading.content,
        (reading.cue,) if reading.cue else (),
        (reading.source,) if reading.source else (),
        quote_type(article.text, reading.content),
        max(0.0, min(1.0, reading.score)),
        reading.order,
        reading.order.replace("-", " "),
    )


def quote_type(text: str, content: Spans) -> str:
    """Return `direct` where all content stands in marks, `mixed` where some does, else `indirect`."""
    said = [text[start:end] for start, end in content]
    if not any(_MARK.search(one) for one in said):
        return "indirect"
    return "direct" if all(_MARK.match(one) for one in said) else "mixed"
