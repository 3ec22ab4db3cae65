"""Decisions in words: a few, on one line, safe to show."""

from collections.abc import Iterator

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.labels import LABELS
from reviewer.layers import ADJUDICATED
from reviewer.session import Session
from reviewer.store.rows import Act, Change, Decision
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.conftest import FLOOD, article, by, place, put


@pytest.fixture
def session() -> Iterator[Session]:
    """Sit somebody down before one article, in memory."""
    store = SqliteStore.open(":memory:")
    put(store, FLOOD)
    yield Session(store, "ada", store.document_ids())
    store.close()


def newest(session: Session) -> str:
    return describe(next(session.store.log()))


def decision(action: str, *changes: Change) -> Decision:
    """Return a decision as another version of the program might have written it."""
    return Decision(1, "u", "2026-01-05T09:00:00.000Z", "ada", action, 1, "s", changes, "reviewer-1", "key", None, None)


def annotated(action: str, **row: object) -> Decision:
    return decision(
        action, Change("annotation", ("s", "ada"), None, {"label": None, "uncertain": 0, "note": "", **row})
    )


def test_a_label_is_said_by_its_word(session: Session) -> None:
    for label in LABELS:
        session.decide(label.name)
        assert newest(session) == label.word


def test_every_act_and_its_way_back_has_words(session: Session) -> None:
    said = []

    def note_down() -> None:
        said.append(newest(session))
        session.undo()
        said.append(newest(session))
        session.redo()
        said.append(newest(session))

    session.decide("quote")
    note_down()
    session.go(0)
    session.decide("not_a_claim")
    note_down()
    session.go(0)
    session.decide("not_a_claim")
    note_down()
    session.go(0)
    session.clear()
    note_down()
    session.toggle_uncertain()
    note_down()
    session.toggle_uncertain()
    note_down()
    session.set_note("who counted?")
    note_down()
    session.set_note("")
    note_down()
    session.go(2)
    start = session.sheet.layout.starts[2] if session.sheet else 0
    session.split(start + 4)
    note_down()
    session.merge()
    note_down()
    words = [
        "quote", "quote → not a claim", "not a claim", "label cleared (was not a claim)", "uncertain",
        "no longer uncertain", "note: who counted?", "note removed", "split", "merged",
    ]  # fmt: skip
    assert said == [form for one in words for form in (one, f"undo: {one}", f"redo: {one}")]


def test_an_import_and_its_way_back(session: Session) -> None:
    assert newest(session) == "import"
    session.undo()
    assert newest(session) == "undo: import"
    session.redo()
    assert newest(session) == "redo: import"


def test_a_split_and_a_merge_of_labelled_sentences_are_named_by_what_moved(session: Session) -> None:
    for _ in range(4):
        session.decide("quote")
    session.go(1)
    session.set_note("check")
    session.merge()
    session.undo()
    assert newest(session) == "undo: merged"
    session.split((session.sheet.layout.starts[1] if session.sheet else 0) + 4)
    session.undo()
    assert newest(session) == "undo: split"
    session.redo()
    assert newest(session) == "redo: split"


def test_what_a_note_holds_stays_on_its_line(session: Session) -> None:
    session.set_note("first\nsecond\x1b[2J\u202e")
    assert newest(session) == "note: first second␛[2J◇"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (annotated("label", label="opinion"), "opinion"),
        (annotated("label", label="a\nb"), "a b"),
        (annotated("label", label=None), "label cleared"),
        (annotated("clear", label=None), "label cleared"),
        (decision("verdict"), "verdict"),
        (decision("ver\x1bdict"), "ver␛dict"),
        (decision("undo"), "undo: nothing"),
        (decision("redo"), "redo: nothing"),
    ],
)
def test_what_another_version_wrote_is_still_one_line(given: Decision, words: str) -> None:
    assert describe(given) == words


def test_what_was_settled_is_told_by_its_label(store: SqliteStore) -> None:
    (document,) = put(store, FLOOD)
    gold = Act("zoe", "reviewer-1", "key", layer=ADJUDICATED)
    for reviewer, label in (("ada", "quote"), ("ben", "assertion")):
        store.annotate(place(store, document, 0), by(reviewer), "label", label=label, uncertain=True)
        store.annotate(place(store, document, 1), by(reviewer), "label", label="quote")
    sides = store.sides(document)
    first, second = store.layout(document).ids[:2]
    assert describe(store.settle(document, [(first, sides[first][1])], gold)) == "settled: assertion"
    assert describe(store.settle(document, [(first, sides[first][0])], gold)) == "settled: assertion → quote"
    assert describe(store.undo(gold)) == "undo: settled: assertion → quote"
    both = [(first, sides[first][1]), (second, sides[second][0])]
    assert describe(store.settle(document, both, gold)) == "settled: 2 sentences"
    assert describe(store.annotate(place(store, document, 2), gold, "label", label="quote")) == "settled: quote"


def test_a_correction_is_said_by_its_version(session: Session) -> None:
    text = f"New headline today\n\n{FLOOD}"
    session.store.correct(1, article(text), segment(text), by(), SPLITTER)
    assert newest(session) == "article corrected: version 2"
    session.store.undo(by())
    assert newest(session) == "undo: article corrected: version 2"
    session.store.redo(by())
    assert newest(session) == "redo: article corrected: version 2"


def test_finished_work_that_came_from_a_file_is_counted_by_what_it_is_and_whose() -> None:
    head = Change("batch", ("b",), None, {"removed": False})
    row = {"label": "quote", "uncertain": 0, "note": ""}
    said = [Change("annotation", (uid, "ada\x1b[31m"), None, row) for uid in ("s", "t")]
    claim = Change("claim", ("c",), None, {"reviewer": "ben", "text": "It sank."})
    assert describe(decision("bring", head, *said, claim)) == "brought in 2 labels, 1 claim of ada␛[31m, ben"
    back = [one._replace(before=one.after, after=one.before) for one in (*reversed(said), head)]
    assert describe(decision("undo", *back)) == "undo: brought in 2 labels of ada␛[31m"
    assert describe(decision("import", head)) == "import"
