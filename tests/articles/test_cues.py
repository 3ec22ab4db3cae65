"""Which words are cues, and how far each reaches."""

import pytest

from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import precisions
from reviewer.articles.cues import cues


def found(text: str) -> list[str]:
    article = ArticleText.of(text)
    return [text[cue.start : cue.end] for unit in range(len(article.units)) for cue in cues(article.frame(unit))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe said it rained.", ["said"]),
        ("Roe also said it rained.", ["also said"]),
        ("Roe has repeatedly said that it rained.", ["has repeatedly said"]),
        ("Roe did not comment on the “rain.”", ["did not comment on"]),
        ("Roe went on to say: “It rained.”", ["went on to say:"]),
        ("Roe added: “It rained.”", ["added:"]),
        ("It rained, according to Roe.", ["according to"]),
        ("Roe called for rain.", []),
        ("Roe called for “rain.”", ["called for"]),
        ("Roe told reporters on Monday that it rained.", ["told"]),
        ("Roe said in a statement on Monday that it rained.", ["said"]),
        ("He’s said that it rained.", ["’s said"]),
        ("Roe responded quickly: “It rained.”", ["responded quickly:"]),
        ("Roe even suggested that it rained.", ["even suggested"]),
        ("Roe earlier said that it rained.", ["said"]),
        ("Roe described as late the Danish answer.", ["described as late"]),
        ("Roe described as a “flood” what was rain.", ["described"]),
    ],
)
def test_a_cue_is_the_verb_group_with_its_preposition_and_colon(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["The claims were many.", "His report was long.", "She called the office."])
def test_a_weak_word_needs_marks_or_a_complement(text: str) -> None:
    assert found(text) == []


def test_words_inside_a_quotation_are_no_cues() -> None:
    assert found("“He said no,” Roe added.") == ["added"]


def test_the_lexicon_gives_how_often_a_word_is_a_cue() -> None:
    assert all(0 < precision <= 1 for precision in precisions().values())
    assert precisions()["said"] > precisions()["called"]
    assert precisions()["according to"] > 0.9
