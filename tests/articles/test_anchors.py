"""A corrected article's sentences and spans are found again by their words, never on others."""

import random
import time

import pytest

from reviewer.articles.anchors import ENOUGH, Anchors, alike, place
from reviewer.articles.pairing import pair, same
from reviewer.articles.structure import segment
from reviewer.articles.worddiff import Part, abridged, diff, marked
from tests.edits import article, edited


def test_sentences_are_paired_by_their_words_wherever_they_stand() -> None:
    assert same(["a b", "c d", "e f"], ["e  f", "new", "a b"]) == [2, None, 0]


def test_of_several_the_same_the_one_between_the_same_neighbours_is_meant() -> None:
    old = ["left", "the same", "right"]
    assert same(old, ["the same", "other", "left", "the same", "right"]) == [2, 3, 4]


def test_of_more_of_the_same_the_first_is_the_first_and_the_last_the_last() -> None:
    assert same(["x", "x"], ["x", "x", "x"]) == [0, 2]
    assert same(["x", "x", "x", "x"], ["y", "x", "x", "y"]) == [1, 2, None, None]


def test_a_changed_sentence_is_paired_with_the_likest_near_its_place() -> None:
    old = ["It began.", "Rates rise by 3 percent.", "It ended."]
    new = ["It began.", "Something else was said here.", "Rates rise by 4 percent.", "It ended."]
    assert [one and one.at for one in pair(old, new)] == [0, 2, 3]


def test_what_is_unlike_everything_is_gone() -> None:
    assert pair(["The river rose on Monday."], ["Nobody voted against it yesterday evening."]) == [None]


def test_a_span_follows_its_words_within_a_changed_sentence() -> None:
    old, new = "The mayor said on Monday that it rained.", "Late, the mayor said on Tuesday that it rained."
    anchors = Anchors(old, new, [((0, len(old)), (0, len(new)))])
    found = anchors.find(old.index("that"), len(old))
    assert found
    assert new[slice(*found)] == "that it rained."
    assert anchors.find(old.index("on Monday"), len(old)) is None
    assert anchors.find(0, 9) is None, "'The' is not 'the'"


def test_a_span_that_begins_within_a_word_stays_within_it() -> None:
    old, new = "the non-paper leaked", "a non-paper  leaked"
    found = Anchors(old, new, [((0, len(old)), (0, len(new)))]).find(old.index("paper"), len(old) - 2)
    assert found
    assert new[slice(*found)] == "paper  leak"


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_edited_a_span_found_has_the_same_words(seed: int) -> None:
    chance = random.Random(seed)
    old = article(chance)
    new = edited(old, chance, 5)
    before = segment(old)
    placed = place(old, before, new, segment(new))
    pairs = [
        (one[:2], placed.segments[partner.at][:2])
        for one, partner in zip(before, placed.partners, strict=True)
        if partner is not None
    ]
    anchors = Anchors(old, new, pairs)
    for _ in range(100):
        start = chance.randrange(len(old) - 1)
        end = chance.randint(start + 1, min(len(old), start + 80))
        found = anchors.find(start, end)
        assert found is None or new[slice(*found)].split() == old[start:end].split()


def test_a_paragraph_of_the_same_words_stays_cut_as_the_reviewers_have_it() -> None:
    old = "Head line\n\nThe first part; the second part. The end.\n"
    head, first, end = segment(old)
    at = old.index("the second")
    cut = [head, first._replace(end=at - 1), first._replace(start=at), end]
    new = f"A new lead came in today.\n\n{old}"
    placed = place(old, cut, new, segment(new))
    assert [new[one.start : one.end] for one in placed.segments][2:] == [
        "The first part;", "the second part.", "The end."
    ]  # fmt: skip
    assert all(one and one.likeness == 1 for one in placed.partners)


def test_versions_are_told_from_other_articles() -> None:
    chance = random.Random(5)
    text = article(chance, 12)
    assert alike(text, edited(text, chance, 6)) > ENOUGH
    assert alike("The river rose on Monday and fell.", "Council passes the budget after a long night.") < ENOUGH
    assert alike("It rained.", "It rained.") == 1
    assert alike(" ", "x") == 0


def test_ten_thousand_sentences_all_the_same_take_no_time() -> None:
    began = time.process_time()
    pair(["The same again."] * 10_000, ["The same again."] * 9_000 + ["The same once more."] * 2_000)
    assert time.process_time() - began < 3


def test_a_word_diff_is_read_in_one_line() -> None:
    assert marked("Rates rise by 3 percent.", "Rates will rise by 4 percent.") == (
        "Rates {+will+} rise by [-3-] {+4+} percent."
    )
    assert list(diff("a", "a")) == [Part(" ", "a")]
    assert list(diff("a", "b")) == [Part("-", "a"), Part("+", "b")]


def test_of_a_long_sentence_only_what_stands_near_a_change_is_shown() -> None:
    old = "one two three four five six seven eight nine ten"
    assert [part.text for part in abridged(old, old.replace("five", "5"))] == [
        "one two three four", "five", "5", "six seven eight …"
    ]  # fmt: skip
    assert [part.text for part in abridged("a b c", "a x c")] == ["a", "b", "x", "c"]
