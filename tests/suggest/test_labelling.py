"""The labels that the rules propose: one sentence for each rule, and what must hold for any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.structure import segment
from reviewer.labels import LABELS, NAMES
from reviewer.suggest.attributing import attributions
from reviewer.suggest.engine import page_of, propose
from reviewer.suggest.labelling import judge
from reviewer.suggest.notices import notices
from reviewer.suggest.proposals import Judged

LEAD = "The harbour town of Brenholm closed its old ferry on Monday."
FILLER = "The boat lay at the quay in the rain."
PIECES = [
    *("“", "”", '"', "'", "said ", "Roe ", "will ", "in 2014 ", "had been ", "(", ")", "/", " via ", "|", "@", "$1 = "),
    *(
        "\n",
        "\n\n",
        " ",
        ". ",
        "? ",
        "…",
        "File photo",
        "REUTERS/Jane Roe",
        "© ",
        "😀",
        "İ",
        "ß",
        "e\u0301",
        "你好。",
        "\u202e",
    ),
]
SHAPES = {
    "words": "word ",
    "had": "had ",
    "in": "in late ",
    "is": "is slowly ",
    "digits": "1",
    "slashes": "A/",
    "capitals": "A B-C ",
    "marks": "“a” ",
    "no space": "x",
    "credits": "Jane Roe/Handout via REUTERS\n",
    "strokes": "| ",
    "at signs": "a@",
}


def judged(text: str) -> list[Judged]:
    page = page_of(text, segment(text))
    return judge(page, attributions(page.article))


def label(one: Judged) -> str:
    return max(one.scores, key=lambda name: one.scores[name])


def after_the_lead(sentence: str) -> Judged:
    """Return what is proposed for a sentence far from headline and lead."""
    text = "Ferry closes\n\n" + "\n\n".join([LEAD, *[FILLER] * 6, sentence])
    return judged(text)[-1]


@pytest.mark.parametrize(
    ("sentence", "expected", "rule", "reason"),
    [
        ("The island will get a bridge.", "assertion", "future", "looks ahead: “will”"),
        ("The works could take ages.", "assertion", "modal", "says what could be: “could”"),
        ("Shipowners hope for a tunnel.", "assertion", "outlook", "an expectation: “hope”"),
        ("But the pier is in a bad state.", "assertion", "weighing", "weighs it up: “bad”"),
        ("In 1987, the town bought it.", "background", "past-year", "gives an earlier year: “In 1987”"),
        ("The bridge broke two years ago.", "background", "long-before", "happened earlier: “years ago”"),
        ("The mayor had already sold it.", "background", "past-perfect", "past perfect: “had already sold”"),
        ("It sank in February near the pier.", "background", "month", "gives an earlier date: “in February”"),
        ("The owner did not reply to letters.", "background", "no-answer", "says who could not be asked"),
        ("“We will miss the old boat a lot,” said Jane Roe.", "quote", "marks-with-cue", "quotation marks with “said”"),
        ("By Jane Roe in Brenholm, all rights reserved.", "not_a_claim", "notice", "a note beside the article"),
        ("Nils Poe contributed reporting from Oslo.", "not_a_claim", "notice", "a note beside the article"),
    ],
)
def test_a_rule_proposes_a_label_and_says_why(sentence: str, expected: str, rule: str, reason: str) -> None:
    one = after_the_lead(sentence)
    assert (label(one), one.rule) == (expected, rule)
    assert one.reasons[0].startswith(reason)


def test_a_paraphrase_with_a_plain_verb_of_saying_leans_to_assertion() -> None:
    told = after_the_lead("The boat was too old, Jane Roe said.").scores["assertion"]
    assert told > after_the_lead("The boat was too old for the sea.").scores["assertion"]


def test_a_single_word_in_marks_is_no_quote() -> None:
    one = after_the_lead("The old “lady” lay at the quay in the rain.")
    assert label(one) != "quote"
    assert one.reasons[-1] == "only a few words in marks"


def test_many_words_in_marks_are_a_quote_without_a_cue_too() -> None:
    one = after_the_lead("“Nobody asked us what we wanted from that boat.”")
    assert label(one) == "quote"


def test_each_sentence_of_a_long_quotation_is_a_quote() -> None:
    text = f"{LEAD}\n\n“We loved the boat. It took us to school every day. Nobody asked us,” said Jane Roe."
    assert [label(one) for one in judged(text)[-3:]] == ["quote"] * 3


def test_the_lead_is_an_assertion_and_says_so() -> None:
    one = judged(f"Ferry closes\n\n{LEAD}\n\n{FILLER}")[1]
    assert label(one) == "assertion"
    assert "the first sentence of the article" in one.reasons


def test_what_stands_in_the_paragraph_of_a_picture_credit_is_a_caption() -> None:
    sentences = ["The old boat.", "Jane Roe/Handout via REUTERS", "It is gone."]
    found = notices(sentences, [0, 0, 1])
    assert [one.name if one else None for one in found] == ["caption", "credit-line", None]


@pytest.mark.parametrize("kind", ["navigation", "byline", "dateline", "credit", "caption"])
def test_the_furniture_of_a_page_is_no_claim(kind: str) -> None:
    page = page_of(LEAD, segment(LEAD))
    one = judge(page._replace(kinds=[kind]), [])[0]
    says = {"navigation": "part of a menu"}.get(kind, f"a {kind}")
    assert (label(one), one.rule, one.reasons) == ("not_a_claim", f"kind-{kind}", (says,))


def test_a_headline_is_judged_as_a_statement() -> None:
    page = page_of(LEAD, segment(LEAD))
    one = judge(page._replace(kinds=["headline"]), [])[0]
    assert (label(one), one.rule) == ("assertion", "kind-headline")


def test_a_learner_is_told_what_the_rules_saw() -> None:
    told = after_the_lead("“We will miss the old boat a lot,” said Jane Roe.").features
    assert {"kind=body", "marks=marks-with-cue", "cue=said", "clue=future"} <= set(told)


def test_a_sentence_that_repeats_the_headline_says_so() -> None:
    text = f"Brenholm ferry closes\n\n{LEAD}\n\n{FILLER}\n\nThe ferry closes, and Brenholm looks on."
    assert "repeats the headline or the lead" in judged(text)[-1].reasons


def test_a_cue_over_a_line_end_is_one_line_in_its_reason() -> None:
    one = after_the_lead("“We will miss the old boat a lot,” Jane Roe also\nsaid.")
    assert all("\n" not in reason for reason in one.reasons)


def test_a_sentence_in_the_midst_of_a_document_is_no_lead() -> None:
    page = page_of(LEAD, segment(LEAD))._replace(first=900, total=2000)
    assert judge(page, [])[0].rule != "lead"


def test_the_seed_article_is_labelled_as_the_expert_did() -> None:
    text = (Path(__file__).parents[2] / "seeds" / "000_85e0a2435721776e.txt").read_bytes().decode()
    keys = {label.name: label.key for label in LABELS}
    pressed = "".join(keys[one.label] for one in propose(page_of(text, segment(text))))
    assert pressed == "xaaxxxxaaqqqqqaqqbbbbqq"


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join))
def test_every_sentence_gets_shares_that_add_up_to_one(text: str) -> None:
    page = page_of(text, segment(text))
    found = judge(page, attributions(page.article))
    assert len(found) == len(page.kinds)
    for one in found:
        assert set(one.scores) == set(NAMES)
        assert sum(one.scores.values()) == pytest.approx(1)
        assert all(share > 0 for share in one.scores.values())
        assert one.rule
        assert one.reasons


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_text_takes_no_longer_than_its_length(shape: str) -> None:
    small, large = (spent(SHAPES[shape] * (size // len(SHAPES[shape]))) for size in (20_000, 160_000))
    assert large < 30 * small + 0.2


def spent(text: str) -> float:
    """Return the processor's seconds for judging a text alone."""
    page = page_of(text, segment(text))
    began = time.process_time()
    judge(page, [])
    return time.process_time() - began
