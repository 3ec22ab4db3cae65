"""Joining databases in which an article was corrected: all goes on with the new text, unless they differ on that."""

from pathlib import Path

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.corrections import corrections
from reviewer.errors import Refused, StoreError
from reviewer.store.marks import Claim
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, REOPENED, SECOND_REVIEW, TO_CHECK, Evidence
from reviewer.store.sqlite import SqliteStore
from reviewer.store.sqlite.joining.rebuild import passed, rebuild
from tests.conftest import FLOOD, article, by, labels, place, put, sentences
from tests.store.desks import dump, sound

ROSE, CLOSED, BUILT = (FLOOD.index(word) for word in ("The river", "The mayor", "It was built"))
CORRECTED = FLOOD.replace("on Monday", "on Tuesday") + " It will open in May."


@pytest.fixture
def ada(tmp_path: Path) -> SqliteStore:
    """Give a database with an article of which ada has labelled every sentence."""
    store = SqliteStore.open(tmp_path / "ada.db")
    put(store, FLOOD)
    for index in range(4):
        store.annotate(place(store, 1, index), by("ada"), "label", label="assertion")
    return store


def copied(store: SqliteStore, path: Path) -> SqliteStore:
    store.connection.execute("VACUUM INTO ?", (str(path),))
    return SqliteStore.open(path)


def correct(store: SqliteStore, reviewer: str = "ada") -> None:
    store.correct(1, article(CORRECTED), segment(CORRECTED), by(reviewer), SPLITTER)


def same(one: SqliteStore, other: SqliteStore, folder: Path) -> None:
    """Let two databases take in each other, and hold the same, which the log alone accounts for."""
    one.unite([folder / "ben.db"])
    other.unite([folder / "ada.db"])
    assert sound(one)
    assert dump(one) == dump(other)
    before = dump(one)
    with one.transaction() as connection:
        rebuild(connection, passed(connection))
    assert dump(one) == before


def test_what_is_decided_after_a_correction_that_both_have_comes_together(ada: SqliteStore, tmp_path: Path) -> None:
    correct(ada)
    ben = copied(ada, tmp_path / "ben.db")
    ben.annotate(place(ben, 1, 4), by("ben"), "label", label="quote")
    ada.split(place(ada, 1, 4), CORRECTED.index("open"), by("ada"))
    same(ada, ben, tmp_path)
    assert sentences(ben, 1)[4:] == ["It will", "open in May."]
    assert labels(ben, 1, "ben")[4:] == ["quote", "quote"]
    assert labels(ben, 1, "ada")[:4] == ["assertion", None, "assertion", "assertion"]


