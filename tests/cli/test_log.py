"""`reviewer log`: decisions newest first, in words and as JSON lines."""

import json
from pathlib import Path

from reviewer.store.marks import Claim
from reviewer.store.review import Evidence
from reviewer.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.conftest import by


def test_in_words(ran: Run, database: Path) -> None:
    assert database.exists()
    lines = ran("log").out.splitlines()
    assert len(lines) == 5
    assert "  ben␛[31m: " in lines[0]
    assert "quote" in lines[0]
    assert lines[0].endswith("  Flood closes bridge  “Flood closes bridge”")
    assert lines[1].endswith("“The mayor closed the bridge.”")
    assert "import" in lines[-1]


def test_limit_and_reviewer(ran: Run, database: Path) -> None:
    assert database.exists()
    assert len(ran("log", "--limit", "2").out.splitlines()) == 2
    assert len(ran("log", "--limit", "0", "--reviewer", "ada").out.splitlines()) == 4
    assert ran("log", "--reviewer", "zoe") == (0, "", "nothing is decided yet; label with: reviewer open\n")


def test_the_history_of_one_claim_by_the_beginning_of_its_id(ran: Run, database: Path) -> None:
    store = SqliteStore.open(database)
    uids = [
        store.put_claim(Claim("", 1, "ada", 21, 46, text, False, "", "", "", ""), by("ada")).changes[-1].key[0]
        for text in ("The Ouse rose.", "It rained.")
    ]
    store.step(uids[0], "to_check", by("ada"))
    store.step(uids[0], "in_check", by("ben"))
    store.find_out(uids[0], by("ben"), verdict="refuted")
    store.put_evidence(Evidence("", uids[0], "https://x.example", title="Level"), by("ben"))
    store.undo(by("ben"))
    store.close()
    told = [line[21:].partition("  ")[0] for line in ran("log", "--claim", uids[0][:-1]).out.splitlines()]
    assert told == [
        "ben: undo: evidence added: Level", "ben: evidence added: Level", "ben: verdict: refuted",
        "ben: to check → in check", "ada: untriaged → to check", "ada: claim: The Ouse rose.",
    ]  # fmt: skip
    assert len(ran("log", "--claim", uids[0], "--reviewer", "ben", "--limit", "2").out.splitlines()) == 2
    newest = json.loads(ran("log", "--claim", uids[0], "--json", "--limit", "1").out)
    assert newest["changes"][0]["on"] == "evidence"
    several = ran("log", "--claim", uids[0][:4])
    assert several.code == 2
    assert "several claims' ids begin with" in several.err
    for unknown in ("zzz", "", "%"):
        none = ran("log", "--claim", unknown)
        assert (none.code, none.out, none.err.count("\n")) == (2, "", 1)


def test_json_lines(ran: Run, database: Path) -> None:
    assert database.exists()
    done = ran("log", "--json")
    assert "\x1b" not in done.out
    newest, *_, oldest = [json.loads(line) for line in done.out.splitlines()]
    assert newest["reviewer"] == "ben\x1b[31m"
    assert newest["changes"][0]["after"]["label"] == "quote"
    assert newest["changes"][0]["before"] is None
    assert (oldest["action"], oldest["document"], oldest["sentence"]) == ("import", None, None)
    assert set(newest) == {
        "id", "at", "reviewer", "action", "document", "sentence", "changes", "guideline_version", "origin",
        "elapsed_ms", "reverts",
    }  # fmt: skip
