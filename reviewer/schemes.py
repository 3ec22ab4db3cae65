"""Labels of one's own: what `[[labels]]` of `reviewer.toml` says becomes a scheme, which is kept as JSON."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from reviewer.errors import SettingsError
from reviewer.keys import Action, named, shown
from reviewer.labels import (
    COLOURS,
    LONGEST_NAME,
    NAME,
    SHORT,
    SUGGESTED_GLYPH,
    UNDECIDED_GLYPH,
    Label,
    Scheme,
    is_name,
)
from reviewer.toml_tables import only

FEWEST, MOST = 2, 9
"""How many labels a scheme has: one that is alone says nothing, and the panel and the hand hold no more."""
LONGEST_WORD, LONGEST_DESCRIPTION = 24, 120
"""In code points."""
RESERVED = frozenset(
    {"undecided", "uncertain", "all", "none", "null", "untriaged", "not_checkable", "to_check", "in_check", "returned",
     "reopened", "drafted", "second_review", "approved"}
)  # fmt: skip
"""Names that mean something else where labels are chosen by name: filters, and states of a check."""
OTHERWISE = frozenset({"space", "e", "h", "equals_sign"})
"""Keys that mean something else on the screen where reviewers' answers are settled, whatever the settings say."""
GLYPHS = "◆○■△●□▲◇★"
"""What labels get in this order when no glyph is given."""
_TAKEN_GLYPHS = f"{UNDECIDED_GLYPH}{SUGGESTED_GLYPH}!▶┃▸"
_KEPT = ("name", "word", "glyph", "key", "digit", "colour", "meaning", "guideline")
"""The fields of a label that are kept; the short word is made of the word."""


def scheme_of(given: Sequence[Any], actions: Sequence[Action]) -> Scheme:
    """Return the scheme that the tables of `[[labels]]` describe; `actions` is the table of keys beside them.

    Raises SettingsError in one line for what cannot be.
    """
    if not FEWEST <= len(given) <= MOST:
        raise SettingsError(f"[[labels]] has {len(given)} labels; give {FEWEST} to {MOST} of them")
    glyphs, labels = [*GLYPHS], list[Label]()
    for table in given:
        if not isinstance(table, Mapping):
            raise SettingsError("labels must be a list of tables: [[labels]]")
        known = dict.fromkeys(("name", "word", "glyph", "colour", "description", "guideline"), str)
        only(table, {**known, "key": object}, "labels.")
        glyph = table.get("glyph") or next(sign for sign in glyphs if sign not in {one.glyph for one in labels})
        labels.append(_label(table, glyph, COLOURS[len(labels) % 6]))
    _refuse_alike(labels)
    _refuse_clashes(labels, actions)
    return written(labels)[0]


def written(labels: Iterable[Label]) -> tuple[Scheme, str]:
    """Return the scheme of these labels with its uid, and the JSON that it is kept as."""
    scheme = Scheme(tuple(labels))
    text = json.dumps(kept(scheme), ensure_ascii=False, separators=(",", ":"))
    return scheme._replace(uid=sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]), text


def kept(scheme: Scheme) -> list[dict[str, str]]:
    """Return the labels of a scheme as they are kept, by the names of their fields."""
    return [{name: getattr(label, name) for name in _KEPT} for label in scheme.labels]


def read(uid: str, text: str) -> Scheme:
    """Return the scheme that is kept under a uid as JSON; raises ValueError where it is none that this module wrote."""
    given = json.loads(text)
    if not isinstance(given, list) or not FEWEST <= len(given) <= MOST:
        raise ValueError("no labels")
    for one in given:
        if not isinstance(one, dict) or one.keys() != set(_KEPT) or not all(isinstance(v, str) for v in one.values()):
            raise ValueError("no label")
    labels = [Label(short=_short(one["word"]), **one) for one in given]
    try:
        for label in labels:
            _check(label)
        _refuse_alike(labels)
        _refuse_clashes(labels, ())
    except SettingsError as error:
        raise ValueError(str(error)) from error
    scheme, again = written(labels)
    if again != text or scheme.uid != uid:
        raise ValueError("other labels than its uid says")
    return scheme


def guidelines(scheme: Scheme) -> str:
    """Return, as Markdown, what each label of a scheme means and how it is given."""
    return "\n".join(_explained(scheme)) + "\n"


