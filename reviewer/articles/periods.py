"""The single full stop: whether it ends a sentence or only an abbreviation, an initial or an enumerator."""

import re

from reviewer.articles.abbreviations import (
    AFTER_HOUR,
    BEHAVIOUR,
    FINITE,
    LABELLED,
    OFFICES,
    PLAIN_STARTERS,
    STARTERS,
)

_WINDOW = 40
_EDGES = "\"'“‘”’„«‹»›([{¿¡「『（【`*•"
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_STEM = re.compile(r"[^\W_]+")
_LONGEST_ENUMERATOR = 12
_ENUMERATOR = re.compile(r"[*•●▪■◦‣⁃·\s\-–—\"“'‘(\[]*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})\)?$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}$")
_CITY = re.compile(r"[^\W\d_][\w'’.-]*,\s$")
_NICKNAME = re.compile(r"[\"“‘'][^\s\"”]{1,20}(?: [^\s\"”]{1,20}){0,2}[\"”’'] [A-Z]")
_TIME_PHRASE = re.compile(r"(?:At|By|Around|About|Before|After|Until|Till|Since|From|On|Shortly|Just)(?: \S+){1,4}$")
_SHORT_PHRASE = 40
_ROMAN = re.compile(r"[IVXLC]+\b|[A-Z]\b")
_SUBJECT = re.compile(r"[A-Z][\w'’-]*((?: [A-Z][\w.'’-]*){0,2}) ([a-z]+)")
_JOINING = frozenset("and of de von van for the".split())


def ends_after_abbreviation(text: str, start: int, dot: int, at: int, end: int, opener: str) -> bool:
    """Say whether the full stop at `dot` ends the sentence begun at `start`; what follows has its first letter at `at`.

    `opener` is the mark that opens what follows, if one does. The letter at `at` is no lower-case one.
    """
    words = text[max(start, dot - _WINDOW) : dot].split()
    if not words:
        return True
    word = words[-1].lstrip(_EDGES)
    kind = BEHAVIOUR.get(word)
    if kind is None and ("-" in word or "/" in word or "—" in word):
        word = re.split("[-/—–]", word)[-1]
        kind = BEHAVIOUR.get(word)
    if kind is None:
        if dot - start <= _LONGEST_ENUMERATOR and _ENUMERATOR.match(text, start, dot):
            return False
        if len(word) == 1 and word.isalpha():
            return _ends_after_letter(text, word, words, dot, at, end, opener)
        if "." not in word or not _DOTTED.match(word):
            return True
        kind = "dotted"
    if opener in "\"“„«‘'" and opener:
        return kind not in {"title", "never", "number"} and not _NICKNAME.match(text, at - 1, end)
    if opener in {"(", "["}:
        return False
    return _RULES[kind](text, start, dot, at, end)


def _first_token(text: str, at: int, end: int) -> str:
    """Return the word at `at` without what an apostrophe or hyphen adds to it ("He's" is "He")."""
    found = _STEM.match(text, at, min(end, at + _WINDOW))
    return found.group() if found else ""


def opens_sentence(text: str, at: int, end: int) -> bool:
    """Say whether the word at `at` is one that, capitalised, opens a sentence."""
    token = _first_token(text, at, end)
    return token in STARTERS or text[at + len(token) : at + len(token) + 1] == ":"


def _ends_after_letter(text: str, word: str, words: list[str], dot: int, at: int, end: int, opener: str) -> bool:
    """A capital is an initial unless it is "I", a label ("vitamin C."), or what follows can only open a sentence."""
    if not word.isupper():
        return word not in "pvcdbm" or (word not in "pv" and not text[at].isdigit())
    before = words[-2] if len(words) > 1 else ""
    if word == "I" and before and not before[0].isupper():
        return True
    if before.lower() in LABELLED:
        return True
    if opener:
        return opener in "\"“„«‘'" and bool(before) and not _NICKNAME.match(text, at - 1, end)
    return opens_sentence(text, at, end) and not (text[at] in "AI" and text[at + 1 : at + 2] == ".")


def _after_title(text: str, start: int, dot: int, at: int, end: int) -> bool:
    return _first_token(text, at, end) in PLAIN_STARTERS


def _after_number(text: str, start: int, dot: int, at: int, end: int) -> bool:
    return not (text[at].isdigit() or text[at] in "#§")


def _after_reference(text: str, start: int, dot: int, at: int, end: int) -> bool:
    return not text[at].isdigit() and not _ROMAN.match(text, at, end)


def _after_hour(text: str, start: int, dot: int, at: int, end: int) -> bool:
    """The hour ends a sentence unless a day or a zone follows, or the sentence is no more than "At 5 a.m." so far."""
    if dot - start <= _SHORT_PHRASE and _TIME_PHRASE.match(text, start, dot):
        return False
    return _first_token(text, at, end) not in AFTER_HOUR


def _after_state(text: str, start: int, dot: int, at: int, end: int) -> bool:
    """ "City, ST." before a capital ends the sentence; a state alone goes on with what it qualifies ("Calif. Gov. Roe")."""
    if text[at].isdigit():
        return False
    if opens_sentence(text, at, end):
        return True
    space = max(text.rfind(" ", start, dot), start)
    return _CITY.search(text, max(start, space - 24), space + 1) is not None


def _after_company(text: str, start: int, dot: int, at: int, end: int) -> bool:
    """A company's "Inc." or a name's "Jr." ends the sentence before a starter or before a subject and its finite verb."""
    if not text[at].isupper():
        return False
    token = _first_token(text, at, end)
    if token in STARTERS:
        return True
    if token in OFFICES:
        return False
    subject = _SUBJECT.match(text, at, min(end, at + 80))
    if not subject:
        return False
    return subject[2] in FINITE or (not subject[1] and subject[2] not in _JOINING)


def _after_starter(text: str, start: int, dot: int, at: int, end: int) -> bool:
    return opens_sentence(text, at, end)


def _never(text: str, start: int, dot: int, at: int, end: int) -> bool:
    return False


_RULES = {
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
