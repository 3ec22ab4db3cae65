"""What was claimed and said before is found again by its words, and only by whoever may see it."""

import random

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import Refused
from reviewer.store.marks import Claim
from reviewer.store.memory import Recalled
from reviewer.store.review import IN_CHECK, TO_CHECK
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, article, by, place, put, rows
from tests.store.desks import Worker, sound


def claim(store: SqliteStore, document: int, index: int, text: str, same_as: str | None = None) -> str:
    """Write a claim of ada's on a sentence; return its uid."""
    layout = store.layout(document)
    value = Claim(
        "", document, "ada", layout.starts[index], layout.ends[index], text, False, "", "", "", "", None, same_as
    )
    return store.put_claim(value, by()).changes[0].key[0]


def texts(found: list[Recalled]) -> list[str]:
    return [one.text for one in found]


@pytest.fixture
def flood(store: SqliteStore) -> int:
    """Give the flood article beside that of the budget, with two claims of ada's."""
    flood, budget = put(store, FLOOD, BUDGET)
    claim(store, flood, 2, "The mayor closed the bridge on Monday.")
    claim(store, budget, 1, "The council voted 7 to 2 for the budget.")
    return flood


@pytest.mark.usefixtures("flood")
def test_a_claim_is_found_by_other_forms_of_its_words(store: SqliteStore) -> None:
    (first, *_) = store.recall_claims(["closing", "bridges"], 5)
    assert first.text == "The mayor closed the bridge on Monday."
    assert (first.title, first.whose, first.status) == ("Flood closes bridge", "ada", "untriaged")


@pytest.mark.usefixtures("flood")
@pytest.mark.parametrize("word", ["bridges", "closing", "closed", "closes"])
def test_a_sentence_is_found_by_other_forms_of_its_words(store: SqliteStore, word: str) -> None:
    assert "The mayor closed the bridge." in texts(store.recall_sentences([word], 5))


@pytest.mark.usefixtures("flood")
def test_the_claim_with_the_rarer_words_comes_first(store: SqliteStore) -> None:
    assert texts(store.recall_claims(["the", "council", "bridge", "votes"], 5)) == [
        "The council voted 7 to 2 for the budget.",
        "The mayor closed the bridge on Monday.",
    ]
    assert len(store.recall_claims(["the", "council"], 1)) == 1


@pytest.mark.usefixtures("flood")
def test_words_are_never_operators(store: SqliteStore) -> None:
    assert store.recall_claims(['"', "NOT", "*", "", "OR", "text:bridge", "\0"], 5) == []
    assert store.recall_claims([], 5) == []
    assert store.recall_sentences([], 5) == []


def test_a_title_helps_to_find_a_claim_also_once_it_is_corrected(store: SqliteStore, flood: int) -> None:
    claim(store, flood, 1, "It rose.")
    assert texts(store.recall_claims(["flooded", "rose"], 1)) == ["It rose."]
    corrected = FLOOD.replace("Flood", "Deluge")
    store.correct(flood, article(corrected), segment(corrected), by(), SPLITTER)
    assert texts(store.recall_claims(["deluge", "rose"], 1)) == ["It rose."]
    assert store.recall_claims(["flooded"], 1) == []
    assert sound(store)
    store.undo(by())
    assert texts(store.recall_claims(["flooded", "rose"], 1)) == ["It rose."]
    assert sound(store)


def test_what_is_taken_away_or_reworded_is_no_longer_found_and_undo_brings_it_back(
    store: SqliteStore, flood: int
) -> None:
    uid = claim(store, flood, 1, "The Danube rose.")
    (known,) = [one for one in store.claims(flood, "ada") if one.uid == uid]
    store.put_claim(known._replace(text="The Rhine rose."), by())
    assert store.recall_claims(["danube"], 5) == []
    store.remove_claim(uid, by())
    assert store.recall_claims(["rhine"], 5) == []
    store.undo(by())
    assert texts(store.recall_claims(["rhine"], 5)) == ["The Rhine rose."]
    store.undo(by())
    assert texts(store.recall_claims(["danube"], 5)) == ["The Danube rose."]
    store.redo(by())
    assert texts(store.recall_claims(["rhine"], 5)) == ["The Rhine rose."]


