"""Text to sentences, and what kind of text each is."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.articles.sentences import split
from reviewer.articles.structure import KINDS, segment
from tests.fuzz.target import WORDS, Target, articles, text_of

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def text_to_sentences(data: bytes) -> None:
    """Make sure that each character but white space lies in exactly one sentence, in the order of the text."""
    text = text_of(data)
    spans = split(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not _BLANK_LINE.search(text, start, end)
        at = end
    assert not text[at:].strip()
    segments = segment(text)
    assert [(one.start, one.end) for one in segments] == [tuple(span) for span in spans]
    assert {one.kind for one in segments} <= set(KINDS)
    assert all(one.paragraph <= other.paragraph <= one.paragraph + 1 for one, other in pairwise(segments))
    assert not segments or segments[0].paragraph == 0
    if len(data) % 4 == 0:
        assert (split(text), segment(text)) == (spans, segments)


def seeds() -> Iterator[bytes]:
    """Yield texts of articles."""
    for text in articles():
        yield text.encode()


TARGETS = (Target("sentences", text_to_sentences, seeds, WORDS),)
