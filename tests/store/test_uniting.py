"""Joining the databases of reviewers who worked apart: what comes together, and what was decided differently."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.articles.structure import Segment, segment
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED
from reviewer.session import Session
from reviewer.store.marks import Attribution, Claim, Speaker
from reviewer.store.review import Evidence
from reviewer.store.rows import Act
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import BUDGET, FLOOD, article, by, labels, place, put, rows, sentences
from tests.store.desks import dump, sound

Database = Callable[..., SqliteStore]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Open a database by a name, a copy of another one where that is given."""

    def opened(name: str, *, like: SqliteStore | None = None) -> SqliteStore:
        path = tmp_path / f"{name}.db"
        if like is not None:
            like.connection.execute("VACUUM INTO ?", (str(path),))
        return SqliteStore.open(path)

    return opened


def path_of(store: SqliteStore) -> Path:
    return Path(str(rows(store, "PRAGMA database_list")[0][2]))


def take_in(store: SqliteStore, *others: SqliteStore) -> None:
    """Let a database take in others; the others it takes in all the same, and the log alone accounts for the state."""
    store.unite([path_of(other) for other in others])
    assert sound(store)
    before = dump(store)
    with store.transaction() as connection:
        rebuild(connection, passed(connection))
    assert dump(store) == before


def together(*stores: SqliteStore) -> None:
    """Let two or more databases take in each other, and hold the same afterwards."""
    for store in stores:
        take_in(store, *(other for other in stores if other is not store))
    first, *others = [dump(store) for store in stores]
    assert all(other == first for other in others)


def label(store: SqliteStore, index: int, name: str | None, reviewer: str = "ada") -> None:
    store.annotate(place(store, store.document_ids()[0], index), by(reviewer), "label", label=name)


def claimed(store: SqliteStore, reviewer: str = "ada") -> str:
    value = Claim("", store.document_ids()[0], "", 21, 46, "The river rose on Monday.", False, "", "", "", "")
    return store.put_claim(value, by(reviewer)).changes[-1].key[0]


def checked(store: SqliteStore, claim: str, *statuses: str, reviewer: str = "ada") -> None:
    for status in statuses:
        if status == "drafted":
            store.find_out(claim, by(reviewer), verdict="supported", justification="The gauge says so.")
            store.put_evidence(Evidence("", claim, "https://water.example/level"), by(reviewer))
        store.step(claim, status, by(reviewer), "because")


def said(store: SqliteStore, name: str, reviewer: str = "ada") -> str:
    value = Attribution("", store.document_ids()[0], "", (), (), ((21, 46),), None, "direct", "", None, "", "", "", "")
    return store.attribute(value, by(reviewer), Speaker("", name)).changes[-1].key[0]


# What comes together


def test_two_reviewers_of_one_article_come_together(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, BUDGET, reviewer="ben")
    label(ada, 1, "assertion")
    label(ben, 1, "quote", "ben")
    together(ada, ben)
    assert ada.totals()[0] == 2
    flood = ada.document_ids()[0]
    assert labels(ada, flood, "ada")[1] == "assertion"
    assert labels(ada, flood, "ben")[1] == "quote"
    assert ada.conflicts() == []
    assert [decision.reviewer for decision in ada.log() if decision.action == "import"] == ["ben", "ada"]


def test_what_comes_is_counted_and_a_copy_is_left_of_what_was(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, BUDGET, reviewer="ben")
    label(ben, 1, "quote", "ben")
    united = ada.unite([path_of(ben)])
    assert (united.new_documents, united.known_documents) == (1, 1)
    assert united.decisions == {"ben": (2, 0)}
    assert united.backup is not None
    assert united.backup.name == "ada.db.before-merge"
    before = SqliteStore.open(united.backup)
    assert before.totals()[0] == 1
    before.close()


