"""What was learned is kept beside the log, made anew from it, and made where no key waits."""

from pathlib import Path
from time import sleep

import pytest

from reviewer import learning
from reviewer.store.marks import Attribution
from reviewer.store.rows import Model
from reviewer.store.sqlite import SqliteStore
from reviewer.suggest.attributing import attributions
from tests.conftest import by, place, put
from tests.finished import Policy, page, paraphrase_is_quote, plain, texts, written


def decide(store: SqliteStore, number: int, policy: Policy = plain, reviewer: str = "ada") -> int:
    """Import an article and label all of it, with one attribution recorded; return its document."""
    document = put(store, written(number))[0]
    one = page(number)
    for index, text in enumerate(texts(one)):
        store.annotate(place(store, document, index), by(reviewer), "label", label=policy(text))
    said = next(found for found in attributions(one.article) if found.cue)
    value = Attribution(
        "", document, reviewer, said.source, said.cue, said.content, None, "direct", "", None, "", "", "", ""
    )
    store.attribute(value, by(reviewer))
    return document


def test_a_layer_without_a_finished_article_has_nothing_to_learn_from(store: SqliteStore) -> None:
    document = put(store, written(0))[0]
    store.annotate(place(store, document, 0), by(), "label", label="assertion")
    assert learning.refit(store, "ada") is None
    assert learning.learned(store, "ada") is None


def test_what_was_learned_is_kept_in_the_database_and_made_the_same_from_the_log(store: SqliteStore) -> None:
    for number in range(12):
        decide(store, number, paraphrase_is_quote)
    made = learning.refit(store, "ada")
    assert made
    assert store.model("ada") == made
    store.connection.execute("DELETE FROM models")
    assert learning.learned(store, "ada") is None
    assert learning.refit(store, "ada") == made
    kept = learning.learned(store, "ada")
    assert kept
    assert kept.decided == 12 * len(texts(page(0)))


@pytest.mark.parametrize("kept", [Model(learning.LEARNER, "", b"damaged"), Model("another engine", "", b"damaged")])
def test_a_damaged_model_and_one_of_another_engine_are_made_anew(store: SqliteStore, kept: Model) -> None:
    for number in range(3):
        decide(store, number)
    made = learning.refit(store, "ada")
    assert made
    store.keep_model("ada", kept._replace(learned=made.learned))
    assert learning.learned(store, "ada") is None
    assert learning.refit(store, "ada") == made


def test_learning_leaves_the_log_as_it_is_and_each_layer_its_own(store: SqliteStore) -> None:
    for number in range(3):
        decide(store, number)
    decide(store, 4, reviewer="bob")
    before = list(store.log())
    assert learning.refit(store, "ada") != learning.refit(store, "bob")
    assert list(store.log()) == before
    assert list(store.finished("bob", 9)) == [4]


def test_the_articles_finished_last_are_learned_from(store: SqliteStore) -> None:
    documents = [decide(store, number) for number in range(4)]
    sleep(0.002)  # times are kept in milliseconds
    store.annotate(place(store, documents[0], 0), by(), "label", label="background")
    assert list(store.finished("ada", 2)) == [documents[3], documents[0]]
    store.annotate(place(store, documents[0], 0), by(), "label", label=None)
    assert list(store.finished("ada", 9)) == documents[1:]


def test_what_is_learned_beside_the_screen_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "reviewer.db"
    store = SqliteStore.open(path)
    learner = learning.Learner(store, path, "ada")
    learner.begin()
    assert not learner.is_renewed()
    for number in range(4):
        decide(store, number)
    learner.refit()
    learner.refit()  # while the first is under way: once more behind it
    learner.wait()
    assert learner.learned
    assert not learner.is_renewed()
    assert store.model("ada") == learning.refit(store, "ada")
    learner.refit()
    learner.close()
    assert learner.learned
    store.close()


def test_a_sitting_makes_what_is_missing_when_it_begins() -> None:
    store = SqliteStore.open(":memory:")
    for number in range(3):
        decide(store, number)
    learner = learning.Learner(store, None, "ada")
    assert learner.learned is None
    learner.begin()
    assert learner.is_renewed()
    assert learner.learned


def test_a_sitting_begins_with_the_article_that_was_finished_last_though_that_sitting_was_killed() -> None:
    store = SqliteStore.open(":memory:")
    decide(store, 0)
    learning.refit(store, "ada")
    decide(store, 1)
    learner = learning.Learner(store, None, "ada")
    learner.begin()
    assert learner.is_renewed()
    assert learner.learned
    assert learner.learned.decided == 18
    learner.begin()
    assert not learner.is_renewed(), "nothing new was finished since"
    assert learning.Learner(store, None, "ada").learned
