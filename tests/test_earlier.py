"""What was said in other articles before is found for the sentence under the cursor, and its claim is linked to it."""

import pytest

from reviewer.claiming import Claiming
from reviewer.earlier import Earlier, View, became, earlier_sentences
from reviewer.errors import Refused
from reviewer.labels import BUILT_IN
from reviewer.layers import again
from reviewer.session import Session
from reviewer.store.memory import Recalled
from reviewer.store.review import IN_CHECK, TO_CHECK
from reviewer.store.rows import Place
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.conftest import FLOOD, by, put

LATER = "Bridge reopened\n\nOn Monday the river rose. The mayor closed the bridge! Nobody was hurt."


@pytest.fixture
def session(store: SqliteStore) -> Session:
    """Sit ada down at a later article; in an earlier one she has labelled two sentences and claimed one."""
    flood, later = put(store, FLOOD, LATER)
    first = Session(store, "ada", [flood])
    first.go(1)
    first.decide("assertion")
    first.decide("background")
    first.go(2)
    Claiming(first).save_claim("", "The mayor closed the bridge.")
    session = Session(store, "ada", [later])
    session.go(2)
    return session


def test_the_claim_of_another_article_comes_first_and_its_sentence_not_again(session: Session) -> None:
    (claim, *others) = Earlier(session).look()
    assert (claim.found.text, claim.again, claim.found.title) == (
        "The mayor closed the bridge.",
        True,
        "Flood closes bridge",
    )
    assert all(one.found.claim is None and one.found.text != "The mayor closed the bridge." for one in others)


def test_a_sentence_in_another_order_says_the_same(session: Session) -> None:
    session.go(1)
    (first, *_) = Earlier(session).look()
    assert (first.found.text, first.found.label, first.again) == ("The river rose on Monday.", "assertion", True)
    found = Earlier(session).glance()
    assert found
    assert found.found.text == "The river rose on Monday."


def test_what_only_shares_a_word_is_not_listed(session: Session) -> None:
    session.go(3)
    assert Earlier(session).look() == []
    assert Earlier(session).glance() is None


def test_a_sentence_without_a_claim_takes_over_the_words_as_one_decision(session: Session) -> None:
    earlier = Earlier(session)
    (first, *_) = earlier.look()
    assert first.found.claim
    earlier.link(first.found.claim)
    (claim,) = Claiming(session).claims()
    assert (claim.text, claim.same_as) == ("The mayor closed the bridge.", first.found.claim)
    (newest, *_) = session.store.log()
    assert describe(newest) == "claim, the same as an earlier one: The mayor closed the bridge."
    earlier.link(first.found.claim)
    assert next(iter(session.store.log())) == newest
    session.undo()
    assert Claiming(session).claims() == []


def test_of_several_claims_the_one_most_like_it_is_linked_and_unlinked(session: Session) -> None:
    claiming, earlier = Claiming(session), Earlier(session)
    claiming.save_claim("", "There is a mayor.", presupposed=True)
    claiming.save_claim("", "The bridge was closed by the mayor.")
    (first, *_) = earlier.look()
    assert first.found.claim
    earlier.link(first.found.claim)
    linked = {claim.text: claim.same_as for claim in claiming.claims()}
    assert linked == {"There is a mayor.": None, "The bridge was closed by the mayor.": first.found.claim}
    (newest, *_) = session.store.log()
    assert describe(newest) == "the same as an earlier claim: The bridge was closed by the mayor."
    earlier.unlink()
    (newest, *_) = session.store.log()
    assert describe(newest) == "no longer the same as an earlier claim: The bridge was closed by the mayor."
    assert earlier.linked() == []
    with pytest.raises(Refused, match="linked"):
        earlier.unlink()


def test_a_claim_that_is_no_more_cannot_be_linked_to(session: Session) -> None:
    with pytest.raises(Refused, match="no more"):
        Earlier(session).link("nowhere")


def test_a_blind_reviewer_finds_nothing_of_others_before_their_check(session: Session) -> None:
    store = session.store
    ben = Session(store, "ben", session.queue)
    ben.go(2)
    assert Earlier(ben).look() == []
    seeing = Session(store, "ben", session.queue, sees_others=True)
    seeing.go(2)
    (claim, *_) = Earlier(seeing).look()
    assert claim.found.claim
    store.step(claim.found.claim, TO_CHECK, by("ada"))
    (found,) = Earlier(ben).look()
    assert (found.found.status, found.found.label) == (TO_CHECK, None)


def test_beside_second_answers_the_first_are_not_shown(session: Session) -> None:
    second = Session(session.store, "ada", session.queue, layer=again("ada"), sees_others=True)
    second.go(2)
    assert Earlier(second).look() == []


def test_the_view_that_sees_others_is_shown_their_labels(session: Session) -> None:
    (one, *_) = earlier_sentences(session.store, "The river rose", View("ben", sees_others=True), 3)
    assert one.found.whose == "ada"
    (one, *_) = earlier_sentences(session.store, "The river rose", View("ben"), 3)
    assert one.found.label is None


@pytest.mark.parametrize(
    ("claim", "label", "status", "verdict", "said"),
    [
        ("c", None, "approved", "refuted", "checked on 3 March 2021: refuted"),
        ("c", None, "drafted", "not_enough_evidence", "drafted on 3 March 2021: not enough evidence"),
        ("c", None, IN_CHECK, "refuted", "in check since 3 March 2021"),
        ("c", "quote", "untriaged", None, "quote of 3 March 2021, not checked"),
        ("c", None, "untriaged", None, "claim of 3 March 2021, not checked"),
        (None, "not_a_claim", "untriaged", None, "not a claim of 3 March 2021"),
        (None, None, "untriaged", None, "undecided"),
    ],
)
def test_what_became_of_it_is_said_in_words(
    claim: str | None, label: str | None, status: str, verdict: str | None, said: str
) -> None:
    at = "2021-03-03T12:00:00.000Z"
    assert became(Recalled(Place(1, 1), "T", "text", claim, "ada", label, status, verdict, at, 1.0), BUILT_IN) == said
