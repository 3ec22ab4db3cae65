"""The check of a claim in a sitting: steps, what they wait for, verdicts, words and evidence."""

import pytest

from reviewer.checking import Checking, accessed, published
from reviewer.claiming import Claiming
from reviewer.errors import Refused
from reviewer.session import Session
from reviewer.store import Store
from reviewer.store.review import STEPS, Evidence
from tests.conftest import BUDGET, FLOOD, by, put

URL = "https://water.example/level"


@pytest.fixture
def session(store: Store) -> Session:
    put(store, FLOOD, BUDGET)
    return Session(store, "ada", store.document_ids())


@pytest.fixture
def claim(session: Session) -> str:
    session.go(1)
    Claiming(session).save_claim("", "The Ouse rose.")
    return Claiming(session).claims()[0].uid


def test_for_each_step_it_says_whether_it_would_be_refused_and_why(session: Session, claim: str) -> None:
    checking = Checking(session)
    assert set(STEPS) - set(checking.refusals(claim)) == {"to_check", "not_checkable"}
    checking.step(claim, "to_check")
    checking.step(claim, "in_check")
    assert checking.refusals(claim)["drafted"].startswith("drafted needs a verdict")
    checking.verdict(claim, "supported")
    checking.write(claim, "justification", "The gauge.")
    checking.put(Evidence("", claim, URL))
    assert "drafted" not in checking.refusals(claim)
    assert set(checking.refusals("gone")) == set(STEPS)


def test_what_is_refused_is_just_what_the_store_refuses(session: Session, claim: str) -> None:
    checking = Checking(session)
    for status in ("to_check", "in_check", "not_checkable"):
        for to, why in checking.refusals(claim).items():
            with pytest.raises(Refused) as refused:
                checking.step(claim, to, "because")
            assert str(refused.value) == why
        checking.step(claim, status)


def test_an_act_says_which_sentence_to_draw(session: Session, claim: str) -> None:
    checking = Checking(session)
    session.go(0)
    assert checking.step(claim, "to_check").touched == (1,)
    session.next_article(1)
    assert checking.step(claim, "in_check").touched == ()


def test_the_same_again_is_no_decision(session: Session, claim: str) -> None:
    checking = Checking(session)
    for status in ("to_check", "in_check"):
        checking.step(claim, status)
    checking.write(claim, "searched", " The archive.\n")
    checking.put(Evidence("", claim, URL))
    (one,) = checking.state(claim).evidence
    count = len(checking.history(claim))
    checking.write(claim, "searched", "The archive.")
    checking.put(one)
    assert len(checking.history(claim)) == count


def test_where_it_stands_and_who_said_it(session: Session, claim: str) -> None:
    known = session.store.claim(claim)
    assert known
    around = Checking(session).around(known)
    assert around.sentence == "The river rose on Monday."
    assert around.before.endswith("Flood closes bridge\n\n")
    assert around.after.startswith(" The mayor")
    assert (around.speaker, around.quoted) == ("", False)
    session.decide("quote")
    assert Checking(session).around(known).quoted


def test_a_claim_that_was_taken_away_is_refused(session: Session, claim: str) -> None:
    session.store.remove_claim(claim, by("ada"))
    with pytest.raises(Refused, match="no more"):
        Checking(session).state(claim)


@pytest.mark.parametrize("day", ["", "2015", "2015-05", "2015-05-20", "2016-02-29"])
def test_days_months_and_years_are_taken(day: str) -> None:
    assert published(f" {day} ") == day


@pytest.mark.parametrize("day", ["15", "2015-13", "2015-02-29", "2015-5-2", "20150520", "today", "２０１５", "0000"])
def test_other_days_are_refused(day: str) -> None:
    with pytest.raises(Refused, match="YYYY-MM-DD"):
        published(day)


def test_when_it_was_looked_at_is_kept_in_utc() -> None:
    assert accessed("2015-05-20") == "2015-05-20T00:00:00.000Z"
    assert accessed("2015-05-20 09:41") == "2015-05-20T09:41:00.000Z"
    assert accessed("2015-05-20T09:41:00+02:00") == "2015-05-20T07:41:00.000Z"
    assert accessed(" ") == ""
    with pytest.raises(Refused, match="looked at"):
        accessed("noon")


def test_a_wrong_address_is_named_by_its_field(session: Session, claim: str) -> None:
    with pytest.raises(Refused, match="archive URL: ftp:"):
        Checking(session).put(Evidence("", claim, URL, archive_url="ftp://x.example"))
