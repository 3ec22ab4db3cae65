"""Layers side by side: what each says, where they differ, and settling a sentence as one of them has it."""

from contextlib import suppress

import pytest

from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED, again
from reviewer.store.marks import Attribution, Claim, Spans, Speaker
from reviewer.store.review import Evidence
from reviewer.store.rows import ACCEPTED, Act, offered
from reviewer.store.sides import Shared, Side
from reviewer.store.sqlite import SqliteStore
from tests.conftest import BUDGET, FLOOD, by, place, put

GOLD = Act("zoe", "reviewer-1", "key", layer=ADJUDICATED)


def attribution(document: int, content: Spans, source: Spans = ()) -> Attribution:
    return Attribution("", document, "", source, (), content, None, "direct", "", None, "", "", "", "")


def claim(document: int, start: int, end: int, text: str) -> Claim:
    return Claim("", document, "", start, end, text, False, "", "", "", "")


def side(store: SqliteStore, document: int, index: int, layer: str) -> Side:
    """Return what a layer says of a sentence."""
    sentence = place(store, document, index).sentence
    return next(one for one in store.sides(document, sentence)[sentence] if one.layer == layer)


def settled(store: SqliteStore, document: int, index: int, layer: str) -> Side:
    """Settle a sentence as a layer has it; return the adjudicated side."""
    chosen = side(store, document, index, layer)
    store.settle(document, [(place(store, document, index).sentence, chosen)], GOLD)
    return side(store, document, index, ADJUDICATED)


@pytest.fixture
def document(store: SqliteStore) -> int:
    """Give an article of which ada and ben have labelled the first two sentences, the second differently."""
    (made,) = put(store, FLOOD)
    for reviewer, labels in (("ada", ("assertion", "quote")), ("ben", ("assertion", "background"))):
        for index, label in enumerate(labels):
            store.annotate(place(store, made, index), by(reviewer), "label", label=label)
    return made


def said(one: Attribution) -> tuple[object, ...]:
    return one.source, one.cue, one.content, one.speaker, one.quote_type, one.addressee


def test_every_layer_has_its_side(store: SqliteStore, document: int) -> None:
    start = store.layout(document).starts[1]
    store.attribute(attribution(document, ((start, start + 9),)), by("ben"))
    store.put_claim(claim(document, start, start + 5, "The Ouse rose."), by("cy"))
    found = store.sides(document)[place(store, document, 1).sentence]
    assert [(one.layer, one.label, len(one.attributions), len(one.claims)) for one in found] == [
        ("ada", "quote", 0, 0),
        ("ben", "background", 1, 0),
        ("cy", None, 0, 1),
    ]


def test_an_attribution_belongs_to_the_sentence_it_begins_in(store: SqliteStore, document: int) -> None:
    starts = store.layout(document).starts
    store.attribute(attribution(document, ((starts[1], starts[1] + 4), (starts[2], starts[2] + 4))), by("ada"))
    assert len(side(store, document, 1, "ada").attributions) == 1
    assert place(store, document, 2).sentence not in store.sides(document)


def test_documents_that_several_have_labels_in_are_counted(store: SqliteStore, document: int) -> None:
    (alone,) = put(store, BUDGET)
    store.annotate(place(store, alone, 0), by("ada"), "label", label="quote")
    assert store.shared("zoe") == [Shared(document, 1, 1, 0, 0)]
    assert store.shared("zoe", [alone]) == []
    settled(store, document, 1, "ada")
    assert store.shared("zoe") == [Shared(document, 1, 0, 1, 0)]


def test_second_answers_and_the_settled_ones_are_no_sides_to_compare(store: SqliteStore, document: int) -> None:
    third = place(store, document, 2)
    store.annotate(third, by("ada"), "label", label="quote")
    for layer in (again("ada"), ADJUDICATED):
        store.annotate(third, Act("ada", "reviewer-1", "key", layer=layer), "label", label="assertion")
    assert store.shared("zoe") == [Shared(document, 1, 1, 0, 0)]


def test_what_a_reviewer_has_yet_to_decide_waits(store: SqliteStore, document: int) -> None:
    store.annotate(place(store, document, 0), by("cy"), "label", label="quote")
    assert store.shared("cy") == [Shared(document, 0, 1, 0, 1)]
    assert store.shared("zoe") == [Shared(document, 0, 2, 0, 0)]
    store.assign([(document, "zoe"), (document, again("ada"))], [], by("boss"))
    assert store.shared("zoe") == [Shared(document, 0, 0, 0, 2)]
    assert store.shared("ada") == [Shared(document, 0, 0, 0, 2)], "to be asked again is to be blind again"
    assert store.fills_in("ada", document) == ("ada", again("ada"))


def test_a_side_is_taken_whole(store: SqliteStore, document: int) -> None:
    at = store.layout(document).starts[1]
    where = place(store, document, 1)
    store.annotate(where, by("ben"), "note", note="why?", uncertain=True, check_worthiness="CFS", duplicate_of=0)
    store.annotate(where, by("ben"), "claim_types", claim_types="causal numerical")
    store.attribute(attribution(document, ((at, at + 20),), ((at + 21, at + 24),)), by("ben"), Speaker("", "Ann Poe"))
    store.attribute(attribution(document, ((at + 4, at + 9),)), by("ben"))
    store.put_claim(claim(document, at, at + 9, "The Ouse rose."), by("ben"))
    taken, ben = settled(store, document, 1, "ben"), side(store, document, 1, "ben")
    assert taken.annotation
    assert ben.annotation
    for name in ("label", "uncertain", "note", "check_worthiness", "claim_types", "duplicate_of"):
        assert getattr(taken.annotation, name) == getattr(ben.annotation, name)
    assert [said(one) for one in taken.attributions] == [said(one) for one in ben.attributions]
    assert not {one.uid for one in taken.attributions} & {one.uid for one in ben.attributions}
    outer, inner = taken.attributions
    assert inner.parent == outer.uid, "what lies in what is the same among the copies"
    assert [one.text for one in taken.claims] == ["The Ouse rose."]


