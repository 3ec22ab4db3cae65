"""Work of other formats on articles with labels of one's own: their labels are known, and what is new gets them."""

from reviewer.incoming import Options
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, labels, put
from tests.incoming.conftest import Desk
from tests.schemes import SCHEME

ROSE = "The river rose on Monday."


def flood(store: SqliteStore) -> int:
    """Put an article with labels of one's own into the store."""
    (document,) = put(store, FLOOD)
    assert store.adopt((document,), SCHEME) == 1
    return document


def test_a_sentence_gets_a_label_of_its_article(store: SqliteStore, incoming: Desk) -> None:
    document = flood(store)
    incoming.take({"text": ROSE, "label": "An Opinion"})
    assert incoming.problems == []
    assert labels(store, document)[1] == "opinion"


def test_a_label_that_its_article_does_not_have_is_told_with_those_that_it_has(
    store: SqliteStore, incoming: Desk
) -> None:
    flood(store)
    incoming.take({"text": ROSE, "label": "assertion"})
    assert incoming.problems == [
        "1: label 'assertion' is unknown; there are: fact, opinion, quote; map it with --map assertion=fact"
    ]


def test_a_label_of_theirs_can_mean_one_of_ones_own(store: SqliteStore, incoming: Desk) -> None:
    document = flood(store)
    incoming.take({"text": ROSE, "label": "Belief"}, options=Options(mapped={"belief": "opinion"}))
    assert labels(store, document)[1] == "opinion"


def test_what_is_new_gets_the_labels_in_force(store: SqliteStore, incoming: Desk) -> None:
    incoming.take({"text": "It rained.", "label": "fact"}, options=Options(scheme=SCHEME))
    ((document,), (new,)) = store.document_ids(), store.documents()
    assert new.scheme == SCHEME
    assert labels(store, document) == ["fact"]


def test_what_the_screen_would_not_show_is_refused_as_a_suggestion(store: SqliteStore, incoming: Desk) -> None:
    document = flood(store)
    incoming.take({"text": ROSE, "label": "opinion", "score": 0.9}, options=Options(suggestions=True))
    assert incoming.problems == [
        "1: nothing is suggested for labels of your own, which its article has; take it as a decision"
    ]
    assert not store.proposed(document)
