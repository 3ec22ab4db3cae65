"""The label of each sentence by rules: what is no prose, what stands in marks, what is news and what explains."""

from collections.abc import Iterator, Sequence
from math import exp

from reviewer.suggest.clues import Clue, clues
from reviewer.suggest.notices import Notice, notices
from reviewer.suggest.proposals import Judged, Page, Proposed
from reviewer.suggest.quoting import SCARE_QUOTES, Quoting, quoting, rule_of
from reviewer.suggest.standing import Place, Standing, content_words, places, share

_FURNITURE = {"navigation": 0.98, "byline": 0.97, "dateline": 0.95, "credit": 0.98, "caption": 0.9}
"""Kinds that are no article prose, with how often that is right."""
_TITLES = {"headline": 2.0, "standfirst": 1.5}
"""Kinds that state the news: what they add for assertion over background."""
_TITLE_QUOTES = 0.5
"""How much less the marks of a title speak for a quote: titles clip and call names."""
_OTHER = 0.02
"""What is left for a label that nothing speaks for."""
_MOST_REASONS = 3

_Read = tuple[Clue | Place, str]


def judge(page: Page, said: Sequence[Proposed]) -> list[Judged]:
    """Return how the rules see each sentence of a page, `said` being its attributions; linear in the text.

    What is no prose is told first, then quotation marks give the share of quote; what is left is shared between
    assertion and background by the weights of the clues.
    """
    article = page.article
    sentences = [article.text[start:end] for start, end in article.sentences]
    noted = [
        None if kind in _TITLES else one
        for one, kind in zip(notices(sentences, article.paragraphs), page.kinds, strict=True)
    ]
    quotes = quoting(article, said)
    stands = _standing(page, sentences, noted, quotes)
    return [_judged(*parts) for parts in zip(sentences, page.kinds, noted, quotes, stands, strict=True)]


def _standing(
    page: Page, sentences: Sequence[str], noted: Sequence[Notice | None], quotes: Sequence[Quoting]
) -> list[Standing]:
    opening = page.opening or ("",)
    headline, lead = content_words(opening[0]), content_words(opening[-1])
    paragraphs = page.article.paragraphs
    order, found = page.first, []
    for index, sentence in enumerate(sentences):
        prose = not noted[index] and page.kinds[index] not in _FURNITURE and page.kinds[index] not in _TITLES
        own = content_words(sentence)
        found.append(
            Standing(
                order if prose else -1,
                (page.first + index) / max(1, page.total),
                index == 0 or paragraphs[index - 1] != paragraphs[index],
                index + 1 < len(quotes) and quotes[index + 1].quoted,
                share(headline, own) if sentence != opening[0] else 0.0,
                share(own, lead) if sentence != opening[-1] else 1.0,
            )
        )
        order += prose
    return found


def _judged(sentence: str, kind: str, notice: Notice | None, quote: Quoting, at: Standing) -> Judged:
    read: list[_Read] = [*clues(sentence), *((one, "") for one in places(sentence, at, quote))]
    features = tuple(_features(kind, notice, quote, at, read))
    if kind in _FURNITURE:
        return Judged(_scores(none=_FURNITURE[kind]), f"kind-{kind}", (_said(kind),), features)
    if notice:
        return Judged(_scores(none=notice.share), notice.name, (notice.says,), features)
    marks = rule_of(quote)
    quoted = marks.share * (_TITLE_QUOTES if kind in _TITLES else 1.0) if marks else 0.0
    odds = sum(one.weight for one, _ in read) + _TITLES.get(kind, 0.0)
    scores = _scores(quote=quoted, assertion=1 / (1 + exp(-odds)))
    label = max(scores, key=lambda name: scores[name])
    if marks and label == "quote":
        return Judged(scores, marks.name, (marks.says,), features)
    rule, reasons = _why(kind, read, for_news=label == "assertion")
    if marks is SCARE_QUOTES:
        reasons = (*reasons[: _MOST_REASONS - 1], marks.says)
    return Judged(scores, rule, reasons, features)


def _scores(*, quote: float = 0.0, assertion: float = 0.5, none: float = 0.0) -> dict[str, float]:
    """Return a share for each label: none first, of the rest quote, of the rest assertion; all a little above 0."""
    none, quote = max(_OTHER, none), max(_OTHER, quote)
    prose = 1 - none
    left = prose * (1 - quote)
    return {
        "quote": prose * quote,
        "assertion": left * assertion,
        "background": left * (1 - assertion),
        "not_a_claim": none,
    }


def _why(kind: str, read: Sequence[_Read], *, for_news: bool) -> tuple[str, tuple[str, ...]]:
    """Return the rule, which is the heaviest clue for what is proposed, and up to three reasons, the heaviest first."""
    sign = 1 if for_news else -1
    speaking = sorted((one for one in read if one[0].weight * sign > 0), key=lambda one: -one[0].weight * sign)
    reasons = [f"{clue.says}: “{words}”" if words else clue.says for clue, words in speaking]
    if for_news and kind in _TITLES:
        return f"kind-{kind}", (_said(kind), *reasons[: _MOST_REASONS - 1])
    if not speaking:
        return "no-clue", ("nothing speaks against it",)
    return speaking[0][0].name, tuple(reasons[:_MOST_REASONS])


def _features(kind: str, notice: Notice | None, quote: Quoting, at: Standing, read: Sequence[_Read]) -> Iterator[str]:
    """Yield what a learner is told: names with a value, few of each, none of them a word of the article but the cue."""
    yield f"kind={kind}"
    if notice:
        yield f"notice={notice.name}"
    marks = rule_of(quote)
    yield f"marks={marks.name if marks else 'none'}"
    yield f"marked={round(quote.share * 4)}"
    if quote.reported:
        yield f"reported={round(quote.reported * 5)}"
    if quote.cue:
        yield f"cue={' '.join(quote.cue.casefold().split())[:40]}"
    yield f"order={min(at.order, 6)}"
    yield f"depth={int(at.depth * 5)}"
    yield f"shared={round(at.shared * 4)}"
    yield f"of-lead={round(at.of_lead * 4)}"
    yield from (f"clue={one.name}" for one, _ in read)


def _said(kind: str) -> str:
    return "part of a menu" if kind == "navigation" else f"a {kind}"