def test_who_takes_a_side_has_taken_no_suggestion(store: SqliteStore, document: int) -> None:
    where, at = place(store, document, 1), store.layout(document).starts[1]
    read = attribution(document, ((at, at + 9),))._replace(suggestion=offered(ACCEPTED, None, 0.8, "marks", "rules/1"))
    taking = by("ben")._replace(suggestion=offered(ACCEPTED, "quote", 0.9, "marks", "rules/1"))
    store.accept(where, taking, [(read, None)], label="quote")
    taken, ben = settled(store, document, 1, "ben"), side(store, document, 1, "ben")
    assert taken.annotation
    assert ben.annotation
    assert (taken.annotation.suggestion, taken.attributions[0].suggestion) == (None, None)
    assert (ben.annotation.suggestion, ben.attributions[0].suggestion) == (taking.suggestion, read.suggestion)


def test_another_side_takes_the_place_of_the_first(store: SqliteStore, document: int) -> None:
    at = store.layout(document).starts[1]
    store.attribute(attribution(document, ((at, at + 9),)), by("ben"))
    store.put_claim(claim(document, at, at + 9, "The Ouse rose."), by("ben"))
    settled(store, document, 1, "ben")
    taken = settled(store, document, 1, "ada")
    assert (taken.label, taken.attributions, taken.claims) == ("quote", (), ())
    assert store.undo(GOLD).reviewer == "zoe"
    back = side(store, document, 1, ADJUDICATED)
    assert (back.label, len(back.attributions), len(back.claims)) == ("background", 1, 1)
    store.undo(GOLD)
    assert ADJUDICATED not in {one.layer for one in store.sides(document)[place(store, document, 1).sentence]}


def test_taking_a_side_is_one_decision_under_the_adjudicators_name(store: SqliteStore, document: int) -> None:
    settled(store, document, 1, "ada")
    newest = next(store.log())
    assert (newest.reviewer, newest.action, newest.document) == ("zoe", "adjudicate", document)
    assert {change.layer for change in newest.changes} == {ADJUDICATED}
    with pytest.raises(Refused, match="settled so already"):
        settled(store, document, 1, "ada")


def test_a_side_without_a_label_cannot_be_taken(store: SqliteStore, document: int) -> None:
    sentence = place(store, document, 1).sentence
    with pytest.raises(Refused, match="no label"):
        store.settle(document, [(sentence, Side("cy", None))], GOLD)
    with pytest.raises(Refused, match="no more"):
        store.settle(document, [(9999, side(store, document, 1, "ada"))], GOLD)
    assert next(store.log()).reviewer != "zoe"


def test_a_claim_in_check_is_not_forked(store: SqliteStore, document: int) -> None:
    at = store.layout(document).starts[1]
    for text in ("The Ouse rose.", "It was Monday."):
        store.put_claim(claim(document, at, at + 9, text), by("ben"))
    checked, untriaged = store.claims(document, "ben")
    store.step(checked.uid, "to_check", by("ben"))
    taken = settled(store, document, 1, "ben")
    assert [one.text for one in taken.claims] == [untriaged.text], "the check goes on where it was begun"
    assert store.check(checked.uid).status == "to_check"


def test_a_settled_claim_in_check_stays_whatever_side_is_taken(store: SqliteStore, document: int) -> None:
    at = store.layout(document).starts[1]
    store.put_claim(claim(document, at, at + 9, "The Ouse rose."), by("ben"))
    (copied,) = settled(store, document, 1, "ben").claims
    for step in ("to_check", "in_check"):
        store.step(copied.uid, step, by("ada"))
    store.put_evidence(Evidence("", copied.uid, "https://example.org/gauge"), by("ada"))
    assert [one.uid for one in settled(store, document, 1, "ada").claims] == [copied.uid]
    assert [one.uid for one in settled(store, document, 1, "ben").claims] == [copied.uid], "nor is it doubled"
    while store.standing("zoe")[0]:
        with suppress(Refused):
            store.undo(GOLD)
    assert store.claim(copied.uid), "undo does not take a check away either"
    assert len(store.evidence(copied.uid)) == 1


def test_the_ledger_of_a_blind_layer_shows_what_is_desk_work_and_what_it_has_decided(
    store: SqliteStore, document: int
) -> None:
    starts = store.layout(document).starts
    for index in range(4):
        store.put_claim(claim(document, starts[index], starts[index] + 3, f"claim {index}"), by("ben"))
    store.annotate(place(store, document, 3), by("ben"), "label", label="quote")
    store.step(store.claims(document, "ben")[3].uid, "to_check", by("ben"))
    store.put_claim(claim(document, starts[0], starts[0] + 3, "settled"), GOLD)
    rows = [(row.claim.text, row.label) for row in store.ledger(seen_by="ada")]
    assert rows == [("claim 0", "assertion"), ("claim 1", "background"), ("claim 3", None)]
    assert len(list(store.ledger())) == 5
