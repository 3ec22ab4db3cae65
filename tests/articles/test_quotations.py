"""Where quotations open and close: marks of every form, nesting, paragraphs, apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.quotations import quotations

PIECES = [
    *('"', "'", "“", "”", "‘", "’", "''", "``", "«", "»", "„", "‹", "›", "「", "」", "『", "』", "＂", "‘‘", "’’"),
    *("a", "Word", "it's", "’90s", "s’", "5", ",", ".", "?", ":", "—", "(", ")", "[", "]"),
    *(" ", "  ", "\n", "\n\n", "\r\n", "\u2029", "\u00a0", "\t"),
    *("😀", "e\u0301", "你好", "שלום", "مرحبا", "\u200b", "\u202e"),
]


def found(text: str) -> list[str]:
    return [" // ".join(text[start:end] for start, end in one.spans) for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said ''no'' and ``yes''.", ["''no''", "``yes''"]),
        ("« Non », dit-il. «Oui»", ["« Non »", "«Oui»"]),
        ("»Nein«, sagte er. „Ja“", ["»Nein«", "„Ja“"]),
        ("他说「你好」,『再见』", ["「你好」", "『再见』"]),
        ('他说"你好"。', ['"你好"']),
        ("😀 “taxes fell 4%” e\u0301 “b”", ["“taxes fell 4%”", "“b”"]),
        ("אמר «שלום» והלך", ["«שלום»"]),
        ('He said:"We go." She left.', ['"We go."']),
        ("‘It’s late,’ she said.", ["‘It’s late,’"]),
        ('The "answer’’ stood.', ['"answer’’']),
        ("“It may snow,“ said Roe. “Hard.”", ["“It may snow,“", "“Hard.”"]),
        ("She adds,” we all knew it.”", ["” we all knew it.”"]),
        ('He said " no " to that.', ['" no "']),
    ],
)
def test_marks_open_and_close_by_form_and_neighbours(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["coup d'etat", "the '90s", "rock 'n' roll", "the players’ union", "’tis late", 'a 6" pipe', "5'10\"", "O'Brien's"],
)
def test_an_apostrophe_or_an_inch_is_no_mark(text: str) -> None:
    assert found(text) == []


def test_an_outer_quotation_comes_before_the_one_inside_it() -> None:
    text = "“He told me ‘no’ and “never” again,” she said."
    assert [(text[one.start : one.end], one.depth) for one in quotations(text)] == [
        ("“He told me ‘no’ and “never” again,”", 0),
        ("‘no’", 1),
        ("“never”", 1),
    ]


def test_straight_marks_nest_when_their_neighbours_say_so() -> None:
    text = '"We said "no" to it," he said.'
    assert [(text[one.start : one.end], one.depth) for one in quotations(text)] == [
        ('"We said "no" to it,"', 0),
        ('"no"', 1),
    ]


def test_a_quotation_goes_on_in_paragraphs_that_open_with_its_mark() -> None:
    (one,) = quotations("“First.\n\n“Second.\n\n“Third,” she said.")
    assert (len(one.spans), one.closed) == (3, True)


def test_a_typographic_pair_inside_straight_marks_does_not_end_them() -> None:
    text = '"We signed the “Bridge Bill,” and it passed.\n\n"We are glad," she said.'
    outer, inner = quotations(text)
    assert (len(outer.spans), outer.closed, text[inner.start : inner.end]) == (2, True, "“Bridge Bill,”")


def test_a_paragraph_without_the_mark_ends_an_open_quotation() -> None:
    text = "“First.\n\nSecond. “Third.”"
    first, third = quotations(text)
    assert (text[first.start : first.end], first.closed) == ("“First.", False)
    assert (text[third.start : third.end], third.closed) == ("“Third.”", True)


def test_a_line_end_inside_a_quotation_does_not_end_it() -> None:
    assert found('"Roses are red,\nViolets are blue."') == ['"Roses are red,\nViolets are blue."']


def test_a_missing_mark_costs_one_quotation_only() -> None:
    assert found("“One. “Two,” he said. “Three.”") == ["“One.", "“Two,”", "“Three.”"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_spans_lie_in_the_text_in_order_and_hold_something(text: str) -> None:
    starts = []
    for one in quotations(text):
        previous = 0
        for start, end in one.spans:
            assert previous <= start < end <= len(text)
            previous = end
        starts.append(one.start)
    assert starts == sorted(starts)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_outermost_quotations_stand_apart(text: str) -> None:
    end = 0
    for span in (span for one in quotations(text) if one.depth == 0 for span in one.spans):
        assert span[0] >= end
        end = span[1]
