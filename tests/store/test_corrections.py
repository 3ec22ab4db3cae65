"""A corrected article is a new version of its document: what stands on the same words goes along, the rest returns."""

import pytest

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.corrections import Returned, corrections
from reviewer.errors import Refused
from reviewer.sheet import Sheet
from reviewer.store.marks import Claim
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, REOPENED, SECOND_REVIEW, TO_CHECK, Evidence
from reviewer.store.rows import Decision
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, article, by, labels, place, put, sentences

OTHER_YEAR = FLOOD.replace("1932", "1933")
LAST = FLOOD.index("It was built")


@pytest.fixture
def document(store: SqliteStore) -> int:
    """Put the flood into the store, every sentence labelled by ada."""
    (document,) = put(store, FLOOD)
    for index, label in enumerate(("assertion", "assertion", "quote", "background")):
        store.annotate(place(store, document, index), by(), "label", label=label)
    return document


def correct(store: SqliteStore, document: int, text: str, reviewer: str = "cy") -> Decision:
    return store.correct(document, article(text), segment(text), by(reviewer), SPLITTER)


def approved(store: SqliteStore, document: int) -> str:
    """Let a claim of the last sentence be approved; return its uid."""
    claim = Claim("", document, "ada", LAST, len(FLOOD), "The bridge was built in 1932.", False, "", "", "", "")
    (uid,) = store.put_claim(claim, by()).changes[0].key
    for step in (TO_CHECK, IN_CHECK, DRAFTED, SECOND_REVIEW, APPROVED):
        if step == DRAFTED:
            store.put_evidence(Evidence("", uid, "https://example.org/bridge"), by())
            store.find_out(uid, by(), verdict="refuted", justification="The plaque says 1933.")
        store.step(uid, step, by("ben" if step == APPROVED else "ada"))
    return uid


def test_what_has_the_same_words_keeps_its_name_and_its_label(store: SqliteStore, document: int) -> None:
    before = [one.uid for one in store.sentences(document, 0, 10**6)]
    correct(store, document, f"New headline today\n\n{OTHER_YEAR}")
    after = store.sentences(document, 0, 10**6)
    assert [one.uid for one in after][1:] == before
    assert labels(store, document) == [None, "assertion", "assertion", "quote", None]
    assert store.document(document) == store.by_sha256(article(FLOOD).sha256)


def test_what_has_changed_comes_back_to_every_layer_with_its_own_old_label(store: SqliteStore, document: int) -> None:
    store.annotate(place(store, document, 3), by("ben"), "label", label="quote")
    correct(store, document, OTHER_YEAR)
    uid = store.sentences(document, LAST, LAST + 1)[0].uid
    for who, label in (("ada", "background"), ("ben", "quote"), ("dot", None)):
        found = store.document(document)
        assert found
        was = Returned(store, who).was(Sheet(store, found, who), uid)
        assert (was and was.said["label"]) == label
        assert was is None or (was.version, was.words) == (2, "It was built in 1932.")


def test_an_approved_verdict_on_changed_words_is_reopened_with_that_reason(store: SqliteStore, document: int) -> None:
    uid = approved(store, document)
    correct(store, document, OTHER_YEAR)
    check = store.check(uid)
    assert (check.status, check.verdict, len(store.evidence(uid))) == (REOPENED, "refuted", 1)
    assert check.comment == "the article was corrected (version 2): It was built in [-1932.-] {+1933.+}"
    assert store.claim_history(uid)[0].action == "correct"
    store.undo(by("cy"))
    assert store.check(uid).status == APPROVED


def test_an_approved_verdict_on_words_that_only_moved_stands(store: SqliteStore, document: int) -> None:
    uid = approved(store, document)
    correct(store, document, f"New headline today\n\n{FLOOD}")
    claim = store.claim(uid)
    assert store.check(uid).status == APPROVED
    assert claim
    assert store.text(document)[claim.start : claim.end] == "It was built in 1932."


