"""From a stretch of an article to what is proposed for it, in offsets of the document."""

from collections.abc import Iterator, Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.structure import Segment
from reviewer.store.marks import Spans
from reviewer.store.rows import Sentence
from reviewer.suggest.engine import opening, propose
from reviewer.suggest.imported import overlaid
from reviewer.suggest.learning.learned import Learned
from reviewer.suggest.proposals import Page, Proposed, Suggestion
from reviewer.suggest.stretches import BEGINNING, Stretch, stretches


def suggestions(stretch: Stretch, learned: Learned | None = None) -> list[Suggestion]:
    """Return a suggestion for each sentence of a stretch; offsets and sentences in it are the document's.

    It goes by the rules, by what was `learned` in a layer, and before both by what another program proposed.
    """
    base, first = stretch.base, stretch.first
    bounds = [(one.start - base, one.end - base) for one in stretch.sentences]
    article = ArticleText(stretch.text, bounds, [one.paragraph for one in stretch.sentences])
    kinds = [one.kind for one in stretch.sentences]
    beginning = opening((one.kind, one.text) for one in stretch.beginning)
    page = Page(article, kinds, first, stretch.total, beginning)
    found = [_moved(one, base, first) for one in propose(page, learned)]
    return overlaid(found, stretch) if stretch.proposals else found


def proposals(text: str, segments: Sequence[Segment]) -> Iterator[tuple[Stretch, list[Suggestion]]]:
    """Yield the stretches of an article that is in no database, each with the suggestions for its sentences."""
    beginning = _sentences(text, segments[:BEGINNING])
    for first, end in stretches([one.paragraph for one in segments]):
        own = _sentences(text, segments[first:end])
        stretch = Stretch(first, text[own[0].start : own[-1].end], own, beginning, len(segments))
        yield stretch, suggestions(stretch)


def _sentences(text: str, segments: Sequence[Segment]) -> list[Sentence]:
    return [Sentence(0, "", *one, text[one.start : one.end]) for one in segments]


def _moved(one: Suggestion, base: int, first: int) -> Suggestion:
    said = tuple(_attribution(proposed, base) for proposed in one.attributions)
    return one._replace(attributions=said, repeats=None if one.repeats is None else one.repeats + first)


def _attribution(one: Proposed, base: int) -> Proposed:
    return one._replace(content=_spans(one.content, base), cue=_spans(one.cue, base), source=_spans(one.source, base))


def _spans(spans: Spans, base: int) -> Spans:
    return tuple((start + base, end + base) for start, end in spans)
