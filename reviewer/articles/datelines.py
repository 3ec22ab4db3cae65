"""Datelines: the place, date and agency that wire copy sets before its lead."""

import re

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|"
    r"December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|AUG|SEPT|OCT|NOV|DEC)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATE = rf"(?:{_DAY}{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}|{_DAY}\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
# A place in capitals, perhaps of several words or two places; lower case only in the words that join them.
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/-]{1,30}"
_PLACE = rf"{_CAPITALS}(?:(?: |, )(?:and |de |el |al-)?{_CAPITALS}){{0,5}}"
# A state, province or country after the place: "N.H.", "Calif.", "South Korea".
_REGION = rf"(?:, ?(?!{_MONTH} \d)[A-Z][A-Za-z.'’]{{0,20}}(?: [A-Z][A-Za-z.'’]{{1,20}}){{0,2}}(?:/{_CAPITALS}(?: {_CAPITALS}){{0,2}})?)?"
_AGENCY = r"\((?:[A-Z][\w&.’' -]{1,40}|AP)\)"
_SLASHED = r"/(?:[A-Z][\w&. -]{1,30})/"
_DASH = r"(?:--?|—|–|―|_|:)"

_DATELINE = re.compile(
    rf"{_PLACE}{_REGION}(?:"
    rf"(?:[,.]? {_DATE})?[.,]? (?:[-–—] ?)?(?:{_AGENCY} ?{_DASH}|{_SLASHED}\.?(?: ?{_DASH})?)"
    rf"|[,.]? {_DATE}\.? ?(?:--?|—|–|―|_)"
    r")(?=\s)"
)
_LONGEST = 120
# A place alone before a dash counts when it is short and not one of the slugs and bodies that stand there too.
_BARE = re.compile(rf"(?!(?:FILE|PHOTO|VIDEO|WATCH|ANALYSIS|OPINION|UPDATE|EXCLUSIVE|BREAKING|CORRECTED|CORRECTION|RELATED|NATO|FBI|CIA|"
    rf"NOTE|EDITOR|LIVE|FACTBOX|TIMELINE|EXPLAINER|INTERVIEW|COMMENT|REVIEW|PROFILE|WHO|Q|A)\b)(?=[A-Z.'’ ]{{4}}){_CAPITALS}(?: {_CAPITALS}){{0,2}}"
    rf"{_REGION}\.? ?(?:(?<= )[-_]|--|—|–|―)(?=\s+\S{{0,3}}[A-Z]?[a-z])")
# A place in small letters before a dash counts only with its state and its country: "Springfield, Ohio, United States —".
_SMALL = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}, ){2}[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2} ?(?:(?<= )-|--|—|–)(?=\s+[\"“‘']?[A-Z])"
)
# A full date, or the hour with its zone, that opens a line and runs into a capital without a comma or a verb.
_DATED = re.compile(
    rf"(?:(?:{_WEEKDAY}, )?(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})|\d{{1,2}}:\d\d [AaPp]\.?[Mm]\.? [A-Z]{{2,4}})(?=\s+[A-Z\"“])"
)
_CLOSING_DATE = re.compile(
    rf"(?<!\bon)(?<!\bof)(?<!\bfor)(?<!\bto)(?<!\band)(?<!\buntil)(?<!\bsince)(?<!\bfrom)(?<!\blast)(?<!\bby)(?<!\bbefore)(?<!\bafter)"
    rf"(?<!\bthrough)(?<=[\w\"”’')?!])\s+({_WEEKDAY}, {_MONTH} \d{{1,2}}, \d{{4}})$"
)
_CLOSING_CREDIT = re.compile(r"(?<=[\w\"”’')])\s+((?:Image|Photo|Photograph|Picture|Illustration|Credit): [A-Z][^.:!?]{1,60}\.?)$")
_LONGEST_TAIL = 90
# The agencies whose datelines are known even in the middle of a line.
_MIDLINE = re.compile(
    r"\((?:AP|AFP|CNN|UPI|dpa|DPA|ANI|PTI|Reuters|REUTERS|Xinhua|Bloomberg|Interfax|Kyodo|Yonhap|BBC|IPS|RFE/RL|TASS)\)"
    r" ?(?:--?|—|–|_)(?=\s)|/(?:TASS|ITAR-TASS|Xinhua|AFP|PAP|UNIAN|Ukrinform)/\.(?=\s)"
)
_BEFORE_MIDLINE = re.compile(rf"(?<![^\s]){_PLACE}{_REGION}(?:[,.]? {_DATE})?[.,]? ?$")


def leading_dateline(text: str, start: int, end: int) -> int:
    """Return the end of the dateline that opens text[start:end], or `start` when there is none or nothing follows it."""
    if not text[start : start + 2].isupper():
        last = min(end, start + _LONGEST)
        found = _DATED.match(text, start, last) or _SMALL.match(text, start, last)
        return found.end() if found else start
    last = min(end, start + _LONGEST)
    found = _DATELINE.match(text, start, last) or _BARE.match(text, start, last) or _DATED.match(text, start, last)
    return found.end() if found else start


def trailing_furniture(text: str, start: int, end: int) -> int:
    """Return where the date or the picture credit starts that closes text[start:end] without a stop before it, or `end`."""
    tail = max(start, end - _LONGEST_TAIL)
    if text[end - 4 : end].isdigit():
        found = _CLOSING_DATE.search(text, tail, end)
    elif text.find(": ", tail, end) > 0:
        found = _CLOSING_CREDIT.search(text, tail, end)
    else:
        return end
    return found.start(1) if found else end


def inner_datelines(text: str) -> list[tuple[int, int]]:
    """Return the agency datelines of a text wherever they stand, as (start, end), code points, half-open, in order."""
    return [
        (before.start(), found.end())
        for found in _MIDLINE.finditer(text)
        if (before := _BEFORE_MIDLINE.search(text, max(0, found.start() - _LONGEST // 2), found.start()))
    ]
