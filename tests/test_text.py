"""Text that is shown is as long as the text it stands for, and no character in it does anything to a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text import in_json, one_line, printable, shorten

ANY = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\t\n\r\x1b\x7f\x85\u2028\u202e\ud800"))
C0, C1 = range(0x20), range(0x80, 0xA0)
BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
INVISIBLE = (0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0x2028, 0x2029, 0xFEFF)
TAGS = range(0xE0000, 0xE0080)


@given(ANY)
def test_offsets_never_move(text: str) -> None:
    assert len(printable(text)) == len(one_line(text)) == len(text)


@given(ANY)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    for safe in (printable(text), one_line(text), shorten(text, 40)):
        assert not {unicodedata.category(sign) for sign in safe} & {"Cc", "Cs", "Zl", "Zp"}
        assert safe.encode("utf-8").decode() == safe
        assert len(safe.splitlines()) <= 1


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_is_shown_as_it_stands(text: str) -> None:
    assert printable(text) == one_line(text) == text


@pytest.mark.parametrize("code", [*C0, 0x7F, *C1, *BIDI, *INVISIBLE, *TAGS, *range(0xFFF9, 0xFFFC)], ids=hex)
def test_a_sign_stands_for_what_cannot_be_seen(code: int) -> None:
    shown = printable(chr(code))
    assert len(shown) == 1
    assert shown != chr(code)
    assert unicodedata.category(shown)[0] in "SP", "a symbol or a mark of punctuation"
    assert one_line(chr(code)) in {shown, " "}


def test_no_surrogate_is_left() -> None:
    assert set(printable("".join(map(chr, range(0xD800, 0xE000))))) == {"\ufffd"}


def test_every_control_of_the_first_kind_has_its_own_picture() -> None:
    assert printable("\x1b[31m\n\x7f") == "␛[31m␊␡"
    assert len(set(map(printable, map(chr, C0)))) == 32


@pytest.mark.parametrize("text", ["naïve café", "“Ось так”, — сказав він.", "他说", "👩‍🔬🏽", "a\u0301", "مرحبا"])
def test_every_script_is_shown_as_it_stands(text: str) -> None:
    assert printable(text) == one_line(text) == text


def test_on_one_line_only_blanks_become_blanks() -> None:
    assert one_line("a\tb\nc\r\nd\x0be\x0cf\x85g\u2028h\u2029i") == "a b c  d e f g h i"
    assert one_line("a\x1b[2Jb\u202ec") == "a␛[2Jb◇c"


@given(ANY, st.integers(0, 60))
def test_a_shortened_text_keeps_to_its_width(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == " ".join(short.split())


@given(ANY)
def test_a_text_that_fits_is_not_cut(text: str) -> None:
    whole = " ".join(one_line(text).split())
    assert shorten(text, len(whole)) == whole


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("The river rose.", 15, "The river rose."),
        ("The river rose.", 14, "The river ros…"),
        ("The river rose.", 11, "The river…"),
        ("The\n\n  river", 20, "The river"),
        ("The" + " " * 500 + "river", 10, "The…"),
        ("The" + " " * 500, 10, "The"),
        ("river" * 1000, 1, "…"),
        ("river", 0, ""),
        ("", 0, ""),
    ],
)
def test_what_was_cut_is_marked(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e\U000e0041")))
def test_json_for_a_terminal_says_the_same_and_does_nothing(text: str) -> None:
    line = json.dumps({"text": text}, ensure_ascii=False) + "\n"
    shown = in_json(line)
    assert json.loads(shown) == {"text": text}
    assert printable(shown[:-1]) == shown[:-1]
    assert shown[-1] == "\n"
