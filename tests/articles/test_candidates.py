"""What the keys of the span mode offer, on an article's text alone."""

import time
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.articles.article_text import ArticleText
from reviewer.articles.candidates import Role, candidates

SEED = Path(__file__).parents[2] / "seeds" / "000_85e0a2435721776e.txt"
ROLES: tuple[Role, ...] = get_args(Role)
PIECES = [
    *("“", "”", '"', "‘", "’", "'", "«", "»", "「", "」", "''", "(", ")", "[", "]"),
    *("said", "says", "told", "called", "according", "to", "that", "calling", "was", "named", "added:", "who", "which"),
    *("Roe", "Jane", "he", "The", "minister", "Sen.", "a", "of", "in", "and", "but", "on", "Monday", "reporters"),
    *("4%", "$3.5", "million", "10", "ten", "½", "1.", ",", ".", "?", ":", ";", "—", "-", "…"),
    *(" ", " ", " ", " ", "\n", "\n\n", "\t", "\u00a0"),
    *("😀", "e\u0301", "你好。", "שלום", "مرحبا", "\u200b", "\u202e"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)


def offers(text: str, sentence: int, role: Role, cursor: int | None = None) -> list[str]:
    found = candidates(ArticleText.of(text), sentence, role, cursor=cursor)
    return [" // ".join(text[start:end] for start, end in one.spans) for one in found]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("“It rained,” Roe said.", "“It rained,”", "said", "Roe"),
        ("“It rained,” said Roe.", "“It rained,”", "said", "Roe"),
        ("“It rained,” deadpanned Jane Roe.", "“It rained,”", "deadpanned", "Jane Roe"),
        ("Roe said: “It rained.”", "“It rained.”", "said:", "Roe"),
        ("Roe told the Daily, “It rained.”", "“It rained.”", "told", "Roe"),
        ("Roe said that it “rained” all day.", "that it “rained” all day", "said", "Roe"),
        ("“It rained,” she said, “and then it poured.”", "“It rained,” // “and then it poured.”", "said", "she"),
        ("“It rained,” she said. “Then it poured.”", "“It rained,” // “Then it poured.”", "said", "she"),
        ("It was “wet as ever,” she said.", "It was “wet as ever,”", "said", "she"),
        ("Roe called him “a fool,” and Doe called her “a liar.”", "him “a fool,”", "called", "Roe"),
        ("It “rained,” according to Roe.", "It “rained,”", "according to", "Roe"),
        ("Jane Roe: “It rained.”", "“It rained.”", ":", "Jane Roe"),
        ("😀 The mayor said “taxes fell 4%” on Monday.", "“taxes fell 4%”", "said", "The mayor"),
        ("Karim said «نعم» twice.", "«نعم» twice", "said", "Karim"),
        ("עמי said “שלום e\u0301 你好”.", "“שלום e\u0301 你好”", "said", "עמי"),
    ],
)
def test_the_first_candidates_are_the_attribution(text: str, content: str, cue: str, source: str) -> None:
    assert offers(text, 0, "content")[0] == content
    assert offers(text, 0, "cue")[0] == cue
    assert offers(text, 0, "source")[0] == source


def test_the_cursor_says_which_of_two_quotations_is_meant() -> None:
    text = "Roe called him “a fool,” and Doe called her “a liar.”"
    assert offers(text, 0, "content", cursor=text.index("a liar"))[0] == "her “a liar.”"
    assert offers(text, 0, "source", cursor=text.index("a liar"))[0] == "Doe"


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "Roe said:\n\n“One. Two.\n\n“Three. Four.”\n\nFive."
    article = ArticleText.of(text)
    for sentence in range(1, 5):
        first = candidates(article, sentence, "content")[0]
        assert [text[start:end] for start, end in first.spans] == ["“One. Two.", "“Three. Four.”"]


def test_a_marked_content_brings_its_own_cue_and_source_first() -> None:
    text = "Roe called him “a fool,” and Doe said that it “rained.”"
    article = ArticleText.of(text)
    content = ((text.index("that"), len(text)),)
    assert text[slice(*candidates(article, 0, "cue", anchor=content)[0].spans[0])] == "said"
    assert text[slice(*candidates(article, 0, "source", anchor=content)[0].spans[0])] == "Doe"


