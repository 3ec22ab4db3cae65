"""Marking who said what in the seed article by keys, in a real terminal; the export holds it word for word."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import ROOT, SEED, Open, environment
from tests.seed import LABELS, SAID

MARK = "v\r"
"""The keys that mark who said it, before the key that labels the sentence."""


def exported(folder: Path) -> list[dict[str, Any]]:
    """Export, have the file checked, and return its records."""
    for arguments in (("export",), ("export", "--check", "exports/reviewer.jsonl")):
        command = [sys.executable, "-m", "reviewer", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in (folder / "exports" / "reviewer.jsonl").read_text("utf-8").splitlines()]


def test_every_quotation_of_the_seed_is_marked_with_three_keys(
    reviewer: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SEED.read_text("utf-8")
    terminal = reviewer("open", str(SEED), size=(120, 40))
    terminal.until("sentence 1 of 23")
    quotations = keys = 0
    for number, label in enumerate(LABELS, 1):
        pressed = MARK + label if label == "q" else label
        if label == "q":
            quotations, keys = quotations + 1, keys + len(pressed)
        terminal.write(pressed)
        terminal.until(f" {number}/23 ")
    terminal.write("\x11")
    assert terminal.end() == 0
    records = [record for record in exported(tmp_path) if record["label"] == "quote"]
    found = [attribution for record in records for attribution in record["attributions"]]
    assert [(*(words(one, role) for role in ("content", "cue", "source")), one["quote_type"]) for one in found] == SAID
    for one in found:
        for role in ("content", "cue", "source"):
            assert all(text[span["start"] : span["end"]] == span["text"] for span in one[role])
    assert {speaker(one) for one in found} == {"Sergey Lavrov"}
    assert quotations == len(SAID)
    with capsys.disabled():
        print(f"\n{keys / quotations:.1f} keys for each of {quotations} quotations with cue, source and speaker")  # noqa: T201 - what the test measures
    told = f"| {keys / quotations:g}, with who said it |"
    assert told in (ROOT / "README.md").read_text("utf-8")


def words(attribution: dict[str, Any], role: str) -> str:
    """Return the words of one role, which stand in one span here."""
    (span,) = attribution[role]
    return str(span["text"])


def speaker(attribution: dict[str, Any]) -> str:
    return str(attribution["speaker"]["name"])


def test_all_of_it_typed_ahead_is_marked_as_well(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write("".join(MARK + label if label == "q" else label for label in LABELS) + "\x11")
    assert terminal.end() == 0
    records = exported(tmp_path)
    assert len(records) == len(LABELS)
    found = [one for record in records for one in record["attributions"]]
    assert [words(one, "content") for one in found] == [one[0] for one in SAID]
    assert {speaker(one) for one in found} == {"Sergey Lavrov"}
