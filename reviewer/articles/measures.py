"""Numbers with their units: amounts, shares, counts, ages and times, in digits and in words."""

from collections.abc import Iterator

from reviewer.articles.patterns import compiled

_WORD_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_MAGNITUDE = "hundred|thousand|million|billion|trillion|dozen|mln|bln|tn|bn|mn|crore|lakh"
_CURRENCY = r"(?:US|A|C|HK|NZ|S)?\$|[€£¥₽₴₹₩₺₪]|(?:USD|EUR|GBP|Rs\.?) ?"
# Separators inside a number: "1,234.5", "1 234" with a no-break or thin space, "3/4".
_DIGITS = r"\d+(?:[.,\u00a0\u202f\u2009:/]\d+)*(?:[ \u00a0]?[¼½¾⅓⅔⅛])?|[¼½¾⅓⅔⅛]"
_VALUE = (
    rf"(?:(?:{_CURRENCY})?(?<![\w.,])(?:{_DIGITS})|\b(?:(?:{_TENS})-)?(?:{_WORD_NUMBERS})\b|"
    rf"\b(?:a|half a) (?={_MAGNITUDE}))"
    rf"(?:[ \u00a0-]?(?:{_MAGNITUDE})s?\b|[kKmMbB]n?\b)*"
)
_UNIT = (
    r"[ \u00a0]?(?:%|‰|°[CF]?)|[ \u00a0-](?:per ?cent|percent(?:age points?)?|points?|degrees?|basis points?|"
    r"(?:square |cubic |nautical )?(?:kilomet(?:re|er)s?|met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|acres?|hectares?)|"
    r"k?m(?:/h)?|kg|km²|m²|kilograms?|grams?|tons?|tonnes?|pounds?|barrels?|lit(?:re|er)s?|gallons?|mph|kWh?|[MG]Wh?|"
    r"seconds?|minutes?|hours?|days?|weeks?|months?|years?(?:[ -]old)?|decades?|centur(?:y|ies)|"
    r"dollars?|euros?|cents?|rubles?|roubles?|yuan|yen|rupees?|hryvnias?|"
    r"people|persons?|men|women|children|soldiers|troops|civilians|votes?|voters|seats?|delegates?|jobs?|cases?|deaths?|"
    r"dead|wounded|injured|killed|members?|workers?|students?|states?|countries|nations|homes|houses|times)\b"
)
_RANGE = r"(?:[ \u00a0]?(?:[-–—]|to|or|and)[ \u00a0]?)"
_MEASURE = rf"({_VALUE})({_UNIT})?(?:{_RANGE}({_VALUE})({_UNIT})?)?"
# A hostile sentence of nothing but digits is looked at in one window round the cursor.
_WINDOW = 500
_MOST = 40


def measures(text: str, start: int, end: int, cursor: int | None) -> Iterator[tuple[tuple[tuple[int, int], ...], str]]:
    """Yield the numbers of text[start:end], the one at the cursor or behind it first; units before bare numbers.

    Offsets are code points, half-open. A range ("10 to 15 percent") is one measure and then its parts.
    """
    at = start if cursor is None else min(max(cursor, start), end)
    low, high = max(start, at - _WINDOW), min(end, at + _WINDOW)
    found = []
    for match in compiled(_MEASURE).finditer(text, low, high):
        found.append(match)
        if len(found) >= _MOST:
            break
    found.sort(key=lambda match: (match.end() <= at and cursor is not None, abs(match.start() - at)))
    for match in found:
        yield (match.span(),), "number with its unit" if match[2] or match[4] else "number"
    for match in found:
        for group in (1, 3):
            if match[group]:
                yield (match.span(group),), "number"