def test_the_speaker_in_a_sentence_of_its_own_is_found_from_the_quotation() -> None:
    text = "“Would it rain?” Roe snapped. “Or pour?”"
    assert offers(text, 0, "source")[0] == "Roe"
    assert offers(text, 0, "cue")[0] == "snapped"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taxes fell 4% on Monday.", "4%"),
        ("It cost $3.5 million in all.", "$3.5 million"),
        ("Some 1,200 people came.", "1,200 people"),
        ("Between 10 to 15 percent left.", "10 to 15 percent"),
        ("It was two dozen miles away.", "two dozen miles"),
        ("He is a 45-year-old man.", "45-year-old"),
    ],
)
def test_a_number_comes_with_its_unit(text: str, expected: str) -> None:
    assert offers(text, 0, "number")[0] == expected


def test_the_number_at_the_cursor_comes_first() -> None:
    text = "Taxes fell 4% and rents rose 12 percent."
    assert offers(text, 0, "number", cursor=text.index("rents"))[0] == "12 percent"


def test_clauses_widen_to_the_sentence() -> None:
    text = "Taxes fell sharply, but rents rose again."
    assert offers(text, 0, "clause", cursor=text.index("rents"))[:2] == [
        "but rents rose again",
        "Taxes fell sharply, but rents rose again",
    ]


def test_the_reporting_clause_is_source_and_cue() -> None:
    text = "“It rained,” the Russian foreign minister said on Wednesday."
    assert offers(text, 0, "reporting_clause")[:2] == [
        "the Russian foreign minister said",
        "the Russian foreign minister said on Wednesday",
    ]


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source"),
    [
        ("Russia to", "Russia to respond constructively to NATO’s revision of inadequate decisions", "—", "FM Lavrov"),
        ('"But, perhaps', '"But, perhaps, this is also a method of communication,"', "added", "he"),
        ('"This process', '"This process is proceeding actively enough,"', "added", "he"),
        ('"This has showed', None, "said", "the minister"),
        ('"And if NATO', None, "said", "Lavrov"),
    ],
)
def test_the_seed_article_is_read_as_its_expert_did(sentence: str, content: str | None, cue: str, source: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    number = ArticleText.of(text).sentence_at(text.index(sentence))
    if content:
        assert offers(text, number, "content")[0] == content
    assert offers(text, number, "cue")[0] == cue
    assert offers(text, number, "source")[0] == source


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 300), st.booleans())
def test_candidates_lie_in_the_text_in_order_and_none_comes_twice(text: str, cursor: int, anchored: bool) -> None:
    article = ArticleText.of(text)
    for sentence in range(len(article.sentences)):
        anchor = (article.sentences[sentence],) if anchored else None
        for role in ROLES:
            found = candidates(article, sentence, role, cursor=cursor, anchor=anchor)
            assert len({one.spans for one in found}) == len(found)
            for one in found:
                assert one.spans
                assert all(0 <= start < end <= len(text) for start, end in one.spans)
                assert all(before[1] <= after[0] for before, after in pairwise(one.spans))
                assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in one.spans)


@pytest.mark.parametrize(
    "shape",
    [
        '"',
        "“",
        "”",
        "“a” ",
        "“a\n\n",
        "'a' ",
        "said ",
        "called “a” ",
        "A, ",
        "A: ",
        "— A ",
        "1",
        "$1 million to ",
        "(",
        "x",
    ],
)
def test_no_shape_makes_an_article_or_a_key_slow(shape: str) -> None:
    def prepared(size: int) -> tuple[float, ArticleText]:
        began = time.process_time()
        article = ArticleText.of(shape * (size // len(shape)))
        return time.process_time() - began, article

    small = min(prepared(5_000)[0] for _ in range(3))
    large, article = prepared(50_000)
    assert large < 30 * small + 0.1
    for role in ROLES:
        began = time.process_time()
        candidates(article, len(article.sentences) // 2, role)
        assert time.process_time() - began < 0.2
