"""The single full stop: whether it ends a sentence or only an abbreviation, an initial or an enumerator."""

from collections.abc import Callable
from typing import NamedTuple

from reviewer.articles.abbreviations import (
    AFTER_HOUR,
    BEHAVIOUR,
    FINITE,
    LABELLED,
    OFFICES,
    PLAIN_STARTERS,
    STARTERS,
)
from reviewer.articles.patterns import compiled

_WINDOW = 40
_EDGES = "\"'“‘”’„«‹»›([{¿¡「『（【`*•"
_STEM = r"[^\W_]+"
_LONGEST_ENUMERATOR = 12
_ENUMERATOR = r"[*•●▪■◦‣⁃·\s\-–—\"“'‘(\[]*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})\)?$"
_DOTTED = r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}$"
_CITY = r"[^\W\d_][\w'’.-]*,\s$"
_NICKNAME = r"[\"“‘'][^\s\"”]{1,20}(?: [^\s\"”]{1,20}){0,2}[\"”’'] [A-Z]"
_TIME_PHRASE = r"(?:At|By|Around|About|Before|After|Until|Till|Since|From|On|Shortly|Just)(?: \S+){1,4}$"
_SHORT_PHRASE = 40
_ROMAN = r"[IVXLC]+\b|[A-Z]\b"
_SUBJECT = r"[A-Z][\w'’-]*((?: [A-Z][\w.'’-]*){0,2}) ([a-z]+)"
_JOINED = "[-/—–]"
_BRACKETS = frozenset("([{（")
_KEEPS_QUOTED = frozenset({"title", "never", "number"})
# "p. 5", "v. Roe", "c. 1900", "d. 1950", "b. 1900", "5 m."
_SMALL_INITIALS = frozenset("pvcdbm")
_BEFORE_NAMES = frozenset("pv")
_LONGEST_SUBJECT = 80
_JOINING = frozenset("and of de von van for the".split())


class _Stop(NamedTuple):
    """A full stop at `dot` in the sentence begun at `start`; what follows has its first letter at `at`, the line ends at `end`."""

    text: str
    start: int
    dot: int
    at: int
    end: int

    @property
    def following(self) -> str:
        """The word that follows, without what an apostrophe or a hyphen adds to it ("He's" is "He")."""
        found = compiled(_STEM).match(self.text, self.at, min(self.end, self.at + _WINDOW))
        return found.group() if found else ""

    @property
    def letter(self) -> str:
        """The first letter that follows."""
        return self.text[self.at]


def opens_sentence(text: str, at: int, end: int) -> bool:
    """Say whether the word at `at` is one that, capitalised, opens a sentence, or a label before a colon."""
    found = compiled(_STEM).match(text, at, min(end, at + _WINDOW))
    return found is not None and (found.group() in STARTERS or text[found.end() : found.end() + 1] == ":")


def ends_after_abbreviation(text: str, start: int, dot: int, at: int, end: int, opener: str) -> bool:
    """Say whether the full stop at `dot` ends the sentence begun at `start`; what follows has its first letter at `at`.

    `opener` is the mark that opens what follows, if one does. The letter at `at` is no lower-case one.
    """
    words = text[max(start, dot - _WINDOW) : dot].split()
    if not words:
        return True
    word = words[-1].lstrip(_EDGES)
    kind = BEHAVIOUR.get(word)
    if kind is None and not word.isalnum():
        word = compiled(_JOINED).split(word)[-1]
        kind = BEHAVIOUR.get(word)
    if kind is None:
        if dot - start <= _LONGEST_ENUMERATOR and compiled(_ENUMERATOR).match(text, start, dot):
            return False
        if len(word) == 1 and word.isalpha():
            kind = "letter"
        elif "." in word and compiled(_DOTTED).match(word):
            kind = "dotted"
        else:
            return True
    stop = _Stop(text, start, dot, at, end)
    if kind == "letter" and _is_label(word, words, stop):
        return True
    if opener in _BRACKETS:
        return False
    if opener:
        return kind not in _KEEPS_QUOTED and not compiled(_NICKNAME).match(text, at - 1, end)
    return _RULES[kind](stop)


def _is_label(word: str, words: list[str], stop: _Stop) -> bool:
    """Tell the letters that are no initials: "I", a label ("vitamin C."), a small letter that stands for nothing."""
    before = words[-2] if len(words) > 1 else ""
    if word.islower():
        return word not in _SMALL_INITIALS or (word not in _BEFORE_NAMES and not stop.letter.isdigit())
    return before.lower() in LABELLED or (word == "I" and before != "" and not before[0].isupper())


def _after_letter(stop: _Stop) -> bool:
    """Judge an initial: it goes on unless what follows can only open a sentence; "A." and "I." may be initials too."""
    followed = stop.text[stop.at + 1 : stop.at + 2]
    return opens_sentence(stop.text, stop.at, stop.end) and not (stop.letter in "AI" and followed == ".")


def _after_title(stop: _Stop) -> bool:
    return stop.following in PLAIN_STARTERS


def _after_number(stop: _Stop) -> bool:
    return not (stop.letter.isdigit() or stop.letter in "#§")


def _after_reference(stop: _Stop) -> bool:
    return not stop.letter.isdigit() and not compiled(_ROMAN).match(stop.text, stop.at, stop.end)


def _after_hour(stop: _Stop) -> bool:
    """Judge an hour: it ends a sentence unless a day or a zone follows, or the sentence is no more than "At 5 a.m." so far."""
    if stop.dot - stop.start <= _SHORT_PHRASE and compiled(_TIME_PHRASE).match(stop.text, stop.start, stop.dot):
        return False
    return stop.following not in AFTER_HOUR


def _after_state(stop: _Stop) -> bool:
    """Judge a state: "City, ST." before a capital ends the sentence; alone it qualifies what follows ("Calif. Gov. Roe")."""
    if stop.letter.isdigit():
        return False
    if _after_starter(stop):
        return True
    space = max(stop.text.rfind(" ", stop.start, stop.dot), stop.start)
    return compiled(_CITY).search(stop.text, max(stop.start, space - 24), space + 1) is not None


def _after_company(stop: _Stop) -> bool:
    """Judge a company's "Inc." or a name's "Jr.": it ends the sentence before a starter or a subject with its finite verb."""
    if not stop.letter.isupper():
        return False
    if _after_starter(stop):
        return True
    if stop.following in OFFICES:
        return False
    subject = compiled(_SUBJECT).match(stop.text, stop.at, min(stop.end, stop.at + _LONGEST_SUBJECT))
    if not subject:
        return False
    return subject[2] in FINITE or (not subject[1] and subject[2] not in _JOINING)


def _after_starter(stop: _Stop) -> bool:
    return opens_sentence(stop.text, stop.at, stop.end)


def _never(_: _Stop) -> bool:
    return False


_RULES: dict[str, Callable[[_Stop], bool]] = {
    "letter": _after_letter,
    "title": _after_title,
    "number": _after_number,
    "reference": _after_reference,
    "hour": _after_hour,
    "state": _after_state,
    "company": _after_company,
    "street": _after_starter,
    "date": _after_starter,
    "dotted": _after_starter,
    "never": _never,
}
