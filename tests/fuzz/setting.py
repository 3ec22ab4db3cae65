"""The settings file, and the names of keys."""

from collections.abc import Iterator
from contextlib import suppress

from reviewer import schemes
from reviewer.errors import SettingsError
from reviewer.keys import ACTIONS, BY_ID, for_scheme, named, remapped, shown
from reviewer.settings import load
from tests.fuzz.target import Draw, Target, folder, refused

_EXAMPLE = """
reviewer = "ada"
theme = "nord"
suggestions = false
[keys]
undo = ["u", "ctrl+z"]
"label.quote" = "Q"
[guidelines]
file = "ours.md"
version = "ours-2"
[publisher]
name = "Example"
url = "https://news.example"
reviews = "https://news.example/checks?id="
[[labels]]
name = "opinion"
word = "Opinion"
glyph = "◇"
key = ["O", "1"]
colour = "red"
description = "what somebody thinks"
guideline = "Say so."
[[labels]]
name = "fact"
key = "t"
description = "事実"
"""


def file_to_settings(data: bytes) -> None:
    """Make sure that there are settings that can be used, or one line."""
    (folder() / "reviewer.toml").write_bytes(data)
    try:
        found = load(folder() / "reviewer.db")
    except SettingsError as error:
        refused(error)
        return
    keys = [key for action in found.actions for key in action.keys]
    assert len(set(keys)) == len(keys)
    assert {one.id for one in found.actions} == set(BY_ID)
    for_scheme(found.actions, found.scheme)
    if found.scheme.is_own:
        scheme, kept = schemes.written(found.scheme.labels)
        assert scheme == found.scheme
        assert schemes.read(scheme.uid or "", kept) == scheme
        schemes.guidelines(scheme)
    try:
        found.guideline()
    except SettingsError as error:
        refused(error)
    if found.publisher:
        assert found.publisher.page("a").casefold().startswith(("https://", "http://"))


def words_to_keys(data: bytes) -> None:
    """Make sure that a key has one name, and that none does two things, whatever keys are given."""
    draw = Draw(data)
    changes: dict[str, list[str]] = {}
    while draw:
        name = ACTIONS[draw.number(len(ACTIONS))].id if draw.number(8) else draw.text(draw.number(12))
        word = draw.text(draw.number(16))
        try:
            key = named(word)
        except SettingsError as error:
            refused(error)
        else:
            assert named(key) == key
            assert named(shown(key)) == key
        changes.setdefault(name, []).append(word)
        with suppress(ValueError):
            schemes.read(word, word)
    try:
        table = remapped(changes)
    except SettingsError as error:
        refused(error)
        return
    keys = [key for action in table for key in action.keys]
    assert len(set(keys)) == len(keys)


def _settings() -> Iterator[bytes]:
    (folder() / "ours.md").write_text("# Ours\n", "utf-8")
    yield _EXAMPLE.encode()
    yield from (part.encode() for part in _EXAMPLE.split("[[labels]]"))
    yield b"\xef\xbb\xbf" + b'reviewer = "x"\r\n'


def _keys() -> Iterator[bytes]:
    for key in (
        "?",
        "ctrl+a",
        "shift+tab",
        "alt+x",
        "f12",
        "ctrl+question_mark",
        "shift+a",
        "é",
        "ß",
        "²",
        "ctrl+ctrl+a",
    ):
        word = key.encode()
        yield bytes((0, 1, 3, 1, len(word))) + word


_WORDS = (
    b"[[labels]]\n", b"[keys]\n", b"[guidelines]\n", b"[publisher]\n", b"name = ", b"key = ", b"word = ", b"glyph = ",
    b"colour = ", b"description = ", b"guideline = ", b"version = ", b"file = ", b"url = ", b"reviews = ", b"theme = ",
    b'"\\u001b[31m"', b'"\\u202e"', b'"""', b"'''", b"inf", b"nan", b"1979-05-27", b"{", b"}", b"[", b"]", b"=", b"\n",
    b'"ctrl+', b'"shift+', b'"f1"', b'"https://', b"0x1", b"9" * 30, b"true", "\U0001f600".encode(), "́".encode(),
)  # fmt: skip
TARGETS = (
    Target("settings", file_to_settings, _settings, _WORDS),
    Target(
        "keys", words_to_keys, _keys, (b"ctrl+", b"shift+", b"alt+", b"f1", b"enter", "İ".encode(), "ǰ".encode(), b"_")
    ),
)
