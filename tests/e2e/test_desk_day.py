"""A whole day of a desk in real terminals: tagged blind, settled, checked, signed off, corrected, handed on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import html5lib
import pytest

from reviewer.store import Store, open_store
from tests.e2e.conftest import SEED, Open, environment
from tests.formats.test_claimreview import valid
from tests.seed import LABELS

PASTE = "\x1b[200~{}\x1b[201~"
QUIT = "\x11"
BENS = LABELS[:7] + "b" + LABELS[8:15] + "a" + LABELS[16:]
"""Ben differs from Ann in the lead and in one quotation."""
CLAIMS = {
    9: "NATO is ready to resume military cooperation with Russia.",
    18: "Mass riots in Ukraine in February 2014 led to the overthrow of its government.",
    20: "Protests in southeast Ukraine began after Crimea had joined Russia.",
}
"""What is claimed, by the number of the sentence, counted from 1."""
SETTINGS = '[publisher]\nname = "Desk"\nurl = "https://desk.example"\nreviews = "https://desk.example/checks/"\n'


def tagged(reviewer: Open, name: str, labels: str) -> None:
    """Label the whole seed, quotations with who said them, seeing nothing of what others did."""
    terminal = reviewer("open", str(SEED.name), REVIEWER_NAME=name)
    terminal.until("sentence 1 of 23")
    for number, label in enumerate(labels, 1):
        terminal.write(f"v\r{label}" if label == "q" else label)
        terminal.until(f" {number}/23 ")
    if name == "Ben":
        assert not any("Ann" in row for row in terminal.rows())
    terminal.write(QUIT)
    assert terminal.end() == 0


def drafted(reviewer: Open) -> None:
    """Claim something of three sentences, and bring each claim from the first mark to the second reviewer."""
    terminal = reviewer("open", REVIEWER_NAME="Ann")
    terminal.until("23/23")
    for number, words in CLAIMS.items():
        terminal.write("g" + "j" * (number - 1))
        terminal.until(f"sentence {number} of 23")
        terminal.write("c")
        terminal.until("words that stand alone")
        terminal.write(f"{words}\r")
        terminal.until("claims 1")
        terminal.write("e")
        terminal.until("▸· untriaged")
        terminal.write("ts1")
        terminal.until("▸1")
        terminal.write("jThe archive of the agency says so.\x13")
        terminal.until("The archive of the agency says so.")
        terminal.write(PASTE.format(f"https://archive.example/{number}"))
        terminal.until("new evidence")
        terminal.write("\r")
        terminal.until("evidence saved")
        terminal.write("dh")
        terminal.until("▸◕ 2nd review")
        terminal.write("a")
        terminal.until("somebody else has to approve")
        terminal.write("\x1b")
        terminal.until(f"sentence {number} of 23")
    terminal.write(QUIT)
    assert terminal.end() == 0


def reviewed(reviewer: Open) -> None:
    """Approve two of the drafts from the ledger, and send the first one back with a comment."""
    terminal = reviewer("open", REVIEWER_NAME="Ben")
    terminal.until("23/23")
    terminal.write("lfw")
    terminal.until("3 claims")
    terminal.write("b")
    terminal.until("what is to be done")
    terminal.write("Who said so?\r")
    terminal.until("2 claims")
    terminal.write("a")
    terminal.until("1 claim")
    terminal.write("a")
    terminal.until("No claim passes")
    terminal.write("\x1b")
    terminal.until("sentence")
    terminal.write(QUIT)
    assert terminal.end() == 0


def run(folder: Path, *arguments: str) -> str:
    """Run a command that must succeed, and return what it printed."""
    command = [sys.executable, "-m", "reviewer", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def statuses(store: Store) -> dict[str, str]:
    return {row.claim.text: row.status for row in store.ledger()}


def gold(folder: Path) -> list[dict[str, Any]]:
    run(folder, "export", "--layer", "adjudicated", "-o", "gold.jsonl")
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.slow
def test_a_day_of_a_desk(reviewer: Open, tmp_path: Path) -> None:
    story = tmp_path / SEED.name
    story.write_text(SEED.read_text("utf-8"), "utf-8")
    (tmp_path / "reviewer.toml").write_text(SETTINGS, "utf-8")
    tagged(reviewer, "Ann", LABELS)
    tagged(reviewer, "Ben", BENS)

    terminal = reviewer("adjudicate", REVIEWER_NAME="Zoe")
    terminal.until("21 agree · 2 differ · 0 settled")
    terminal.write("=")
    terminal.until("2 differ · 21 settled")
    terminal.write("1")
    terminal.until("1 differ · 22 settled")
    terminal.write("1")
    terminal.until("0 differ · 23 settled")
    terminal.write(QUIT)
    assert terminal.end() == 0
    keys = {"quote": "q", "assertion": "a", "background": "b", "not_a_claim": "x"}
    settled = gold(tmp_path)
    assert "".join(keys[record["label"]] for record in settled) == LABELS, "Ann's side was taken twice"
    assert sum(len(record["attributions"]) for record in settled) == LABELS.count("q")

    drafted(reviewer)
    reviewed(reviewer)
    first, second, third = CLAIMS.values()
    store = open_store(tmp_path / "reviewer.db")
    assert statuses(store) == {first: "returned", second: "approved", third: "approved"}
    store.close()

    story.write_text(story.read_text("utf-8").replace("in February 2014", "in January 2014"), "utf-8")
    run(tmp_path, "import", story.name)
    store = open_store(tmp_path / "reviewer.db")
    assert statuses(store) == {first: "returned", second: "reopened", third: "approved"}
    reopened = next(row.claim.uid for row in store.ledger() if row.claim.text == second)
    assert "corrected" in store.check(reopened).comment
    store.close()
    assert "January" in run(tmp_path, "corrections", story.name)

    run(tmp_path, "report", story.name, "-o", "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert all(words in page for words in (*CLAIMS.values(), "Who said so?", "https://archive.example/20"))
    (review,) = map(json.loads, run(tmp_path, "export", "--format", "claimreview", "-o", "-").splitlines())
    valid(review)
    assert (review["claimReviewed"], review["author"]["name"]) == (third, "Desk")
    run(tmp_path, "export", "-o", "all.jsonl")
    assert "every record matches" in run(tmp_path, "export", "--check", "all.jsonl")
