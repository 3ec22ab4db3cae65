"""What is no article prose though it stands among it: credits, captions, sign-offs and notes to editors or readers."""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.furniture import has_credit, is_byline, is_credit, is_navigation
from reviewer.articles.patterns import compiled

_LONGEST = 400
"""Code points: nothing longer is a notice."""
_CREDIT = r"^\(?[A-Z][\w.'’& /-]{1,60}(?:/| via )(?:[A-Z][\w.'’ -]+/)*(?:[A-Z]\w+[ '’.-]?){1,5}\)?\.?$"
_NOTICE = (
    r"contributed (?:to )?(?:this )?report|all rights reserved|\bcopyright\b|©|\bwritethru\b|^\W*EDS\b|^\W*Editor['’]s note\b"
    r"|\b[Tt]his (?:article|story|report|piece) (?:is part of|is based on|was (?:originally|first)|has been|will appear"
    r"|originally)|^It is a condensed version|[|] ?\d{4}-\d\d-\d\d|[|] ?Editor|https?://|www[.]|\S@\S+[.]\w"
    r"|\btmsnrt\.rs|\b[Ff]ollow (?:us|him|her|me|@\w+)\b|\b[Ss]ubscribe to\b|\b[Ss]ign up (?:for|to)\b|\b[Cc]lick (?:here|on|tmsn)"
    r"|^\W*(?:Graphic|Source|Sources|Slideshow|Note|Keywords|MORE [A-Z ]+|Read more|Related)\b ?[:(]"
    r"|^\(?(?:Additional |Extra )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Pp]roduction|[Tt]ranslated) (?:and \w+ )?by\b"
    r"|^\([$€£]?1? ?=|^\(\$1 ="
)
_WORD = r"\w"
_DATED = r"\b(?:1\d|20)\d\d\.?$|\bundated\b|\bFile [Pp]hoto\b|\([LCR]\)|\(\d\w\w [LR]\)"
_SHOWS = r"\b(?:is|are) (?:seen|pictured|shown|displayed)\b(?! as)|\bin this (?:picture|photo|image|handout|undated|file|\d{4})\b"


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
    """Mark what stands in the paragraph of a credit, or alone right over it where it says so itself."""
    at = credit - 1
    while at >= 0 and paragraphs[at] == paragraphs[credit] and found[at] is None:
        found[at] = _CAPTION
        at -= 1
    if at == credit - 1 and at >= 0 and found[at] is None and compiled(_DATED).search(sentences[at][-_LONGEST:]):
        found[at] = _CAPTION


def _notice(sentence: str) -> Notice | None:
    line = sentence.strip()
    if not compiled(_WORD).search(line):
        return _NO_WORDS
    if len(line) > _LONGEST:
        return None
    if is_credit(line) or compiled(_CREDIT).match(line):
        return _CREDIT_LINE
    if is_navigation(line):
        return _MENU
    if compiled(_NOTICE).search(line) or (line[-1] not in ".!?”\"" and is_byline(line)):
        return _NOTE
    if (has_credit(line) or compiled(_SHOWS).search(line)) and line[0] not in "“\"":
        return _SHOWN
    return None
