"""Work of other formats as suggestions: shown before those of the rules, taken by one key, and never decisions."""

import json

from reviewer.incoming import Options
from reviewer.session import Session
from reviewer.stats import work
from reviewer.store.sqlite import SqliteStore
from reviewer.suggesting import Suggesting
from tests.conftest import FLOOD, by, labels, place, put
from tests.formats.canary import TEXT, T
from tests.incoming.conftest import Desk

SUGGESTED = Options(suggestions=True)
ROSE = "The river rose on Monday."


def sit(store: SqliteStore) -> tuple[Session, Suggesting]:
    """Sit ada down before all articles, with suggestions that are ready."""
    session = Session(store, "ada", store.document_ids())
    suggesting = Suggesting(session)
    suggesting.work_out()
    return session, suggesting


def test_they_stand_in_the_place_of_the_rules_suggestions(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    rules = sit(store)[1].suggestion(1)
    assert rules
    assert rules.label != "quote"
    came = incoming.take({"text": ROSE, "label": "quote", "score": 0.83, "layer": "model-7"}, options=SUGGESTED)
    assert came == {"records": 1, "sentences": 1}
    assert labels(store, document) == [None] * 4
    session, suggesting = sit(store)
    session.go(1)
    here = suggesting.here()
    assert here
    assert (here.suggestion.label, here.suggestion.score, here.suggestion.engine) == ("quote", 0.83, "model-7")
    assert here.suggestion.reasons == ("proposed by model-7, 83% sure",)
    other = suggesting.suggestion(2)
    assert other
    assert other.engine == ""


def test_taking_one_records_by_which_program_it_was_and_undo_shows_it_again(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, TEXT)
    marks = [["w", "SOURCE", [(2, 11)]], ["a", "CONTENT", [(18, 31)], {"speaker": "Ann Rød"}]]
    incoming.take({"text": T, "label": "background", "marks": marks}, options=SUGGESTED)
    session, suggesting = sit(store)
    suggesting.accept()
    said = store.annotation(place(store, document, 0).sentence, "ada")
    assert said
    assert said.label == "background"
    wanted = {"outcome": "accepted", "label": "background", "score": 0.5, "rule": "imported", "engine": "plain"}
    assert json.loads(said.suggestion or "") == wanted
    (one,), (speaker,) = store.attributions(document, "ada"), store.speakers()
    assert (TEXT[18:31], speaker.name) == ("taxes fell 4%", "Ann Rød")
    assert (one.content, one.speaker) == (((18, 31),), speaker.uid)
    assert json.loads(one.suggestion or "")["engine"] == "plain"
    assert list(work(store)[0].suggestions) == ["imported: plain"]
    session.undo()
    again = suggesting.suggestion(0)
    assert again
    assert (again.label, again.engine) == ("background", "plain")
    session.go(0)
    session.decide("quote")
    said = store.annotation(place(store, document, 0).sentence, "ada")
    assert said
    assert json.loads(said.suggestion or "")["outcome"] == "overridden"


def test_marks_without_a_label_leave_the_label_to_the_rules(store: SqliteStore, incoming: Desk) -> None:
    put(store, TEXT)
    rules = sit(store)[1].suggestion(0)
    assert rules
    incoming.take({"text": T, "marks": [["a", "CONTENT", [(0, 16)]]]}, options=SUGGESTED)
    brought = sit(store)[1].suggestion(0)
    assert brought
    assert (brought.label, brought.score, brought.engine) == (rules.label, rules.score, "")
    assert [one.content for one in brought.attributions] == [((0, 16),)]


def test_a_document_suggests_for_each_of_its_sentences(store: SqliteStore, incoming: Desk) -> None:
    rest = (TEXT.index("Nothing"), len(TEXT))
    marks = [["s1", "quote", [(0, len(T))]], ["s2", "background", [rest]], ["a", "CONTENT", [(18, 31)]]]
    incoming.take({"what": "document", "text": TEXT, "marks": marks, "layer": "m"}, options=SUGGESTED)
    _, suggesting = sit(store)
    found = [suggesting.suggestion(index) for index in range(3)]
    assert [one.engine for one in found if one] == ["m", "", "m"]
    assert found[0]
    assert [one.content for one in found[0].attributions] == [((18, 31),)]


def test_where_a_sentence_was_cut_otherwise_or_decided_nothing_of_it_shows(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    incoming.take({"text": ROSE, "label": "quote"}, options=SUGGESTED)
    store.merge(place(store, document, 1), by())
    merged = sit(store)[1].suggestion(1)
    assert merged
    assert merged.engine == ""
    store.undo(by())
    store.annotate(place(store, document, 1), by(), "label", label="background")
    assert sit(store)[1].suggestion(1) is None


def test_what_comes_again_takes_the_place_of_what_there_was(store: SqliteStore, incoming: Desk) -> None:
    put(store, FLOOD)
    for label in ("quote", "background"):
        incoming.take({"text": ROSE, "label": label}, options=SUGGESTED)
    found = sit(store)[1].suggestion(1)
    assert found
    assert found.label == "background"


def test_claims_and_unknown_labels_are_told(store: SqliteStore, incoming: Desk) -> None:
    (document,) = put(store, FLOOD)
    known = store.document(document)
    assert known
    incoming.take(
        {"what": "claim", "text": "It rose.", "start": 21, "uid": known.uid},
        {"text": ROSE, "label": "rumour", "score": 2},
        options=SUGGESTED,
    )
    assert incoming.problems[0] == "1: a claim cannot be suggested; take it as a decision"
    assert incoming.problems[1].startswith("2: label 'rumour' is unknown")


def test_in_a_long_article_each_stretch_has_its_own(store: SqliteStore, incoming: Desk) -> None:
    text = "\n\n".join(f"Sentence number {number} stands alone." for number in range(700))
    put(store, text)
    incoming.take({"text": "Sentence number 650 stands alone.", "label": "quote"}, options=SUGGESTED)
    session, suggesting = sit(store)
    session.go(650)
    suggesting.work_out()
    here = suggesting.suggestion(650)
    assert here
    assert here.engine == "plain"
