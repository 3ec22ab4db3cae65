"""What is taken for an answer of the terminal, and what for keys."""

import pytest

from reviewer.tui.terminal_input import LONGEST, Reports

KEYS = (
    "aqa\x11",
    "\x1b",
    "\x1b[A",
    "\x1b[97;5u",
    "\x1bOQ",
    "\x1b[<0;3;4M",
    "\x1b[200~a\x1b[201~",
    "\x1b[48;24;80;0;0t",
    "é",
)
ANSWERS = (
    "\x1b[?1u",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1b]11;rgb:1/2/3\x1b\\",
    "\x1b]52;c;YQ==\x07",
    "\x1bP1$r0m\x1b\\",
)


@pytest.mark.parametrize("keys", KEYS, ids=ascii)
def test_keys_come_at_once(keys: str) -> None:
    assert Reports().without(keys) == keys


@pytest.mark.parametrize("answer", ANSWERS, ids=ascii)
def test_an_answer_goes_however_it_is_cut(answer: str) -> None:
    assert Reports().without(f"a{answer}b{answer}") == "ab"
    for at in range(3, len(answer)):
        reports = Reports()
        assert reports.without(f"a{answer[:at]}") + reports.without(f"{answer[at:]}b") == "ab"
        assert not reports.rest()


def test_what_only_begins_like_an_answer_is_keys_after_a_while() -> None:
    reports = Reports()
    assert reports.without("a\x1b]") == "a"
    assert reports.rest() == "\x1b]"
    assert reports.without(f"\x1b]{'x' * LONGEST}") == f"\x1b]{'x' * LONGEST}"
