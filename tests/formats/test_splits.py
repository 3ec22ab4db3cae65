"""Splits: whole documents, the same words on one side, shares as well as whole groups allow, the same for a seed."""

import random
from array import array
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.formats.losses import Losses
from reviewer.formats.parting import Keys, drawn, grouped, number_of
from reviewer.formats.selection import PARTS, Selection, Split
from reviewer.formats.splits import EMPTY, SHORT, parted
from reviewer.formats.units import UnitKind
from reviewer.store.marks import Claim
from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put

SHARES = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda pair: (min(pair), max(pair) - min(pair), 100 - max(pair))
)
DOCUMENTS = st.lists(st.tuples(st.integers(1, 30), st.sets(st.integers(0, 30), max_size=3)), min_size=1, max_size=60)


def places(count: int, seed: int = 0) -> "array[int]":
    return array("Q", (number_of(f"{seed}/{one}") for one in range(count)))


def groups_of(held: list[set[int]]) -> "array[int]":
    keys = Keys()
    for number, words in enumerate(held):
        for one in words:
            keys.add(f"sentence {one}", number)
    return grouped(len(held), keys.meetings())


@given(DOCUMENTS, SHARES, st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_what_shares_a_sentence_is_in_one_part(
    documents: list[tuple[int, set[int]]], shares: tuple[int, int, int], seed: int
) -> None:
    held = [words for _, words in documents]
    parts, _ = drawn(groups_of(held), [weight for weight, _ in documents], places(len(held), seed), shares)
    for sentence in set().union(*held):
        assert len({parts[number] for number, words in enumerate(held) if sentence in words}) == 1
    assert all(shares[part] for part in parts)


@given(DOCUMENTS, SHARES, st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_shares_are_met_up_to_a_group_and_no_part_is_empty_that_need_not_be(
    documents: list[tuple[int, set[int]]], shares: tuple[int, int, int], seed: int
) -> None:
    groups = groups_of([words for _, words in documents])
    weights = [weight for weight, _ in documents]
    parts, empty = drawn(groups, weights, places(len(weights), seed), shares)
    masses: Counter[int] = Counter()
    held: Counter[int] = Counter()
    for group, weight, part in zip(groups, weights, parts, strict=True):
        masses[group] += weight
        held[part] += weight
    for part, share in enumerate(shares):
        assert abs(held[part] - share * sum(weights) / 100) <= 2 * max(masses.values())
    wanted = [part for part, share in enumerate(shares) if share]
    assert empty == [part for part in wanted if not held[part]]
    assert len(empty) == max(0, len(wanted) - len(masses))


@given(st.integers(0, 99), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_another_document_moves_hardly_any(seed: int, chance: random.Random) -> None:
    weights = [chance.randint(1, 5) for _ in range(200)]
    where = places(200, seed)
    before, _ = drawn(range(199), weights[:199], where[:199], (80, 10, 10))
    after, _ = drawn(range(200), weights, where, (80, 10, 10))
    assert sum(old != new for old, new in zip(before, after, strict=False)) <= 4


def told(store: SqliteStore, seed: int = 0, unit: UnitKind = "sentence") -> tuple[dict[str, list[int]], Losses]:
    losses = Losses()
    found = parted(store, Selection(split=Split((60, 20, 20), seed), unit=unit), losses)
    return {name: list(documents) for name, documents in found.items()}, losses


def label_all(store: SqliteStore, documents: list[int]) -> None:
    for document in documents:
        for index in range(len(store.layout(document).ids)):
            store.annotate(place(store, document, index), by(), "label", label="assertion")


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    """Give a store with twenty labelled articles, of which each tells one thing of its own and two short things."""
    texts = [
        f"The council number {one} met on a rainy Monday morning. No comment. It has {one} seats." for one in range(20)
    ]
    label_all(store, put(store, *texts))
    return store


def test_a_split_parts_whole_documents_by_their_shares(filled: SqliteStore) -> None:
    found, losses = told(filled)
    assert [len(found[name]) for name in PARTS] == [12, 4, 4]
    assert sorted(chain.from_iterable(found.values())) == list(filled.document_ids())
    assert losses.items() == [(SHORT, 1)]


def test_the_same_seed_draws_the_same_and_another_one_does_not(filled: SqliteStore) -> None:
    assert told(filled)[0] == told(filled)[0]
    assert told(filled)[0] != told(filled, seed=1)[0]


def test_articles_that_share_a_sentence_stay_together_whatever_its_case_and_quotes(store: SqliteStore) -> None:
    wire = ["“We will  rebuild it,” she said on Monday.", '"WE WILL REBUILD IT", she said on Monday.']
    texts = [f"{wire[one % 2]} The edition number {one} has a story of its own." for one in range(6)]
    label_all(store, put(store, *texts))
    found, losses = told(store)
    assert [len(found[name]) for name in PARTS] == [6, 0, 0]
    assert losses.items() == [(EMPTY.format("validation"), 1), (EMPTY.format("test"), 1)]


def test_sentences_without_spaces_between_words_count_by_their_signs(store: SqliteStore) -> None:
    label_all(store, put(store, *(f"市长说明年税收将下降百分之四。第{one}条。" for one in range(4))))
    assert [len(documents) for documents in told(store)[0].values()] == [4, 0, 0]


def test_whole_documents_are_compared_by_all_their_sentences(store: SqliteStore) -> None:
    shared = "The river rose by two metres on Monday."
    documents = put(
        store, f"Mills close early today, owners say. {shared}", f"Schools stay shut, says the mayor. {shared}"
    )
    for document in documents:
        store.annotate(place(store, document, 0), by(), "label", label="assertion")
    assert [len(found) for found in told(store)[0].values()] == [1, 1, 0]
    assert [len(found) for found in told(store, unit="document")[0].values()] == [2, 0, 0]


def test_articles_whose_claims_are_linked_stay_together(filled: SqliteStore) -> None:
    first, *_, last = filled.document_ids()
    claim = Claim("", first, "ada", 0, 11, "The council met.", False, "", "", "", "")
    filled.put_claim(claim, by())
    (uid,) = [one.uid for one in filled.claims(first, "ada")]
    filled.put_claim(claim._replace(document=last, same_as=uid), by())
    for seed in range(8):
        found, _ = told(filled, seed)
        assert [name for name in PARTS if first in found[name]] == [name for name in PARTS if last in found[name]]
