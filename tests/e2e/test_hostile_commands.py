"""Each way in which a command speaks, on a terminal, byte for byte, when all that it speaks of wants to steer."""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.conftest import Terminal, environment
from tests.e2e.test_hostile_database import PAYLOAD, STEERS, clean, database

__all__ = ["database"]
INNER = PAYLOAD[4:20].replace("/", "")
"""What a file can be called."""


class Call(NamedTuple):
    """A command, and what its environment holds beside what is always there."""

    arguments: tuple[str, ...]
    env: tuple[tuple[str, str], ...] = ()


def call(*arguments: str, **env: str) -> Call:
    return Call(arguments, tuple(env.items()))


DATABASE = (
    call("status"), call("log"), call("stats"), call("lint"), call("corrections"), call("similar", "taxes"),
    call("report", "1", "-o", "-"), call("locate"), call("agreement"), call("doctor"), call("backup"),
    call("adjudicate", "--agreed"), call("requeue", "--share", "1"), call("restore", "evil.db", "--db", "other.db"),
    call("merge", "evil.db", "--db", "other.db"), call("report", PAYLOAD, "-o", "-"), call("corrections", PAYLOAD),
    call("assign", "--to", PAYLOAD), call("assign", "--to", INNER), call("status", "--db", "broken.db"),
)  # fmt: skip
"""What speaks of a database."""
OPTIONS = (
    call("export", "--format", PAYLOAD), call("export", "-o", f"{PAYLOAD[4:20]}/x"), call("merge", f"{PAYLOAD}.db"),
    call("import", f"{PAYLOAD}.txt"), call("import", "--format", "doccano", "bad.jsonl"),
    call("suggest", f"{PAYLOAD}*"),
    call("status", "--db", PAYLOAD), call("open", "--reviewer", PAYLOAD), call(PAYLOAD), call("log", f"--{PAYLOAD}"),
    call("import", "--map", PAYLOAD, "--format", "csv", "x"), call("adjudicate", "--reviewer", "ada\x7f"),
    call("export", "--label", PAYLOAD, "-o", "-"), call("export", "--policy", PAYLOAD),
    call("export", "--split", PAYLOAD),
    call("log", "--limit", PAYLOAD), call("log", PAYLOAD, PAYLOAD), call("restore", f"{PAYLOAD}.db"),
    call("completion", PAYLOAD), call("schema", "-o", f"{INNER}/x"), call("keys", PAYLOAD), call(f"-{PAYLOAD}"),
    call("export", f"--lab{PAYLOAD}"), call("export", f"--format={PAYLOAD}"), call("status", PAYLOAD, PAYLOAD),
    call("split", f"{PAYLOAD}.jsonl", "-o", "cut"), call("lint", "--rule", PAYLOAD), call("backup", PAYLOAD),
    call("suggest", "page.html", "-o", f"{INNER}.jsonl"), call("import", "page.html", "feed.rss"),
    call("split", "shards", "-o", f"{INNER}-cut"), call("export", "-o", f"{INNER}.jsonl"),
    call("import", f"{INNER}.jsonl"), call("import", "--as", "suggestions", "told.jsonl"),
)  # fmt: skip
"""What speaks of words on its own command line, and of files."""
SURROUNDINGS = (
    *(call(name, "--help", REVIEWER_NAME=PAYLOAD, REVIEWER_DB=PAYLOAD) for name in ("open", "export", "status")),
    call("status", REVIEWER_DB=PAYLOAD), call("open", "page.html", REVIEWER_NAME=PAYLOAD, NO_SCREEN="1"),
    call("locate", REVIEWER_DB=PAYLOAD, XDG_CONFIG_HOME=f"/tmp/{INNER}"), call("log", REVIEWER_NAME=PAYLOAD),
    *(
        call(_REVIEWER_COMPLETE=f"{shell}_complete", COMP_WORDS=f"reviewer {words}", COMP_CWORD=number)
        for shell in ("bash", "zsh", "fish")
        for words, number in (("export --label ", "3"), (f"{INNER} ", "2"), (f"export --format {INNER}", "3"))
    ),
    call(_REVIEWER_COMPLETE=PAYLOAD), call("open", "--db", "toml/a.db"), call("status", "--db", "labels/a.db"),
    call("import", "../page.html", "--db", "labels/a.db"), call("keys", "--db", "keys/a.db"),
    call("import", "page.html", "--db", "git/a.db", HOME="git", REVIEWER_NAME=""),
)  # fmt: skip
"""What speaks of its surroundings: variables, settings, the shell that completes words."""
DRIVER = """
import json, os, sys
from reviewer.cli import run
before = dict(os.environ)
for number, (arguments, env) in enumerate(json.loads(sys.argv[1])):
    os.environ.update(env)
    try:
        code = run(arguments)
    except SystemExit as end:
        code = end.code
    os.environ.clear()
    os.environ.update(before)
    sys.stderr.flush()
    print(f"<{number}: {code}>", flush=True)
"""
SETTINGS = {
    "toml": f'theme = "{INNER}'.replace("\x07", "\\u0007"),
    "labels": '[[labels]]\nname = "fact"\nkey = "t"\nword = "\\u001b[31mPWN"\ndescription = "\\u001b]0;PWN\\u0007"\n',
    "keys": '[keys]\n"\\u001b[31mPWN" = "\\u009b31m"\n',
}


