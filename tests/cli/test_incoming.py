"""`reviewer import --format`: what it says, what it returns, and that nothing of a file is lost without a word."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.formats import formats
from reviewer.session import Session
from reviewer.store.sqlite import SqliteStore
from reviewer.suggesting import Suggesting
from tests.cli.conftest import Run
from tests.conftest import FLOOD, labels, place

ROSE = "The river rose on Monday."


@pytest.fixture(autouse=True)
def plain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package that adds a format, as `pip install` would: its entry point names tests/incoming/plain.py."""
    installed = folder / "installed" / "plain-1.0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n", "utf-8")
    (installed / "entry_points.txt").write_text("[reviewer.formats]\nplain = tests.incoming.plain:PLAIN\n", "utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(installed.parent)])
    formats.cache_clear()
    yield
    formats.cache_clear()


def write(folder: Path, *units: Any) -> str:
    """Write a file of units, each the fields of one, or a line that is none."""
    lines = [one if isinstance(one, str) else json.dumps(one) for one in units]
    (folder / "work.plain").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return "work.plain"


def given(database: Path, reviewer: str) -> list[str | None]:
    store = SqliteStore.open(database)
    (document, *_) = store.document_ids()
    found = labels(store, document, reviewer)
    store.close()
    return found


@pytest.mark.usefixtures("database")
def test_it_says_what_came_and_what_did_not_fit(folder: Path, ran: Run) -> None:
    path = write(
        folder,
        {"text": ROSE, "label": "Quote"},
        {"text": "The mayor closed the bridge.", "label": "news"},
        "{broken",
        {"text": "New here.", "label": "quote"},
    )
    done = ran("import", path, "--format", "plain", "--reviewer", "cleo")
    assert done.code == 2
    assert done.out == ""
    unknown = "label 'news' is unknown; there are: quote, assertion, background, not_a_claim"
    assert done.err.splitlines() == [
        f"reviewer: work.plain:2: {unknown}; map it with --map news=quote",
        "reviewer: work.plain:3: is not valid JSON",
        "2 sentences, 1 new article, 2 refused",
    ]
    assert given(folder / "reviewer.db", "cleo") == [None, "quote", None, None]
    again = ran("import", path, "--format", "plain", "--reviewer", "cleo", "--map", "News=assertion")
    assert again.err.splitlines()[-1] == "1 sentence, 2 there already, 1 refused"


def test_what_was_decided_otherwise_is_kept_unless_it_is_overwritten(folder: Path, database: Path, ran: Run) -> None:
    path = write(folder, {"text": ROSE, "label": "background", "layer": "ada"})
    done = ran("import", path, "--format", "plain")
    assert (done.code, done.err) == (
        0, "0 sentences, 1 decided otherwise here and kept (--overwrite takes the file's)\n",
    )  # fmt: skip
    assert given(database, "ada")[1] == "assertion"
    assert ran("import", path, "--format", "plain", "--overwrite").err == "1 sentence\n"
    assert given(database, "ada")[1] == "background"


def test_as_suggestions_nothing_is_decided(folder: Path, database: Path, ran: Run) -> None:
    path = write(folder, {"text": ROSE, "label": "quote", "layer": "model-7", "score": 0.9})
    left = ran("import", path, "--format", "plain")
    assert left.err == "0 sentences, 1 that a program proposed left out (--as suggestions takes them)\n"
    done = ran("import", path, "--format", "plain", "--as", "suggestions")
    assert (done.code, done.err) == (0, "suggestions for 1 sentence\n")
    assert given(database, "model-7") == [None] * 4


def test_many_lines_that_are_wrong_are_counted(folder: Path, ran: Run) -> None:
    done = ran("import", write(folder, *["{broken"] * 50), "--format", "plain")
    assert done.code == 2
    assert done.err.splitlines()[20:] == ["reviewer: … and 30 more like these", "0 sentences, 50 refused"]


def test_a_file_that_is_not_there_is_told_and_the_others_go_in(folder: Path, database: Path, ran: Run) -> None:
    path = write(folder, {"text": ROSE, "label": "quote"})
    done = ran("import", "none.plain", path, "--format", "plain", "--reviewer", "cleo")
    assert done.code == 2
    assert done.err.startswith("reviewer: none.plain: does not exist; check the name\n")
    assert given(database, "cleo")[1] == "quote"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "nonsense"], "there is no format nonsense"),
        (["--format", "claimreview"], "claimreview is only written; what can be taken in: jsonl, "),
        (["--format", "plain", "--as", "suggestions", "--overwrite"], "--overwrite is of decisions"),
        (["--format", "plain", "-"], "--format reads files, no standard input; write it to a file, and give that"),
        (["--format", "plain", "--map", "quote"], "--map takes FROM=TO"),
        (["--format", "plain", "--map", "a=nonsense"], "there is no label 'nonsense'; there are: quote"),
        (["--format", "plain", "--reviewer", "adjudicated"], "names what is kept apart"),
        (["--overwrite"], "go with --format"),
        (["--as", "suggestions"], "work.plain holds no records of reviewer; say what it holds with --format"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(folder: Path, ran: Run, arguments: list[str], told: str) -> None:
    done = ran("import", write(folder, {"text": FLOOD, "label": "quote"}), *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_what_reviewer_suggest_wrote_is_suggested_on_the_screen(folder: Path, database: Path, ran: Run) -> None:
    (folder / "flood.txt").write_text(FLOOD, "utf-8")
    assert ran("suggest", "flood.txt", "-o", "suggested.jsonl").code == 0
    done = ran("import", "suggested.jsonl", "--as", "suggestions", "--reviewer", "cleo")
    assert (done.code, done.err) == (0, "restored: 4 suggestions\n")
    assert given(database, "cleo") == [None] * 4
    store = SqliteStore.open(database)
    session = Session(store, "cleo", store.document_ids())
    suggesting = Suggesting(session)
    suggesting.work_out()
    suggesting.accept()
    said = store.annotation(place(store, 1, 0).sentence, "cleo")
    assert said
    became = json.loads(said.suggestion or "")
    assert (became["outcome"], became["rule"], became["engine"]) == ("accepted", "imported", "reviewer-news/1")
    store.close()
