"""`reviewer agreement`, `assign` and `requeue`: who gets what, and how far two reviewers agree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.adjudicating import Adjudicating
from reviewer.layers import again
from reviewer.session import Session
from reviewer.store.marks import Attribution, Spans
from reviewer.store.sqlite import SqliteStore
from reviewer.wording import describe
from tests.cli.conftest import Run
from tests.conftest import BUDGET, FLOOD, by, place, put
from tests.formats.sample import ROOT

WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {library!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
"""
"""A start of Python in which a library is not installed."""


def said(document: int, content: Spans) -> Attribution:
    """Return an attribution of these words to nobody."""
    return Attribution("", document, "", (), (), content, None, "indirect", "", None, "", "", "", "")


@pytest.fixture
def desk(folder: Path) -> Path:
    """Make a database of two articles, seven sentences: ann and ben label the first, and mark one attribution each."""
    path = folder / "reviewer.db"
    store = SqliteStore.open(path)
    flood, _ = put(store, FLOOD, BUDGET, reviewer="ann")
    for who, labels in {"ann": "aabb", "ben": "abbb"}.items():
        for index, letter in enumerate(labels):
            name = {"a": "assertion", "b": "background"}[letter]
            store.annotate(place(store, flood, index), by(who), "label", label=name)
    store.attribute(said(flood, content=((21, 36),)), by("ann"))
    store.attribute(said(flood, content=((21, 43),)), by("ben"))
    store.close()
    return path


def test_agreement_in_tables(ran: Run, desk: Path) -> None:
    assert desk.exists()
    done = ran("agreement", "--bootstrap", "0")
    assert (done.code, done.err) == (0, "")
    assert "labels: 4 sentences with two or more answers, in 1 document\n" in done.out
    assert "raw agreement         0.750\n" in done.out
    assert "Fleiss' kappa         0.467  (4 sentences with 2 answers)\n" in done.out
    assert "ann – ben          4  0.750  0.500  0.533\n" in done.out
    assert "quote                     0  never given  never given\n" in done.out
    assert "check-worthiness: no sentence has two answers yet" in done.out
    assert "ann – ben: spans of content 1 / 1, cue 0 / 0, source 0 / 0\n" in done.out
    assert "  content     0.000       0.811     1.000\n" in done.out
    assert "  cue      no spans    no spans  no spans\n" in done.out
    assert "nan" not in done.out
    assert max(map(len, ran("agreement").out.splitlines())) <= 120


def test_agreement_as_json(ran: Run, desk: Path) -> None:
    assert desk.exists()
    told = json.loads(ran("agreement", "--json", "--bootstrap", "50").out)
    assert told["reviewers"] == ["ann", "ben"]
    assert told["label"]["pairs"][0]["kappa"]["value"] == 0.5
    assert told["label"]["pairs"][0]["table"][1] == [0, 1, 1, 0]
    assert told["check_worthiness"]["alpha"] == {
        "value": None,
        "low": None,
        "high": None,
        "why": "no sentence has two answers",
    }
    assert told["spans"][0]["roles"][0]["matched"]["value"] == 1.0


def test_each_reviewer_against_what_was_settled(ran: Run, desk: Path) -> None:
    assert ran("adjudicate", "--reviewer", "zoe", "--agreed").code == 0
    store = SqliteStore.open(desk)
    Adjudicating(store, "zoe").take(1)
    store.close()
    told = json.loads(ran("agreement", "--against", "adjudicated", "--json", "--bootstrap", "0").out)["label"]
    assert told["against"] == "adjudicated"
    raw = {one["first"]: (one["second"], one["items"], one["raw"]["value"]) for one in told["pairs"]}
    assert raw == {"ann": ("adjudicated", 4, 0.75), "ben": ("adjudicated", 4, 1.0)}
    shown = ran("agreement", "--against", "adjudicated", "--bootstrap", "0").out
    assert "labels, against adjudicated\n" in shown
    assert "ben – adjudicated: rows are ben's answers\n" in shown


@pytest.mark.parametrize("library", ["statsmodels", "krippendorff"])
def test_without_its_libraries_it_says_what_to_install(desk: Path, tmp_path: Path, library: str) -> None:
    start = tmp_path / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(WITHOUT.format(library=library), "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{start}{os.pathsep}{ROOT}"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reviewer", *arguments, "--db", str(desk)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    done = run("agreement")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"reviewer: agreement is computed with {library}, which is not installed; "
        "install it: pip install 'reviewer[agreement]'\n"
    )
    assert (run("status").returncode, run("stats").returncode) == (0, 0)


