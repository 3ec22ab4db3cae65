"""Sentences that say the same are told from others, whatever the typography, and what is looked for is what counts."""

import pytest

from reviewer.store.memory import Recalled
from reviewer.store.rows import Place
from reviewer.suggest.likeness import grams, jaccard, repeats, share, words
from reviewer.suggest.wanted import nearest, wanted

SAID = "The ministry said on Monday that the old bridge over the Ouse would stay closed until May."


@pytest.mark.parametrize(
    "again",
    [
        "“The ministry said on Monday—that the old bridge over the Ouse would stay closed until May”",
        "THE MINISTRY SAID ON MONDAY THAT THE OLD BRIDGE OVER THE OUSE WOULD STAY CLOSED UNTIL MAY",
        "The old bridge over the Ouse would stay closed until May, a spokesman said.",
        "According to the mayor, the old bridge over the Ouse would stay closed until May.",
        "The ministry on Monday the old bridge over Ouse would closed until May.",
        "The ministry said on Monday that…",
    ],
)
def test_a_copy_with_changes_repeats_it(again: str) -> None:
    assert repeats(words(SAID), words(again))


@pytest.mark.parametrize(
    "other",
    ["", "The ministry said on Monday", "The council said that the new road would stay open for the summer.", "May."],
)
def test_other_words_do_not(other: str) -> None:
    assert not repeats(words(SAID), words(other))


def test_words_are_compared_without_case_marks_and_ligatures() -> None:
    assert words("“The ﬁrst” of_May, x\u0301 U.S.—Zoë") == ["the", "first", "of", "may", "x", "u", "s", "zoë"]


def test_likeness_is_a_share() -> None:
    assert jaccard(frozenset("ab"), frozenset("bc")) == pytest.approx(1 / 3)
    assert jaccard(frozenset(), frozenset()) == 0
    assert share(grams("closed"), grams("closed")) == pytest.approx(1)
    assert 0 < share(grams("the bridge closed"), grams("bridges closing")) < 1
    assert share(frozenset(), grams("x")) == 0


def test_a_copied_post_is_looked_for_by_what_it_says() -> None:
    post = "BREAKING: the dam broke! #DamBreak2019 https://t.co/a1B2 pic.twitter.com/Xy — Jo Roe (@jo_roe) May 3, 2019"
    assert wanted(post) == ["breaking", "dam", "broke", "dambreak2019", "break", "2019", "jo", "roe"]


def test_stop_words_count_where_there_is_little_else() -> None:
    assert wanted("What did he say?") == ["what", "did", "he", "say"]
    assert wanted("He said that the bridge was closed in May") == ["bridge", "closed", "may"]
    assert wanted("") == []


def test_what_says_the_same_comes_before_what_shares_rarer_words() -> None:
    def found(text: str, score: float) -> Recalled:
        return Recalled(Place(1, 1), "", text, None, "", None, "untriaged", None, "", score)

    ranked = nearest(SAID, [found("Ouse Ouse Ouse", 9.0), found(SAID.upper(), 3.0), found("The Ouse", 1.0)], 2)
    assert [(one.found.score, one.again) for one in ranked] == [(3.0, True), (9.0, False)]
    assert nearest(SAID, [], 5) == []
