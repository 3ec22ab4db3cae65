"""What is written to the terminal, byte for byte, when a text wants to steer it."""

import re
from pathlib import Path

from tests.e2e.conftest import Open

HOSTILE = {
    "1 [∕] [@click=app.quit]x[∕] \x1b[31m.txt": "[/] [/foo] [@click=app.quit]x[/] [link=http://e.vil]y[/link] $title",
    "2 \u202egpj.txt": "\u202eevil\u202c \u2066x\u2069 \u200f a\u0336b\u0301",
    "3 \x9b31m.txt": "\x1b[31mred \x1b[6n \x1b]0;pwned\x07 \x9b31m \x9d0;pwned\x9c \x7f and so on, and on, and on.",
    "4 北京.txt": "北京市的市长说这是真的。 👩‍👩‍👧‍👦 👍🏽 🇺🇳 قال الوزير אמר השר " + "w" * 3_000,
}
OURS = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\]22;[a-z-]*\x07|[()][0B]|[=>78])")
"""Escape sequences as Textual and the terminal's own set-up write them."""
FOREIGN = (b"\x1b[31m", b"\x1b[6n", b"\x1b]0;")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def test_no_control_byte_of_a_text_reaches_the_terminal(reviewer: Open, tmp_path: Path) -> None:
    for name, text in HOSTILE.items():
        (tmp_path / name).write_text(f"News of {text}\n\nThe mayor said so on Monday. It was {text}.\n", "utf-8")
    (tmp_path / "reviewer.toml").write_text('[guidelines]\nfile = "ours.md"\nversion = "1"\n')
    (tmp_path / "ours.md").write_text("# Ours\n\n" + "\n\n".join(HOSTILE.values()), "utf-8")
    terminal = reviewer("open", *HOSTILE)
    terminal.until("article 1 of 4")
    for number in (2, 3, 4):
        terminal.write("a;\u202enote \x9b31m\r]")
        terminal.until(f"article {number} of 4")
    terminal.write("\x1bOQ")  # F2
    terminal.until("Ours")
    terminal.write("q")
    terminal.until("article 4 of 4")
    terminal.write("//news")
    terminal.until("4 found")
    terminal.write("\x1b")
    terminal.until(lambda: not any("found" in row for row in terminal.rows()))
    terminal.write("\x10news of")
    terminal.until("Article: ")
    terminal.write("\x1b")
    terminal.until(lambda: not any("Article: " in row for row in terminal.rows()))
    terminal.write("\x11")
    assert terminal.end() == 0
    assert not [one for one in FOREIGN if one in terminal.bytes]
    written = OURS.sub(b"", terminal.bytes).decode("utf-8")
    assert not re.findall(r"[^\n\r]?[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,9}", written)
    assert not BIDI.findall(written)
