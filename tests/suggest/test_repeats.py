"""What an article says again is found in time linear in its length."""

from time import process_time

import pytest

from reviewer.suggest.repeats import repeats


def test_the_lead_repeats_the_headline_and_a_caption_the_lead() -> None:
    texts = [
        "Flood closes bridge over the Ouse",
        "A flood has closed the bridge over the Ouse, the council said.",
        "Nobody was hurt.",
        "“A flood has closed the bridge over the Ouse”, the council said",
        "The river rose on Monday.",
    ]
    assert repeats(texts) == [None, 0, None, 1, None]


def test_the_same_words_lead_to_the_first_of_them_and_few_words_must_be_the_same() -> None:
    assert repeats(["He agreed.", "Then he agreed.", "HE AGREED", "***", "***", "He—agreed"]) == [
        None, None, 0, None, None, 0,
    ]  # fmt: skip


def test_of_several_the_one_most_like_it_is_named() -> None:
    first = "The old stone bridge over the river was closed on Monday."
    second = "The old stone bridge over the river was closed on Friday evening."
    assert repeats([first, second, second.replace("evening", "night")]) == [None, 0, 1]


@pytest.mark.slow
def test_a_long_article_takes_seconds() -> None:
    texts = [f"Sentence {number} names place {number % 997} and person {number % 89}." for number in range(20_000)]
    began = process_time()
    assert len(repeats(texts)) == 20_000
    assert process_time() - began < 20
    assert repeats(["same words here again"] * 20_000)[-1] == 0
