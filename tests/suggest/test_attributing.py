"""Which attributions are proposed for an article, by which rule, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.article_text import ArticleText
from reviewer.store.marks import overlap
from reviewer.suggest.attributing import attributions
from reviewer.suggest.rules import RULES

PIECES = [
    *("“", "”", '"', "'", "''", "‘", "’", ",", ".", ":", "?", "—", "…", "(", ")", " ", "\n\n", "\n"),
    *("Roe", "she", "they", "said", "told", "according to", "called", "warned", "that", "to", "as", "the mayor"),
    *("taxes fell", "rain", "on Monday", "and", "who", "It's", "😀", "e\u0301", "你好", "a\u202eb"),
]


def proposed(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each proposal, the spans of a content parted by strokes."""
    return [
        (
            "".join(text[start:end] for start, end in one.source),
            "".join(text[start:end] for start, end in one.cue),
            " // ".join(text[start:end] for start, end in one.content),
        )
        for one in attributions(ArticleText.of(text))
    ]


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("Roe said: “The bridge is safe.”", "source-cue-content", ("Roe", "said:", "“The bridge is safe.”")),
        ("“The bridge is safe,” Ann Roe said.", "content-source-cue", ("Ann Roe", "said", "“The bridge is safe,”")),
        ("“The bridge is safe,” said Ann Roe.", "content-cue-source", ("Ann Roe", "said", "“The bridge is safe,”")),
        ("“The bridge,” Roe said, “is safe.”", "split", ("Roe", "said", "“The bridge,” // “is safe.”")),
        ("Ann Roe: “The bridge is safe.”", "colon", ("Ann Roe", ":", "“The bridge is safe.”")),
        ("“The bridge is safe.” — Ann Roe", "dash", ("Ann Roe", "—", "“The bridge is safe.”")),
        ("Roe called it “a disgrace.”", "weak-cue", ("Roe", "called", "it “a disgrace.”")),
        (
            "“The bridge is safe now,” Roe deadpanned.",
            "other-verb",
            ("Roe", "deadpanned", "“The bridge is safe now,”"),
        ),
        (
            "The bridge is “safe for all traffic,” according to two aides.",
            "according-to",
            ("two aides", "according to", "The bridge is “safe for all traffic,”"),
        ),
        ("Roe said the bridge was safe.", "indirect-said", ("Roe", "said", "the bridge was safe")),
        ("Roe warned that it would fall.", "indirect-that", ("Roe", "warned", "that it would fall")),
        ("Roe asked whether it would fall.", "indirect-question", ("Roe", "asked", "whether it would fall")),
        ("The bridge was safe, Ann Roe said.", "indirect-trailing", ("Ann Roe", "said", "The bridge was safe")),
        ("Roe described the bridge as safe.", "indirect-as", ("Roe", "described", "the bridge as safe")),
        ("Roe praised the new bridge.", "indirect-other-cue", ("Roe", "praised", "the new bridge")),
        (
            "The bridge was safe, according to Roe.",
            "indirect-according-to",
            ("Roe", "according to", "The bridge was safe"),
        ),
        ("The bridge is safe — Ann Roe", "indirect-dash", ("Ann Roe", "—", "The bridge is safe")),
    ],
)
def test_each_order_of_source_cue_and_content_has_its_rule(text: str, rule: str, expected: tuple[str, ...]) -> None:
    (one,) = attributions(ArticleText.of(text))
    assert one.rule == rule
    assert proposed(text) == [expected]


def test_a_heading_speaks_when_its_name_comes_again() -> None:
    text = "Roe: bridge is safe\n\nMayor Ann Roe spoke on Monday."
    assert proposed(text)[0] == ("Roe", ":", "bridge is safe")
    assert proposed("Just in: bridge is safe\n\nMayor Ann Roe spoke on Monday.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The “so-called” experts met.",
        "Tom “Ace” Hale arrived on Monday.",
        "She read “The Long Way Home” on the train.",
        "Roe appeared on “Good Evening World” on Monday.",
        "Its motto is “Never again.”",
        "The mayor's office, Roe's and the players' union closed in the '90s.",
        "Roe called the office on Monday.",
        "Mass protests erupted in the south.",
        "The bridge fell.",
        "",
    ],
)
def test_a_scare_quote_a_title_a_nickname_and_an_apostrophe_are_nobodys_words(text: str) -> None:
    assert proposed(text) == []


def test_a_short_scare_quote_with_a_cue_is_somebodys_words() -> None:
    assert proposed("Roe said the offer was “fair.”") == [("Roe", "said", "the offer was “fair.”")]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before() -> None:
    text = "“The bridge is safe,” Roe said. She pointed at it. “Nobody needs to be afraid.”"
    assert proposed(text)[0][2] == "“The bridge is safe,” // “Nobody needs to be afraid.”"