def laid(folder: Path, whole: Path) -> None:
    """Put files of each kind beside the database."""
    (folder / "evil.db").write_bytes(whole.read_bytes())
    (folder / "broken.db").write_bytes(whole.read_bytes()[:5000] + STEERS.encode() * 900)
    steers = STEERS.replace("\x1b", "&#27;").replace("\x07", "&#7;")
    story = "<p>The river rose on Monday. The mayor closed the bridge.</p>" * 9
    page = f"<html><head><title>{PAYLOAD} {steers}</title><meta name=author content='{PAYLOAD}'></head><body>{story}"
    (folder / "page.html").write_text(f"{page}<p>{steers}</p>")
    (folder / "feed.rss").write_text(f"<rss><channel><item><title>{PAYLOAD}</title><description>x{PAYLOAD}")
    (folder / "shards").mkdir()
    (folder / "shards" / f"{INNER}.jsonl").write_text(json.dumps({"text": f"The river rose. {PAYLOAD}"}) + "\n{\n")
    told = {"text": f"The river rose. {PAYLOAD}", "suggestions": [{"label": PAYLOAD, "engine": PAYLOAD}]}
    (folder / "told.jsonl").write_text(json.dumps(told) + "\n")
    for name, written in SETTINGS.items():
        (folder / name).mkdir()
        (folder / name / "reviewer.toml").write_text(written)
    (folder / "git").mkdir()
    (folder / "git" / ".gitconfig").write_text(f"[user]\nname = {STEERS}\n")


@pytest.mark.parametrize("calls", [DATABASE, OPTIONS, SURROUNDINGS], ids=["database", "options", "surroundings"])
def test_no_command_lets_a_terminal_be_steered(tmp_path: Path, database: Path, calls: tuple[Call, ...]) -> None:
    laid(tmp_path, database)
    given = json.dumps([(one.arguments, dict(one.env)) for one in calls])
    env = environment(tmp_path, PYTHONUTF8="1", COLUMNS="400")
    terminal = Terminal([sys.executable, "-c", DRIVER, given], tmp_path, (400, 60), env)
    assert terminal.end() == 0
    written = terminal.bytes
    for number, one in enumerate(calls):
        assert any(f"<{number}: {code}>".encode() in written for code in (0, 1, 2)), (one, written[-900:])
    assert b"Traceback" not in written
    assert b"a fault in" not in written
    clean(written)
