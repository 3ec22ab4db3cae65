"""Wrapping a sentence: its lines hold all of it, in order, each within the window's width, broken where words end."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from reviewer.text import one_line
from reviewer.tui.wrapping import cells, wrap

NARROW = st.text(st.sampled_from("ab cde, fgh. “ijk” — é "), max_size=300)
ANY = st.text(st.sampled_from("ab cd 北京市の👩\u200d👧🇺\u0301\u0336 \u3000אמר\u202e"), max_size=200)
WIDTHS = st.integers(2, 60)


def holds(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines, "an empty sentence has a line too"
    at = 0
    for start, end in lines:
        assert text[at:start].strip(" ") == "", "only spaces hang between two lines"
        assert at <= start <= end
        assert sum(map(get_character_cell_size, text[start:end])) <= width
        at = end
    assert text[at:].strip(" ") == ""


@given(NARROW, WIDTHS)
def test_lines_hold_the_text_in_order_within_the_width(text: str, width: int) -> None:
    holds(text, width)


@given(ANY, WIDTHS)
def test_so_do_lines_of_wide_and_of_combining_characters(text: str, width: int) -> None:
    holds(one_line(text), width)


@given(st.text(max_size=100), WIDTHS)
def test_so_do_lines_of_whatever_there_is(text: str, width: int) -> None:
    holds(one_line(text), width)


@given(st.lists(st.text(st.sampled_from("abcdé"), min_size=1, max_size=9), min_size=1, max_size=40), st.integers(9, 40))
def test_words_that_fit_into_a_line_are_not_broken(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert [word for start, end in wrap(text, width) for word in text[start:end].split()] == words


@given(st.one_of(NARROW, ANY))
def test_cells_are_what_the_terminal_counts(text: str) -> None:
    assert cells(text) == sum(map(get_character_cell_size, text))


def test_a_word_longer_than_a_line_is_broken_inside() -> None:
    assert wrap("w" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


def test_chinese_may_break_behind_any_character() -> None:
    assert wrap("北京市的市长", 5) == [(0, 2), (2, 4), (4, 6)]
