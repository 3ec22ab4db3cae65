"""From a stretch of an article to what is proposed for it, in offsets of the document."""

from collections.abc import Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.structure import Segment
from reviewer.store.marks import Spans
from reviewer.store.rows import Sentence
from reviewer.suggest.engine import opening, propose
from reviewer.suggest.proposals import Page, Proposed, Suggestion
from reviewer.suggest.stretches import Stretch


def suggestions(stretch: Stretch) -> list[Suggestion]:
    """Return a suggestion for each sentence of a stretch; offsets and sentences in it are the document's."""
    base, first = stretch.sentences[0].start, stretch.first
    bounds = [(one.start - base, one.end - base) for one in stretch.sentences]
    article = ArticleText(stretch.text, bounds, [one.paragraph for one in stretch.sentences])
    kinds = [one.kind for one in stretch.sentences]
    page = Page(article, kinds, first, stretch.total, _opening(stretch.beginning))
    return [_moved(one, base, first) for one in propose(page)]


def _opening(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    text, segments = "", list[Segment]()
    for one in sentences:
        segments.append(Segment(len(text), len(text) + len(one.text), one.paragraph, one.kind))
        text += one.text
    return opening(text, segments)


def _moved(one: Suggestion, base: int, first: int) -> Suggestion:
    said = tuple(_attribution(proposed, base) for proposed in one.attributions)
    return one._replace(attributions=said, repeats=None if one.repeats is None else one.repeats + first)


def _attribution(one: Proposed, base: int) -> Proposed:
    return one._replace(content=_spans(one.content, base), cue=_spans(one.cue, base), source=_spans(one.source, base))


def _spans(spans: Spans, base: int) -> Spans:
    return tuple((start + base, end + base) for start, end in spans)
