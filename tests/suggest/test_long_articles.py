"""A long article is proposed for in stretches: whole paragraphs, in order, the same ones wherever one looks."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.suggest.stretches import STRETCH, stretch_at, stretches

MOST = 2 * STRETCH


def paragraphs(lengths: list[int]) -> list[int]:
    """Return the paragraph of each sentence, from how many sentences each paragraph has."""
    return [number for number, length in enumerate(lengths) for _ in range(length)]


def test_an_article_that_is_not_long_is_one_stretch() -> None:
    assert list(stretches(paragraphs([1, 2, 3]))) == [(0, 6)]
    assert list(stretches([])) == []


def test_a_long_one_is_cut_between_paragraphs() -> None:
    given_ones = paragraphs([7] * 100)
    for first, _ in stretches(given_ones):
        assert first == 0 or given_ones[first] != given_ones[first - 1]


def test_a_paragraph_longer_than_a_stretch_is_cut_all_the_same() -> None:
    assert [end - first for first, end in stretches(paragraphs([5 * STRETCH]))] == [STRETCH] * 5


@given(st.lists(st.integers(1, MOST), max_size=12))
def test_stretches_hold_every_sentence_once_and_each_is_the_one_near_its_sentences(lengths: list[int]) -> None:
    given_ones = paragraphs(lengths)
    found = list(stretches(given_ones))
    assert [index for first, end in found for index in range(first, end)] == list(range(len(given_ones)))
    for first, end in found:
        assert 0 < end - first <= MOST
        assert {stretch_at(given_ones, index) for index in (first, (first + end) // 2, end - 1)} == {(first, end)}