def test_one_reviewer_alone_is_told_so(ran: Run, desk: Path) -> None:
    assert desk.exists()
    assert "one reviewer only" in ran("agreement", "--reviewer", "ann").out
    done = ran("agreement", "--reviewer", "nobody")
    assert (done.code, done.out) == (2, "")
    assert "nobody: has labelled nothing" in done.err


def test_documents_are_given_listed_and_taken_back(ran: Run, desk: Path) -> None:
    tried = ran("assign", "--to", "ann", "--to", "ben", "--overlap", "2", "--share", "0.5", "--dry-run")
    assert "2 documents, 1 of them to several reviewers; nothing was changed" in tried.err
    assert ran("assign", "--list").out == ""
    given = ran("assign", "--to", "ann", "--to", "ben", "--overlap", "2", "--share", "0.5", "--reviewer", "ann")
    assert given.code == 0
    listed = [json.loads(line) for line in ran("assign", "--list", "--json").out.splitlines()]
    assert len(listed) == 3
    again_given = ran("assign", "--to", "ann")
    assert (again_given.code, again_given.err) == (
        2,
        "reviewer: there is no document to assign; those that are assigned already are left as they are\n",
    )
    assert "waiting" in ran("status").out
    assert ran("assign", "--take-back", "ben", "--reviewer", "ann").code == 0
    assert {json.loads(line)["layer"] for line in ran("assign", "--list", "--json").out.splitlines()} <= {"ann"}
    store = SqliteStore.open(desk)
    store.undo(by("ann"))
    assert {one.layer for one in store.assignments()} <= {"ben"} | {one["layer"] for one in listed}
    store.close()


@pytest.mark.parametrize("name", ["adjudicated", "ann (again)", " "])
def test_names_of_other_layers_are_nobodys(ran: Run, desk: Path, name: str) -> None:
    assert desk.exists()
    assert ran("assign", "--to", name).code == 2
    assert ran("requeue", "--blind", "--reviewer", name).code == 2


def test_asked_again_nothing_of_the_first_answers_is_shown(ran: Run, desk: Path) -> None:
    assert ran("requeue", "--reviewer", "ann").code == 2
    done = ran("requeue", "--blind", "--reviewer", "ann")
    assert done.err == "1 document with 4 sentences for ann to answer: reviewer open --again\n"
    store = SqliteStore.open(desk)
    layer = again("ann")
    session = Session(store, "ann", store.assigned(layer), layer=layer)
    assert session.sheet is not None
    assert (session.cursor, session.sheet.decided(), session.history(), session.sheet.attributions()) == (0, 0, [], [])
    session.decide("quote")
    session.go(0)
    assert [describe(one) for one in session.history()] == ["quote"]
    first = Session(store, "ann", store.document_ids()[:1])
    first.go(0)
    assert [describe(one) for one in first.history()] == ["assertion"]
    for label in ("assertion", "background", "background"):
        session.go(session.sheet.undecided_after(-1) or 0)
        session.decide(label)
    assert session.finished()
    store.close()
    told = json.loads(ran("agreement", "--json", "--bootstrap", "0").out)
    assert told["reviewers"] == ["ann", "ben"]
    assert told["label"]["self_agreement"][0]["raw"]["value"] == 0.75
    assert "labels, asked again" in ran("agreement", "--bootstrap", "0").out


def test_in_a_sitting_that_asks_again_only_its_own_answers_are_undone(ran: Run, desk: Path) -> None:
    assert ran("requeue", "--blind", "--reviewer", "ann").code == 0
    store = SqliteStore.open(desk)
    layer = again("ann")
    session = Session(store, "ann", store.assigned(layer), layer=layer)
    with pytest.raises(Exception, match="nothing was answered in this sitting"):
        session.undo()
    session.decide("quote")
    session.undo()
    with pytest.raises(Exception, match="nothing was answered in this sitting"):
        session.undo()
    session.redo()
    with pytest.raises(Exception, match="nothing was undone in this sitting"):
        session.redo()
    assert session.sheet is not None
    assert session.sheet.decided() == 1
    store.close()
