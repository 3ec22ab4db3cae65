"""The ledger: all claims in one list, searched, filtered and sorted, with a cursor that keeps its claim."""

import pytest

from reviewer.claiming import Claiming
from reviewer.layers import ADJUDICATED, again
from reviewer.ledger import MINE, ORDERS, Ledger
from reviewer.session import Session
from reviewer.store import Store
from tests.conftest import BUDGET, FLOOD, by, put

CLAIMS = {
    (0, 1): ("The Ouse rose.", "UFS", "background"),
    (0, 2): ("A mayor closed the bridge.", "CFS", "assertion"),
    (0, 3): ("The bridge dates from 1932.", None, None),
    (1, 1): ("Seven councillors voted yes.", "CFS", "background"),
}


@pytest.fixture
def office(store: Store) -> Store:
    """Give a store with four claims of Ada's in two articles."""
    put(store, FLOOD, BUDGET)
    session = Session(store, "ada", store.document_ids())
    claiming = Claiming(session)
    for (article, sentence), (text, worthiness, label) in CLAIMS.items():
        session.open_article(session.queue[article])
        session.go(sentence)
        claiming.save_claim("", text)
        if worthiness:
            claiming.worthiness(worthiness)
        if label:
            session.decide(label)
    return store


def opened(store: Store, reviewer: str = "ada") -> Ledger:
    ledger = Ledger(store, reviewer)
    ledger.read()
    return ledger


def shown(ledger: Ledger) -> list[str]:
    """Return the first word but one of each claim that is shown, in order."""
    return [row.claim.text.split()[1] for row in ledger.shown]


def test_it_lists_the_claims_in_the_order_of_the_articles(office: Store) -> None:
    ledger = opened(office)
    assert shown(ledger) == ["Ouse", "mayor", "bridge", "councillors"]
    assert ledger.counts()[:4] == (4, 4, 2, 0)


@pytest.mark.parametrize(
    ("order", "claims"),
    [
        ("claim", ["mayor", "councillors", "bridge", "Ouse"]),
        ("label", ["mayor", "Ouse", "councillors", "bridge"]),
        ("worth", ["mayor", "councillors", "Ouse", "bridge"]),
        ("speaker", ["Ouse", "mayor", "bridge", "councillors"]),
    ],
)
def test_it_is_sorted_by_a_column_what_is_empty_comes_last(office: Store, order: str, claims: list[str]) -> None:
    ledger = opened(office)
    while ledger.order != order:
        ledger.next_order()
    assert shown(ledger) == claims


def test_the_orders_go_round(office: Store) -> None:
    ledger = opened(office)
    for order in (*ORDERS[1:], ORDERS[0]):
        ledger.next_order()
        assert ledger.order == order


def test_it_shows_one_check_worthiness_or_one_label(office: Store) -> None:
    ledger = opened(office)
    ledger.choose("CFS")
    assert shown(ledger) == ["mayor", "councillors"]
    ledger.choose("background")
    assert shown(ledger) == ["Ouse", "councillors"]
    assert ledger.counts()[:4] == (4, 2, 1, 0)
    ledger.choose(None)
    assert len(ledger.shown) == 4


def test_it_is_searched_as_it_stands_whatever_the_case(office: Store) -> None:
    ledger = opened(office)
    found = []
    for words in ("b", "br", "bridge", "bridge d", "bri", ""):
        ledger.search(words)
        found.append(len(ledger.shown))
    assert found == [2, 2, 2, 1, 2, 4]
    ledger.search("OUSE")
    assert shown(ledger) == ["Ouse"]


def test_search_filter_and_order_hold_together(office: Store) -> None:
    ledger = opened(office)
    ledger.choose("CFS")
    ledger.search("the")
    assert shown(ledger) == ["mayor"]
    ledger.choose(None)
    assert shown(ledger) == ["Ouse", "mayor", "bridge"]
    ledger.next_order()
    assert shown(ledger) == ["mayor", "bridge", "Ouse"]


def test_the_cursor_stays_on_its_claim_or_goes_to_the_first(office: Store) -> None:
    ledger = opened(office)
    ledger.move(1)
    ledger.next_order()
    assert ledger.cursor == 0
    ledger.choose("CFS")
    row = ledger.row()
    assert row
    assert row.claim.text == "A mayor closed the bridge."
    ledger.search("seven")
    assert ledger.cursor == 0
    ledger.search("nothing of this kind")
    assert (ledger.row(), ledger.place()) == (None, None)
    ledger.move(5)
    assert ledger.cursor == 0


def test_the_cursor_stops_at_the_ends_and_leads_to_a_sentence(office: Store) -> None:
    ledger = opened(office)
    ledger.move(99)
    place = ledger.place()
    assert place
    session = Session(office, "ada", office.document_ids())
    session.go_to(place)
    assert (session.article, session.cursor) == (1, 1)
    ledger.move(-99)
    assert ledger.cursor == 0


def test_it_is_read_anew_when_something_was_decided_and_keeps_its_place(office: Store) -> None:
    ledger = opened(office)
    ledger.move(2)
    before = ledger.shown
    ledger.read()
    assert ledger.shown is before
    session = Session(office, "ada", office.document_ids()[:1])
    session.go(1)
    claiming = Claiming(session)
    claiming.remove_claim(claiming.claims()[0].uid)
    ledger.read()
    assert (shown(ledger), ledger.cursor) == (["mayor", "bridge", "councillors"], 1)
    session.go(3)
    claiming.remove_claim(claiming.claims()[0].uid)
    ledger.read()
    assert ledger.cursor == 1, "where its claim is gone it stays as near as it can"


def test_the_others_claims_are_shown_on_request(office: Store) -> None:
    ledger = opened(office, "ben")
    assert ledger.counts()[:4] == (0, 0, 0, 0)
    ledger.toggle_everybody()
    assert ledger.shown == [], "blind: not before the sentence is decided"
    ledger = Ledger(office, "ben", sees_others=True)
    ledger.toggle_everybody()
    assert len(ledger.shown) == 4
    ledger.toggle_everybody()
    assert ledger.shown == []


def test_a_check_is_its_reviewers_also_in_the_ledger_of_the_adjudicated_layer_but_not_beside_second_answers(
    office: Store,
) -> None:
    claim = office.claims(1, "ada")[0].uid
    for to in ("to_check", "in_check"):
        office.step(claim, to, by("ada"))
    found = {}
    for layer in (None, ADJUDICATED, again("ada")):
        ledger = Ledger(office, "ada", layer=layer)
        ledger.choose(MINE)
        found[layer] = shown(ledger)
    assert found == {None: ["Ouse"], ADJUDICATED: ["Ouse"], again("ada"): []}
