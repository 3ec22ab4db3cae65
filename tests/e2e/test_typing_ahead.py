"""Typing ahead in a real terminal on a busy machine: every key is answered once, by what it was meant for."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.store import open_store
from tests.e2e.conftest import SEED, Open, Terminal

CLAIM = "jcNATO is bound by discipline.\r"
CHECK = "ets1jArticle 5 says so.\rIt is binding.\x13ehttps://www.nato.int/treaty.htm\ryjjyq"
SHEETS = "lfmff/bound\rqwjq?q//common discipline\r"
LABELS = "q;ask the bank, abqx\rcckkx is what c says\r/said\rx"
QUIT = "\x11"
ACTS = [  # the sheets between decide nothing
    *("import", "claim"),
    *("to_check", "in_check", "check", "check", "evidence"),
    *("label", "note", "claim", "label"),
]


@pytest.fixture
def busy() -> Iterator[Callable[[Terminal], None]]:
    """Give what leaves a program a third of one processor; two others of no use have the rest of it."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]

    def share(terminal: Terminal) -> None:
        if sys.platform == "linux":
            one = {min(os.sched_getaffinity(0))}
            for number in (terminal.process.pid, *(other.pid for other in others)):
                os.sched_setaffinity(number, one)

    yield share
    for other in others:
        other.kill()
        other.wait()


def at_once(terminal: Terminal, keys: str) -> None:
    """Press all keys at once."""
    terminal.write(keys)


def one_by_one(terminal: Terminal, keys: str) -> None:
    """Press keys one after the other, about eighty a second."""
    for key in keys:
        terminal.write(key)
        terminal.read(0.012)


@pytest.mark.parametrize(
    ("press", "size"),
    [
        (at_once, (80, 24)),
        pytest.param(one_by_one, (80, 24), marks=pytest.mark.slow),
        pytest.param(at_once, (120, 40), marks=pytest.mark.slow),
        pytest.param(one_by_one, (120, 40), marks=pytest.mark.slow),
    ],
)
def test_whatever_is_typed_ahead_is_answered_by_what_it_was_meant_for(
    reviewer: Open,
    busy: Callable[[Terminal], None],
    tmp_path: Path,
    press: Callable[[Terminal, str], None],
    size: tuple[int, int],
) -> None:
    terminal = reviewer("open", str(SEED), size=size)
    terminal.until("sentence 1 of 23")
    busy(terminal)
    press(terminal, CLAIM + CHECK + SHEETS + LABELS + QUIT)
    assert terminal.end() == 0
    store = open_store(tmp_path / "reviewer.db", make=False)
    assert [one.action for one in reversed(list(store.log()))] == ACTS
    claims = [row.claim for row in store.ledger()]
    check, evidence = store.check(claims[0].uid), store.evidence(claims[0].uid)
    store.close()
    assert [claim.text for claim in claims] == ["NATO is bound by discipline.", "ckkx is what c says"]
    assert (check.status, check.justification) == ("in_check", "Article 5 says so.\nIt is binding.")
    assert [one.source_url for one in evidence] == ["https://www.nato.int/treaty.htm"]
