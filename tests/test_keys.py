"""One table of actions: no key leads to two places, and what a person writes is what the screen understands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from reviewer.errors import SettingsError
from reviewer.keys import ACTIONS, BY_ID, named, remapped, shown
from reviewer.labels import LABELS

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
NAMED = [
    "space", "enter", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right",
]  # fmt: skip
EVERY = [*(_character_to_key(sign) for sign in SIGNS), *NAMED, *(f"f{number}" for number in range(1, 13)), *"aGäß09"]


def keys() -> list[str]:
    return [key for action in ACTIONS for key in action.keys]


def test_no_key_has_two_actions_and_no_action_two_entries() -> None:
    assert len(set(keys())) == len(keys())
    assert len(BY_ID) == len(ACTIONS)
    assert all(action.keys for action in ACTIONS)


def test_every_action_is_explained() -> None:
    for action in ACTIONS:
        assert re.fullmatch(r"[a-z_.]+", action.id)
        assert action.label
        assert action.help
        assert action.help[-1] != ".", "help stands in columns"
        assert "|" not in action.help, "and in a table"


def test_groups_stay_together() -> None:
    groups = [action.group for action in ACTIONS]
    assert groups == sorted(groups, key=groups.index)


def test_the_footer_is_short_and_every_place_in_it_is_taken_once() -> None:
    places = sorted(action.footer for action in ACTIONS if action.footer)
    assert places == list(range(1, len(places) + 1))
    assert len(places) <= 7


def test_every_label_has_a_key_and_a_digit_of_its_own() -> None:
    for label in LABELS:
        assert BY_ID[f"label.{label.name}"].keys == (label.key, label.digit)
        assert label.digit.isdigit()
    assert len({label.glyph for label in LABELS} | {label.short for label in LABELS}) == 2 * len(LABELS)


@pytest.mark.parametrize("key", sorted({*EVERY, *keys()}))
def test_what_is_shown_can_be_written(key: str) -> None:
    assert named(shown(key)) == named(key) == key


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_shown_as_itself(sign: str) -> None:
    assert shown(named(sign)) == sign
    assert named(sign) == _character_to_key(sign), "as Textual calls the key"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("del", "delete"),
        ("pgdn", "pagedown"),
        ("↓", "down"),
        ("ctrl+Z", "ctrl+z"),
        ("shift+g", "G"),
        ("shift+down", "shift+down"),
        ("ctrl+pagedown", "ctrl+pagedown"),
        ("alt+x", "alt+x"),
    ],
)
def test_keys_are_written_as_one_speaks_of_them(written: str, key: str) -> None:
    assert named(written) == key


@pytest.mark.parametrize(
    "key", ["", "ctrl+", "f13", "f0", "return", "ab", "ctrl+ab", "hyper+a", " ", "\n", "ctrl+ctrl+a"]
)
def test_there_is_no_such_key(key: str) -> None:
    with pytest.raises(SettingsError, match="there is no key"):
        named(key)


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_key_or_an_error(written: str) -> None:
    try:
        key = named(written)
    except SettingsError:
        return
    assert named(key) == key
    assert "," not in key, "Textual takes a comma between keys"


def test_other_keys_take_the_place_of_all_an_action_had() -> None:
    table = {action.id: action.keys for action in remapped({"next": ["tab", "down"], "undo": ("u", "ctrl+z", "u")})}
    assert table["next"] == ("tab", "down")
    assert table["undo"] == ("u", "ctrl+z")
    assert {name: table[name] for name in table if name not in {"next", "undo"}} == {
        action.id: action.keys for action in ACTIONS if action.id not in {"next", "undo"}
    }
    assert remapped({}) == ACTIONS


def test_two_actions_can_change_places() -> None:
    table = {action.id: action.keys for action in remapped({"next": ["k"], "previous": ["j"]})}
    assert (table["next"], table["previous"]) == (("k",), ("j",))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"undoo": ["z"]}, "there is no action 'undoo'; did you mean 'undo'?"),
        ({"label.quotes": ["z"]}, "there is no action 'label.quotes'; did you mean 'label.quote'?"),
        ({"zzz": ["z"]}, "there is no action 'zzz'; `reviewer keys` lists them"),
        ({"undo": ["j"]}, "key 'j' is given to both 'undo' and 'next'"),
        ({"undo": ["?"]}, "key '?' is given to both 'undo' and 'help'"),
        ({"undo": ["z"], "redo": ["z"]}, "key 'z' is given to both 'undo' and 'redo'"),
        (
            {"undo": ["return"]},
            "there is no key 'return'; write a letter, a digit, a sign, f1 to f12, or ctrl+ and a letter",
        ),
    ],
)
def test_a_table_that_cannot_be_is_one_line(changes: dict[str, list[str]], line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        remapped(changes)
    assert str(caught.value) == line
