"""What another program proposed, and finding what a file names: both stand beside the log and change nothing in it."""

from pathlib import Path

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.store.bringing import Proposal
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, article, by, place, put

FIRST, SECOND = Proposal(0, 19, "m", "{}"), Proposal(21, 46, "m", "{}")
ROSE = "The river rose on Monday."


def test_proposals_stand_in_the_order_of_the_text_and_give_way_to_newer_ones(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    store.propose(flood, [SECOND, FIRST])
    store.propose(flood, [SECOND._replace(engine="other")])
    assert store.proposed(flood) == [FIRST, SECOND._replace(engine="other")]
    assert store.proposed(flood, 0, 21) == [FIRST]
    assert store.proposed(flood, 1) == [SECOND._replace(engine="other")]
    assert store.proposed(budget) == []
    assert [one.action for one in store.log()] == ["import"]


def test_they_belong_to_one_text_of_an_article(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    store.propose(document, [FIRST])
    newer = FLOOD.replace("1932", "1933")
    store.correct(document, article(newer), segment(newer), by(), SPLITTER)
    assert store.proposed(document) == []
    store.undo(by())
    assert store.proposed(document) == [FIRST]


def test_merging_keeps_ours_and_leaves_theirs_behind(store: SqliteStore, tmp_path: Path) -> None:
    (document,) = put(store, FLOOD)
    store.propose(document, [FIRST])
    theirs = SqliteStore.open(tmp_path / "theirs.db")
    put(theirs, BUDGET, FLOOD, reviewer="ben")
    theirs.propose(theirs.document_ids()[1], [SECOND])
    theirs.close()
    store.unite([tmp_path / "theirs.db"])
    assert [store.proposed(one) for one in store.document_ids()] == [[FIRST], []]


def test_documents_are_found_by_uid_and_sentences_by_their_words(store: SqliteStore) -> None:
    flood, _ = put(store, FLOOD, BUDGET)
    (also,) = put(store, f"{ROSE} It fell on 😀 Friday.")
    known = store.document(flood)
    assert known
    assert store.by_uid(known.uid) == known
    assert store.by_uid("0") is None
    found = store.saying([ROSE, "It fell on 😀 Friday.", "It fell"])
    assert found == {
        ROSE: [place(store, flood, 1), place(store, also, 0)],
        "It fell on 😀 Friday.": [place(store, also, 1)],
    }
    store.undo(by())
    assert store.saying([ROSE]) == {ROSE: [place(store, flood, 1)]}, "what was taken out is nowhere"
    assert store.saying([]) == {}
