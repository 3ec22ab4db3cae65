"""Where sentences end inside one line: each run of closing marks is found once and judged by what stands around it."""

from collections.abc import Iterator

from reviewer.articles.abbreviations import BEHAVIOUR, MARKED_NAMES, SHORTENED
from reviewer.articles.patterns import compiled
from reviewer.articles.periods import ends_after_abbreviation, opens_sentence
from reviewer.articles.quotes import is_attribution, is_closing, is_open
from reviewer.articles.stops import Stop

_WIDE = "。！？｡．"
_MARKS = ".!?…‼⁇⁈⁉؟۔।॥" + _WIDE
_CLOSERS = "\"'”’»›)\\]}」』）】\u200b-\u200f\u2060\ufeff"
# A run goes on over spaced full stops (". . ."), a closing mark set off as in French, and a footnote number; it is
# possessive, so that no run is tried twice. A full stop before a small letter or a digit is left out: "3.5", "a.org".
_RUN = (
    rf"((?:\.(?![a-z0-9_])|[!?…‼⁇⁈⁉؟۔।॥{_WIDE}])"
    rf"(?:[{_MARKS}{_CLOSERS}]|[“«‹](?!\w)|[ \u00a0\u202f](?:\.(?!\w)|[»”](?!\w))|\[\d{{1,3}}\])*+)(\s*)"
)
_WORD = r"[^\W_]"
_GLUED = r"[“‘«]?[A-Z](?:[a-z]+(?:['’][a-z]+)?)?,?\s"
# What cannot open a sentence: it goes on with the one before.
_ATTACHED = frozenset(",;:)]}%/&+=~^|<>-–—―‐‑−_\\?!.…")
_QUOTE_CLOSERS = frozenset("\"'”’»›“«")
_DOUBLE_CLOSERS = frozenset('"”»›“«')
_CAMEL = r"[a-z]{1,5}[A-Z][A-Za-z]"
_ADDRESS = r"https?://|www\."
_FIRST_PERSON = r"I(?:['’](?:m|d|ll|ve))?\b"
# The shortest word in small letters that is taken for no abbreviation.
_PLAIN = 4


def has_word(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] holds a letter or a digit."""
    return compiled(_WORD).search(text, start, end) is not None


def sentence_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (end of a sentence, start of the next) for each boundary inside text[start:end], in code points.

    The stretch is one line as `lines` gives it. A sentence always holds a letter or a digit.
    """
    # Where the search for a letter goes on, so that marks without words are looked through once; -1 once one is found.
    unworded = start
    for found in compiled(_RUN).finditer(text, start, end):
        mark, closed = found.span(1)
        following = found.end()
        if following < end and following > closed and is_closing(text, start, following, end):
            closed, following = _past_closing(text, following, end)
        if following >= end:
            return
        if following == closed:
            ends = _ends_unspaced(text, start, mark, closed, end)
        else:
            ends = _ends(Stop(text, start, (mark, closed), following, end))
        if not ends:
            continue
        if unworded == start and text[start].isalnum():
            unworded = -1
        if unworded >= 0 and not has_word(text, unworded, mark):
            unworded = mark
            continue
        yield closed, following
        start = unworded = following


def _past_closing(text: str, at: int, end: int) -> tuple[int, int]:
    """Take a closing mark set off by a space into the run: return its end and the start of what follows."""
    following = at + 1
    while following < end and text[following].isspace():
        following += 1
    return at + 1, following


def _ends_unspaced(text: str, start: int, mark: int, closed: int, end: int) -> bool:
    """Judge a run that no space follows: wide full stops end a sentence, others only where a space was left out."""
    if text[mark] in _WIDE:
        return True
    before = text[max(start, mark - 2) : mark]
    if closed - mark > 2 or len(before) < 2 or not (before.isalpha() and before.islower()):
        return False
    # A straight mark glued to both sides closes a quotation only if one is open: 'he said."We'.
    if text[closed - 1] == '"' and not is_open(text, start, mark):
        return False
    return compiled(_GLUED).match(text, closed, end) is not None


def _ends(stop: Stop) -> bool:
    """Judge a run of marks that space parts from what follows."""
    if not stop.first or (stop.first in _ATTACHED and not stop.opener):
        return False
    if stop.first.islower():
        return _ends_before_lower(stop)
    run = stop.run
    quoted = len(run) > 1 and not _QUOTE_CLOSERS.isdisjoint(run)
    if quoted and not stop.opener and is_attribution(stop.text, stop.following, stop.end):
        return False
    if ".." in run or "…" in run or ". ." in run:
        return _ends_after_ellipsis(stop, run)
    if run[0] != ".":
        return _ends_after_call(stop, run)
    # After a closing mark a full stop of its own ends the sentence, whatever abbreviation stands inside: "(R-Mo.).".
    closed = len(run) > 1 and (run[-1] in ".!?" or (quoted and not _DOUBLE_CLOSERS.isdisjoint(run)))
    return closed or ends_after_abbreviation(stop)


def _ends_before_lower(stop: Stop) -> bool:
    """Judge a mark before lower case: a full stop after a plain word ends a sentence, for abbreviations are none.

    Other marks do so only before names such as iPhone or eBay and addresses on the web.
    """
    words = stop.words
    if not words or words[-1] in SHORTENED or words[-1] in BEHAVIOUR or words[-1].capitalize() in BEHAVIOUR:
        return False
    if compiled(_ADDRESS).match(stop.text, stop.at):
        return True
    if stop.closed != stop.mark + 1:
        return False
    if compiled(_CAMEL).match(stop.text, stop.at):
        return len(words[-1]) > 1 and "." not in words[-1]
    if stop.text[stop.mark] != "." or stop.opener in {"(", "["}:
        return False
    plain = len(words[-1]) >= _PLAIN and words[-1].isalpha() and words[-1].islower()
    return plain and stop.text[stop.at + 1 : stop.at + 2] != ")"


def _ends_after_ellipsis(stop: Stop, run: str) -> bool:
    """Judge an ellipsis: it ends a sentence before a capital, but not before a number, a bracket or "I"."""
    if stop.first.isdigit() or stop.opener in {"(", "["} or (run.endswith(")") and stop.before == "("):
        return False
    return run.count(".") > 3 or not compiled(_FIRST_PERSON).match(stop.text, stop.at)


def _ends_after_call(stop: Stop, run: str) -> bool:
    """Judge an exclamation or question mark: it ends a sentence unless part of a name or alone in brackets."""
    if run in {"!)", "?)"} and stop.before == "(":
        return False
    if run == "!":
        words = stop.words
        return not words or words[-1] not in MARKED_NAMES or opens_sentence(stop)
    return True