def test_taking_in_again_or_a_copy_of_itself_changes_nothing(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    assert ada.unite([path_of(copy)]).backup is None
    label(copy, 1, "quote", "ben")
    take_in(ada, copy)
    before, version = dump(ada), ada.changed_elsewhere()
    united = ada.unite([path_of(copy)])
    assert (united.backup, united.decisions) == (None, {"ada": (0, 1), "ben": (0, 1)})
    assert dump(ada) == before
    assert ada.changed_elsewhere() == version


def test_a_dry_run_says_the_same_and_keeps_nothing(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, BUDGET, reviewer="ben")
    before = dump(ada)
    united = ada.unite([path_of(ben)], dry_run=True)
    assert (united.new_documents, united.decisions, united.backup) == (1, {"ben": (1, 0)}, None)
    assert dump(ada) == before
    assert not list(path_of(ada).parent.glob("*.before-*"))


def test_who_goes_on_in_the_own_file_brings_only_what_is_new(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    label(ben, 1, "quote", "ben")
    take_in(ada, ben)
    label(ben, 2, "background", "ben")
    united = ada.unite([path_of(ben)])
    assert united.decisions["ben"] == (1, 2)
    assert labels(ada, ada.document_ids()[0], "ben") == [None, "quote", "background", None]


def test_an_article_stands_as_long_as_one_of_its_imports_does(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    ada.undo(by("ada"))
    together(ada, ben)
    assert len(ada.document_ids()) == 1
    ada.undo(by("ben"))
    assert not ada.document_ids()
    ada.redo(by("ben"))
    assert len(ada.document_ids()) == 1
    together(ada, ben)


def test_another_splitters_sentences_give_what_was_said_of_them_to_those_with_their_words(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    whole = Segment(21, len(FLOOD), 1, "body")
    ben.add([(article(FLOOD), [segment(FLOOD)[0], whole])], by("ben"), "other/1")
    label(ben, 0, "background", "ben")
    label(ben, 1, "assertion", "ben")
    ben.annotate(place(ben, 1, 1), by("ben"), "note", note="all of it?")
    together(ada, ben)
    assert len(sentences(ben, 1)) == 4
    assert labels(ada, 1, "ben") == ["background", "assertion", "assertion", "assertion"]
    notes = [note for (note,) in rows(ada, "SELECT note FROM annotations ORDER BY sentence")]
    assert notes == ["", "all of it?", "", ""]
    label(ben, 1, "quote", "ben")
    together(ada, ben)


def test_speakers_of_one_name_are_one_and_namesakes_of_one_file_stay_two(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    said(ada, "Ann Poe")
    said(ada, "Ann Poe")
    said(ben, "ann poe", "ben")
    together(ada, ben)
    first, second = ada.speakers()
    assert sorted(ada.said_by().values()) == [1, 2]
    assert {first.name, second.name} == {"Ann Poe"}


def test_a_speaker_merged_away_in_one_file_is_the_other_one_in_both(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    said(ada, "Ann Poe")
    said(ada, "A. Poe")
    ben = database("ben", like=ada)
    one, other = (speaker.uid for speaker in ada.speakers())
    ada.merge_speakers(one, other, by("ada"))
    value = Attribution("", 1, "", (), (), ((48, 60),), one, "direct", "", None, "", "", "", "")
    ben.attribute(value, by("ben"))
    together(ada, ben)
    assert ada.said_by() == {other: 3}


def test_where_somebody_left_off_is_where_that_was_last(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben = database("ben", like=ada)
    ada.set_position("ben", 1, 0)
    ben.set_position("ben", 1, 21)
    ada.unite([path_of(ben)])
    assert ada.position("ben") == (1, 21)
    ada.set_position("ben", 1, 48)
    ada.unite([path_of(ben)])
    assert ada.position("ben") == (1, 48)


def test_guidelines_come_along_and_other_words_under_one_name_are_told(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    ada.keep_guideline("desk-1", "In doubt, label it.")
    ben.keep_guideline("desk-1", "In doubt, leave it.")
    ben.keep_guideline("desk-2", "Ask.")
    assert ada.unite([path_of(ben)]).guidelines == ("desk-1",)
    assert rows(ada, "SELECT text FROM guidelines ORDER BY version") == [("In doubt, label it.",), ("Ask.",)]


# What was decided differently


def test_one_name_with_two_labels_is_a_conflict_and_the_later_stands(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    label(ada, 1, "quote")
    label(copy, 1, "assertion")
    together(ada, copy)
    assert labels(ada, 1)[1] == "assertion"
    (conflict,) = ada.conflicts()
    assert (conflict.document, conflict.sentence) == place(ada, 1, 1)
    assert (conflict.layer, conflict.reviewer) == ("ada", "ada")
    assert conflict.stands is not None
    assert conflict.aside is not None
    assert (conflict.stands["label"], conflict.aside["label"]) == ("assertion", "quote")
    assert ada.conflicts(document=1) == [conflict]
    assert ada.conflicts(document=2) == []


@pytest.mark.parametrize("layer", [None, ADJUDICATED])
def test_a_conflict_is_settled_by_deciding_anew(database: Database, layer: str | None) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    label(ada, 1, "quote")
    label(copy, 1, "assertion")
    together(ada, copy)
    act = Act("ada", "reviewer-1", "key", layer=layer)
    ada.annotate(place(ada, 1, 1), act, "label", label="quote")
    assert ada.conflicts() == []
    together(ada, copy)
    assert copy.conflicts() == []
    ada.undo(by("ada"))
    assert len(ada.conflicts()) == 1


def test_what_was_laid_over_another_word_is_not_undone_but_decided_anew(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    label(ada, 1, "quote")
    label(copy, 1, "assertion")
    together(ada, copy)
    with pytest.raises(Refused, match="built upon"):
        ada.undo(by("ada"))
    assert labels(ada, 1)[1] == "assertion"


def test_what_was_undone_before_sets_nothing_aside(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    label(copy, 1, "assertion")
    label(ada, 1, "quote")
    ada.undo(by("ada"))
    together(ada, copy)
    assert labels(ada, 1)[1] == "assertion"
    assert ada.conflicts() == []


def test_label_and_note_of_one_sentence_from_two_machines_both_stand(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    copy = database("copy", like=ada)
    label(ada, 1, "quote")
    copy.annotate(place(copy, 1, 1), by("ada"), "note", note="which gauge?")
    together(ada, copy)
    annotation = ada.annotation(place(ada, 1, 1).sentence, "ada")
    assert annotation is not None
    assert (annotation.label, annotation.note) == ("quote", "which gauge?")
    assert ada.conflicts() == []


def test_a_label_of_a_sentence_that_was_cut_falls_on_both_parts(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben = database("ben", like=ada)
    ada.split(place(ada, 1, 1), FLOOD.index("rose"), by("ada"))
    label(ben, 1, "quote", "ben")
    ben.annotate(place(ben, 1, 1), by("ben"), "note", note="why?")
    together(ada, ben)
    assert labels(ada, 1, "ben")[1:3] == ["quote", "quote"]
    assert sentences(ben, 1)[1:3] == ["The river", "rose on Monday."]
    assert rows(ada, "SELECT note FROM annotations WHERE reviewer = 'ben' ORDER BY sentence") == [("why?",), ("",)]


def test_a_cut_carries_the_labels_that_its_own_file_did_not_know(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben = database("ben", like=ada)
    label(ben, 1, "quote", "ben")
    ada.split(place(ada, 1, 1), FLOOD.index("rose"), by("ada"))
    together(ada, ben)
    assert labels(ada, 1, "ben")[1:3] == ["quote", "quote"]


def test_labels_of_two_sentences_that_were_joined_stay_where_they_are_equal(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben, cy = database("ben", like=ada), database("cy", like=ada)
    ada.merge(place(ada, 1, 1), by("ada"))
    for index in (1, 2):
        label(ben, index, "quote", "ben")
        label(cy, index, ("quote", "assertion")[index - 1], "cy")
    together(ada, ben, cy)
    assert labels(ada, 1, "ben")[1] == "quote"
    assert labels(ada, 1, "cy")[1] is None
    (conflict,) = ada.conflicts()
    assert conflict.layer == "cy"


def test_of_two_cuts_that_exclude_each_other_the_first_stands(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben = database("ben", like=ada)
    ada.split(place(ada, 1, 1), FLOOD.index("rose"), by("ada"))
    ben.split(place(ben, 1, 1), FLOOD.index("on Monday"), by("ben"))
    label(ben, 2, "background", "ben")
    together(ada, ben)
    assert sentences(ada, 1)[1:3] == ["The river", "rose on Monday."]
    assert labels(ada, 1, "ben")[1:3] == [None, "background"]
    (conflict,) = ada.conflicts()
    assert (conflict.on, conflict.reviewer, conflict.over_reviewer) == ("sentence", "ben", "ada")
    assert conflict.aside is not None
    made = [FLOOD[start:end] for _, start, end in conflict.aside["made"]]
    assert made == ["The river rose", "on Monday."]


def test_the_same_cut_on_two_machines_is_one(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    ben = database("ben", like=ada)
    for store, reviewer in ((ada, "ada"), (ben, "ben")):
        store.split(place(store, 1, 1), FLOOD.index("rose"), by(reviewer))
        label(store, 2, "quote", reviewer)
    together(ada, ben)
    assert labels(ada, 1, "ada") == labels(ada, 1, "ben") == [None, None, "quote", None, None]
    assert ada.conflicts() == []


def test_undo_goes_on_after_databases_came_together(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    label(ada, 1, "quote")
    label(ben, 2, "assertion", "ben")
    together(ada, ben)
    ben.undo(by("ada"))
    ben.undo(by("ben"))
    assert labels(ben, 1, "ada") == labels(ben, 1, "ben") == [None] * 4
    ben.redo(by("ada"))
    together(ada, ben)
    assert labels(ada, 1, "ada")[1] == "quote"


# Checks


def test_a_check_goes_on_from_where_another_file_brought_it(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    claim = claimed(ada)
    checked(ada, claim, "to_check", "in_check", "drafted", "second_review")
    ben = database("ben", like=ada)
    ben.step(claim, "approved", by("ben"))
    together(ada, ben)
    assert ada.check(claim).status == "approved"
    actions = [decision.action for decision in ada.claim_history(claim)]
    assert actions[:2] == ["approved", "second_review"]


def test_a_step_that_does_not_follow_from_what_stands_is_set_aside(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    claim = claimed(ada)
    checked(ada, claim, "to_check", "in_check", "drafted", "second_review")
    ben = database("ben", like=ada)
    ada.step(claim, "approved", by("cy"))
    ben.step(claim, "returned", by("ben"), "Which gauge?")
    together(ada, ben)
    assert ada.check(claim).status == "approved"
    (conflict,) = ada.conflicts()
    assert conflict.aside is not None
    assert (conflict.on, conflict.reviewer, conflict.aside["comment"]) == ("check", "ben", "Which gauge?")
    assert conflict.sentence == place(ada, 1, 1).sentence
    ada.step(claim, "reopened", by("ada"), "Which gauge?")
    assert ada.conflicts() == []


def test_nothing_changes_under_a_verdict_that_was_handed_in_elsewhere(database: Database) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    claim = claimed(ada)
    checked(ada, claim, "to_check", "in_check", "drafted")
    ben = database("ben", like=ada)
    ada.step(claim, "second_review", by("ada"))
    ben.put_evidence(Evidence("", claim, "https://gauge.example"), by("ben"))
    together(ada, ben)
    assert len(ada.evidence(claim)) == 1
    (conflict,) = ada.conflicts()
    assert conflict.aside is not None
    assert (conflict.on, conflict.aside["source_url"]) == ("evidence", "https://gauge.example")


@pytest.mark.parametrize("first", ["ada", "ben"])
def test_a_claim_that_was_taken_away_stands_where_somebody_has_checked_it(database: Database, first: str) -> None:
    ada = database("ada")
    put(ada, FLOOD)
    claim = claimed(ada)
    ben = database("ben", like=ada)
    for name in (first, *({"ada", "ben"} - {first})):
        if name == "ada":
            ada.remove_claim(claim, by("ada"))
        else:
            checked(ben, claim, "to_check", "in_check", "drafted", reviewer="ben")
    together(ada, ben)
    assert ada.check(claim).status == "drafted"
    (conflict,) = ada.conflicts()
    assert (conflict.on, conflict.aside, conflict.reviewer) == ("claim", None, "ada")


# A sitting that is open


def test_a_sitting_that_is_open_shows_what_came(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    session = Session(ada, "ada", ada.document_ids())
    session.decide("background")
    ben.split(place(ben, 1, 1), FLOOD.index("rose"), by("ben"))
    other = SqliteStore.open(path_of(ada))
    take_in(other, ben)
    session.catch_up()
    assert session.sheet is not None
    assert len(session.sheet) == 5
    session.decide("quote")
    assert labels(ada, 1)[:3] == ["background", "quote", None]
    assert len(dump(ada)["log"]) == 5
    other.close()


def test_decisions_are_in_the_order_of_their_ticks_and_new_ones_come_after_all(database: Database) -> None:
    ada, ben = database("ada"), database("ben")
    put(ada, FLOOD)
    put(ben, FLOOD, reviewer="ben")
    for index in range(4):
        label(ada, index, "quote")
        label(ben, index, "assertion", "ben")
    together(ada, ben)
    label(ada, 0, "background")
    ticks = [decision.tick for decision in ada.log()]
    assert ticks == sorted(ticks, reverse=True)
    assert len(set(ticks)) == 11
