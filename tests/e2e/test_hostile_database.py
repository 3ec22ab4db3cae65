"""A database whose every field wants to steer the terminal: each screen, dialog and command, byte for byte."""

import json
import re
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.store import open_store
from reviewer.store.bringing import Proposal
from tests.conftest import FLOOD, put
from tests.crafted import changed, whole
from tests.damaged import Column, damage
from tests.e2e.conftest import Open, Terminal
from tests.e2e.test_hostile_bytes import BIDI, OURS

STEERS = "\x1b]52;c;UFdO\x07\x1b[6n\x1b[c\x1b]0;PWN\x07"
PAYLOAD = f"{STEERS}\x1b[31mPWN\x9b31m\x9d0;x\x9c\x7f\x08\u202egpj[/][@click=app.quit]x[/]"
FOREIGN = (b"\x1b]52;", b"\x1b[6n", b"\x1b[c", b"\x1b]0;", b"\x1b[31m", b"]0;PWN\x07")
"""What of it would be taken for the program's own, as a sequence that may stand there."""
FIELDS = {
    "documents": ("name", "title", "url", "published", "language", "external_id", "encoding", "splitter", "imported"),
    "annotations": ("note", "created", "modified", "guideline", "origin"),
    "speakers": ("name", "role"),
    "attributions": ("addressee", "created", "modified", "guideline", "origin"),
    "claims": ("text", "created", "modified", "guideline", "origin"),
    "checks": ("justification", "searched", "comment", "checker", "drafted_by", "created", "modified"),
    "evidence": (
        "source_url", "archive_url", "title", "publisher", "published_on", "accessed_at", "locator", "excerpt", "note",
        "added_by", "created", "modified",
    ),
    "decisions": ("at", "guideline", "origin"),
    "preferences": ("value",),
    "guidelines": ("version", "text"),
}  # fmt: skip
SCREENS = (
    "j", "y", "\x1b", "l", "/PWN\r", "jj", "f", "\x1b", "\x1b", "e", "y", "\x1b", "\x1b", "i", "\x1b", "d", "\x1b", "v",
    "\x1b", "\x1b", "f", "\x1b", "?", "q", "\x1bOQ", "q", "/PWN\r", "//PWN", "\x1b", "\x10", "article", "\x1b", ";x\r",
    "c", "\x1b", "t", "\x1b", "s", "\x1b", "A", "\x1b", "u", "\x12", "]", "[", " ",
)  # fmt: skip
"""The keys that open each screen, dialog and mode there is, and those that leave them."""


def clean(written: bytes) -> None:
    """Look through all that was written to a terminal."""
    assert not [one for one in FOREIGN if one in written]
    left = OURS.sub(b"", written.replace(b"\x1b[K", b"")).decode("utf-8")
    assert not re.findall(r".{0,20}[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,20}", left)
    assert not BIDI.findall(left)


def quiet(terminal: Terminal, rest: float = 0.12, seconds: float = 6.0) -> None:
    """Wait until nothing has been painted for a while."""
    end = time.monotonic() + seconds
    seen = -1
    while seen != len(terminal.bytes) and time.monotonic() < end:
        seen = len(terminal.bytes)
        terminal.read(rest)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Make a database of this kind, with a reviewer of a name like that."""
    path = tmp_path / "reviewer.db"
    whole(path)
    quoted = "'" + PAYLOAD.replace("'", "''") + "'"
    for table, columns in FIELDS.items():
        given = ", ".join(f'"{one}" = coalesce("{one}", \'\') || {quoted}' for one in columns)
        changed(path, f"UPDATE {table} SET {given}")
    for table in ("annotations", "progress", "decisions", "attributions", "claims"):
        changed(path, f"UPDATE OR IGNORE {table} SET reviewer = {quoted} WHERE reviewer = 'ben'")
    (tmp_path / "bad.jsonl").write_text('{"text": "a", "label": ["' + "\\u001b[31mPWN" + '"]}\n{"\x1b[31m\n')
    return path


def test_every_screen_of_a_database_that_wants_to_steer(reviewer: Open, database: Path) -> None:
    terminal = reviewer("open", "--all", "--open", "--reviewer", "ada", "--db", str(database), size=(110, 32))
    terminal.until("sentence ")
    for keys in SCREENS:
        terminal.write(keys)
        quiet(terminal)
        assert terminal.process.isalive(), keys
    seen = terminal.bytes
    terminal.write("\x1b\x1b\x11")
    assert terminal.end() == 0
    assert b"PWN" in seen
    clean(terminal.bytes)


def test_the_screen_of_differences_of_such_a_database(reviewer: Open, database: Path) -> None:
    terminal = reviewer("adjudicate", "--reviewer", "ada", "--db", str(database), size=(110, 32))
    terminal.until("differ")
    for keys in ("j", "y", "\x1b", "?", "q", "2", "u"):
        terminal.write(keys)
        quiet(terminal)
    terminal.write("\x11")
    terminal.end()
    clean(terminal.bytes)


LABELS = """
[[labels]]
name = "fact"
key = "t"
word = "[/]fact[@click=app.quit]"
description = "[/] [@click=app.quit]x[/] $x"
guideline = '''
# PWN [/] {payload}
'''

