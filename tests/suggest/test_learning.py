"""What the program learns from finished articles, and what it does with what it learned."""

import re
import zlib
from itertools import pairwise

import pytest

from reviewer.articles.structure import segment
from reviewer.suggest.attributing import attributions
from reviewer.suggest.engine import page_of, propose
from reviewer.suggest.learning.crf import fit
from reviewer.suggest.learning.examples import Example, Recorded
from reviewer.suggest.learning.fitting import learn
from reviewer.suggest.learning.habits import LEAST, by_habit, habits
from reviewer.suggest.learning.learned import LEAST_FURTHER, RULE, VOICES, Learned
from reviewer.suggest.learning.trial import Tried, Verdict, stretches, together, verdict
from reviewer.suggest.proposals import Judged, Proposed
from tests.finished import cues, finished, page, paraphrase_is_quote, plain, texts


def labels(learned: Learned | None, number: int) -> list[str]:
    return [one.label for one in propose(page(number), learned)]


def test_a_policy_is_followed_within_twenty_articles() -> None:
    learned = learn([finished(number, paraphrase_is_quote) for number in range(20)])
    wanted = [paraphrase_is_quote(text) for text in texts(page(40))]
    assert labels(None, 40) != wanted
    assert labels(learned, 40) == wanted


def test_what_was_learned_says_so_in_words() -> None:
    learned = learn([finished(number, paraphrase_is_quote) for number in range(20)])
    found = propose(page(40), learned)
    at = next(index for index, text in enumerate(texts(page(40))) if "said that" in text)
    assert found[at].rule == RULE
    assert re.fullmatch(r"learned from \d+ such sentences: you gave \d+ of them this label", found[at].reasons[0])
    assert found[at].reasons[1].startswith("learned from 180 of your decisions: '")
    assert "said that" in found[at].reasons[1]


def test_a_habit_shows_only_where_the_rules_hardly_ever_say_so_and_often_enough() -> None:
    judged = Judged(
        {"quote": 0.05, "assertion": 0.8, "background": 0.1, "not_a_claim": 0.05}, "lead", (), ("reported=4",)
    )
    every = [(judged, "quote")] * LEAST
    assert habits(every[1:]) == {}
    assert habits([(judged, "assertion")] * LEAST) == {}
    assert habits([(judged, label) for label in ("quote", "assertion", "background") * LEAST]) == {}
    (habit,) = habits(every).values()
    assert (habit.label, habit.given, habit.seen) == ("quote", LEAST, LEAST)
    seen = by_habit(judged, habits(every)).scores
    assert max(seen, key=lambda name: seen[name]) == "quote"
    assert sum(seen.values()) == pytest.approx(1)
    elsewhere = judged._replace(features=("marks=none",))
    assert by_habit(elsewhere, habits(every)) == elsewhere


def test_a_label_that_the_rules_propose_too_keeps_their_name_and_reason() -> None:
    learned = learn([finished(number, paraphrase_is_quote) for number in range(20)])
    at = next(index for index, text in enumerate(texts(page(40))) if '"' in text)
    rules, both = propose(page(40))[at], propose(page(40), learned)[at]
    assert both.label == rules.label
    assert both.rule == rules.rule
    assert both.reasons[: len(rules.reasons)] == rules.reasons


def test_without_enough_articles_the_rules_speak_alone() -> None:
    learned = learn([finished(number, paraphrase_is_quote) for number in range(3)])
    assert propose(page(40), learned) == propose(page(40))


def test_who_labels_as_the_rules_do_goes_on_getting_their_labels() -> None:
    pages = [page(number) for number in range(30)]
    learned = learn([Example(one, [found.label for found in propose(one)], ()) for one in pages])
    assert [one.label for one in propose(page(40), learned)] == [one.label for one in propose(page(40))]


def test_a_learner_that_is_worse_than_the_rules_is_silent() -> None:
    tried = [Tried({"quote": 0.6, "assertion": 0.4}, {"quote": 0.2, "assertion": 0.8}, 900, "quote")] * 200
    assert not verdict(tried).speaks
    learned = learn([finished(number, paraphrase_is_quote, "direct") for number in range(20)])
    silent = Learned(*(getattr(learned, name)._replace(speaks=False) for name in VOICES))
    assert propose(page(40), silent) == propose(page(40)) != propose(page(40), learned)


