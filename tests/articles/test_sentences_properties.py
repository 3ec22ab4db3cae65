"""What holds of the splitter on any text at all."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.articles.sentences import split
from reviewer.articles.structure import KINDS, segment

BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
PIECES = [
    *(
        "word",
        "Word",
        "He",
        "I",
        "said",
        "Lavrov",
        "Mr",
        "Inc",
        "U.S",
        "No",
        "p.m",
        "A",
        "a",
        "5",
        "1.5",
        "MOSCOW",
        "Calif",
        "iPhone",
    ),
    *(".", "...", "…", "!", "?", ". . .", "。", "؟", ",", ";", ":", "-", "--", "—", "–", "_", "•", "*"),
    *(
        '"',
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "‹",
        "›",
        "「",
        "」",
        "``",
        "''",
        "(",
        ")",
        "[",
        "]",
        "[...]",
        "[1]",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\f",
        "\v",
        "\x1c",
        "\x1d",
        "\x1e",
        "\x1f",
        "\x85",
        "\u2028",
        "\u2029",
        "\u00a0",
    ),
    *(
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u3000",
        "/TASS/.",
        "(Reuters) -",
        "(AP) —",
        "May 5, 2020",
        "Image: ",
        "© ",
        "By ",
        "http://a.b",
    ),
]
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
)


@given(texts)
@example("")
@example(" \n ")
@example("MOSCOW, May 20. /TASS/.")
@example("A (AP) - ")
def test_every_non_space_character_lies_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    for start, end in split(text):
        for position in range(start, end):
            covered[position] += 1
    assert all(
        count == (0 if character.isspace() else 1)
        for count, character in zip(covered, text, strict=True)
        if not character.isspace()
    )
    assert max(covered, default=0) <= 1


@given(texts)
def test_sentences_come_in_order_and_are_never_empty(text: str) -> None:
    last = 0
    for start, end in split(text):
        assert last <= start < end <= len(text)
        last = end


@given(texts)
def test_a_sentence_has_no_space_at_its_ends(text: str) -> None:
    for start, end in split(text):
        assert text[start:end] == text[start:end].strip()


@given(texts)
def test_a_sentence_stays_inside_its_paragraph(text: str) -> None:
    for start, end in split(text):
        assert not BLANK_LINE.search(text, start, end)


@given(texts)
def test_segments_are_the_sentences_with_a_paragraph_and_a_kind(text: str) -> None:
    segments = segment(text)
    assert [(found.start, found.end) for found in segments] == split(text)
    assert all(found.kind in KINDS for found in segments)
    for before, after in pairwise(segments):
        step = after.paragraph - before.paragraph
        assert step in {0, 1}
        if BLANK_LINE.search(text, before.end, after.start):
            assert step == 1
    assert not segments or segments[0].paragraph == 0


@given(texts)
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert split(text) == split(str(text))


@given(texts, texts)
def test_a_paragraph_does_not_change_where_others_are_cut(first: str, second: str) -> None:
    def plain(text: str) -> str:
        return re.sub(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)

    first, second = plain(first), plain(second)
    offset = len(first) + 2
    together = split(f"{first}\n\n{second}")
    assert together == [*split(first), *((start + offset, end + offset) for start, end in split(second))]


@pytest.mark.parametrize(
    "shape",
    [
        '."',
        ". ",
        "A. ",
        "a. a. ",
        "\n",
        "(",
        "\"'",
        "1.",
        "… ",
        "。",
        ".\n\n",
        "Mr. ",
        '" He said. ',
        "\u200b",
        "(AP) - ",
    ],
)
def test_a_hundred_thousand_characters_of_one_shape_are_all_kept(shape: str) -> None:
    text = shape * (100_000 // len(shape))
    kept = sum(len("".join(text[start:end].split())) for start, end in split(text))
    assert kept == len("".join(text.split()))