def _explained(scheme: Scheme) -> Iterator[str]:
    yield "# Labels"
    for label in scheme.labels:
        keys = " ".join(f"`{shown(key)}`" for key in label.keys)
        yield from ("", f"## {label.glyph} {label.word} {keys}", "", f"{label.meaning}.".replace("..", "."))
        if label.guideline.strip():
            yield from ("", label.guideline.strip())


def _label(table: Mapping[str, Any], glyph: str, colour: str) -> Label:
    for name in ("name", "key", "description"):
        if name not in table:
            raise SettingsError(f"a label of [[labels]] lacks its {name}; each has name, key and description")
    name = table["name"]
    key, digit = _keys(name, table["key"])
    word = table.get("word", name.replace("_", " "))
    label = Label(
        name, word, _short(word), glyph, key, digit, table.get("colour", colour), table["description"],
        table.get("guideline", ""),
    )  # fmt: skip
    _check(label)
    return label


def _check(label: Label) -> None:
    """Raise SettingsError for a label that cannot be, whatever others there are."""
    name = label.name
    if not is_name(name):
        raise SettingsError(
            f"{name!r} cannot be a label's name; write small letters, digits and _, a letter first, "
            f"at most {LONGEST_NAME} of them ({NAME})"
        )
    if name in RESERVED:
        raise SettingsError(f"{name!r} means something else and cannot be a label's name; choose another")
    for what, text, most in (
        ("word", label.word, LONGEST_WORD), ("description", label.meaning, LONGEST_DESCRIPTION),
    ):  # fmt: skip
        if not text.strip() or text != text.strip() or len(text) > most or not text.isprintable():
            raise SettingsError(f"the {what} of label {name!r} must be 1 to {most} printable characters on one line")
    if len(label.glyph) != 1 or not label.glyph.isprintable() or columns(label.glyph) != 1 or label.glyph == " ":
        raise SettingsError(f"the glyph of label {name!r} must be one sign, one column wide, such as ◆")
    if label.glyph in _TAKEN_GLYPHS:
        raise SettingsError(f"the glyph {label.glyph!r} of label {name!r} means something else on the screen")
    if label.colour not in COLOURS:
        raise SettingsError(f"the colour of label {name!r} must be one of: {', '.join(COLOURS)}")
    if _keys(name, [shown(key) for key in label.keys]) != (label.key, label.digit):
        raise SettingsError(f"the key of label {name!r} is no key")


def _keys(name: str, given: object) -> tuple[str, str]:
    """Return a label's key and its digit, which may be empty, as Textual names them."""
    keys = [given] if isinstance(given, str) else given
    if not isinstance(keys, list) or not all(isinstance(key, str) and len(key) == 1 for key in keys):
        keys = []
    digits = [key for key in keys if key.isascii() and key.isdigit()]
    others = [named(key) for key in keys if key not in digits]
    if len(others) != 1 or len(digits) > 1:
        raise SettingsError(f'the key of label {name!r} must be one letter or sign, with a digit or without: "o"')
    return others[0], "".join(digits)


def _refuse_alike(labels: Sequence[Label]) -> None:
    for what, values in (
        ("name", [label.name for label in labels]), ("word", [label.word.casefold() for label in labels]),
        ("glyph", [label.glyph for label in labels]),
    ):  # fmt: skip
        for value in values:
            if values.count(value) > 1:
                raise SettingsError(f"two labels have the same {what}: {value!r}")


def _refuse_clashes(labels: Sequence[Label], actions: Sequence[Action]) -> None:
    taken = {key: one.id for one in actions if not one.id.startswith("label.") for key in one.keys}
    for label in labels:
        for key in label.keys:
            if key in taken:
                raise SettingsError(f"key {shown(key)!r} is given to both {taken[key]!r} and 'label.{label.name}'")
            if key in OTHERWISE:
                raise SettingsError(
                    f"key {shown(key)!r} means something else where reviewers' answers are settled; "
                    f"give 'label.{label.name}' another"
                )
            taken[key] = f"label.{label.name}"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: marks above letters none, wide letters two."""
    return sum(
        0 if unicodedata.category(sign) in {"Mn", "Me"} else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _short(word: str) -> str:
    """Return as much of a word as fits the gutter."""
    end = len(word)
    while columns(word[:end]) > SHORT:
        end -= 1
    return word[:end].rstrip()
