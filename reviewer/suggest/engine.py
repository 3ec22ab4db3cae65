"""The engine: from an article to a suggestion for each of its sentences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.structure import Segment
from reviewer.suggest.attributing import attributions
from reviewer.suggest.labelling import judge
from reviewer.suggest.learning.learned import Learned
from reviewer.suggest.proposals import Judged, Page, Proposed, Suggestion
from reviewer.suggest.repeats import repeats
from reviewer.suggest.worthiness import worthiness

ENGINE = "reviewer-news/1"
"""The name of the rules, recorded with every suggestion that was decided on."""
OPENING_KINDS = frozenset({"headline", "standfirst", "body"})


def page_of(text: str, segments: Sequence[Segment]) -> Page:
    """Return a whole article as a page."""
    bounds = [(one.start, one.end) for one in segments]
    article = ArticleText(text, bounds, [one.paragraph for one in segments])
    kinds = [one.kind for one in segments]
    return Page(article, kinds, 0, len(bounds), opening((one.kind, text[one.start : one.end]) for one in segments))


def opening(sentences: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the texts of the headline, the standfirst and the first sentence of prose, given each kind and text."""
    found = []
    for kind, text in sentences:
        if kind in OPENING_KINDS:
            found.append(text)
        if kind == "body":
            break
    return tuple(found)


def propose(page: Page, learned: Learned | None = None) -> list[Suggestion]:
    """Return a suggestion for each sentence of a page, by the rules and by what was learned in its layer."""
    said = attributions(page.article)
    judged = judge(page, said)
    if learned is not None:
        judged = learned.judge(page, said, judged)
        said = learned.attributions(page, said)
    beginning: defaultdict[int, list[Proposed]] = defaultdict(list)
    for one in said:
        beginning[page.article.sentence_at(one.content[0][0])].append(one)
    same = repeats([page.article.text[start:end] for start, end in page.article.sentences])
    return [_suggestion(page, index, one, beginning.get(index, ()), same[index]) for index, one in enumerate(judged)]


def _suggestion(page: Page, index: int, judged: Judged, said: Sequence[Proposed], same: int | None) -> Suggestion:
    label = max(judged.scores, key=lambda name: judged.scores[name])
    start, end = page.article.sentences[index]
    spoken = () if label == "not_a_claim" else tuple(said)  # nobody says anything in a menu or a credit
    return Suggestion(
        label, judged.scores[label], judged.rule, judged.reasons, spoken,
        worthiness(page.article.text[start:end], label, page.kinds[index]), same,
    )  # fmt: skip