[[labels]]
name = "opinion"
key = "o"
description = "what somebody thinks"
"""


def test_labels_titles_and_suggestions_that_want_to_steer(reviewer: Open, tmp_path: Path) -> None:
    escaped = PAYLOAD.replace("\x1b", "\\u001b").replace("\x07", "\\u0007").replace("\x9b", "\\u009b")
    escaped = (
        escaped.replace("\x9d", "\\u009d").replace("\x9c", "\\u009c").replace("\x7f", "\\u007f").replace("\x08", "\\b")
    )
    (tmp_path / "reviewer.toml").write_text(LABELS.replace("'''", '"""').format(payload=escaped), "utf-8")
    steers = STEERS.replace("\x1b", "&#27;").replace("\x07", "&#7;")
    story = f"<p>The river rose on Monday. The mayor closed the bridge. {steers}</p>" * 9
    (tmp_path / "page.html").write_text(f"<title>PWN {steers} {PAYLOAD}</title><h1>PWN {steers}</h1>{story}", "utf-8")
    assert reviewer("import", "page.html").end() == 0
    proposed = {
        "label": "fact", "score": 0.7, "reasons": [PAYLOAD], "check_worthiness": None, "duplicate_of": None,
        "attributions": [{
            "content": [{"start": 0, "end": 9}], "cue": [], "source": [{"start": 10, "end": 12}], "score": 0.9,
            "quote_type": PAYLOAD, "reason": PAYLOAD, "speaker": PAYLOAD,
        }],
    }  # fmt: skip
    with closing(open_store(tmp_path / "reviewer.db")) as store:
        for sentence in store.sentences(1, 0, 9_000):
            store.propose(1, [Proposal(sentence.start, sentence.end, PAYLOAD, json.dumps(proposed))])
    terminal = reviewer("open", "--suggestions", size=(120, 32))
    terminal.until("sentence ")
    for keys in ("j", "y", "\x1b", "\x1bOQ", "q", "t", "A", "\r", "\x1b", "\x10", "fact", "\x1b", "?", "q", "u"):
        terminal.write(keys)
        quiet(terminal)
        assert terminal.process.isalive(), keys
    terminal.write("\x1b\x1b\x11")
    assert terminal.end() == 0
    assert b"PWN" in terminal.bytes
    clean(terminal.bytes)


def test_a_sitting_that_meets_a_damaged_value_ends_in_a_line(reviewer: Open, tmp_path: Path) -> None:
    whole(tmp_path / "reviewer.db")
    damage(tmp_path / "reviewer.db", Column("attributions", "source"), "[[0, \x1b[31mPWN")
    before = decided(tmp_path)
    terminal = reviewer("open", "--all", "--reviewer", "ada", "--db", "reviewer.db", size=(200, 24))
    terminal.until("is damaged")
    assert terminal.end() == 2
    written = terminal.bytes.decode()
    assert written.count("reviewer: reviewer.db: is damaged (something in attributions is no JSON); look it over") == 1
    assert "Traceback" not in written
    assert "\x1b[?1049l" in written  # the terminal was given back before
    clean(terminal.bytes)
    assert decided(tmp_path) == before


ANSWERS = (
    "\x1b[?62;1;2;6;9;15;22c", "\x1b[>41;354;0c", "\x1b[24;80R", "\x1b]11;rgb:1111/2222/3333\x1b\\",
    "\x1b]4;1;rgb:cdcd/0000/0000\x07", "\x1bP1$r0m\x1b\\", "\x1bP>|XTerm(388)\x1b\\", "\x1bP!|00000000\x1b\\",
    "\x1b[?2026;2$y", "\x1b[?1u", "\x1b[8;24;80t", "\x1b[I\x1b[O", "\x1b]52;c;YXFi\x07",
    "\x1bP1+r544e=6171\x1b\\", "\x1b_Gi=1;aqa\x1b\\", "\x1b[0n", "\x1b[?2;0;0S",
)  # fmt: skip
"""What terminals answer to what they are asked, and what they tell unasked."""


def decided(folder: Path) -> int:
    """Return how many decisions there are."""
    with closing(open_store(folder / "reviewer.db")) as store:
        return sum(1 for _ in store.log())


def test_what_a_terminal_answers_decides_nothing(reviewer: Open, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "reviewer.db")) as store:
        put(store, f"\x1b[c\x1b[6n\n\n{FLOOD} \x1b[c \x1b]11;?\x07 \x1b[>q")
    before = decided(tmp_path)
    terminal = reviewer("open", "--reviewer", "ada")
    terminal.until("sentence 1 of")
    for answer in ANSWERS:
        terminal.write(answer * 2)
        terminal.write(answer[:-1])
        terminal.write(answer[-1:])
        quiet(terminal, 0.15)
        assert decided(tmp_path) == before, ascii(answer)
    terminal.write("\x11")
    assert terminal.end() == 0
    clean(terminal.bytes)
