"""How far the name of a speaker reaches: titles, appositives, pronouns, and what never belongs to it."""

import pytest

from reviewer.articles.article_text import ArticleText
from reviewer.articles.candidates import candidates


def source(text: str) -> str:
    first = candidates(ArticleText.of(text), 0, "source")[0]
    return " // ".join(text[start:end] for start, end in first.spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Jane Roe said it rained.", "Foreign Minister Jane Roe"),
        ("Sen. Jane B. Roe (R-Mo.) said it rained.", "Sen. Jane B. Roe (R-Mo.)"),
        ("She said it rained.", "She"),
        ("But the minister also said it rained.", "the minister"),
        ("In an interview on Monday, Jane Roe said it rained.", "Jane Roe"),
        ("Jane Roe, a professor at Yale, said it rained.", "Jane Roe, a professor at Yale"),
        ("Jane Roe, in a statement, said it rained.", "Jane Roe"),
        ("“It rained,” said Jane Roe, a professor at Yale.", "Jane Roe, a professor at Yale"),
        ("“It rained,” said Jane Roe in a statement.", "Jane Roe"),
        ("“It rained,” said Jane Roe, who wrote that it poured.", "Jane Roe"),
        ("“It rained,” said one former aide.", "one former aide"),
        ("“It rained,” the Russian foreign minister said.", "the Russian foreign minister"),
        ("It rained, according to two aides in the capital.", "two aides"),
        ("According to a study by two lawyers, it rained “a lot.”", "a study by two lawyers"),
        ("Roe attacked the plan, calling it “a mess.”", "Roe"),
        ("Doe left and Roe calling it “a mess” shocked all.", "Roe"),
        ("Jane Roe: “It rained.”", "Jane Roe"),
        ("It rained all day in the capital — FM Lavrov", "FM Lavrov"),
        ("😀 The mayor said “taxes fell 4%” on Monday.", "The mayor"),
    ],
)
def test_a_source_is_the_whole_name_as_it_stands(text: str, expected: str) -> None:
    assert source(text) == expected


def test_a_second_press_leaves_the_appositive_out() -> None:
    text = "“It rained,” said Jane Roe, a professor at Yale."
    offers = [text[slice(*one.spans[0])] for one in candidates(ArticleText.of(text), 0, "source")]
    assert offers[:2] == ["Jane Roe, a professor at Yale", "Jane Roe"]


def test_a_passive_has_no_source() -> None:
    article = ArticleText.of("The plan was called “a mess.”")
    assert candidates(article, 0, "source") == []
