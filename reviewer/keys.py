"""The table of actions: every key of the review screen, its label and help; footer, help and README come from it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reviewer.errors import SettingsError
from reviewer.labels import LABELS, Label, Scheme


class Action(NamedTuple):
    """One thing a reviewer can do. `keys` are Textual key names; `footer` ranks it there (0: not shown)."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    footer: int = 0


def _giving(label: Label) -> Action:
    """Return the action that gives a label."""
    return Action(f"label.{label.name}", label.keys, label.word, f"{label.word}: {label.meaning}", "Decide")


ACTIONS: tuple[Action, ...] = (
    Action(
        "accept", ("space",), "accept", "take what is suggested: label, who said what, and what goes with it", "Decide"
    ),
    *(_giving(label) for label in LABELS),
    Action(
        "uncertain",
        ("exclamation_mark",),
        "uncertain",
        "mark the sentence as uncertain, or take the mark off",
        "Decide",
    ),
    Action("note", ("semicolon",), "note", "write a note on the sentence", "Decide"),
    Action("clear", ("delete",), "clear", "take the label off again", "Decide"),
    Action("undo", ("u",), "undo", "undo the last decision, however long ago", "Undo", 1),
    Action("redo", ("ctrl+r",), "redo", "do again what was undone", "Undo"),
    Action("next", ("j", "down"), "next", "next sentence", "Move"),
    Action("previous", ("k", "up"), "previous", "previous sentence", "Move"),
    Action("page_down", ("pagedown", "ctrl+f"), "page down", "one screen down", "Move"),
    Action("page_up", ("pageup", "ctrl+b"), "page up", "one screen up", "Move"),
    Action("first", ("g", "home"), "first", "first sentence of the article", "Move"),
    Action("last", ("G", "end"), "last", "last sentence of the article", "Move"),
    Action(
        "next_undecided",
        ("n",),
        "next undecided",
        "next sentence without a label, in the next article if need be",
        "Move",
        2,
    ),
    Action("previous_undecided", ("p",), "previous undecided", "previous sentence without a label", "Move"),
    Action("next_article", ("right_square_bracket",), "next article", "next article", "Move"),
    Action("previous_article", ("left_square_bracket",), "previous article", "previous article", "Move"),
    Action("spans", ("v",), "who", "mark who said what: quotation, cue, source and speaker", "Who said it", 4),
    Action(
        "speakers",
        ("w",),
        "speakers",
        "the project's speakers: names, aliases, roles; merge two that are one",
        "Who said it",
    ),
    Action("merge", ("m",), "merge", "join the sentence with the next one", "Sentences"),
    Action(
        "split", ("s",), "split", "cut the sentence in two: choose the place with the arrows, then enter", "Sentences"
    ),
    Action(
        "claim",
        ("c",),
        "claim",
        "write a claim of this sentence; where there are some, choose one, or c for another",
        "Claims",
    ),
    Action("worthiness.nfs", ("7",), "NFS", "no factual claim (NFS), or take that off", "Claims"),
    Action("worthiness.ufs", ("8",), "UFS", "factual but unimportant (UFS)", "Claims"),
    Action("worthiness.cfs", ("9",), "CFS", "check-worthy (CFS)", "Claims"),
    *(
        Action(f"claim_type.{name}", (key,), word, f"claim type: {name.replace('_', ' ')}, or take it off", "Claims")
        for name, key, word in (
            ("event_or_property", "E", "event"),
            ("numerical", "N", "numerical"),
            ("quote_verification", "V", "quote"),
            ("causal", "C", "causal"),
            ("position_statement", "P", "position"),
        )
    ),
    Action(
        "duplicate",
        ("d",),
        "same as",
        "link to an earlier sentence that says the same, or take over its label and claims",
        "Claims",
    ),
    Action(
        "earlier",
        ("i",),
        "earlier",
        "what other articles claimed or said before: what became of it, go there, link the claim to it",
        "Claims",
    ),
    Action(
        "check",
        ("e",),
        "check",
        "check the claim: evidence, verdict, sign-off; where there are several, choose one",
        "Claims",
    ),
    Action("ledger", ("l",), "ledger", "all claims in one list: search, filter, sort, check, go to one", "Claims"),
    Action(
        "adjudicate",
        ("A",),
        "adjudicate",
        "where reviewers differ, side by side: take a side, or decide anew",
        "Together",
    ),
    Action("search", ("slash",), "search", "search this article; press it again to search all of them", "Find", 3),
    Action("filter", ("f",), "filter", "walk only through undecided, uncertain, or one label", "Find"),
    Action("help", ("question_mark", "f1"), "keys", "show the keys", "Help", 5),
    Action("guidelines", ("f2",), "guidelines", "show the labelling guidelines", "Help", 6),
    Action("palette", ("ctrl+p",), "palette", "go to a sentence or article, export, change the theme", "Help"),
    Action("quit", ("ctrl+q",), "quit", "quit at once: everything is saved already", "Help", 7),
)
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

