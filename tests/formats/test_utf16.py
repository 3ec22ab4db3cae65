"""UTF-16 units: the same places as encoding the text gives, and none inside a surrogate pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.formats.utf16 import Utf16, bounds
from tests.formats.canary import TEXT, T

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text("a😀“𐍈é")


def test_the_canary_stands_where_it_should() -> None:
    places = Utf16(T)
    assert (places.unit(2), places.unit(11)) == (3, 12)
    assert (places.unit(18), places.unit(31)) == (19, 32)
    assert places.length == 44
    assert places.points(19, 32) == (18, 31)


@given(texts)
def test_every_place_is_where_encoding_puts_it_and_comes_back(text: str) -> None:
    places = Utf16(text)
    units = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    assert [places.unit(point) for point in range(len(text) + 1)] == units
    assert [places.point(unit) for unit in units] == list(range(len(text) + 1))
    assert places.length == units[-1]
    for unit in set(range(places.length)).difference(units):
        with pytest.raises(ValueError, match="inside a surrogate pair"):
            places.point(unit)


def test_an_offset_inside_a_pair_is_refused_in_a_span() -> None:
    places = Utf16(TEXT)
    with pytest.raises(ValueError, match="offset 1 is inside a surrogate pair"):
        places.points(1, 5)


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 45), (0, 10**30), (0.0, 2), (True, 2), ("0", 2), (None, None)]
)
def test_what_is_no_span_of_the_text_is_refused(start: object, end: object) -> None:
    with pytest.raises(ValueError, match="offset"):
        Utf16(T).points(start, end)
    with pytest.raises(ValueError, match="offset"):
        bounds(start, end, 43)
