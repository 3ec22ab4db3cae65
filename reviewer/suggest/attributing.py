"""Who said what in a whole article: of all readings of its units, those that are proposed."""

from collections.abc import Iterator

from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.extents import Spans
from reviewer.articles.readings import readings
from reviewer.articles.unit import Reading
from reviewer.store.marks import overlap
from reviewer.suggest.continuing import continued
from reviewer.suggest.proposals import Proposed
from reviewer.suggest.ways import Way, way_of


def attributions(article: ArticleText) -> list[Proposed]:
    """Return the attributions of an article in the order of their contents, none overlapping another's content."""
    taken = _Taken()
    kept: list[tuple[Reading, Way]] = []
    for reading, way in sorted(_likely(article), key=lambda one: (one[1].indirect, -one[0].score)):
        if not taken.touches(reading.content):
            taken.add(reading.content)
            kept.append((reading, way))
    kept.sort(key=lambda one: one[0].content)
    contents = continued(article, [reading for reading, _ in kept])
    return [_proposed(article, one, way, content) for (one, way), content in zip(kept, contents, strict=True)]


class _Taken:
    """The stretches of the text that are contents already, by the thousand characters they touch."""

    def __init__(self) -> None:
        self._near: dict[int, list[tuple[int, int]]] = {}

    def touches(self, content: Spans) -> bool:
        """Return whether a span overlaps one that is taken."""
        return any(
            overlap(span, other) for span in content for block in _blocks(span) for other in self._near.get(block, ())
        )

    def add(self, content: Spans) -> None:
        """Take spans."""
        for span in content:
            for block in _blocks(span):
                self._near.setdefault(block, []).append(span)


def _blocks(span: tuple[int, int]) -> range:
    return range(span[0] // 1000, (span[1] - 1) // 1000 + 1)


def _likely(article: ArticleText) -> Iterator[tuple[Reading, Way]]:
    for number in range(len(article.units)):
        for reading in readings(article, number):
            way = way_of(article, reading)
            if way:
                yield reading, way


def _proposed(article: ArticleText, reading: Reading, way: Way, content: Spans) -> Proposed:
    """Return a reading as a proposal; quotations that go on turn what was said without marks into a mixed quote."""
    kind = quote_type(article, content)
    cue, source = reading.cue, reading.source
    return Proposed(content, (cue,) if cue else (), (source,) if source else (), kind, max(0.0, min(1.0, reading.score)), way.rule, way.reason)
