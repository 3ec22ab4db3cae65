"""Every decision is one entry of the log and one change of state; undo and redo take it back and bring it again."""

import pytest

from reviewer.errors import Refused
from reviewer.store import Store
from reviewer.store.rows import Place
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.conftest import BUDGET, FLOOD, Opened, by, labels, place, put, rows, sentences


def label(store: Store, document: int, index: int, name: str, reviewer: str = "ada") -> None:
    store.annotate(place(store, document, index), by(reviewer), "label", label=name)


def said(store: Store) -> list[str]:
    """Return the log in words, oldest first."""
    return [describe(decision) for decision in store.log()][::-1]


def test_a_decision_says_what_was_and_what_became(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    label(store, document, 1, "quote")
    label(store, document, 1, "assertion")
    newest = next(store.log())
    (change,) = newest.changes
    assert (change.before or {})["label"] == "quote"
    assert (change.after or {})["label"] == "assertion"
    assert (newest.reviewer, newest.guideline, newest.origin, newest.reverts) == ("ada", "reviewer-1", "key", None)


def test_label_doubt_and_note_stand_side_by_side(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    here = place(store, document, 1)
    store.annotate(here, by(), "label", label="quote")
    store.annotate(here, by(), "uncertain", uncertain=True)
    store.annotate(here, by(), "note", note="who counted?")
    found = store.annotation(here.sentence, "ada")
    assert found is not None
    assert (found.label, found.uncertain, found.note) == ("quote", True, "who counted?")
    store.annotate(here, by(), "clear", label=None)
    assert store.annotation(here.sentence, "ada") is not None
    store.annotate(here, by(), "uncertain", uncertain=False)
    store.annotate(here, by(), "note", note="")
    assert store.annotation(here.sentence, "ada") is None


def test_undo_and_redo_walk_the_whole_way_across_restarts(desk: Opened) -> None:
    store = desk()
    flood, budget = put(store, FLOOD, BUDGET)
    for document in (flood, budget):
        for name in ("quote", "assertion", "background"):
            label(store, document, 1, name)
    store.close()
    store = desk()
    for _ in range(6):
        store.undo(by())
    assert set(labels(store, flood) + labels(store, budget)) == {None}
    store.close()
    store = desk()
    for _ in range(6):
        store.redo(by())
    assert labels(store, flood)[1] == labels(store, budget)[1] == "background"
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo(by())


def test_a_new_decision_gives_up_what_was_undone(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    label(store, document, 0, "quote")
    label(store, document, 1, "quote")
    store.undo(by())
    label(store, document, 2, "background")
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo(by())
    assert labels(store, document) == ["quote", None, "background", None]


def test_each_reviewer_undoes_only_what_is_theirs(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    label(store, document, 0, "quote", "ada")
    label(store, document, 0, "assertion", "ben")
    store.undo(by("ada"))
    assert labels(store, document, "ada")[0] is None
    assert labels(store, document, "ben")[0] == "assertion"
    assert store.standing("ben") == (True, False)
    store.undo(by("ben"))
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(by("ben"))


def test_a_split_gives_both_parts_every_label_and_undo_takes_both_away(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    whole = store.sentences(document, 0, 1000)[2]
    label(store, document, 2, "quote", "ada")
    label(store, document, 2, "background", "ben")
    store.annotate(place(store, document, 2), by("ben"), "note", note="check the year")
    store.split(place(store, document, 2), whole.start + len("The mayor "), by("ada"))
    assert sentences(store, document)[2:4] == ["The mayor", "closed the bridge."]
    assert labels(store, document, "ada")[2:4] == ["quote", "quote"]
    assert labels(store, document, "ben")[2:4] == ["background", "background"]
    notes = [store.annotation(place(store, document, index).sentence, "ben") for index in (2, 3)]
    assert [note and note.note for note in notes] == ["check the year", ""]
    store.undo(by("ada"))
    assert sentences(store, document)[2] == "The mayor closed the bridge."
    assert labels(store, document, "ben") == [None, None, "background", None]
    assert store.sentences(document, 0, 1000)[2].uid == whole.uid


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [("quote", "quote", "quote"), ("quote", "background", None), ("quote", None, "quote"), (None, "quote", "quote")],
)
def test_a_merge_keeps_labels_that_agree(
    store: SqliteStore, first: str | None, second: str | None, joined: str | None
) -> None:
    (document,) = put(store, FLOOD)
    for index, name in ((1, first), (2, second)):
        if name:
            label(store, document, index, name, "ben")
    before = labels(store, document, "ben")
    store.merge(place(store, document, 1), by("ada"))
    assert sentences(store, document)[1] == "The river rose on Monday. The mayor closed the bridge."
    assert labels(store, document, "ben") == [None, joined, None]
    store.undo(by("ada"))
    assert labels(store, document, "ben") == before
    store.redo(by("ada"))
    assert labels(store, document, "ben") == [None, joined, None]


def test_a_merge_joins_doubt_and_notes(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    for index, note in ((1, "how high?"), (2, "until when?")):
        store.annotate(place(store, document, index), by(), "note", note=note)
    store.annotate(place(store, document, 2), by(), "uncertain", uncertain=True)
    store.merge(place(store, document, 1), by())
    found = store.annotation(place(store, document, 1).sentence, "ada")
    assert found is not None
    assert (found.label, found.uncertain, found.note) == (None, True, "how high? / until when?")


def test_where_no_cut_and_no_merge_is_possible(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    one = store.sentences(document, 0, 1000)[1]
    for at in (one.start - 5, one.start, one.end, one.end + 5):
        with pytest.raises(Refused, match="edge"):
            store.split(place(store, document, 1), at, by())
    with pytest.raises(Refused, match="another paragraph"):
        store.merge(place(store, document, 0), by())
    with pytest.raises(Refused, match="last sentence"):
        store.merge(place(store, document, 3), by())
    assert said(store) == ["import"]


def test_what_others_built_upon_is_passed_over_and_the_next_press_goes_on(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    label(store, document, 3, "background", "ada")
    label(store, document, 1, "quote", "ada")
    store.merge(place(store, document, 1), by("ben"))
    with pytest.raises(Refused, match="built upon"):
        store.undo(by("ada"))
    assert labels(store, document, "ada") == [None, "quote", "background"]
    store.undo(by("ada"))
    assert labels(store, document, "ada") == [None, "quote", None]


def test_undo_of_a_split_waits_for_the_label_another_reviewer_gave_a_part(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    start = store.layout(document).starts[1]
    store.split(place(store, document, 1), start + len("The river "), by("ada"))
    label(store, document, 2, "quote", "ben")
    with pytest.raises(Refused, match="built upon"):
        store.undo(by("ada"))
    assert labels(store, document, "ben")[2] == "quote"


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_a_label_comes_back_to_no_sentence_that_another_reviewer_split(store: SqliteStore, action: str) -> None:
    (document,) = put(store, FLOOD)
    start = store.layout(document).starts[1]
    label(store, document, 1, "quote", "ada")
    if action == "undo":
        store.annotate(place(store, document, 1), by("ada"), "clear", label=None)
    else:
        store.undo(by("ada"))
    store.split(place(store, document, 1), start + len("The river "), by("ben"))
    with pytest.raises(Refused, match="built upon"):
        getattr(store, action)(by("ada"))
    assert set(labels(store, document, "ada")) == {None}


def test_a_row_id_is_never_given_to_another_sentence(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    last = place(store, document, 3)
    store.split(last, store.layout(document).starts[3] + len("It was "), by("ben"))
    with pytest.raises(Refused, match="no more"):
        store.annotate(last, by("ada"), "label", label="quote")
    store.undo(by("ben"))
    with pytest.raises(Refused, match="no more"):
        store.annotate(last, by("ada"), "label", label="quote")


def test_undo_of_an_import_hides_the_articles_and_keeps_what_was_decided(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    label(store, flood, 1, "quote", "ben")
    here = place(store, flood, 1)
    store.undo(by("ada"))
    assert list(store.document_ids()) == []
    assert store.totals() == (0, 0, [])
    assert store.find("bridge") == []
    with pytest.raises(Refused, match="taken out"):
        store.annotate(here, by("ben"), "label", label="background")
    store.redo(by("ada"))
    assert list(store.document_ids()) == [flood, budget]
    assert labels(store, flood, "ben")[1] == "quote"


def test_content_that_was_taken_out_comes_back_as_it_was_when_it_is_imported_again(store: SqliteStore) -> None:
    flood, _ = put(store, FLOOD, BUDGET)
    label(store, flood, 1, "quote", "ben")
    store.undo(by("ada"))
    assert put(store, FLOOD, reviewer="cy") == [flood]
    assert labels(store, flood, "ben")[1] == "quote"
    assert list(store.document_ids()) == [flood]
    batch = next(store.log()).uid
    assert list(store.imported(batch)) == [flood]
    store.undo(by("cy"))
    assert list(store.document_ids()) == []
    store.redo(by("cy"))
    assert list(store.document_ids()) == [flood]


def test_known_content_is_not_doubled_and_is_no_decision(store: SqliteStore) -> None:
    (flood,) = put(store, FLOOD)
    assert put(store, FLOOD) == [flood]
    assert said(store) == ["import"]
    again = put(store, BUDGET, BUDGET, FLOOD)
    assert again == [again[0], again[0], flood]


def test_history_holds_my_decisions_and_what_moved_the_bounds(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    start = store.layout(document).starts[1]
    label(store, document, 1, "quote", "ben")
    label(store, document, 1, "assertion", "ada")
    label(store, document, 1, "background", "ada")
    whole = store.sentences(document, start, start + 1)[0]
    store.split(place(store, document, 1), start + len("The river "), by("ben"))
    part = store.sentences(document, start, start + 1)[0]
    assert [describe(one) for one in store.history(part.uid, layer="ada")] == ["split"]
    store.undo(by("ben"))
    mine = [describe(one) for one in store.history(whole.uid, layer="ada")]
    assert mine == ["undo: split", "split", "assertion → background", "assertion"]
    assert len(store.history(whole.uid)) == 5
    assert len(store.history(whole.uid, 1, layer="ada")) == 1


def test_the_log_is_narrowed_by_reviewer_and_document(store: SqliteStore) -> None:
    flood, budget = put(store, FLOOD, BUDGET)
    label(store, flood, 1, "quote", "ada")
    label(store, budget, 1, "quote", "ben")
    assert [one.document for one in store.log(reviewer="ben")] == [budget]
    assert [one.reviewer for one in store.log(document=flood)] == ["ada"]
    assert len(list(store.log(limit=1))) == 1


def test_a_sentence_that_never_was_is_refused(store: SqliteStore) -> None:
    with pytest.raises(Refused, match="no more"):
        store.annotate(Place(1, 1), by(), "label", label="quote")
    assert rows(store, "SELECT count(*) FROM decisions") == [(0,)]
