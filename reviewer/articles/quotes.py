"""Closed quotations: whether a mark closes one, and whether what follows only says who spoke."""

import re

from reviewer.articles.abbreviations import SAYING

_CLOSING = "”»’)]"
_PARITY_WINDOW = 1000
_NAME = r"(?!(?:The|A|An|His|Her|Their|Our|My|One|Another)\b)[A-Z][\w'’-]*(?:\.(?= ))?"
_SUBJECT = (
    rf"(?:He|She|They|We|I|It|You|(?:The|A|An|His|Her|Their|Our|My|One|Another)(?: [\w'’-]+){{1,4}}?"
    rf"|{_NAME}(?: (?:{_NAME}|of|de|da|del|di|van|von|der|den|al|bin|ben|the)){{0,4}}?)"
)
_ATTRIBUTION = re.compile(rf"{_SUBJECT},? (?:also |later |then |further |once |again )?({SAYING})\b")
_PREPOSITIONS = (
    "in|on|at|to|during|after|before|from|by|via|through|of|as|when|while|with|about|into|over|upon|inside|outside|without|"
    "following|amid|late|early|earlier|later|yesterday|today|last|this|again|afterwards?|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_TAIL = re.compile(rf"\s*(?:$|[.!?…]|,(?!\s*[\"“'‘«])|(?:{_PREPOSITIONS})\b)")
_TOLD = re.compile(r"(?: [\w.'’-]+){1,4}?(?=[.,]| (?:in|on|at|during|after|before|by|via|when|as|last|late|this|from)\b|$)")
_STOP = re.compile(r"[.?!…](?=[\s\"”'’]|$)")
_OTHER_SPEECH = re.compile(r"[\"“”„«»:]|\bthat\b")
_LONGEST = 110
_REST = 200


def is_closing(text: str, start: int, at: int, end: int) -> bool:
    """Say whether the character at `at`, set off by spaces, closes a quotation or a bracket opened since `start`."""
    mark = text[at]
    if mark in _CLOSING:
        return at + 1 >= end or not text[at + 1].isalnum()
    if mark != '"' or (at + 1 < end and not text[at + 1].isspace()):
        return False
    return text.count('"', max(start, at - _PARITY_WINDOW), at) % 2 == 1


def is_attribution(text: str, at: int, end: int) -> bool:
    """Say whether text[at:end] opens with no more than who spoke the quotation before it ('Lavrov said.', 'He added, in tears.').

    A short subject and a verb of saying, then the end, a comma or a prepositional phrase, without "that", a colon or another
    quotation in the rest of the sentence: with any of these the words bring something new.
    """
    found = _ATTRIBUTION.match(text, at, min(end, at + _LONGEST))
    if not found:
        return False
    rest = found.end()
    if found[1] == "told":
        told = _TOLD.match(text, rest, min(end, rest + _REST))
        if not told:
            return False
        rest = told.end()
    if not _TAIL.match(text, rest, min(end, rest + _REST)):
        return False
    stop = _STOP.search(text, rest, min(end, rest + _REST))
    return not _OTHER_SPEECH.search(text, rest, stop.start() if stop else min(end, rest + _REST))
