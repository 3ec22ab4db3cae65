"""What an article calls somebody."""

import pytest

from reviewer.articles.pronouns import called


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms. Roe arrived.", "she"),
        ("Mr. Tom Roe arrived.", "he"),
        ("Spokeswoman Ann Roe arrived.", "she"),
        ("Ann Roe, a businesswoman, arrived.", "she"),
        ("Roe said he would come.", "he"),
        ("Roe met the others. Her plane was late.", "she"),
        ("Roe said its plan was late. Roe said it would come.", "it"),
        ("Roe said it would come.", ""),
        ("Roe arrived. “He left,” Doe said.", ""),
        ("Roe said he came. Roe said she came.", ""),
        ("Nobody arrived. She left.", ""),
        ("", ""),
    ],
)
def test_titles_descriptions_and_pronouns_say_what_somebody_is_called(text: str, expected: str) -> None:
    assert called("Ann Roe", text) == expected


def test_a_title_weighs_more_than_a_pronoun() -> None:
    assert called("Ann Roe", "Ms. Roe arrived. Roe met Tom Hale as he left. Roe said he was late.") == "she"
