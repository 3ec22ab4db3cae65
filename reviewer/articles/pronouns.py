"""What an article calls somebody: he, she or it, by titles, descriptions and the pronouns that follow the name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import words

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself", "they", "them", "their", "themselves"), "it"),
}
"""Each pronoun by what it makes of the one it stands for; a group or a body is `it`."""
_MEN = words("mr sir lord king prince father brother son husband uncle")
_WOMEN = words("mrs ms miss lady dame queen princess mother sister daughter wife aunt actress businesswoman")
_OFFICES = words(
    "spokesman chairman congressman businessman assemblyman councilman policeman statesman salesman sportsman foreman"
)
_WORD = r"[^\W\d_]+"
# Titles stand within this many characters before a name, descriptions and pronouns behind it.
_BEFORE = 24
_BEHIND = 120
# A pronoun weighs less than a title, which cannot be somebody else's.
_TITLE_WEIGHS = 4
# Places of a name that are looked at.
_MOST = 16
# An article asks for the same few people again and again.
_REMEMBERED = 64
_ENDS = '“”"«»\n'


@lru_cache(_REMEMBERED)
def called(name: str, text: str) -> str:
    """Return what a text calls a person or a body of this name: `he`, `she`, `it`, or "" where it does not say.

    The last word of the name is looked for. Each place has one voice: a title before it ("Ms. Roe", "spokeswoman Jane
    Roe"), else a description behind a comma or the first pronoun behind it, not beyond a quotation mark or a line's
    end. `it` takes two voices and none for another.
    """
    last = name.rpartition(" ")[2]
    votes: Counter[str] = Counter()
    if last:
        for number, found in enumerate(re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text)):
            if number == _MOST:
                break
            votes.update(_voices(text, *found.span()))
    (best, count), (_, second) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    sure = count > second and (best != "it" or (count > 1 and not second))
    return best if sure else ""


def _voices(text: str, start: int, end: int) -> Iterator[str]:
    """Yield what one place of a name makes of its bearer, as often as it weighs."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    titles = [_by_noun(word.lower()) for word in compiled(_WORD).findall(before)]
    said = next((one for one in reversed(titles) if one), "")
    if said:
        yield from [said] * _TITLE_WEIGHS
        return
    stop = min((at for at in (text.find(mark, end, end + _BEHIND) for mark in _ENDS) if at >= 0), default=end + _BEHIND)
    described = text[end : end + 1] == ","
    for found in compiled(_WORD).finditer(text, end, stop):
        low = found[0].lower()
        if low in PRONOUNS:
            yield PRONOUNS[low]
            return
        if described and _by_noun(low):
            yield from [_by_noun(low)] * _TITLE_WEIGHS
            return
        described = described and "," not in text[end + 1 : found.end()]


def _by_noun(low: str) -> str:
    """Return what a title or the name of an office makes of somebody, in lower case."""
    if low in _WOMEN or (low.endswith("woman") and low != "woman"):
        return "she"
    if low in _MEN or (low in _OFFICES):
        return "he"
    return ""
