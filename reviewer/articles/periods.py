"""The single full stop: whether it ends a sentence or only an abbreviation, an initial or an enumerator."""

from collections.abc import Callable

from reviewer.articles.abbreviations import (
    AFTER_HOUR,
    BEHAVIOUR,
    CREDIT_LABELS,
    FINITE,
    LABELLED,
    OFFICES,
    PLAIN_STARTERS,
    STARTERS,
)
from reviewer.articles.patterns import compiled
from reviewer.articles.stops import Stop
from reviewer.articles.wordlists import words

_EDGES = "\"'“‘”’„«‹»›([{¿¡「『（【`*•"
_LONGEST_ENUMERATOR = 12
_ENUMERATOR = r"[*•●▪■◦‣⁃·\s\-–—\"“'‘(\[]*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})\)?$"
_DOTTED = r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}$"
_CITY = r"[^\W\d_][\w'’.-]*,\s$"
_NICKNAME = r"[\"“‘'][^\s\"”]{1,20}(?: [^\s\"”]{1,20}){0,2}[\"”’'] [A-Z]"
_PHRASE = (
    r"(?:In|Across|Outside|Inside|At|By|Around|About|Before|After|Until|Till|Since|From|On|Shortly|Just)(?: \S+){1,4}$"
)
_SHORT_PHRASE = 40
_ROMAN = r"[IVXLC]+\b|[A-Z]\b"
_SUBJECT = r"[A-Z][\w'’-]*((?: [A-Z][\w.'’-]*){0,2}) ([a-z]+)"
_JOINED = "[-/—–]"
_BRACKETS = frozenset("([{（")
_KEEPS_QUOTED = frozenset({"title", "never"})
# "p. 5", "v. Roe", "c. 1900", "d. 1950", "b. 1900", "5 m."
_SMALL_INITIALS = frozenset("pvcdbm")
_BEFORE_NAMES = frozenset("pv")
_LONGEST_SUBJECT = 80
_JOINING = words("and of de von van for the")


def opens_sentence(stop: Stop) -> bool:
    """Say whether what follows is a word that, capitalised, opens a sentence, or the label of a picture credit."""
    word = stop.next_word
    return word in STARTERS or (word in CREDIT_LABELS and stop.after_next == ":")


def ends_after_abbreviation(stop: Stop) -> bool:
    """Say whether a single full stop ends its sentence; what follows does not start in lower case."""
    words = stop.words
    if not words or stop.before.isspace():
        return True
    word = words[-1].lstrip(_EDGES)
    kind = BEHAVIOUR.get(word)
    if kind is None and not word.isalnum():
        word = compiled(_JOINED).split(word)[-1]
        kind = BEHAVIOUR.get(word)
    if kind is None:
        kind = _shape(word, stop)
    if kind == "word" or (kind == "letter" and _is_label(word, words, stop)):
        return True
    if kind == "enumerator" or (stop.opener in _BRACKETS and kind != "number"):
        return False
    if stop.opener and kind != "number":
        return kind not in _KEEPS_QUOTED and not compiled(_NICKNAME).match(stop.text, stop.at - 1, stop.end)
    return opens_sentence(stop) if stop.run.endswith(")") else _RULES[kind](stop)


def _shape(word: str, stop: Stop) -> str:
    """Tell an enumerator ("2.", "b."), a letter, a dotted abbreviation ("U.S") and a plain word by their form."""
    if stop.mark - stop.start <= _LONGEST_ENUMERATOR and compiled(_ENUMERATOR).match(stop.text, stop.start, stop.mark):
        return "enumerator"
    if len(word) == 1 and word.isalpha():
        return "letter"
    return "dotted" if "." in word and compiled(_DOTTED).match(word) else "word"


def _is_label(word: str, words: list[str], stop: Stop) -> bool:
    """Tell the letters that are no initials: "I", a label ("vitamin C."), a small letter that stands for nothing."""
    before = words[-2] if len(words) > 1 else ""
    if word.islower():
        return word not in _SMALL_INITIALS or (word not in _BEFORE_NAMES and not stop.first.isdigit())
    return before.lower() in LABELLED or (word == "I" and before != "" and not before[0].isupper())


def _after_letter(stop: Stop) -> bool:
    """Judge an initial: it goes on unless what follows can only open a sentence; "A." and "I." may be initials too."""
    followed = stop.text[stop.at + 1 : stop.at + 2]
    return opens_sentence(stop) and not (stop.first in "AI" and followed == ".")


def _after_title(stop: Stop) -> bool:
    return stop.next_word in PLAIN_STARTERS


def _after_number(stop: Stop) -> bool:
    return not (stop.first.isdigit() or stop.first in "#§")


def _after_reference(stop: Stop) -> bool:
    return not stop.first.isdigit() and not compiled(_ROMAN).match(stop.text, stop.at, stop.end)


def _after_hour(stop: Stop) -> bool:
    """Judge an hour: it ends a sentence unless a day or a zone follows."""
    return not _is_phrase(stop) and stop.next_word not in AFTER_HOUR


def _after_state(stop: Stop) -> bool:
    """Judge a state: "City, ST." before a capital ends the sentence; alone it goes on ("Calif. Gov. Roe")."""
    if stop.first.isdigit():
        return False
    if opens_sentence(stop):
        return True
    space = max(stop.text.rfind(" ", stop.start, stop.mark), stop.start)
    return compiled(_CITY).search(stop.text, max(stop.start, space - 24), space + 1) is not None


def _after_dotted(stop: Stop) -> bool:
    return opens_sentence(stop) and not _is_phrase(stop)


def _is_phrase(stop: Stop) -> bool:
    """Tell a sentence that is no more than an adverbial so far: "At 5 a.m.", "In the U.S."."""
    short = stop.mark - stop.start <= _SHORT_PHRASE
    return short and compiled(_PHRASE).match(stop.text, stop.start, stop.mark) is not None


def _after_company(stop: Stop) -> bool:
    """Judge "Inc." or "Jr.": it ends the sentence before a starter or a subject with its finite verb."""
    if not stop.first.isupper():
        return False
    if opens_sentence(stop):
        return True
    if stop.next_word in OFFICES:
        return False
    subject = compiled(_SUBJECT).match(stop.text, stop.at, min(stop.end, stop.at + _LONGEST_SUBJECT))
    if not subject:
        return False
    verb = subject[2]
    return verb in FINITE or verb.endswith("ed") or (not subject[1] and verb not in _JOINING)


def _never(_: Stop) -> bool:
    return False


_RULES: dict[str, Callable[[Stop], bool]] = {
    "letter": _after_letter,
    "title": _after_title,
    "number": _after_number,
    "reference": _after_reference,
    "hour": _after_hour,
    "state": _after_state,
    "company": _after_company,
    "street": opens_sentence,
    "date": opens_sentence,
    "dotted": _after_dotted,
    "never": _never,
}
