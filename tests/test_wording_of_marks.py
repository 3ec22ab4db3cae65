"""Decisions on claims and speakers in words: what the panel's history, the log and the answer to an undo say."""

from reviewer.claiming import Claiming
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.rows import ACCEPTED, Change, offered
from reviewer.wording import describe
from tests.conftest import FLOOD, by, place, put

NEW = Attribution("", 0, "ada", (), (), (), None, "direct", "", None, "", "", "", "")
MAYOR = Speaker("", "Jane Roe")


def test_an_attribution_names_its_kind_and_its_speaker(store: Store) -> None:
    (document,) = put(store, FLOOD)
    value = NEW._replace(document=document, content=((0, 5),))
    first = store.attribute(value, by(), MAYOR)
    assert describe(first) == "attribution: direct — Jane Roe", "a new speaker comes with the decision"
    (known,) = store.attributions(document, "ada")
    again = store.attribute(known._replace(quote_type="mixed"), by())
    assert describe(again) == "attribution: mixed"
    assert describe(again, {known.speaker or "": "Jane Roe"}) == "attribution: mixed — Jane Roe"
    assert describe(store.remove_attribution(known.uid, by())) == "attribution removed"
    assert describe(store.undo(by())) == "undo: attribution removed"


def test_what_was_accepted_names_its_label_and_how_many_attributions_came_with_it(store: Store) -> None:
    (document,) = put(store, FLOOD)
    value = NEW._replace(document=document, content=((0, 5),))
    act = by()._replace(suggestion=offered(ACCEPTED, "quote", 0.9, "marks", "rules/1"))
    assert describe(store.accept(place(store, document, 1), act, label="quote")) == "accepted quote"
    taken = store.accept(place(store, document, 0), act, [(value, MAYOR)], label="quote", check_worthiness="CFS")
    assert describe(taken) == "accepted quote, with 1 attribution"
    assert describe(store.undo(by())) == "undo: accepted quote, with 1 attribution"
    assert describe(store.redo(by())) == "redo: accepted quote, with 1 attribution"
    assert describe(store.annotate(place(store, document, 0), by(), "note", note="ask")) == "note: ask"


def test_a_speaker_is_new_renamed_or_changed(store: Store) -> None:
    put(store, FLOOD)
    assert describe(store.put_speaker(MAYOR, by())) == "speaker: Jane Roe"
    (known,) = store.speakers()
    assert describe(store.put_speaker(known._replace(role="mayor"), by())) == "speaker changed: Jane Roe"
    renamed = store.put_speaker(known._replace(name="Jane Doe\x1b[31m"), by())
    assert describe(renamed) == "speaker renamed: Jane Roe → Jane Doe␛[31m"


def test_two_speakers_that_are_one_are_merged(store: Store) -> None:
    (document,) = put(store, FLOOD)
    store.attribute(NEW._replace(document=document, content=((0, 5),)), by(), MAYOR)
    store.put_speaker(MAYOR._replace(name="The mayor"), by())
    roe, mayor = store.speakers()
    assert describe(store.merge_speakers(roe.uid, mayor.uid, by())) == "speakers merged: Jane Roe → The mayor"
    assert describe(store.undo(by())) == "undo: speakers merged: Jane Roe → The mayor"


def test_a_link_to_the_very_first_sentence_is_a_link(store: Store) -> None:
    session = Session(store, "ada", put(store, FLOOD))
    session.go(1)
    Claiming(session).link_duplicate(0)
    assert describe(next(iter(store.log()))) == "same as an earlier sentence"
    assert describe(store.undo(by())) == "undo: same as an earlier sentence"


def test_a_log_from_before_there_were_claims_is_still_told(store: Store) -> None:
    (document,) = put(store, FLOOD)
    decision = store.annotate(place(store, document, 1), by(), "uncertain", uncertain=True)
    old = Change("annotation", decision.changes[0].key, None, {"label": None, "uncertain": 1, "note": ""})
    assert describe(decision._replace(changes=(old,))) == "uncertain"