def test_a_claim_whose_words_are_gone_is_kept_with_its_check_and_stays_in_the_ledger(
    store: SqliteStore, document: int
) -> None:
    uid = approved(store, document)
    correct(store, document, FLOOD.replace(" It was built in 1932.", ""))
    claim = store.claim(uid)
    assert claim
    assert claim.vanished == 2
    assert store.claims(document, "ada") == [], "no sentence has it"
    (row,) = store.ledger()
    assert (row.claim.uid, row.label, row.status) == (uid, None, REOPENED)
    assert [(mark.fate, mark.words, mark.back) for mark in corrections(store, document)[0].marks] == [
        ("vanished", "It was built in 1932.", REOPENED)
    ]


def test_undo_is_passed_over_where_somebody_has_built_upon_the_new_words(store: SqliteStore, document: int) -> None:
    correct(store, document, OTHER_YEAR)
    store.annotate(place(store, document, 3), by("ben"), "label", label="quote")
    with pytest.raises(Refused, match="built upon it"):
        store.undo(by("cy"))
    assert sentences(store, document)[3] == "It was built in 1933."
    assert labels(store, document, "ben")[3] == "quote"


def test_undo_is_passed_over_where_a_new_claim_would_stand_on_other_words(store: SqliteStore, document: int) -> None:
    correct(store, document, f"New headline today\n\n{FLOOD}")
    store.put_claim(Claim("", document, "ben", 20, 39, "A bridge is closed.", False, "", "", "", ""), by("ben"))
    with pytest.raises(Refused, match="built upon it"):
        store.undo(by("cy"))
    assert store.text(document).startswith("New headline")


def test_a_link_to_an_earlier_sentence_follows_it(store: SqliteStore, document: int) -> None:
    store.annotate(place(store, document, 3), by(), "duplicate", duplicate_of=FLOOD.index("The mayor"))
    text = FLOOD.replace("The river rose on Monday.", "The river rose on Monday and on Tuesday.")
    correct(store, document, text)
    found = store.annotation(place(store, document, 3).sentence, "ada")
    assert found
    assert found.duplicate_of == text.index("The mayor")


def test_where_a_reviewer_left_off_moves_along(store: SqliteStore, document: int) -> None:
    store.set_position("ada", document, LAST)
    correct(store, document, f"New headline today\n\n{FLOOD}")
    assert store.position("ada", document) == (document, LAST + len("New headline today\n\n"))


def test_twice_corrected_lists_both_and_one_undone_is_not_listed(store: SqliteStore, document: int) -> None:
    correct(store, document, OTHER_YEAR)
    correct(store, document, OTHER_YEAR.replace("Monday", "Sunday"))
    assert [(one.before, one.version) for one in corrections(store, document)] == [(2, 3), (1, 2)]
    store.undo(by("cy"))
    assert [one.version for one in corrections(store, document)] == [2]
    assert store.version_text(document, article(FLOOD).sha256) == FLOOD
    correct(store, document, OTHER_YEAR.replace("mayor", "council"))
    assert [(one.before, one.version) for one in corrections(store, document)] == [(2, 4), (1, 2)]


def test_the_same_text_is_no_correction(store: SqliteStore, document: int) -> None:
    with pytest.raises(Refused, match="meanwhile"):
        correct(store, document, FLOOD)


def test_who_still_sees_the_old_words_cannot_decide_on_the_new_ones(store: SqliteStore, document: int) -> None:
    seen = place(store, document, 3)
    correct(store, document, OTHER_YEAR)
    with pytest.raises(Refused, match="no more"):
        store.annotate(seen, by("ben"), "label", label="quote")
    assert labels(store, document, "ben") == [None] * 4


def test_the_text_of_another_article_is_that_article(store: SqliteStore, document: int) -> None:
    (other,) = put(store, OTHER_YEAR)
    with pytest.raises(Refused, match="the text of another article that is here already: "):
        correct(store, document, OTHER_YEAR)
    correct(store, other, OTHER_YEAR.replace("Monday", "Sunday"))
    with pytest.raises(Refused, match="another article"):
        correct(store, document, OTHER_YEAR)
    assert put(store, OTHER_YEAR) == [other]


def test_an_older_text_is_no_correction(store: SqliteStore, document: int) -> None:
    correct(store, document, OTHER_YEAR)
    with pytest.raises(Refused, match="an older text of the article"):
        correct(store, document, FLOOD)