def test_the_learner_is_as_sure_as_its_own_test_bears_out() -> None:
    rules, learned = {"quote": 0.6, "assertion": 0.4}, {"quote": 0.3, "assertion": 0.7}
    right = [Tried(rules, learned, 900, "assertion")] * 190
    wrong = [one._replace(given="quote") for one in right]
    assert verdict(right[:100]) == verdict(wrong) == Verdict()
    came = verdict([*right, *wrong[:10]])
    assert came.speaks
    assert together(rules, learned, came.weight, came.power)["assertion"] > 0.85
    assert verdict([*right, *wrong[:80]]).power < came.power


def test_an_attribution_that_is_never_recorded_is_not_proposed() -> None:
    learned = learn([finished(number, plain, "direct") for number in range(30)])
    one = page(40)
    said = attributions(one.article)
    assert {found.quote_type for found in said} == {"direct", "indirect"}
    assert {found.quote_type for found in learned.attributions(one, said)} == {"direct"}


def test_what_the_rules_leave_out_is_proposed_to_a_reviewer_who_records_it() -> None:
    learned = learn([finished(number, plain, "direct", "indirect") for number in range(30)])
    one = page(40)
    said = attributions(one.article)
    found = learned.attributions(one, said)
    assert "called" not in cues(one, said)
    assert cues(one, found) == sorted([*cues(one, said), "called"])
    new = next(each for each in found if each.rule.startswith("learned-"))
    assert new.reason == "'called' without quotation marks, as you record it"
    assert new.score >= LEAST_FURTHER
    spans = sorted(span for each in found for span in each.content)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_extents_are_proposed_as_a_reviewer_prefers_them() -> None:
    def bare(one: Proposed, text: str) -> Recorded:
        content = tuple((start + len("that "), end) if text[start:].startswith("that ") else (start, end)
                        for start, end in one.content)  # fmt: skip
        return Recorded(content, one.cue, one.source)

    def left(number: int) -> Example:
        one = page(number)
        return Example(one, [plain(text) for text in texts(one)],
                       [bare(found, one.article.text) for found in attributions(one.article)])  # fmt: skip

    learned = learn([left(number) for number in range(20)])
    one = page(40)
    said = attributions(one.article)
    wanted = [bare(found, one.article.text) for found in said]
    assert [Recorded(*found[:3]) for found in said] != wanted
    found = [Recorded(*each[:3]) for each in learned.attributions(one, said)]
    assert [each for each in found if each in wanted] == wanted


def test_the_same_articles_teach_the_same_and_bytes_keep_it() -> None:
    every = [finished(number, plain, "direct") for number in range(12)]
    kept = learn(every).to_bytes()
    assert learn(every).to_bytes() == kept
    again = Learned.from_bytes(kept)
    assert again.to_bytes() == kept
    assert propose(page(40), again) == propose(page(40), learn(every))


@pytest.mark.parametrize(
    "broken",
    [b"", b"nothing", zlib.compress(b"[]"), zlib.compress(b'{"format":"learned/1","labels":{"field":3}}')],
    ids=["empty", "no archive", "a list", "no weights"],
)
def test_what_is_no_model_is_told_apart(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Learned.from_bytes(broken)


def test_a_model_that_was_cut_short_is_told_apart() -> None:
    kept = learn([finished(number, plain) for number in range(4)]).to_bytes()
    with pytest.raises(ValueError, match=r"\w"):
        Learned.from_bytes(kept[:-5])


def test_an_article_of_one_label_and_one_of_any_letters_can_be_learned_from() -> None:
    one = page_of("Ça va. \ud800 --> quote: 1.0", segment("Ça va. \ud800 --> quote: 1.0"))
    learned = learn([Example(one, ["assertion"] * len(one.article.sentences), ())] * 3)
    assert Learned.from_bytes(learned.to_bytes()).decided == 3 * len(one.article.sentences)


def test_shares_of_a_field_add_up_to_one() -> None:
    field = fit([((("sun",), ("rain", "wind")), ("out", "in")), ((("sun",), ("sun",)), ("out", "out"))])
    for share in field.shares([["sun"], ["rain"], ["unknown"]]):
        assert sum(share.values()) == pytest.approx(1)
    assert field.shares([["sun"]])[0]["out"] > 0.5
    assert field.pull("sun", "out") > 0 > field.pull("sun", "in")
    assert fit([]).shares([["sun"]]) == [{}]


def test_every_article_but_the_first_two_is_tried_once_before_it_is_learned_from() -> None:
    for count in range(60):
        tried = [number for learned, until in stretches(count) for number in range(learned, until)]
        assert tried == list(range(2, count))