def test_it_goes_on_in_the_next_paragraph_behind_a_paraphrase() -> None:
    text = "Roe insisted that the bridge was safe.\n\n“Nobody needs to be afraid.”"
    (one,) = attributions(ArticleText.of(text))
    assert proposed(text)[0][2] == "that the bridge was safe // “Nobody needs to be afraid.”"
    assert one.quote_type == "mixed"


def test_of_two_that_speak_in_a_sentence_the_one_in_marks_goes_on() -> None:
    text = "“I left,” said an aide, who said he was on good terms. “I could not stay any longer.”"
    assert ("an aide", "said", "“I left,” // “I could not stay any longer.”") in proposed(text)


def test_it_does_not_go_on_across_a_paragraph_without_speech() -> None:
    text = "“The bridge is safe,” Roe said.\n\nIt was built in 1950.\n\n“Nobody needs to be afraid.”"
    assert [content for _, _, content in proposed(text)] == ["“The bridge is safe,”"]


def test_a_quotation_of_several_sentences_is_one_attribution() -> None:
    text = "“We looked. We found nothing. We left,” Roe said."
    assert proposed(text) == [("Roe", "said", "“We looked. We found nothing. We left,”")]


def test_a_quotation_of_several_paragraphs_has_a_span_for_each() -> None:
    text = "Roe said: “We looked.\n\n“We found nothing.\n\n“We left.”"
    assert proposed(text) == [("Roe", "said:", "“We looked. // “We found nothing. // “We left.”")]


def test_a_paragraph_that_does_not_open_the_mark_again_is_outside() -> None:
    text = "Roe said: “We looked.\n\nThe bridge fell."
    assert proposed(text) == [("Roe", "said:", "“We looked.")]


def test_a_transcript_follows_its_lead_in() -> None:
    text = "Transcript as follows:\n\n“We looked and found nothing at all.”"
    assert proposed(text) == [("Transcript", "as follows:", "“We looked and found nothing at all.”")]


def test_two_single_marks_are_a_double_one() -> None:
    (one,) = attributions(ArticleText.of("Roe said ''the bridge is safe.''"))
    assert one.quote_type == "direct"


def test_all_in_marks_is_direct_and_part_of_it_mixed() -> None:
    kinds = [
        one.quote_type for one in attributions(ArticleText.of("“No,” said Roe. Doe said it was “safe.” He said no."))
    ]
    assert kinds == ["direct", "mixed", "indirect"]


def test_to_behind_a_quotation_names_who_was_told() -> None:
    text = "“Come over here,” Roe says to the camera."
    assert proposed(text) == [("Roe", "says", "“Come over here,”")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("She, too, warned that it would fall.", "She"),
        ("Sen. Ann Roe, meanwhile, warned that it would fall.", "Sen. Ann Roe"),
        ("The council earlier warned that it would fall.", "The council"),
        ("Roe hesitated, he warned that it would fall.", "he"),
        ("The bridge, built by Roe, was late, according to her.", "her"),
        ("In a letter, Tom Hale, the builder, told “Roe & Co.” that it would fall.", "Tom Hale, the builder"),
        ("Tom Hale, in a letter, said he knew nothing.", "Tom Hale"),
    ],
)
def test_the_source_is_who_speaks_and_no_aside(text: str, source: str) -> None:
    assert proposed(text)[0][0] == source


def test_the_reason_names_the_cue_and_shows_no_control_character() -> None:
    (one,) = attributions(ArticleText.of("“Yes, it is,” Roe said."))
    assert one.reason == "quotation marks with 'said'"
    (one,) = attributions(ArticleText.of("Roe has\u202e said: “Yes, it is.”"))
    assert "\u202e" not in one.reason


def test_a_rule_says_how_often_it_is_right() -> None:
    assert all(0 < rule.share <= 1 for rule in RULES.values())
    (one,) = attributions(ArticleText.of("“Yes, it is,” Roe said."))
    assert one.score == RULES[one.rule].share


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_spans_lie_in_the_text_in_order_and_no_content_overlaps_another(text: str) -> None:
    contents: list[tuple[int, int]] = []
    for one in attributions(ArticleText.of(text)):
        assert (len(one.source) <= 1, len(one.cue), bool(one.content)) == (True, 1, True)
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
        for said in one.content:
            assert not any(overlap(said, other) for other in (*one.source, *one.cue))
        contents += one.content
    assert all(first[1] <= second[0] for first, second in pairwise(sorted(contents)))


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_whatever_the_text_each_proposal_has_a_rule_and_a_reason(text: str) -> None:
    for one in attributions(ArticleText.of(text)):
        assert one.rule in RULES
        assert "{" not in one.reason
