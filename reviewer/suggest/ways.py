"""The ways attributions are read: which of them are proposed, and by which rule."""

from collections.abc import Iterator

from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import STRONG, precisions
from reviewer.articles.cues import JUDGING
from reviewer.articles.extents import Spans
from reviewer.articles.noun_phrases import AFTER_NAME, DETERMINERS, PREPOSITIONS, PRONOUNS
from reviewer.articles.patterns import compiled
from reviewer.articles.unit import Reading
from reviewer.articles.wordlists import words

_WORD = r"\w[\w'’-]*"
# From here on a cue brings in a quotation of any length: a scare quote has no cue.
_MIDDLING = 0.5
# Words in marks beside a rare cue, and beside a verb that is none: fewer are a title, a nickname or a scare quote.
_BESIDE_RARE_CUE = 3
_BESIDE_OTHER_VERB = 5
_BY_MARK = frozenset({"colon", "dash"})
_SAYING = words("said say says")
_NAMING = words("called calls calling dubbed dubs named termed refers referred referring labeled considered deemed")
_QUESTIONS = words("if whether how why what who where")
_NOT_SAID = AFTER_NAME | PREPOSITIONS | words("to of about over into up out")
# Words of a cue that may be a passive, which needs no source: "is seen as", "are considered".
_PASSIVE = 2
_LONGEST_TITLE = 5
_SMALL = words("a an and at for from in of on the to with")
_EDGE = " \u00a0“”\"'«»‘’„‟`,.;:!?"
# How far on either side of a name before a colon it must come again.
_REACH = 4000


def rule_of(article: ArticleText, reading: Reading) -> str:
    """Return the rule (a key of RULES) that proposes a reading, "" for one that is not proposed.

    Without marks a rule's name begins with `indirect`. Titles in marks count as no marks.
    """
    if not reading.cue:
        return ""
    cue = _Cue(article, reading.cue)
    marked = [text.strip(_EDGE).split() for text in _in_marks(article, reading.content)]
    titled = reading.order not in _BY_MARK and not cue.has(_NAMING) and all(map(_is_title, marked))
    if not marked or titled:
        return _without_marks(article, reading, cue)
    return _with_marks(reading, cue, max(map(len, marked)))


class _Cue:
    """The words of a cue, text[start:end], and how often the likeliest is one (0 where the lexicon holds none)."""

    def __init__(self, article: ArticleText, span: tuple[int, int]) -> None:
        self.start = span[0]
        self.words = [found.lower() for found in compiled(_WORD).findall(article.text, *span)]
        self.precision = max((precisions().get(word, 0.0) for word in self.words), default=0.0)

    def has(self, table: frozenset[str]) -> bool:
        """Return whether a word of the cue is in a table."""
        return not table.isdisjoint(self.words)


def _with_marks(reading: Reading, cue: _Cue, longest: int) -> str:
    """Return the rule for a content in marks, of which the longest quotation has that many words."""
    if not reading.source and reading.order == "source-cue-content" and len(cue.words) < _PASSIVE:
        return ""
    if reading.order in _BY_MARK:
        return reading.order
    if "according" in cue.words:
        return "according-to"
    if cue.precision >= STRONG:
        return reading.order
    least = _BESIDE_OTHER_VERB if not cue.precision else _BESIDE_RARE_CUE if cue.precision < _MIDDLING else 1
    return "" if longest < least else "weak-cue" if cue.precision else "other-verb"


def _without_marks(article: ArticleText, reading: Reading, cue: _Cue) -> str:
    """Return the rule for a content without marks; only ways of reading that mostly are somebody's speech have any."""
    if reading.order in _BY_MARK:
        named = reading.order == "dash" or (reading.source and _comes_again(article.text, *reading.source))
        return f"indirect-{reading.order}" if named else ""
    if "according" in cue.words:
        return "indirect-according-to" if reading.source else ""
    said = article.text[slice(*reading.content[0])]
    if cue.has(JUDGING) and reading.source and ("as" in cue.words or " as " in said):
        return "indirect-as"
    if cue.precision < STRONG or not reading.source or _is_noun(article.text[slice(*reading.source)], cue):
        return ""
    return "indirect-trailing" if cue.start >= reading.content[0][1] else _paraphrased(said, cue)


def _paraphrased(said: str, cue: _Cue) -> str:
    """Return the rule for words that a strong cue before them brings in."""
    opening = compiled(_WORD).match(said)
    first = opening[0].lower() if opening else ""
    if first == "that":
        return "indirect-that"
    if first in _QUESTIONS:
        return "indirect-question"
    if first in _NOT_SAID:
        return ""
    if cue.has(_SAYING):
        return "indirect-said"
    noun = first.endswith("ed")  # "protests erupted": the verb is what follows
    return "" if noun or cue.words[-1].endswith("ing") else "indirect-other-cue"


def _is_noun(source: str, cue: _Cue) -> bool:
    """Say whether a cue is the noun of its source: "mass protests erupted", "fierce vows"."""
    first = source.split(maxsplit=1)[0]
    if not cue.words[-1].endswith("s") or not first[0].islower() or first.lower() in DETERMINERS | PRONOUNS:
        return False
    return not source.endswith("s") or source.endswith("ss")


def _comes_again(text: str, start: int, end: int) -> bool:
    """Say whether the words before a colon are a name: in capitals as in a transcript, or elsewhere in the article too.

    "The Latest: …" and "Just in: …" are no speakers.
    """
    source = text[start:end].split()
    if source[0].lower() in DETERMINERS:
        return False
    near = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return text[start:end].isupper() or any(source[-1] in part for part in near)


def _in_marks(article: ArticleText, content: Spans) -> Iterator[str]:
    """Yield what of a content stands in quotation marks."""
    for start, end in content:
        for place in article.outer.within(start, end):
            opening, closing = article.outer.spans[place]
            yield article.text[max(start, opening) : min(end, closing)]


def _is_title(said: list[str]) -> bool:
    """Say whether words in marks are the name of a programme, a book or a song: all have capitals but "of" and such."""
    return 1 < len(said) <= _LONGEST_TITLE and all(
        word[:1].isupper() or (at and word in _SMALL) for at, word in enumerate(said)
    )
