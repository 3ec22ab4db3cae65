"""`reviewer completion` prints scripts, and the program answers when such a script asks."""

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Run
from tests.formats.sample import ROOT


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(ran: Run, shell: str) -> None:
    done = ran("completion", shell)
    assert done.code == 0
    assert f"_REVIEWER_COMPLETE={shell}_complete" in done.out
    assert ran("completion", "tcsh").code == 2


def test_commands_and_options_are_completed() -> None:
    def answer(words: str, word: int) -> list[str]:
        asked = {"_REVIEWER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(word)}
        command = [sys.executable, "-m", "reviewer"]
        done = subprocess.run(
            command, env={**os.environ, **asked}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout.split()

    assert answer("reviewer ex", 1) == ["plain,export"]
    assert "plain,--include-undecided" in answer("reviewer export --", 2)
    assert answer("reviewer export --label b", 3) == ["plain,background"]
