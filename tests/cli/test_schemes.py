"""Labels of one's own on the command line: read in, counted, exported, checked, listed and compared."""

import json
from pathlib import Path

import pytest

from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD
from tests.schemes import OWN, SCHEME


@pytest.fixture
def project(folder: Path, ran: Run) -> Path:
    """Make a project with labels of its own: an article that ada and ben labelled, and one from before."""
    (folder / "budget.txt").write_text(BUDGET, "utf-8")
    assert ran("import", "budget.txt").code == 0
    store = SqliteStore.open(folder / "reviewer.db")
    Session(store, "ada", store.document_ids()).decide("assertion")
    store.close()
    (folder / "reviewer.toml").write_text(OWN, "utf-8")
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    done = ran("import", "flood.txt", "budget.txt")
    assert done.err.splitlines() == [
        "1 of them keep the labels they came in with; reviewer.toml has others now",
        "articles: 1 new, 1 there already",
    ]
    store = SqliteStore.open(folder / "reviewer.db")
    for reviewer, given in (("ada", ("fact", "opinion", "quote", "fact")), ("ben", ("fact", "fact", "quote"))):
        session = Session(store, reviewer, store.document_ids()[1:])
        for label in given:
            session.decide(label)
    store.close()
    return folder


@pytest.mark.usefixtures("project")
def test_status_and_stats_count_them_by_their_words(ran: Run) -> None:
    rows = [row.split("  ") for row in ran("status").out.splitlines() if row.startswith(("reviewer", "ada", "ben"))]
    heads, ada, ben = ([part.strip() for part in row if part.strip()] for row in rows)
    assert heads[1:] == [
        "quote",
        "assertion",
        "background",
        "not a claim",
        "fact",
        "an opinion",
        "labelled",
        "progress",
    ]
    assert ada[1:8] == ["1", "1", "0", "0", "2", "1", "5"]
    assert ben[1:8] == ["1", "0", "0", "0", "2", "0", "3"]
    assert json.loads(ran("status", "--json").out)["labels"]["opinion"] == 1
    assert "an opinion" in ran("stats", "--no-plots").out
    assert "t fact, o an opinion" in ran("stats").out
    assert "ada: an opinion" in ran("log").out


def test_an_export_says_which_labels_there_were_and_is_checked(ran: Run, project: Path) -> None:
    assert ran("export", "--quote-policy", "verbatim", "-o", "all.jsonl").code == 0
    records = [json.loads(line) for line in (project / "all.jsonl").read_text("utf-8").splitlines()]
    assert [(one["label"], one["quote_policy"]) for one in records[:2]] == [
        ("assertion", "verbatim"),
        ("fact", "as_labelled"),
    ]
    assert records[0]["document"]["scheme"] is None
    own = {"id": SCHEME.uid, "labels": ["fact", "opinion", "quote"]}
    assert all(one["document"]["scheme"] == own for one in records[1:])
    quotes = [one for one in records if one["label_given"] == "quote"]
    assert [one["label"] for one in quotes] == ["quote", "quote"], "their quote is not the program's"
    assert ran("export", "--check", "all.jsonl").code == 0
    wrong = (
        (project / "all.jsonl")
        .read_text("utf-8")
        .replace('"opinion","label_given":"opinion"', '"view","label_given":"view"')
    )
    (project / "wrong.jsonl").write_text(wrong, "utf-8")
    checked = ran("export", "--check", "wrong.jsonl")
    assert checked.code == 2
    assert "label 'view' is none of: fact, opinion, quote" in checked.out


@pytest.mark.usefixtures("project")
def test_an_export_chooses_by_the_labels_there_are(ran: Run) -> None:
    assert ran("export", "--label", "opinion", "-o", "-").out.count("\n") == 1
    refused = ran("export", "--label", "opinions", "-o", "-")
    assert refused.code == 2
    assert (
        "there is no label opinions here; there are: quote, assertion, background, not_a_claim, fact, opinion"
        in refused.err
    )


def test_keys_are_those_of_the_project(ran: Run, project: Path) -> None:
    listed = ran("keys", "--markdown").out
    assert "| `t` `1` | `label.fact` | fact: can be looked up |" in listed
    assert "label.assertion" not in listed
    (project / "reviewer.toml").write_text("[[labels]]\n", "utf-8")
    broken = ran("keys", "--markdown")
    assert broken.code == 0
    assert "these are the keys the program comes with" in broken.err
    assert "label.assertion" in broken.out


@pytest.mark.usefixtures("project")
def test_agreement_is_measured_for_each_scheme_apart(ran: Run) -> None:
    pytest.importorskip("krippendorff", reason="agreement is an extra")
    pytest.importorskip("statsmodels", reason="agreement is an extra")
    found = json.loads(ran("agreement", "--bootstrap", "0", "--json").out)
    assert found["label"]["items"] == 0
    own = found[f"label:{SCHEME.uid}"]
    assert own["items"] == 3
    assert own["values"] == ["fact", "opinion", "quote"]
    assert "labels fact, an opinion, quote: 3 sentences" in ran("agreement", "--bootstrap", "0").out


@pytest.mark.usefixtures("project")
def test_reports_name_them(ran: Run) -> None:
    assert "</span> an opinion" in ran("report", "flood.txt", "--layer", "ada", "-o", "-").out


def test_a_mistake_in_them_reads_nothing_in(ran: Run, folder: Path) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    (folder / "reviewer.toml").write_text(OWN.replace('key = "o"', 'key = "u"'), "utf-8")
    done = ran("import", "flood.txt")
    assert done.code == 2
    assert done.err == "reviewer: reviewer.toml: key 'u' is given to both 'undo' and 'label.opinion'\n"
    assert not (folder / "reviewer.db").exists()
