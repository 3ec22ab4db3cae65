"""Where sentences end inside one line: each run of closing marks is found once and judged by what stands around it."""

from collections.abc import Iterator

from reviewer.articles.abbreviations import BEHAVIOUR, MARKED_NAMES, SHORTENED
from reviewer.articles.patterns import compiled
from reviewer.articles.periods import ends_after_abbreviation, opens_sentence
from reviewer.articles.quotes import is_attribution, is_closing

_WIDE = "。！？｡．"
_MARKS = ".!?…‼⁇⁈⁉؟۔।॥" + _WIDE
_CLOSERS = "\"'”’»›)\\]}」』）】\u200b-\u200f\u2060\ufeff"
# A run may go on over spaced full stops (". . ."), a spaced French closing mark and a footnote number; possessive, so no retries.
_RUN = (
    rf"((?:\.(?![a-z0-9_])|[!?…‼⁇⁈⁉؟۔।॥{_WIDE}])"
    rf"(?:[{_MARKS}{_CLOSERS}]|[“«‹](?=[\s{_MARKS}{_CLOSERS}]|$)|[ \u00a0\u202f](?:\.(?!\w)|[»”](?!\w))|\[\d{{1,3}}\])*+)(\s*)"
)
_WORD = r"[^\W_]"
_GLUED = r"[A-Z](?:[a-z]+(?:['’][a-z]+)?)?,?\s"
_OPENERS = "\"'“‘”„«‹»([{¿¡「『（【`"
# What cannot open a sentence: it goes on with the one before.
_ATTACHED = frozenset(",;:)]}%/&+=~^|<>-–—―‐‑−_\\?!.…’")
_QUOTE_CLOSERS = frozenset("\"'”’»›“«")
_LOWER_OPENING = r"[a-z]{1,5}[A-Z][A-Za-z]|https?://|www\."
_FIRST_PERSON = r"I(?:['’](?:m|d|ll|ve))?\b"
_WINDOW = 40
_PLAIN = 4


def has_word(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] holds a letter or a digit."""
    return compiled(_WORD).search(text, start, end) is not None


def sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (end of a sentence, start of the next) for each boundary inside text[start:end], in code points.

    The stretch is one line as `lines` gives it. A sentence always holds a letter or a digit.
    """
    unworded = start
    for found in compiled(_RUN).finditer(text, start, end):
        mark, closed = found.span(1)
        following = found.end()
        if following >= end:
            return
        if following == closed:
            if not _ends_unspaced(text, start, mark, closed, end):
                continue
        else:
            if is_closing(text, start, following, end):
                closed, following = _past_closing(text, following, end)
                if following >= end:
                    return
            if not _ends(text, start, mark, closed, following, end):
                continue
        if unworded == start and text[start].isalnum():
            unworded = -1
        if unworded >= 0 and not has_word(text, unworded, mark):
            unworded = mark
            continue
        yield closed, following
        start = unworded = following


def _past_closing(text: str, at: int, end: int) -> tuple[int, int]:
    """Take a closing quotation mark set off by a space into the run: return its end and the start of what follows."""
    following = at + 1
    while following < end and text[following].isspace():
        following += 1
    return at + 1, following


def _ends_unspaced(text: str, start: int, mark: int, closed: int, end: int) -> bool:
    """Judge a run that no space follows: wide full stops end a sentence, others only where a space was left out."""
    if text[mark] in _WIDE:
        return True
    before = text[max(start, mark - 4) : mark]
    if not (len(before) > 2 and before[-3:].isalpha() and before[-3:].islower()):
        return False
    return closed - mark <= 2 and compiled(_GLUED).match(text, closed, end) is not None


def _ends(text: str, start: int, mark: int, closed: int, following: int, end: int) -> bool:
    """Judge a run of marks text[mark:closed] that space parts from text[following]."""
    first = text[following]
    opener = ""
    at = following
    if first in _OPENERS:
        opener = first
        while at < end and at - following < 6 and (text[at] in _OPENERS or text[at].isspace()):
            at += 1
        first = text[at] if at < end else opener
    if first.islower():
        return not opener and closed == mark + 1 and _ends_before_lower(text, start, mark, at)
    if first in _ATTACHED and not opener:
        return False
    run = text[mark : min(closed, mark + 12)]
    quoted = not _QUOTE_CLOSERS.isdisjoint(run)
    if quoted and not opener and is_attribution(text, following, end):
        return False
    if ".." in run or "…" in run or ". ." in run:
        return _ends_after_ellipsis(text, mark, run, at, opener)
    if run[0] != ".":
        return _ends_after_call(text, start, mark, run, at)
    if quoted and not run.startswith(".'") and not run.startswith(".’"):
        return True
    return ends_after_abbreviation(text, start, mark, at, end, opener)


def _ends_before_lower(text: str, start: int, mark: int, at: int) -> bool:
    """Judge a mark before lower case: after a plain word a full stop ends a sentence, since abbreviations are no plain words.

    Other marks do so only before names such as iPhone or eBay and addresses on the web.
    """
    words = text[max(start, mark - _WINDOW) : mark].split()
    if not words or words[-1] in BEHAVIOUR or words[-1] in SHORTENED:
        return False
    if compiled(_LOWER_OPENING).match(text, at):
        return len(words[-1]) > 1 and "." not in words[-1]
    return text[mark] == "." and len(words[-1]) >= _PLAIN and words[-1].isalpha() and words[-1].islower() and text[at + 1] != ")"


def _ends_after_ellipsis(text: str, mark: int, run: str, at: int, opener: str) -> bool:
    """An ellipsis ends a sentence before a capital, not before a number, a bracket or "I"; in round brackets it is an aside."""
    if text[at].isdigit() or opener in {"(", "["} or (run.endswith(")") and text[mark - 1] == "("):
        return False
    return run.count(".") > 3 or not compiled(_FIRST_PERSON).match(text, at)


def _ends_after_call(text: str, start: int, mark: int, run: str, at: int) -> bool:
    """An exclamation or question mark ends a sentence unless it belongs to a name or stands alone in brackets."""
    if run in {"!)", "?)"} and text[mark - 1] == "(":
        return False
    if run == "!":
        word = text[max(start, mark - _WINDOW) : mark].rsplit(None, 1)[-1:]
        return not word or word[0] not in MARKED_NAMES or opens_sentence(text, at, len(text))
    return True
