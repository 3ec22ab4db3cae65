"""`reviewer similar` lists what was claimed and said before, with what became of it."""

import json
from pathlib import Path

import pytest

from reviewer.store.marks import Claim
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, SECOND_REVIEW, TO_CHECK
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import by

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def checked(database: Path) -> str:
    """Write a claim of ada's, have it refuted and signed off; return its uid."""
    store = SqliteStore.open(database)
    (document,) = store.document_ids()
    layout = store.layout(document)
    value = Claim(
        "", document, "ada", layout.starts[2], layout.ends[2], "The mayor closed the bridge.", False, "", "", "", ""
    )
    uid = store.put_claim(value, by("ada")).changes[0].key[0]
    store.step(uid, TO_CHECK, by("ada"))
    store.step(uid, IN_CHECK, by("ada"))
    store.find_out(
        uid, by("ada"), verdict="not_enough_evidence", justification="The log is lost.", searched="the archive"
    )
    store.step(uid, DRAFTED, by("ada"))
    store.step(uid, SECOND_REVIEW, by("ada"))
    store.step(uid, APPROVED, by("ben"))
    store.close()
    return uid


@pytest.mark.usefixtures("checked")
def test_it_lists_claims_with_their_verdicts_and_then_sentences(ran: Run) -> None:
    done = ran("similar", "Was the bridge closed by the mayor?", "--reviewer", "ada")
    first, *others = done.out.splitlines()
    assert done.code == 0
    assert "claim     “The mayor closed the bridge.”  checked on " in first
    assert ": not enough evidence  Flood closes bridge" in first
    assert all("sentence" in line for line in others)
    assert not any("“The mayor closed the bridge.”" in line for line in others)


def test_as_json_it_has_all_fields(ran: Run, checked: str) -> None:
    done = ran("similar", "mayor closed the bridge", "--json", "-n", "1", "--reviewer", "ada")
    claim, sentence = map(json.loads, done.out.splitlines())
    assert (claim["kind"], claim["claim"], claim["verdict"]) == ("claim", checked, "not_enough_evidence")
    assert (claim["number"], claim["label"], claim["again"]) == (3, "background", True)
    assert (sentence["kind"], sentence["claim"], sentence["status"]) == ("sentence", None, None)


@pytest.mark.usefixtures("database")
def test_others_labels_are_shown_only_when_asked_for(ran: Run) -> None:
    blind = ran("similar", "river rose", "--json", "--reviewer", "ben")
    assert {json.loads(line)["label"] for line in blind.out.splitlines()} == {None}
    open_ = ran("similar", "river rose", "--json", "--reviewer", "ben", "--open")
    assert "assertion" in {json.loads(line)["label"] for line in open_.out.splitlines()}


@pytest.mark.usefixtures("database")
def test_the_text_may_come_through_standard_input(ran: Run) -> None:
    done = ran("similar", "-", "--reviewer", "ada", given=b"built in 1932\n")
    assert "It was built in 1932." in done.out


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("", b"", "no words"),
        ("--", b"", "no words"),
        ("-", b"", "no words"),
        ("-", b"\xff", "no UTF-8"),
        ("-", b"x " * 600_000, "at most"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(ran: Run, text: str, given: bytes, said: str) -> None:
    done = ran("similar", "--reviewer", "ada", "--", text, given=given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.usefixtures("database")
def test_nothing_found_is_said_on_the_other_stream(ran: Run) -> None:
    done = ran("similar", "zeppelin", "--reviewer", "ada")
    assert (done.code, done.out) == (0, "")
    assert "nothing that was said before" in done.err


def test_without_a_database_it_says_how_to_make_one(ran: Run) -> None:
    done = ran("similar", "x", "--reviewer", "ada")
    assert done.code == 2
    assert "there is no database yet" in done.err
