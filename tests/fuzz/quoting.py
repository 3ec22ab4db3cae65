"""Quotations, and what the keys of the span mode offer on any text."""

from itertools import pairwise
from typing import get_args

from reviewer.articles.article_text import ArticleText, quote_type
from reviewer.articles.candidates import Role, candidates
from reviewer.articles.quotations import quotations
from tests.fuzz.splitting import seeds
from tests.fuzz.target import WORDS, Target, text_of

Spans = tuple[tuple[int, int], ...]
_MOST_SENTENCES = 6
"""How many sentences of an input are asked about."""


def in_order(text: str, spans: Spans) -> bool:
    """Whether spans lie in a text, one behind the other, and hold something."""
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    return inside and all(one[1] <= other[0] for one, other in pairwise(spans))


def marks_to_quotations(data: bytes) -> None:
    """Make sure that quotations lie in the text, and that the outermost stand apart."""
    text = text_of(data)
    found = quotations(text)
    end = 0
    for one in found:
        assert one.spans
        assert in_order(text, one.spans)
        if one.depth == 0:
            for span in one.spans:
                assert span[0] >= end
                end = span[1]
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert quotations(text) == found


def keys_to_candidates(data: bytes) -> None:
    """Make sure that whatever a key offers lies in the text, and comes once."""
    text = text_of(data)
    article = ArticleText.of(text)
    for number in range(min(len(article.sentences), _MOST_SENTENCES)):
        start, end = article.sentences[number]
        anchor: Spans | None = None
        role: Role
        for role in get_args(Role):
            for cursor in (None, (start + end) // 2):
                found = candidates(article, number, role, anchor=anchor, cursor=cursor)
                assert len({one.spans for one in found}) == len(found)
                for one in found:
                    assert one.spans
                    assert in_order(text, one.spans)
                    assert one.reason
                    assert quote_type(article, one.spans) in {"direct", "mixed", "indirect"}
            if role == "content" and found:
                anchor = found[0].spans


TARGETS = (
    Target("quotations", marks_to_quotations, seeds, WORDS),
    Target("candidates", keys_to_candidates, seeds, WORDS),
)
