"""A long article is proposed for in pages: whole paragraphs, in order, the same ones wherever one looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.structure import Segment, segment
from reviewer.suggest.engine import page_of, propose
from reviewer.suggest.paging import LEAST, MOST, page_near, pages, stretches
from tests.conftest import FLOOD

SENTENCE = "It rained. "
CITY = "City flooded\n\n"


def long(paragraphs: int, sentences: int, opening: str = "") -> str:
    """Return an article of so many paragraphs of so many sentences, each paragraph after `opening`."""
    return CITY + "\n\n".join(opening + SENTENCE * sentences for _ in range(paragraphs))


def test_an_article_that_is_not_long_is_one_page() -> None:
    segments = segment(FLOOD)
    (page,) = pages(FLOOD, segments)
    assert (page.first, page.total, page.start) == (0, 4, 0)
    assert page.article.text == FLOOD
    assert page.article.sentences == page_of(FLOOD, segments).article.sentences


def test_a_long_one_is_cut_between_paragraphs() -> None:
    text = long(100, 7)
    segments = segment(text)
    for page in pages(text, segments):
        assert len(page.kinds) <= MOST
        if page.first:
            assert segments[page.first].paragraph != segments[page.first - 1].paragraph
            assert text[: page.start].endswith("\n\n")


def test_a_cut_is_not_before_a_quotation_that_may_go_on() -> None:
    text = long(24, 10) + "\n\n" + long(40, 10, "“").removeprefix(CITY)
    first = next(stretches(text, segment(text)))
    assert first.stop == 1 + 23 * 10


def test_a_paragraph_longer_than_a_page_is_cut_all_the_same() -> None:
    text = long(1, 2 * MOST)
    assert [len(stretch) for stretch in stretches(text, segment(text))] == [1, MOST, MOST]


def test_the_page_near_a_sentence_is_the_one_that_comes_in_order() -> None:
    text = long(90, 9)
    segments = segment(text)
    for page in pages(text, segments):
        for position in (page.first, page.first + len(page.kinds) - 1):
            near = page_near(text, segments, position)
            assert (near.first, near.start, near.article.text) == (page.first, page.start, page.article.text)
    with pytest.raises(IndexError):
        page_near(text, segments, len(segments))


def test_every_page_knows_how_the_article_opens_and_how_long_it_is() -> None:
    text = long(90, 9)
    segments = segment(text)
    for page in pages(text, segments):
        assert page.opening[0] == "City flooded"
        assert page.total == len(segments)
        assert len(propose(page)) == len(page.kinds)


paragraphs = st.lists(st.integers(1, 2 * LEAST), max_size=12)


@given(paragraphs, st.lists(st.booleans(), min_size=12, max_size=12))
def test_pages_hold_every_sentence_once_and_in_order(lengths: list[int], quoted: list[bool]) -> None:
    text, segments = "", list[Segment]()
    for number, (length, mark) in enumerate(zip(lengths, quoted, strict=False)):
        for _ in range(length):
            words = "“A." if mark else "A."
            segments.append(Segment(len(text), len(text) + len(words), number, "body"))
            text += f"{words} "
    found = list(stretches(text, segments))
    assert [place for stretch in found for place in stretch] == list(range(len(segments)))
    assert all(0 < len(stretch) <= MOST for stretch in found)
    for page in pages(text, segments):
        begin, end = page.article.sentences[0]
        one = segments[page.first]
        assert page.article.text[begin:end] == text[one.start : one.end]
