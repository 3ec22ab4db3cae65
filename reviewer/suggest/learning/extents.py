"""Which extents a reviewer prefers: "that", marks, titles and auxiliaries in a span or out of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.articles import variants
from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.unit import Reading
from reviewer.store.marks import ROLES, Role, Spans, overlap
from reviewer.suggest.learning.examples import Recorded
from reviewer.suggest.learning.offers import RECORDED, is_same
from reviewer.suggest.learning.voice import Voice
from reviewer.suggest.proposals import Proposed

MARGIN = 0.1
"""So much likelier than the extent that the rules propose another one has to be."""
_AS_PROPOSED = "as proposed"
_VARIANTS = {"content": variants.of_content, "cue": variants.of_cue, "source": variants.of_source}
_MARKS = "“”\"'«»„‟‘’`"
_THAT = "that "
_MOST = 8
"""How many extents of a span are compared."""


class Extent(NamedTuple):
    """One extent of a role of a proposed attribution, and what is told of it to the learner."""

    spans: Spans
    features: Sequence[str]


def extents(article: ArticleText, one: Proposed) -> dict[Role, list[Extent]]:
    """Return the extents that each role of a proposed attribution can have, the proposed one first."""
    found: dict[Role, list[Extent]] = {}
    for role in ROLES:
        given: dict[Spans, str] = {}
        for spans, why in _offers(article, one, role):
            given.setdefault(spans, why)
        told = [Extent(spans, _features(article.text, one, role, spans, why)) for spans, why in given.items()]
        found[role] = told[:_MOST]
    return found


def _offers(article: ArticleText, one: Proposed, role: Role) -> Iterator[tuple[Spans, str]]:
    spans: Spans = getattr(one, role)
    yield spans, _AS_PROPOSED
    if not spans:
        return
    text = article.text
    bare = tuple(_stripped(text, *span) for span in spans)
    if all(start < end for start, end in bare):
        yield bare, "without marks and colons"
    (start, end), *rest = spans
    if text[start:end].casefold().startswith(_THAT) and len(_THAT) < end - start:
        yield ((start + len(_THAT), end), *rest), "without that"
    cue, source = next(iter(one.cue), None), next(iter(one.source), None)
    yield from _VARIANTS[role](article, Reading(one.content, cue, source, one.rule, one.quote_type != "indirect", 1.0))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in f"{_MARKS}:":
        end -= 1
    return start, end


def _features(text: str, one: Proposed, role: Role, spans: Spans, why: str) -> list[str]:
    words = [text[start:end].casefold().split() for start, end in spans]
    first, last = (words[0][:1], words[-1][-1:]) if words else ([], [])
    cue = [word for start, end in one.cue for word in text[start:end].casefold().split()]
    way = f"{role}: {why}"
    return [
        way, f"{way}/{one.quote_type}", f"{way}/{one.rule}", f"{way}/cue={''.join(cue[-1:])}",
        f"{way}/first={''.join(first)}", f"{way}/last={''.join(last)}",
    ]  # fmt: skip


class Preferred(NamedTuple):
    """Extents of one role of a proposed attribution that was recorded: which of them is as it was recorded."""

    extents: Sequence[Extent]
    right: Sequence[bool]


def preferred(article: ArticleText, said: Sequence[Proposed], recorded: Sequence[Recorded]) -> Iterator[Preferred]:
    """Yield the extents of each role of the proposed attributions that were recorded, where there is a choice."""
    for one in said:
        match = next((other for other in recorded if is_same(one.content, other.content)), None)
        if match:
            for role, every in extents(article, one).items():
                if len(every) > 1:
                    wanted: Spans = getattr(match, role)
                    yield Preferred(every, [extent.spans == wanted for extent in every])


def chosen(voice: Voice, every: Sequence[Extent]) -> int:
    """Return which of some extents is preferred: the proposed one, unless another is clearly likelier."""
    shares = [voice.field.shares([extent.features])[0].get(RECORDED, 0.0) for extent in every]
    best = max(range(len(shares)), key=lambda at: shares[at])
    return best if shares[best] > shares[0] + MARGIN else 0


def put_as_preferred(voice: Voice, article: ArticleText, said: Sequence[Proposed]) -> list[Proposed]:
    """Return attributions with the extents that are preferred, none overlapping another's content, or its own parts."""
    found = list(said)
    for at, one in enumerate(said):
        roles = {role: every[chosen(voice, every)].spans for role, every in extents(article, one).items()}
        if all(getattr(one, role) == spans for role, spans in roles.items()):
            continue
        put = one._replace(
            content=roles["content"],
            cue=roles["cue"],
            source=roles["source"],
            quote_type=quote_type(article, roles["content"]),
        )
        others = [span for place, other in enumerate(found) if place != at for span in other.content]
        if not _collides(put.content, [*others, *put.cue, *put.source]):
            found[at] = put
    return found


def _collides(content: Spans, taken: Sequence[tuple[int, int]]) -> bool:
    return any(overlap(span, other) for span in content for other in taken)
