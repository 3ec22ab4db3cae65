"""Two reviewers label an article blind, a third settles what they differ on, in a real terminal."""

import json
from pathlib import Path

from reviewer.layers import ADJUDICATED
from reviewer.store import open_store
from tests.e2e.conftest import Open

STORY = "Flood closes bridge\n\nThe river rose on Monday. The mayor closed the bridge. It was built in 1932.\n"


def test_two_label_blind_and_a_third_settles(reviewer: Open, tmp_path: Path) -> None:
    story = tmp_path / "flood.txt"
    story.write_text(STORY, "utf-8")
    for name, keys in (("Ann", "aaab"), ("Ben", "aaqa")):
        terminal = reviewer("open", str(story), "--reviewer", name)
        terminal.until("sentence 1 of 4")
        assert not any("Ann" in row for row in terminal.rows())
        terminal.write(f"{keys}\x11")
        assert terminal.end() == 0
    terminal = reviewer("adjudicate", "--reviewer", "Zoe")
    terminal.until("2 agree · 2 differ · 0 settled")
    terminal.until("≠ ◆ assertion")
    terminal.write("2")
    terminal.until("as Ben has it · 1 left")
    terminal.write("x=")
    terminal.until("0 agree · 0 differ · 4 settled")
    terminal.write("u")
    terminal.until("2 agree · 0 differ · 2 settled")
    terminal.write("=\x1b")
    assert terminal.end() == 0
    told = reviewer("status", "--json")
    assert told.end() == 0
    (line,) = [row for row in told.bytes.decode().splitlines() if row.startswith("{")]
    assert (json.loads(line)["adjudicated"], json.loads(line)["differ"]) == (4, 0)
    store = open_store(tmp_path / "reviewer.db")
    given = {sentence: label for sentence, label, _ in store.labels(1, ADJUDICATED)}
    assert [given[one] for one in store.layout(1).ids] == ["assertion", "assertion", "quote", "not_a_claim"]
    store.close()


def test_an_open_sitting_shows_the_other(reviewer: Open, tmp_path: Path) -> None:
    story = tmp_path / "flood.txt"
    story.write_text(STORY, "utf-8")
    terminal = reviewer("open", str(story), "--reviewer", "Ann")
    terminal.until("sentence 1 of 4")
    terminal.write("b\x11")
    assert terminal.end() == 0
    terminal = reviewer("open", "--open", "--reviewer", "Ben")
    terminal.until("Ann  ○ background")
    terminal.write("\x11")
    assert terminal.end() == 0


def test_two_files_of_one_name_come_together_and_what_was_set_aside_is_taken(reviewer: Open, tmp_path: Path) -> None:
    story = tmp_path / "flood.txt"
    story.write_text(STORY, "utf-8")
    for database, keys in (("desk.db", "aaab"), ("home.db", "aaaq")):
        terminal = reviewer("open", str(story), "--reviewer", "Ann", "--db", database)
        terminal.until("sentence 1 of 4")
        terminal.write(f"{keys}\x11")
        assert terminal.end() == 0
    assert reviewer("merge", "home.db", "--db", "desk.db").end() == 0
    told = reviewer("status", "--db", "desk.db")
    told.until("conflicts  1 of a merge: reviewer merge --conflicts")
    assert told.end() == 0
    terminal = reviewer("adjudicate", "--reviewer", "Zoe", "--db", "desk.db")
    terminal.until("≠ a merge set aside: label")
    terminal.until("2 Ann, set aside")
    terminal.write("2")
    terminal.until("settled: background, as Ann, set aside has it · all is settled")
    terminal.write("\x1b")
    assert terminal.end() == 0
    store = open_store(tmp_path / "desk.db")
    assert store.conflicts() == []
    assert [label for _, label, _ in store.labels(1, ADJUDICATED)] == ["background"]
    store.close()
