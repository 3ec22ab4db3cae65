"""Counting, searching, and what is remembered between sittings."""

import pytest

from reviewer.store.rows import Count
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.beginnings import MOST
from tests.conftest import BUDGET, FLOOD, article, by, place, put


def test_counts_follow_every_decision(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    for document, index, name in ((flood, 1, "quote"), (flood, 2, "quote"), (budget, 0, "background")):
        store.annotate(place(store, document, index), by(), "label", label=name)
    assert dict(store.counts(flood)) == {flood: Count("ada", "quote", 2)}
    assert store.totals() == (2, 7, [Count("ada", "background", 1), Count("ada", "quote", 2)])
    store.undo(by())
    assert store.totals()[2] == [Count("ada", "quote", 2)]
    assert [document for document, _ in store.counts()] == [flood]


def test_the_first_unfinished_article_in_the_order_asked_for(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    for index in range(4):
        assert store.first_unfinished("ada", [flood, budget]) == flood
        store.annotate(place(store, flood, index), by(), "label", label="quote")
    assert store.first_unfinished("ada", [flood, budget]) == budget
    assert store.first_unfinished("ben", [budget, flood]) == budget
    assert store.first_unfinished("ada", [flood]) is None
    assert store.first_unfinished("ada", []) is None


def test_the_first_unfinished_article_among_very_many(store: SqliteStore) -> None:
    ids = put(store, *(f"Number {n} came in." for n in range(600)))
    for document in ids[:550]:
        store.annotate(place(store, document, 0), by(), "label", label="quote")
    assert store.first_unfinished("ada", ids) == ids[550]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", 2), ("clos brid", 0), ("closed brid", 1), ("BRIDGE", 2), ("river monday", 1),
        ('"bridge', 2), ("bridge OR river", 0), ("brid*", 2), ("-", 0), ("", 0), ("NEAR(", 0), ("(river)", 1), ("é", 0),
        ("a\0b", 0),
    ],
)  # fmt: skip
def test_search_takes_words_as_words(store: SqliteStore, words: str, found: int) -> None:
    put(store, FLOOD, BUDGET)
    assert len(store.find(words)) == found


def test_search_stops_at_its_limit(store: SqliteStore) -> None:
    put(store, FLOOD)
    assert len(store.find("the", limit=1)) == 1


def test_places_and_choices_are_remembered_for_each_reviewer(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    assert store.position("ada") is None
    store.set_position("ada", flood, 21)
    store.set_position("ada", budget, 0)
    assert store.position("ada") == (budget, 0)
    assert store.position("ada", flood) == (flood, 21)
    assert store.position("ben") is None
    assert store.preference("ada", "theme") is None
    store.set_preference("ada", "theme", "night")
    assert store.preference("ada", "theme") == "night"
    assert store.preference("ben", "theme") is None


def test_no_place_is_remembered_in_an_article_that_was_taken_out(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    (budget,) = put(store, BUDGET)
    store.set_position("ada", flood, 0)
    store.set_position("ada", budget, 0)
    store.undo(by())
    assert store.position("ada") == (flood, 0)


def test_the_words_of_a_guideline_version_are_kept_once(store: SqliteStore) -> None:
    store.keep_guideline("desk-1", "Mark all.")
    store.keep_guideline("desk-1", "Something else.")
    assert store.connection.execute("SELECT version, text FROM guidelines").fetchall() == [("desk-1", "Mark all.")]


def test_a_document_is_given_back_exactly(store: SqliteStore) -> None:
    text = "Zoë said \U0001f600\u202e no.\r\nIt\u2028was. \u200bCoup coup d'etat.\t"
    (document,) = put(store, text)
    assert store.text(document) == text
    found = store.by_sha256(article(text).sha256)
    assert found is not None
    assert found.id == document
    assert store.documents([document, 99]) == [found]
    assert store.documents() == [found]
    for sentence in store.sentences(document, 0, len(text)):
        assert sentence.text == text[sentence.start : sentence.end]


@pytest.mark.parametrize("word", ["rail", "Railw", "rail1", "Räil", "railway", "railx", "rai", "town rail9"])
def test_an_unfinished_word_finds_all_that_begins_so_however_many_words_that_are(store: SqliteStore, word: str) -> None:
    texts = [f"Rail{number} came to town." for number in range(MOST + 10)]
    texts += ["The RAILWAY is closed.", "Two railways closed.", "A railing fell.", "Ra1 fell.", "Räilchen fell."]
    put(store, *texts)
    begins = word.rsplit(maxsplit=1)[-1].casefold().replace("ä", "a")
    known = [text for text in texts if any(one.startswith(begins) for one in text.casefold().replace("ä", "a").split())]
    assert [hit.text for hit in store.find(word, 100)] == known
    assert [hit.text for hit in store.find(word, 3)] == known[:3]