_NAMES = {
    "exclamation_mark": "!",
    "semicolon": ";",
    "slash": "/",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "down": "↓",
    "up": "↑",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "space": "space",
    "comma": ",",
    "full_stop": ".",
    "escape": "esc",
}
_MORE = (
    "minus", "plus", "equals_sign", "apostrophe", "quotation_mark", "number_sign", "dollar_sign", "percent_sign",
    "ampersand", "asterisk", "colon", "at", "backslash", "circumflex_accent", "underscore", "grave_accent", "tilde",
    "vertical_line", "less_than_sign", "greater_than_sign", "left_parenthesis", "right_parenthesis",
    "left_curly_bracket", "right_curly_bracket",
)  # fmt: skip
_NAMES.update(zip(_MORE, "-+='\"#$%&*:@\\^_`~|<>(){}", strict=True))
_SIGNS = {sign: name for name, sign in _NAMES.items()}
_WORDS = {
    *_NAMES, "enter", "tab", "backspace", "insert", "home", "end", "left", "right", *(f"f{n}" for n in range(1, 13))
}  # fmt: skip


def shown(key: str) -> str:
    """Return a Textual key name as a person reads it: `question_mark` is `?`."""
    return _NAMES.get(key, key)


def named(key: str) -> str:
    """Return what a person wrote for a key as Textual names it: `?` is `question_mark`.

    Raises SettingsError when there is no such key.
    """
    name = _SIGNS.get(key, key)
    plain = name.removeprefix("ctrl+").removeprefix("shift+").removeprefix("alt+")
    if plain != name and len(plain) == 1 and plain.isascii() and plain.isalpha():
        # As terminals send them: shift and a letter is the capital, and ctrl knows no capitals.
        name = plain.upper() if name == f"shift+{plain}" else name.lower()
    if plain in _WORDS or (len(plain) == 1 and plain.isalnum()):
        return name
    raise SettingsError(f"there is no key {key!r}; write a letter, a digit, a sign, f1 to f12, or ctrl+ and a letter")


def remapped(changes: Mapping[str, Iterable[str]]) -> tuple[Action, ...]:
    """Return the table with other keys for some actions; raises SettingsError on unknown ids, keys and clashes."""
    for name in changes:
        if name not in BY_ID:
            from difflib import get_close_matches  # noqa: PLC0415 - only a typo needs it

            near = get_close_matches(name, BY_ID, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else "; `reviewer keys` lists them"
            raise SettingsError(f"there is no action {name!r}{hint}")
    table = tuple(
        action._replace(keys=tuple(dict.fromkeys(map(named, changes[action.id])))) if action.id in changes else action
        for action in ACTIONS
    )
    taken: dict[str, str] = {}
    for action in table:
        for key in action.keys:
            if key in taken:
                raise SettingsError(f"key {shown(key)!r} is given to both {taken[key]!r} and {action.id!r}")
            taken[key] = action.id
    return table


def for_scheme(actions: tuple[Action, ...], scheme: Scheme) -> tuple[Action, ...]:
    """Return the table for documents of a scheme: with the actions that give its labels in place of those there are.

    A scheme that was stored may have keys that something else has since: there they give the label, and what else they
    did is left without.
    """
    return tuple(_with_labels(actions, scheme)) if scheme.is_own else actions


def _with_labels(actions: Iterable[Action], scheme: Scheme) -> Iterator[Action]:
    taken = {key for label in scheme.labels for key in label.keys}
    given = False
    for action in actions:
        if not action.id.startswith("label."):
            keys = tuple(key for key in action.keys if key not in taken)
            yield action if keys == action.keys else action._replace(keys=keys)
        elif not given:
            given = True
            yield from map(_giving, scheme.labels)
