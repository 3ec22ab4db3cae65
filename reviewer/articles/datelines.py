"""Datelines: the place, date and agency that wire copy sets before its lead, and what closes a line like them."""

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import words

# Negated classes of plain characters stand for "capital letter" and the like: quick to compile, good for any alphabet.
_CAPITAL = r"[^\W\d_a-z]"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"[A-Za-z]{0,6}\.?"
)
# A month in another alphabet counts by its form: "20 мая".
_DATE = (
    rf"(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}|[^\W\d_a-zA-Z]{{3,9}}))"
    r"(?:,? \d{4})?"
)
_DASH = r"(?:--?|—|–|―|_)"

# Where a dateline ends: an agency in brackets or slashes, or a dash set off by a space.
_END = (
    rf"(?:{_DASH} )?\([^()\n]{{2,50}}\) ?(?:{_DASH}|:)(?=\s|$)|/{_CAPITAL}[^/\n]{{1,30}}/\.?(?: ?{_DASH})?(?=\s|$)"
    r"|(?:--|—|–|―)(?=\s|$)|(?<= )[-_](?=\s|$)"
)
# A place in capitals, of one to six words, small letters only in what joins them; then its state or country, the date.
_WORD = rf"{_CAPITAL}[^\s,:;!?()a-z\d]+"
_PLACE = rf"{_WORD}(?:,? (?:(?:and|de|el|la) )?{_WORD}){{0,5}}"
_REGION = rf"(?:, ?{_CAPITAL}[^\s,\d]{{0,20}}(?: {_CAPITAL}[^\s,\d]{{0,20}}){{0,3}})?"
_HEAD = rf"({_PLACE}{_REGION})([,.]? {_DATE})?[.,]?(?: {_DASH})? ?"
# Slugs and bodies that stand in capitals before a dash without being a place.
_NO_PLACE = words(
    """
    FILE PHOTO PHOTOS VIDEO WATCH ANALYSIS OPINION UPDATE EXCLUSIVE BREAKING CORRECTED CORRECTION RELATED NATO FBI
    CIA NOTE EDITOR LIVE FACTBOX TIMELINE EXPLAINER INTERVIEW COMMENT REVIEW PROFILE WHO MORE READ
    """
)
_LONGEST_BARE = 3
# What follows a bare place and its dash is a sentence in small letters, not the rest of a title in capitals.
_SMALL_FOLLOWS = r"\s+\S{0,3}[a-z]"
# A place in small letters counts with its state and country before the dash, or with a place or none before the agency.
_SMALL = r"[A-Z][^\s,:;()]*(?: [A-Z][^\s,:;()]*){0,2}"
_SMALL_PLACE = (
    rf"{_SMALL}(?:(?:, {_SMALL}){{2}} {_DASH}|(?:, {_SMALL})?(?:, {_DATE})? \([A-Z]\w{{1,12}}\) ?{_DASH})"
    r"(?=\s+\W?[A-Z])"
)
# A full date, or the hour with its zone, that opens a line and runs into a capital without a comma or a verb.
_DATED = (
    rf"(?:(?:{_WEEKDAY}, )?(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
    r"|\d{1,2}:\d\d [AaPp]\.?[Mm]\.? [A-Z]{2,4})(?=\s+\W?[A-Z])"
)
_DASHED = rf"[) ]{_DASH}\s"
_LONGEST = 120
_SHORTEST = 8

# The agencies whose datelines are known even in the middle of a line.
_MIDLINE = (
    r"\((?:AP|AFP|CNN|UPI|dpa|DPA|ANI|PTI|Reuters|REUTERS|Xinhua|Bloomberg|Interfax|Kyodo|Yonhap|BBC|IPS|RFE/RL|TASS)\)"
    rf" ?{_DASH}(?=\s)|/(?:TASS|ТАСС|ITAR-TASS|Xinhua|AFP|PAP|UNIAN|Ukrinform)/\.(?=\s)"
)
_BEFORE_MIDLINE = 60
_WORDS = r"\S+"

# A full date that closes a headline; after one of these words it belongs to the sentence.
_CLOSING_DATE = rf"(\S+)\s+({_WEEKDAY}, {_MONTH} \d{{1,2}}, \d{{4}})$"
_BEFORE_DATE = words("on of for to and until since from last by before after through till between this next than or")
_CLOSING_CREDIT = r"[^\s.!?:;,]\s+((?:Image|Photo|Photograph|Picture|Illustration|Credit): [A-Z][^.:!?]{1,60}\.?)$"
_LONGEST_TAIL = 90


def leading_dateline(text: str, start: int, end: int) -> int:
    """Return the end of the dateline that opens text[start:end], or `start` when there is none."""
    last = min(end, start + _LONGEST)
    if last - start < _SHORTEST:
        return start
    # Some agencies leave out the place: "(CNN) --".
    found = compiled(_MIDLINE if text[start] == "(" else _DATED).match(text, start, last)
    if not found and text[start : start + 2].isupper():
        closing = compiled(_END).search(text, start + 2, last)
        return closing.end() if closing and _is_head(text, start, closing.start(), closing.end()) else start
    if not found and text[start].isupper() and compiled(_DASHED).search(text, start, last):
        found = compiled(_SMALL_PLACE).match(text, start, last)
    return found.end() if found else start


def _is_head(text: str, start: int, closing: int, end: int) -> bool:
    """Say whether text[start:closing] is what stands in a dateline before the agency or the dash that closes it."""
    found = compiled(_HEAD).fullmatch(text, start, closing)
    if not found:
        return False
    if text[closing] in "(/" or found[2]:
        return True
    words = found[1].partition(",")[0].split()
    return (
        len(words) <= _LONGEST_BARE
        and len(words[0]) > 2
        and _NO_PLACE.isdisjoint(words)
        and compiled(_SMALL_FOLLOWS).match(text, end) is not None
    )


def trailing_furniture(text: str, start: int, end: int) -> int:
    """Return where the date or picture credit starts that closes text[start:end] with no stop before it, or `end`."""
    tail = max(start, end - _LONGEST_TAIL)
    if end - start < _SHORTEST:
        return end
    if text[end - 4 : end].isdigit():
        dated = compiled(_CLOSING_DATE).search(text, tail, end)
        if dated and dated[1][-1] not in ".,:;—–-" and dated[1].lower() not in _BEFORE_DATE:
            return dated.start(2)
    elif text.find(": ", tail, end) > 0:
        credited = compiled(_CLOSING_CREDIT).search(text, tail, end)
        if credited:
            return credited.start(1)
    return end


def inner_datelines(text: str) -> list[tuple[int, int]]:
    """Return the agency datelines of a text wherever they stand, as (start, end), code points, half-open, in order."""
    found = []
    for agency in compiled(_MIDLINE).finditer(text):
        start = max(0, agency.start() - _BEFORE_MIDLINE)
        for word in compiled(_WORDS).finditer(text, start, agency.start()):
            if (word.start() > start or start == 0) and compiled(_HEAD).fullmatch(text, word.start(), agency.start()):
                found.append((word.start(), agency.end()))
                break
    return found