def test_what_was_decided_on_the_old_text_meanwhile_goes_along_with_its_words(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    ada.annotate(place(ada, 1, 4), by("ada"), "label", label="assertion")
    for index in range(4):
        ben.annotate(place(ben, 1, index), by("ben"), "label", label="quote")
    ben.put_claim(Claim("", 1, "ben", BUILT, len(FLOOD), "It is from 1932.", False, "", "", "", ""), by("ben"))
    ben.put_claim(Claim("", 1, "ben", ROSE, CLOSED - 1, "It rose.", False, "", "", "", ""), by("ben"))
    same(ada, ben, tmp_path)
    assert ben.text(1) == CORRECTED
    assert labels(ben, 1, "ben") == ["quote", None, "quote", "quote", None]
    assert labels(ben, 1, "ada") == ["assertion", None, "assertion", "assertion", "assertion"]
    (told,) = corrections(ben, 1)
    assert {layer: row["label"] for layer, row in told.changed[0].said.items()} == {"ada": "assertion", "ben": "quote"}
    assert [(mark.fate, mark.words) for mark in told.marks] == [("changed", "The river rose on Monday.")]
    assert [CORRECTED[one.start : one.end] for one in ben.claims(1, "ben")] == [
        "The river rose on Tuesday.", "It was built in 1932.",
    ]  # fmt: skip


def test_a_verdict_approved_on_words_that_were_corrected_elsewhere_is_reopened(
    ada: SqliteStore, tmp_path: Path
) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    claim = Claim("", 1, "ben", ROSE, CLOSED - 1, "The river rose on Monday.", False, "", "", "", "")
    (uid,) = ben.put_claim(claim, by("ben")).changes[0].key
    for step in (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED):
        if step == DRAFTED:
            ben.put_evidence(Evidence("", uid, "https://example.org/level"), by("ben"))
            ben.find_out(uid, by("ben"), verdict="refuted", justification="It was Tuesday.")
        ben.step(uid, step, by("cy" if step == APPROVED else "ben"))
    same(ada, ben, tmp_path)
    check = ada.check(uid)
    assert (check.status, check.verdict, len(ada.evidence(uid))) == (REOPENED, "refuted", 1)
    assert check.comment == "the article was corrected (version 2): The river rose on [-Monday.-] {+Tuesday.+}"
    assert "correct" in [one.action for one in ada.claim_history(uid)]


def test_cuts_of_the_old_text_are_kept_where_their_words_are(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    ada.annotate(place(ada, 1, 0), by("ada"), "note", note="ask")
    ben.split(place(ben, 1, 0), FLOOD.index("bridge"), by("ben"))
    same(ada, ben, tmp_path)
    assert sentences(ada, 1)[:2] == ["Flood closes", "bridge"]
    assert labels(ada, 1, "ada")[:2] == ["assertion", "assertion"]


def test_the_same_correction_made_twice_is_one(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    for store, who in ((ada, "ada"), (ben, "ben")):
        correct(store, who)
        store.annotate(place(store, 1, 4), by(who), "label", label="quote")
    same(ada, ben, tmp_path)
    assert sentences(ada, 1)[4:] == ["It will open in May."]
    assert [labels(ada, 1, who)[4] for who in ("ada", "ben")] == ["quote", "quote"]
    assert [one.reviewer for one in corrections(ada, 1)] == ["ada"]


def test_several_corrections_on_one_side_come_one_after_the_other(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    again = CORRECTED.replace("1932", "1933")
    ada.correct(1, article(again), segment(again), by("ada"), SPLITTER)
    ben.annotate(place(ben, 1, 3), by("ben"), "label", label="quote")
    same(ada, ben, tmp_path)
    assert ben.text(1) == again
    assert [one.version for one in corrections(ben, 1)] == [3, 2]
    assert [sorted(edit.said) for edit in corrections(ben, 1)[0].changed] == [["ada", "ben"]]


def test_a_correction_is_not_taken_back_when_others_went_on_with_the_old_text(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    ben.annotate(place(ben, 1, 0), by("ben"), "label", label="quote")
    same(ada, ben, tmp_path)
    with pytest.raises(Refused, match="built upon it"):
        ada.undo(by("ada"))


def test_a_correction_that_was_taken_back_in_time_leaves_nothing(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    ben.annotate(place(ben, 1, 1), by("ben"), "label", label="quote")
    correct(ada)
    ada.undo(by("ada"))
    same(ada, ben, tmp_path)
    assert labels(ada, 1, "ben")[1] == "quote"
    correct(ada)
    assert labels(ada, 1, "ben") == [None] * 5


def test_a_correction_taken_back_while_the_other_went_on_with_the_old_text(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    cy = copied(ada, tmp_path / "cy.db")
    correct(ada)
    ben.unite([tmp_path / "ada.db"])
    cy.annotate(place(cy, 1, 1), by("cy"), "label", label="quote")
    ada.undo(by("ada"))
    ada.unite([tmp_path / "cy.db"])
    same(ada, ben, tmp_path)
    assert ben.text(1) == FLOOD
    assert labels(ben, 1, "cy") == [None, "quote", None, None]


def test_two_other_corrections_of_one_text_are_refused(ada: SqliteStore, tmp_path: Path) -> None:
    ben = copied(ada, tmp_path / "ben.db")
    correct(ada)
    other = FLOOD.replace("1932", "1933")
    ben.correct(1, article(other), segment(other), by("ben"), SPLITTER)
    for store, name in ((ada, "ben.db"), (ben, "ada.db")):
        before = dump(store)
        with pytest.raises(StoreError, match="“Flood closes bridge” was corrected in both databases, each in another"):
            store.unite([tmp_path / name])
        assert dump(store) == before
    ben.undo(by("ben"))
    same(ada, ben, tmp_path)
    assert ben.text(1) == CORRECTED


def test_a_correction_taken_back_here_and_built_upon_there_is_refused(ada: SqliteStore, tmp_path: Path) -> None:
    correct(ada)
    ben = copied(ada, tmp_path / "ben.db")
    ben.annotate(place(ben, 1, 4), by("ben"), "label", label="quote")
    ada.undo(by("ada"))
    with pytest.raises(StoreError, match="taken back in one database and built upon in the other"):
        ada.unite([tmp_path / "ben.db"])
    ada.redo(by("ada"))
    same(ada, ben, tmp_path)
    assert labels(ada, 1, "ben")[4] == "quote"


def test_a_corrected_article_that_the_other_has_as_one_of_its_own_is_refused(ada: SqliteStore, tmp_path: Path) -> None:
    ben = SqliteStore.open(tmp_path / "ben.db")
    put(ben, CORRECTED, reviewer="ben")
    correct(ada)
    for store, name in ((ada, "ben.db"), (ben, "ada.db")):
        with pytest.raises(StoreError, match="an article of its own in the other"):
            store.unite([tmp_path / name])
