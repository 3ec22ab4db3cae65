"""The main job as a person does it: open, label by keys, be cut off, come back, finish, export, check."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from reviewer.store import open_store
from tests.e2e.conftest import SEED, Open, Terminal, environment
from tests.seed import LABELS

NAMES = {"q": "quote", "a": "assertion", "b": "background", "x": "not_a_claim"}
UNDO, REDO, QUIT = "u", "\x12", "\x11"


def run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run `reviewer` without a terminal."""
    command = [sys.executable, "-m", "reviewer", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def labels(folder: Path) -> list[str]:
    """Return Ann's labels in the order of the sentences, as they stand in the file, which must be whole."""
    with closing(sqlite3.connect(folder / "reviewer.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(open_store(folder / "reviewer.db", make=False)) as store:
        (document,) = store.document_ids()
        given = {sentence: label for sentence, label, _ in store.labels(document, "Ann")}
        return [label for sentence in store.layout(document).ids if (label := given.get(sentence))]


def test_an_article_from_opening_to_a_checked_export(reviewer: Open, tmp_path: Path) -> None:
    wanted = [NAMES[key] for key in LABELS]
    first = reviewer("open", str(SEED))
    first.until("sentence 1 of 23")
    for number, key in enumerate(LABELS[:12], 1):
        first.write(key)
        first.until(f" {number}/23 ")
    first.kill(signal.SIGKILL)
    assert first.end() == -signal.SIGKILL
    assert labels(tmp_path) == wanted[:12], "what was shown as decided is decided"

    again = reviewer("open")
    again.until("sentence 13 of 23")
    again.write(UNDO)
    again.until(" 11/23 ")
    again.until("sentence 12 of 23")
    again.write(REDO)
    again.until(" 12/23 ")
    again.write("n" + LABELS[12:])
    again.until(" 23/23 ")
    again.until("export")
    again.write(QUIT)
    assert again.end() == 0
    assert labels(tmp_path) == wanted

    exported = run(tmp_path, "export")
    assert (exported.returncode, exported.stdout) == (0, "")
    records = [json.loads(line) for line in (tmp_path / "exports" / "reviewer.jsonl").read_text("utf-8").splitlines()]
    assert [record["label"] for record in records] == wanted
    checked = run(tmp_path, "export", "--check", "exports/reviewer.jsonl")
    assert checked.returncode == 0, checked.stderr
    status = json.loads(run(tmp_path, "status", "--json").stdout)
    assert (status["documents"], status["sentences"]) == (1, 23)
    assert status["reviewers"][0]["labelled"] == 23


def test_two_hundred_keys_at_once_decide_one_sentence_each_in_order(reviewer: Open, tmp_path: Path) -> None:
    sentences = " ".join(f"The council passed rule {number} today." for number in range(210))
    (tmp_path / "long.txt").write_text(f"Council at work\n\n{sentences}\n", "utf-8")
    keys = ("qabx" * 50)[:200]
    terminal = reviewer("open", "long.txt")
    terminal.until("sentence 1 of 211")
    terminal.write(keys)
    terminal.until(" 200/211 ")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert labels(tmp_path) == [NAMES[key] for key in keys]


def test_keys_followed_at_once_by_the_quit_key_are_all_decided(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write(LABELS + QUIT)
    assert terminal.end() == 0
    assert labels(tmp_path) == [NAMES[key] for key in LABELS]


def test_words_pasted_into_a_note_decide_nothing(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write(";ask the bank about it\r")
    terminal.until("  ask the bank")
    terminal.write("\x1b[200~qaqa\x1b[201~")
    terminal.write(";")
    terminal.until(" ask the bank about it ")
    terminal.write("\x1b[200~, baba\x1b[201~\r")
    terminal.until("bank about it,")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert labels(tmp_path) == []


def test_without_a_terminal_open_imports_and_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "open", str(SEED))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "reviewer import" in done.stderr
    assert json.loads(run(tmp_path, "status", "--json").stdout)["sentences"] == 23


def test_articles_come_through_standard_input(tmp_path: Path) -> None:
    pipe = f'cat "{SEED}" | "{sys.executable}" -m reviewer open -'
    terminal = Terminal(["/bin/sh", "-c", pipe], tmp_path)
    terminal.until("sentence 1 of 23")
    terminal.write("xa")
    terminal.until(" 2/23 ")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert labels(tmp_path) == ["not_a_claim", "assertion"]


def test_a_polite_end_leaves_the_database_whole(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write("xaa")
    terminal.until(" 3/23 ")
    terminal.kill(signal.SIGTERM)
    assert terminal.end() != 0
    assert labels(tmp_path) == ["not_a_claim", "assertion", "assertion"]
    again = reviewer("open")
    again.until("sentence 4 of 23")


def test_the_terminal_is_given_back_as_it_was(reviewer: Open) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert b"\x1b[?1049h" in terminal.bytes
    assert terminal.bytes.rindex(b"\x1b[?1049l") > terminal.bytes.rindex(b"sentence")
    assert b"\x1b[?25h" in terminal.bytes[terminal.bytes.rindex(b"sentence") :], "the cursor shows again"


def test_the_space_bar_takes_one_suggestion_after_the_other_and_the_export_says_so(
    reviewer: Open, tmp_path: Path
) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("% sure")
    for number in range(1, 24):
        terminal.write(" ")
        terminal.until(f" {number}/23 ")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert run(tmp_path, "export").returncode == 0
    records = [json.loads(line) for line in (tmp_path / "exports" / "reviewer.jsonl").read_text("utf-8").splitlines()]
    assert [record["decision"]["suggestion"]["outcome"] for record in records] == ["accepted"] * 23
    marked = [one["suggestion"]["outcome"] for record in records for one in record["attributions"]]
    assert set(marked) == {"accepted"}
    assert run(tmp_path, "export", "--check", "exports/reviewer.jsonl").returncode == 0


def test_without_suggestions_the_space_bar_does_nothing_and_the_record_says_nothing(
    reviewer: Open, tmp_path: Path
) -> None:
    terminal = reviewer("open", "--no-suggestions", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write(" ")
    terminal.until("nothing is suggested in this sitting")
    terminal.write("x")
    terminal.until(" 1/23 ")
    terminal.write(QUIT)
    assert terminal.end() == 0
    assert "sure" not in "".join(terminal.rows())
    assert run(tmp_path, "export").returncode == 0
    (record,) = (tmp_path / "exports" / "reviewer.jsonl").read_text("utf-8").splitlines()
    assert json.loads(record)["decision"].get("suggestion") is None