def test_claims_of_an_article_that_was_taken_out_are_not_found(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    put(store, BUDGET, reviewer="ben")
    claim(store, flood, 1, "The Danube rose.")
    for _ in range(2):
        store.undo(by())
    assert store.recall_claims(["danube"], 5) == []


def test_the_verdict_comes_with_the_claim(store: SqliteStore, flood: int) -> None:
    (one,) = store.claims(flood, "ada")
    store.step(one.uid, TO_CHECK, by())
    store.step(one.uid, IN_CHECK, by())
    store.find_out(one.uid, by(), verdict="refuted")
    (found, *_) = store.recall_claims(["bridge"], 5)
    assert (found.claim, found.status, found.verdict) == (one.uid, IN_CHECK, "refuted")
    assert found.at == store.check(one.uid).modified


def test_a_blind_reviewer_finds_others_claims_once_decided_or_in_check(store: SqliteStore, flood: int) -> None:
    assert store.recall_claims(["bridge"], 5, seen_by="ben") == []
    store.annotate(place(store, flood, 2), by("ben"), "label", label="quote")
    store.annotate(place(store, flood, 2), by("ada"), "label", label="assertion")
    (found,) = store.recall_claims(["bridge"], 5, seen_by="ben")
    assert found.label == "assertion"
    store.annotate(place(store, flood, 2), by("ben"), "clear", label=None)
    (one,) = store.claims(flood, "ada")
    store.step(one.uid, TO_CHECK, by())
    (found,) = store.recall_claims(["bridge"], 5, seen_by="ben")
    assert (found.label, found.status) == (None, TO_CHECK)
    assert store.recall_claims(["bridge"], 5, reviewer="ben", seen_by="ben") == []


def test_a_sentence_comes_with_the_label_that_one_may_see(store: SqliteStore, flood: int) -> None:
    store.annotate(place(store, flood, 1), by("ada"), "label", label="assertion")
    (mine,) = store.recall_sentences(["river"], 5, layer="ada")
    assert (mine.text, mine.label, mine.whose) == ("The river rose on Monday.", "assertion", "ada")
    (blind,) = store.recall_sentences(["river"], 5, layer="ben")
    assert (blind.label, blind.whose) == (None, "")
    assert store.recall_sentences(["river"], 5, layer="ben", decided=True) == []
    store.annotate(place(store, flood, 1), by("ben"), "label", label="quote")
    store.annotate(
        place(store, flood, 1), Act("cyd", "g", "key", layer="adjudicated"), "adjudicate", label="background"
    )
    store.annotate(place(store, flood, 1), by("ben"), "label", label="assertion")
    (all_of_it,) = store.recall_sentences(["river"], 5)
    assert (all_of_it.label, all_of_it.whose) == ("background", "adjudicated")
    assert store.recall_sentences(["river"], 5, outside=flood) == []


def test_a_link_leads_to_a_claim_that_stands_and_not_in_a_circle(store: SqliteStore, flood: int) -> None:
    (earlier,) = store.claims(flood, "ada")
    again = claim(store, flood, 3, "The bridge was closed.", same_as=earlier.uid)
    assert {row.claim.uid: row.duplicate for row in store.ledger("ada")}[again]
    with pytest.raises(Refused, match="already"):
        store.put_claim(earlier._replace(same_as=again), by())
    with pytest.raises(Refused, match="already"):
        store.put_claim(earlier._replace(same_as=earlier.uid), by())
    with pytest.raises(Refused, match="no more"):
        store.put_claim(earlier._replace(same_as="nowhere"), by())
    store.remove_claim(earlier.uid, by())
    (left,) = store.claims(flood, "ada")
    assert store.put_claim(left._replace(text="It was closed."), by()).changes[0].after


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_the_index_holds_what_stands(seed: int) -> None:
    store = SqliteStore.open(":memory:")
    put(store, FLOOD, BUDGET)
    chance = random.Random(seed)
    workers = [Worker(store, name, chance) for name in ("ada", "ben")]
    for _ in range(60):
        chance.choice(workers).act()
    assert sound(store)
    assert rows(store, "SELECT count(*) FROM decisions") > [(20,)]


def test_words_that_many_claims_hold_count_only_where_there_are_no_others(store: SqliteStore, flood: int) -> None:
    for number in range(4):
        claim(store, flood, 1, f"Gauge {number} of the river was read.")
    assert texts(store.recall_claims(["gauge", "mayor"], 5, most=4)) == ["The mayor closed the bridge on Monday."]
    assert len(store.recall_claims(["gauge", "river", "mayor"], 9)) == 5
    assert len(store.recall_claims(["gauge", "river"], 9, most=4)) == 4
    assert len(store.recall_claims(["gauge", "read", "zeppelin", "council"], 9, most=2)) == 4
    assert len(store.recall_claims(["gauge"], 9, most=2)) == 4


def test_of_common_words_only_what_holds_them_all_is_found_among_very_many(store: SqliteStore) -> None:
    """The newest are looked at first, and not all of them: what says the same again is not lost among the rest."""
    said = ["council", "approved", "budget", "harbours"]
    again = put(store, "The council approved the budget of two harbours.", "Harbours: the council approved its budget!")
    put(store, *(f"The council has approved bridge {number}." for number in range(520)))
    assert [one.place.document for one in store.recall_sentences(said, 5, most=2)] == [again[1], again[0]]
    (newest, *_) = store.recall_sentences(["council", "approved"], 5, most=2)
    assert newest.text == "The council has approved bridge 519."
    assert newest.score == 2
