"""What a reviewer is asked without naming articles, and what the terminal says of it, in a real terminal."""

import json
from pathlib import Path

from reviewer.layers import again
from reviewer.store import open_store
from tests.e2e.conftest import Open

FLOOD = "Flood closes bridge\n\nThe river rose on Monday.\n"
BUDGET = "Council passes budget\n\nThe council voted 7 to 2.\n"


def test_the_queue_follows_what_is_assigned(reviewer: Open, tmp_path: Path) -> None:
    for name, text in (("0.txt", FLOOD), ("1.txt", BUDGET)):
        (tmp_path / name).write_text(text, "utf-8")
    assert reviewer("import", "0.txt", "1.txt").end() == 0
    assert reviewer("assign", "--to", "Ben", "0.txt").end() == 0
    for arguments, title, said in (
        (("--reviewer", "Ben"), "Flood", "1 of 2 documents, assigned to you; all of them: reviewer open --all"),
        (("--reviewer", "Ann"), "Council", "1 of 2 documents, assigned to nobody; all of them: reviewer open --all"),
        (("--reviewer", "Ann", "--all"), "Council", ""),
    ):
        terminal = reviewer("open", *arguments, size=(100, 24))
        terminal.until(f"{title} ")
        terminal.until("article 2 of 2" if "--all" in arguments else "sentence 1 of 2")
        terminal.write("\x11")
        assert terminal.end() == 0
        assert (said.encode() in terminal.bytes) if said else (b"all of them" not in terminal.bytes)


def test_what_is_asked_again_has_a_queue_of_its_own(reviewer: Open, tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_text(FLOOD, "utf-8")
    terminal = reviewer("open", "0.txt")
    terminal.until("sentence 1 of 2")
    terminal.write("ab\x11")
    assert terminal.end() == 0
    terminal = reviewer("open", "--again")
    assert terminal.end() == 2
    assert b"choose documents with: reviewer requeue --blind" in terminal.bytes
    assert reviewer("requeue", "--blind").end() == 0
    terminal = reviewer("open", "--again")
    terminal.until("sentence 1 of 2")
    assert not any("assertion" in row and "▸" in row for row in terminal.rows())
    terminal.write("aa\x11")
    assert terminal.end() == 0
    store = open_store(tmp_path / "reviewer.db")
    assert [label for _, label, _ in store.labels(1, again("Ann"))] == ["assertion", "assertion"]
    store.close()
    told = reviewer("agreement", "--json", "--bootstrap", "0")
    assert told.end() == 0
    (line,) = [row for row in told.bytes.decode().splitlines() if row.startswith("{")]
    assert json.loads(line)["label"]["self_agreement"][0]["raw"]["value"] == 0.5
