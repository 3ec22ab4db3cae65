"""Cutting an article as its file labels it: what is labelled stands as it is, and no word is lost or doubled."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.structure import segment
from reviewer.incoming.cuts import cut
from tests.conftest import FLOOD

TEXTS = st.text(alphabet="aB. “”\n\r😀", min_size=1, max_size=60)


def words(text: str, wanted: list[tuple[int, int]]) -> list[str]:
    return [text[one.start : one.end] for one in cut(text, wanted)]


def test_nothing_labelled_is_cut_as_always() -> None:
    assert cut(FLOOD, []) == segment(FLOOD)


def test_parts_and_joined_sentences_stand_as_they_are_labelled() -> None:
    rose, built = FLOOD.index("The river"), FLOOD.index(" in 1932")
    assert words(FLOOD, [(rose, FLOOD.index(" It was")), (built, built + 8)]) == [
        "Flood closes bridge",
        "The river rose on Monday. The mayor closed the bridge.",
        "It was built",
        " in 1932",
        ".",
    ]


def test_of_two_that_overlap_the_first_in_the_file_stands() -> None:
    assert words("One two three.", [(4, 7), (0, 7)]) == ["One", "two", "three."]


@given(TEXTS, st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62)), max_size=5))
def test_no_word_is_lost_or_doubled_whatever_is_labelled(text: str, wanted: list[tuple[int, int]]) -> None:
    found = cut(text, wanted)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(first.paragraph <= second.paragraph for first, second in pairwise(found))
    held = {place for one in found for place in range(one.start, one.end)}
    assert {place for place, sign in enumerate(text) if not sign.isspace()} <= held
    assert all(text[one.start : one.end].strip() for one in found)
    standing = {(one.start, one.end) for one in found}
    fit = [one for one in wanted if 0 <= one[0] < one[1] <= len(text) and text[slice(*one)].strip()]
    assert not fit or fit[0] in standing
