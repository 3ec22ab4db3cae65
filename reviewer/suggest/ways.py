"""The ways attributions are read: which of them are proposed, what each is called, and why in words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import STRONG, precisions
from reviewer.articles.cues import JUDGING
from reviewer.articles.extents import Spans
from reviewer.articles.noun_phrases import AFTER_NAME, DETERMINERS, PREPOSITIONS, PRONOUNS
from reviewer.articles.unit import Reading
from reviewer.articles.wordlists import words
from reviewer.text import shorten

_WORD = re.compile(r"\w[\w'’-]*")
# What opens a content is among its first characters.
_OPENING = 40
# From here on a cue that the lexicon holds brings in a quotation of any length.
_MIDDLING = 0.5
# Words in marks beside a rare cue, and beside a verb that is none: fewer are a title, a nickname or a scare quote.
_BESIDE_RARE_CUE = 3
_BESIDE_OTHER_VERB = 5
_SAYING = words("said say says")
_QUESTIONS = words("if whether how why what who where")
_NOT_SAID = AFTER_NAME | PREPOSITIONS | words("of about over into up out")
# How far on either side of a heading ("Roe: …") its name must come again.
_NAME_REACH = 4000
_LONGEST_CUE = 40
# Words of a cue that may be a passive, which needs no source: "is seen as", "are considered".
_PASSIVE = 2
_LONGEST_TITLE = 5
_SMALL = words("a an and at for from in of on the to with")
_NAMING = words("called calls calling dubbed dubs named termed refers referred referring labeled considered deemed")
_EDGE = " \u00a0“”\"'«»‘’„‟`,.;:!?"


class Way(NamedTuple):
    """A way an attribution is read: its short name, the reason in words, and whether it rests on no marks."""

    rule: str
    reason: str
    indirect: bool


def way_of(article: ArticleText, reading: Reading) -> Way | None:
    """Return the way a reading was made, None for one that is not proposed."""
    if not reading.cue:
        return None
    cue = _Cue(article, reading)
    marked = [text.strip(_EDGE).split() for text in _in_marks(article, reading.content)]
    if marked and not reading.source and reading.order == "source-cue-content" and len(cue.words) < _PASSIVE:
        return None
    if not marked or (reading.order not in {"colon", "dash"} and not cue.has(_NAMING) and all(map(_is_title, marked))):
        return _without_marks(article, reading, cue)
    return _with_marks(reading, cue, max(map(len, marked)))


class _Cue:
    """The words of a cue, and how often the likeliest of them is one (0 where the lexicon holds none)."""

    def __init__(self, article: ArticleText, reading: Reading) -> None:
        start, end = reading.cue or (0, 0)
        self.text = shorten(article.text[start:end], _LONGEST_CUE)
        self.words = [found.lower() for found in _WORD.findall(article.text, start, end)]
        self.precision = max((precisions().get(word, 0.0) for word in self.words), default=0.0)

    def has(self, table: frozenset[str]) -> bool:
        """Return whether a word of the cue is in a table."""
        return not table.isdisjoint(self.words)


def _with_marks(reading: Reading, cue: _Cue, longest: int) -> Way | None:
    if reading.order in {"colon", "dash"}:
        return Way(reading.order, f"quotation marks and a {reading.order}", indirect=False)
    if "according" in cue.words:
        return Way("according-to", f"quotation marks with {_where(reading)}", indirect=False)
    if cue.precision >= STRONG:
        return Way(reading.order, f"quotation marks with '{cue.text}'", indirect=False)
    if cue.precision:
        if cue.precision < _MIDDLING and longest < _BESIDE_RARE_CUE:
            return None
        return Way("weak-cue", f"quotation marks with '{cue.text}', which often brings in no speech", indirect=False)
    if longest < _BESIDE_OTHER_VERB:
        return None
    return Way("other-verb", f"quotation marks beside '{cue.text}', which is no known cue", indirect=False)


def _without_marks(article: ArticleText, reading: Reading, cue: _Cue) -> Way | None:
    if reading.order in {"colon", "dash"}:
        mark = "a name before a colon" if reading.order == "colon" else "a name behind a dash"
        named = reading.order == "dash" or _comes_again(article, reading)
        return Way(f"indirect-{reading.order}", mark, indirect=True) if named else None
    if "according" in cue.words:
        return Way("indirect-according-to", _where(reading), indirect=True)
    if not reading.source or not _may_speak(article.text[slice(*reading.source)]):
        return None
    return _paraphrased(article, reading, cue)


def _paraphrased(article: ArticleText, reading: Reading, cue: _Cue) -> Way | None:
    """Return the way of words without marks that a verb brings in, None where that seldom is somebody's speech."""
    start, end = reading.content[0]
    said = article.text[start:end]
    opening = _WORD.match(said)
    first = opening[0].lower() if opening else ""
    if cue.has(JUDGING) and ("as" in cue.words or re.search(r"\bas\b", said)):
        return Way("indirect-as", f"'{cue.text}' with 'as'", indirect=True)
    if cue.precision < STRONG:
        return None
    if reading.cue and reading.cue[0] >= end:
        return Way("indirect-trailing", f"'{cue.text}' behind it", indirect=True)
    if first == "that":
        return Way("indirect-that", f"'{cue.text} that'", indirect=True)
    if first in _QUESTIONS:
        return Way("indirect-question", f"'{cue.text} {first}'", indirect=True)
    if first == "to" or first in _NOT_SAID:
        return None
    if cue.has(_SAYING):
        return Way("indirect-said", f"'{cue.text}' without quotation marks", indirect=True)
    if cue.words[-1].endswith("ing"):
        return None
    return Way("indirect-other-cue", f"'{cue.text}' without quotation marks", indirect=True)


def _where(reading: Reading) -> str:
    place = "before" if reading.cue and reading.cue[0] < reading.content[0][0] else "behind"
    return f"'according to' {place} it"


def _may_speak(source: str) -> bool:
    """Say whether words can be a subject: "mass" before "protests" cannot."""
    first = source.split()[0]
    low = first.lower()
    return not first[0].islower() or low in DETERMINERS | PRONOUNS or (source.endswith("s") and not source.endswith("ss"))


def _comes_again(article: ArticleText, reading: Reading) -> bool:
    """Say whether the name before a colon is one: in capitals as in a transcript, or elsewhere in the article too."""
    if not reading.source:
        return False
    start, end = reading.source
    source = article.text[start:end]
    if source.split()[0].lower() in DETERMINERS:
        return False
    name = source.split()[-1]
    near = article.text[max(0, start - _NAME_REACH) : start], article.text[end : end + _NAME_REACH]
    return source.isupper() or any(name in part for part in near)


def _in_marks(article: ArticleText, content: Spans) -> Iterator[str]:
    """Yield what of a content stands in quotation marks."""
    for start, end in content:
        for place in article.outer.within(start, end):
            opening, closing = article.outer.spans[place]
            yield article.text[max(start, opening) : min(end, closing)]


def _is_title(said: list[str]) -> bool:
    """Say whether words in marks are the name of a programme, a book or a song."""
    return 1 < len(said) <= _LONGEST_TITLE and all(
        word[:1].isupper() or (at and word in _SMALL) for at, word in enumerate(said)
    )
