"""`reviewer log`: decisions newest first, in words and as JSON lines."""

import json
from pathlib import Path

from tests.cli.conftest import Run


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
