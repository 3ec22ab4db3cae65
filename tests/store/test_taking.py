"""Taking what was suggested: one decision that gives the label, records who said what, and can be taken back whole."""

import json

import pytest

from reviewer.errors import Refused
from reviewer.store.marks import Attribution, Speaker
from reviewer.store.rows import ACCEPTED, Act, Entry, offered
from reviewer.store.sqlite import SqliteStore
from tests.conftest import Opened, by, labels, place, put
from tests.store.test_marks import NOBODY, SAID, SANK, acts, attribution, span

TAKEN = offered(ACCEPTED, "quote", 0.9, "marks-with-cue", "rules/1")
READ = offered(ACCEPTED, None, 0.8, "content-source-cue", "rules/1")


def taking(reviewer: str = "ada", suggestion: str = TAKEN) -> Act:
    return by(reviewer)._replace(suggestion=suggestion)


def sank(document: int) -> Attribution:
    return attribution(document, span(SAID, SANK), source=[span(SAID, "Ann Poe")])._replace(suggestion=READ)


def test_a_suggestion_is_taken_as_one_decision_and_undone_as_one(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    where = place(store, document, 1)
    store.accept(
        where, taking(), [(sank(document), Speaker("", "Ann Poe"))], label="quote", check_worthiness="CFS", next_start=7
    )
    said, (one,), (speaker,) = store.annotation(where.sentence, "ada"), store.attributions(document, "ada"), store.speakers()
    assert said is not None
    assert (said.label, said.check_worthiness, said.suggestion) == ("quote", "CFS", TAKEN)
    assert (one.content, one.speaker, one.suggestion) == ((span(SAID, SANK),), speaker.uid, READ)
    assert store.position("ada") == (document, 7)
    assert acts(store) == ["accept"]
    store.undo(by())
    assert (store.annotation(where.sentence, "ada"), store.attributions(document, "ada"), store.speakers()) == (None, [], [])
    store.redo(by())
    assert store.attributions(document, "ada") == [one]
    assert labels(store, document)[1] == "quote"


def test_what_the_sentence_has_already_stays(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    where = place(store, document, 1)
    store.annotate(where, by(), "check_worthiness", check_worthiness="NFS")
    store.annotate(where, by(), "note", note="ask")
    store.accept(where, taking(), label="quote", check_worthiness="CFS", duplicate_of=0)
    said = store.annotation(where.sentence, "ada")
    assert said is not None
    assert (said.label, said.check_worthiness, said.note, said.duplicate_of) == ("quote", "NFS", "ask", 0)


def test_two_attributions_of_a_new_speaker_make_one_speaker(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    nobody = attribution(document, span(SAID, NOBODY))
    given = [(sank(document), Speaker("", "Ann Poe")), (nobody, Speaker("", "Ann  Poe", ("Poe",)))]
    store.accept(place(store, document, 1), taking(), given, label="quote")
    (speaker,) = store.speakers()
    assert (speaker.name, speaker.aliases) == ("Ann Poe", ("Poe",))
    assert {one.speaker for one in store.attributions(document, "ada")} == {speaker.uid}


def test_attributions_nest_among_themselves_and_with_those_that_stand(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.attribute(attribution(document, span(SAID, "It sank")), by())
    outer = attribution(document, span(SAID, "“It sank,” Ann Poe said."))
    store.accept(place(store, document, 1), taking(), [(outer, None), (sank(document), None)], label="quote")
    inner = {one.content: one for one in store.attributions(document, "ada")}
    whole, said, old = (inner[span(SAID, words),] for words in ("“It sank,” Ann Poe said.", SANK, "It sank"))
    assert (whole.parent, said.parent, old.parent) == (None, whole.uid, said.uid)
    store.undo(by())
    assert [one.parent for one in store.attributions(document, "ada")] == [None]


def test_what_cannot_be_recorded_leaves_nothing_behind(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    outside = attribution(document, (0, 10_000))
    with pytest.raises(Refused, match="at least one character"):
        store.accept(place(store, document, 1), taking(), [(outside, Speaker("", "Ann Poe"))], label="quote")
    assert (labels(store, document)[1], store.speakers(), acts(store)) == (None, [], [])


def test_an_accepted_attribution_that_is_edited_counts_as_changed(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.accept(place(store, document, 1), taking(), [(sank(document), Speaker("", "Ann Poe"))], label="quote")
    (one,) = store.attributions(document, "ada")
    store.attribute(one._replace(addressee="the crew", suggestion=None), by())
    assert store.attributions(document, "ada")[0].suggestion == READ, "to whom it was said was not suggested"
    store.attribute(one._replace(speaker=None, suggestion=None), by())
    (changed,) = store.attributions(document, "ada")
    assert json.loads(changed.suggestion or "") == {**json.loads(READ), "outcome": "changed"}
    store.undo(by())
    assert store.attributions(document, "ada")[0].suggestion == READ


def test_the_label_of_an_accepted_suggestion_counts_as_a_label_decision(store: SqliteStore) -> None:
    (document,) = put(store, SAID)
    store.accept(place(store, document, 1), taking(), label="quote")
    assert [(entry.action, entry.label, entry.suggestion) for entry in store.entries()] == [("accept", "quote", TAKEN)]
    assert isinstance(next(iter(store.entries())), Entry)
    assert {count.label: count.sentences for _, count in store.counts()} == {"quote": 1}


def test_what_one_reviewer_accepts_is_no_news_for_another(desk: Opened) -> None:
    mine, theirs = desk(), desk()
    (document,) = put(mine, SAID)
    seq, _ = theirs.news(0, document, "ben")
    mine.accept(place(mine, document, 1), taking(), [(sank(document), Speaker("", "Ann Poe"))], label="quote")
    assert theirs.news(seq, document, "ben")[1] is False
    assert theirs.news(seq, document, "ada")[1] is True
