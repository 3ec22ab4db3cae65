"""What is no article prose though it stands among it: credits, captions, sign-offs and notes to editors or readers."""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.furniture import has_credit, is_byline, is_credit, is_navigation
from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import phrases

_LONGEST = 400
"""Code points: nothing longer is a notice."""
# "REUTERS/Jane Roe/File Photo", "Social Media via REUTERS.", "(Xinhua/Roe Jane)".
_CREDIT = r"\(?[A-Z][\w.'’& /-]{1,60}(?:/| via )(?:[A-Z][\w.'’ -]{1,60}/){0,3}(?:[A-Z]\w+[ '’.-]?){1,5}\)?\.?$"
_OPENS = (
    r"\W{0,3}(?:EDS\b|Editor['’]s note\b"
    r"|(?:Graphic|Sources?|Slideshow|Note|Keywords|MORE [A-Z ]{3,40}|Read more|Related) ?[:(]"
    r"|(?:Additional |Extra )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated) (?:and \w+ )?by\b"
    r"|[Tt]his (?:article|story|report) (?:is (?:part of|based on)|was (?:originally|first)|will appear)"
    r"|It is a condensed version|[$€£]?1 ?= ?[$€£\d])"
)
_HOLDS = phrases(
    """
    contributed reporting|contributed to this report|all rights reserved|copyright|©|writethru|editor:|https://|http://|
    www.|tmsnrt.rs|follow us|subscribe to our|subscribe to the|sign up for our|sign up for the|click here|click on
    """
)
_STAMP = r"[|] ?\d{4}-\d\d-\d\d|\S@\S+[.]\w"
_DATED = r"\b(?:1\d|20)\d\d\.?$|\bundated\b|\bFile [Pp]hoto\b|\([LCR]\)|\(\d\w\w [LR]\)"
_SHOWS = (
    r"\b(?:is|are) (?:seen|pictured|shown|displayed)\b(?! as)"
    r"|\bin this (?:picture|photo|image|handout|undated|file|\d{4})\b"
)
_PICTURED = (
    "/",
    " via ",
    "hoto",
    "PHOTO",
    "mage",
    "icture",
    "FILE",
    "ile -",
    "redit",
    "aption",
    " seen",
    " shown",
    "splayed",
    " this ",
)
"""One of these stands in whatever is about a picture: tried first, because it costs next to nothing."""


class Notice(NamedTuple):
    """Why a sentence is no article prose: a short name, how it reads to a person, how often that is right."""

    name: str
    says: str
    share: float


_CREDIT_LINE = Notice("credit-line", "only says who made a picture", 0.97)
_CAPTION = Notice("caption", "stands over a picture credit", 0.9)
_SHOWN = Notice("shows-a-picture", "says what a picture shows", 0.85)
_NO_WORDS = Notice("no-words", "has no words", 0.8)
_NOTE = Notice("notice", "a note beside the article", 0.95)
_MENU = Notice("menu", "a button or link of the page", 0.97)


def notices(sentences: Sequence[str], paragraphs: Sequence[int]) -> list[Notice | None]:
    """Return for each sentence why it is no prose, nothing where it may be."""
    found = [_notice(one) for one in sentences]
    for index in range(len(found) - 1, -1, -1):
        if found[index] is _CREDIT_LINE:
            _mark_caption(found, sentences, paragraphs, index)
    return found


def _mark_caption(found: list[Notice | None], sentences: Sequence[str], paragraphs: Sequence[int], credit: int) -> None:
    """Mark what stands in the paragraph of a credit, or right over it where it says so itself."""
    at = credit - 1
    while at >= 0 and paragraphs[at] == paragraphs[credit] and found[at] is None:
        found[at] = _CAPTION
        at -= 1
    if at == credit - 1 and at >= 0 and found[at] is None and compiled(_DATED).search(sentences[at][-_LONGEST:]):
        found[at] = _CAPTION


def _notice(sentence: str) -> Notice | None:
    line = sentence.strip()
    if not any(character.isalnum() for character in line):
        return _NO_WORDS
    if len(line) > _LONGEST:
        return None
    if is_navigation(line):
        return _MENU
    pictured = any(sign in line for sign in _PICTURED)
    if is_credit(line) if not pictured else is_credit(line) or compiled(_CREDIT).match(line):
        return _CREDIT_LINE
    if _is_note(line):
        return _NOTE
    opens = line[0] in '“"'
    return _SHOWN if pictured and not opens and (has_credit(line) or compiled(_SHOWS).search(line)) else None


def _is_note(line: str) -> bool:
    low = line.lower()
    return (
        compiled(_OPENS).match(line) is not None
        or any(phrase in low for phrase in _HOLDS)
        or (("|" in line or "@" in line) and compiled(_STAMP).search(line) is not None)
        or (line[-1] not in '.!?”"' and is_byline(line))
    )
