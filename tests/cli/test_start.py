"""Starting costs what is asked for: help loads no screen, no models and no migrations."""

import json
import os
import subprocess
import sys

import pytest

from tests.formats.sample import ROOT

HEAVY = ("textual", "rich", "pydantic", "sqlite_utils", "charset_normalizer", "platformdirs")
LOOK = """
import json, sys
from reviewer.cli import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """Return the top-level packages that a command has loaded when it ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(names)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["keys", "--help"],
        ["export", "--help"],
        ["log", "--help"],
        ["schema", "--help"],
        ["suggest", "--help"],
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize("command", ["export", "status", "log", "schema", "keys", "completion", "locate", "open"])
def test_no_commands_help_loads_the_screen(command: str) -> None:
    assert "textual" not in loaded(command, "--help")


def test_nothing_of_the_suggestions_is_loaded_before_the_first_paint() -> None:
    look = """
import sys
import reviewer.session, reviewer.suggesting, reviewer.tui.app
engine = {"reviewer.suggest.engine", "reviewer.suggest.proposals", "reviewer.articles.article_text"}
print(sorted(engine & set(sys.modules)))
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", look], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
