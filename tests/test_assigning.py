"""Dealing documents to reviewers: nothing is left, the overlap is exact, nobody gets much more than another."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.assigning import deal, draw, finished, queue
from reviewer.errors import Refused
from reviewer.layers import again
from reviewer.store.rows import Document
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, by, place, put


def document(number: int, size: int) -> Document:
    return Document(
        number, f"uid{number}", f"hash{number}", "", "", None, None, None, None, "utf-8", "", "", "{}", size
    )  # fmt: skip


@given(
    sizes=st.lists(st.integers(1, 400), min_size=1, max_size=40),
    people=st.integers(1, 5),
    data=st.data(),
    share=st.floats(0, 1),
    seed=st.integers(),
)
def test_dealing(sizes: list[int], people: int, data: st.DataObject, share: float, seed: int) -> None:
    documents = [document(number, size) for number, size in enumerate(sizes)]
    names = [f"reviewer {number}" for number in range(people)]
    overlap = data.draw(st.integers(1, people))
    dealt = deal(documents, names, overlap=overlap, share=share, seed=seed)
    assert [one.document for one in dealt] == documents
    shared = round(share * len(documents))
    expected = Counter([overlap] * shared + [1] * (len(documents) - shared))
    assert Counter(len(set(one.reviewers)) for one in dealt) == expected
    load = [sum(one.document.sentences for one in dealt if name in one.reviewers) for name in names]
    assert max(load) - min(load) <= max(sizes)
    shuffled = [one._replace(id=len(documents) - one.id) for one in reversed(documents)]
    again_dealt = deal(shuffled, names[::-1], overlap=overlap, share=share, seed=seed)
    assert {one.document.sha256: one.reviewers for one in again_dealt} == {
        one.document.sha256: one.reviewers for one in dealt
    }


@pytest.mark.parametrize(
    ("overlap", "share", "said"), [(3, 0.5, "overlap of 3"), (0, 0.5, "overlap of 0"), (1, 2, "share")]
)
def test_numbers_that_cannot_be_kept_are_refused(overlap: int, share: float, said: str) -> None:
    with pytest.raises(Refused, match=said):
        deal([document(1, 5)], ["ann", "ben"], overlap=overlap, share=share, seed=1)


def test_the_queue_is_what_is_assigned_else_what_nobody_has(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    assert list(queue(store, "ada")) == [flood, budget]
    store.assign([(flood, "ada")], (), by())
    assert list(queue(store, "ada")) == [flood]
    assert list(queue(store, "ben")) == [budget]
    store.assign([(budget, "ada")], (), by())
    with pytest.raises(Refused, match="every document is assigned"):
        queue(store, "ben")
    store.undo(by())
    assert list(queue(store, "ben")) == [budget]


def test_only_finished_documents_are_asked_again_and_each_once(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    with pytest.raises(Refused, match="finished no document"):
        draw(store, "ada", share=0.1, documents=None, seed=1)
    for index in range(len(store.layout(budget).ids)):
        store.annotate(place(store, budget, index), by(), "label", label="assertion")
    store.annotate(place(store, flood, 0), by(), "label", label="assertion")
    assert [one.id for one in finished(store, "ada")] == [budget]
    assert [one.id for one in draw(store, "ada", share=0.1, documents=None, seed=1)] == [budget]
    store.assign([(budget, again("ada"))], (), by())
    assert list(queue(store, again("ada"))) == [budget]
    with pytest.raises(Refused, match="finished no document"):
        draw(store, "ada", share=1, documents=None, seed=1)
