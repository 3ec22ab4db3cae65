"""Marking who said what in the seed article by keys, in a real terminal; the export holds it word for word."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import SEED, Open, environment

LABELS = "xaaxxxxaaqqqqqaqqbbbbqq"
"""What one expert gave the 23 sentences of the seed article, as keys."""
MARK = "v\r"
"""The keys that mark who said it, before the key that labels the sentence."""
SAID = [
    tuple(" ".join(part.split()) for part in entry.split("|"))
    for entry in """
        the NATO secretary general "is bound by the alliance’s common discipline and the positions, which it
        works out." | said | The Russian foreign minister | mixed

        "Unfortunately, while confirming interest in the development of contacts, especially between military
        structures, the NATO secretary general did not propose any specific forms of such interaction and he
        just said that he had sent us several telephone numbers, which we can use to get in touch with him." |
        said | Lavrov | direct

        "But, perhaps, this is also a method of communication," | added | he | direct

        "We gave the statistics of all actions, which NATO is taking, expanding its presence near Russian
        borders by many times and building up its military infrastructure, in particular, in the Baltic region,
        Poland and Romania," | said | the Russian foreign minister | direct

        "This process is proceeding actively enough," | added | he | direct

        "This has showed that the mentality of moving closer to our borders has not disappeared anywhere," |
        said | the minister | direct

        "Also, I didn’t get any reply to the question about the attitude of the [NATO] secretary general to the
        violation of international law through a coup d'etat," | said | Lavrov | direct

        "but we actually confirmed that we had not been the initiators of the disruption of numerous interaction
        mechanisms, in particular, through military channels," | said | the Russian foreign minister | direct

        "And if NATO colleagues revise their decisions, which we view as inadequate, we are ready to respond
        constructively," | said | Lavrov | direct
    """.strip().split("\n\n")
]
"""Content, cue, source and type of the nine quotations, as the article has them."""


def exported(folder: Path) -> list[dict[str, Any]]:
    """Export, have the file checked, and return its records."""
    for arguments in (("export",), ("export", "--check", "exports/reviewer.jsonl")):
        command = [sys.executable, "-m", "reviewer", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=30, check=False
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
    assert keys <= 3 * quotations


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
