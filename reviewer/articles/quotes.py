"""Closed quotations: whether a mark closes one, and whether what follows only says who spoke."""

from reviewer.articles.abbreviations import AFTER_SAYING, SAYING
from reviewer.articles.patterns import compiled

_CLOSING = "”»’)]"
_PARITY_WINDOW = 1000
# Negated classes of plain characters compile fast and know every alphabet.
_NAME = r"(?!(?:The|An?|His|Her|Their|Our|My|One|Another) )[^\W\d_a-z][^\s,:;!?]*"
_ATTRIBUTION = (
    r"(?:(?:The|An?|His|Her|Their|Our|My|One|Another)(?: [^\s,.:;!?]+){1,4}?"
    rf"|{_NAME}(?: (?:{_NAME}|of|de|da|del|di|van|von|der|den|al|bin|ben|the)){{0,4}}?)"
    rf",? (?:also |later |then |further |once |again )?({SAYING})\b"
)
_NEXT_WORD = r"\s*(\w+|[,.!?…]|$)"
_TOLD = r"(?: [^\s,]+){1,4}?(?=[.,]| (?:in|on|at|during|after|before|by|via|when|as|last|late|this|from)\b|$)"
_STOP = r"[.?!…](?!\w)"
_OTHER_SPEECH = r"[\"“”„«»:]|\bthat\b|\bin favou?r\b"
# "Roe said of Doe" closes a quotation; "Roe warned of war", "Roe argued in favour" say something new.
_PLAIN_VERBS = frozenset({"said", "says", "told", "added", "wrote"})
_ON_CONTENT = frozenset({"of", "about", "over", "upon", "into", "through", "without", "with"})
_LONGEST = 110
_REST = 200


def is_closing(text: str, start: int, at: int, end: int) -> bool:
    """Say whether the character at `at`, set off by spaces, closes a quotation or a bracket opened since `start`."""
    mark = text[at]
    if mark in _CLOSING:
        return at + 1 >= end or not text[at + 1].isalnum()
    if mark != '"' or (at + 1 < end and not text[at + 1].isspace()):
        return False
    return is_open(text, start, at)


def is_open(text: str, start: int, at: int) -> bool:
    """Say whether a straight quotation mark since `start`, or in the last thousand characters, is open at `at`."""
    return text.count('"', max(start, at - _PARITY_WINDOW), at) % 2 == 1


def is_attribution(text: str, at: int, end: int) -> bool:
    """Say whether text[at:end] opens with no more than who spoke the quotation before it, as in "Roe said, in tears".

    A short subject and a verb of saying, then the end, a comma or a prepositional phrase, without "that", a colon or
    another quotation in the rest of the sentence: with any of these the words bring something new.
    """
    found = compiled(_ATTRIBUTION).match(text, at, min(end, at + _LONGEST))
    if not found:
        return False
    rest = found.end()
    last = min(end, rest + _REST)
    if found[1] == "told":
        told = compiled(_TOLD).match(text, rest, last)
        if not told:
            return False
        rest = told.end()
    following = compiled(_NEXT_WORD).match(text, rest, last)
    if not following or not (following[1] in ",.!?…" or following[1].lower() in AFTER_SAYING):
        return False
    if following[1] in _ON_CONTENT and found[1] not in _PLAIN_VERBS:
        return False
    stop = compiled(_STOP).search(text, rest, last)
    return not compiled(_OTHER_SPEECH).search(text, rest, stop.start() if stop else last)
