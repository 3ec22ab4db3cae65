"""What is proposed: for an article, for one sentence, and for one attribution; frozen values."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.store.marks import Spans


class Page(NamedTuple):
    """An article, or a stretch of whole paragraphs of a long one, that is proposed for.

    Offsets are those of `article`, sentences count from its first one. `first` is the place of that in the document,
    `total` how many sentences the document has, `opening` the texts of its headline, standfirst and first prose.
    """

    article: ArticleText
    kinds: Sequence[str]
    first: int
    total: int
    opening: tuple[str, ...]


class Proposed(NamedTuple):
    """An attribution that is proposed: spans in code points, half-open; source and cue have at most one span.

    `score` is how often such a proposal is right, 0 to 1; `rule` names the way it was read, `reason` says it in words.
    `engine` is what program it is from, empty for this one; `speaker` who it says that the source is, empty for nobody.
    """

    content: Spans
    cue: Spans
    source: Spans
    quote_type: str
    score: float
    rule: str
    reason: str
    engine: str = ""
    speaker: str = ""


class Judged(NamedTuple):
    """How the rules see one sentence: a share for each label (they add up to 1), and why.

    `rule` is the short name by which acceptance is counted; `reasons` are for a reader; `features` is what a learner is
    told of the sentence beside its words.
    """

    scores: Mapping[str, float]
    rule: str
    reasons: tuple[str, ...]
    features: tuple[str, ...] = ()


class Suggestion(NamedTuple):
    """What is proposed for one sentence.

    `score` is how often such a suggestion is right, 0 to 1. `attributions` are those whose content begins in the
    sentence. `repeats` is the earlier sentence of the page that says the same. `engine` is what program it is from,
    empty for this one.
    """

    label: str
    score: float
    rule: str
    reasons: tuple[str, ...]
    attributions: tuple[Proposed, ...] = ()
    check_worthiness: str | None = None
    repeats: int | None = None
    engine: str = ""
