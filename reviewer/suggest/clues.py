"""The clues of wording: what in a sentence speaks for news and comment, and what for explanation, with its weight."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import words

_LONGEST = 2000
"""Code points of a sentence that are read, so that a text without a full stop costs no more than a long sentence."""
_WORD = r"\w+(?:['’]\w+)?"
_YEAR, _NUMBER = "#year", "#number"
"""Stand among the words for one of four digits, and for one that begins with a digit."""
_MONTHS = words("january february march april may june july august september october november december")
_SHORT_MONTHS = words("jan feb aug sept oct nov dec")
_MONTH = "(?:" + "|".join(sorted(_MONTHS | {f"{one}[.]" for one in _SHORT_MONTHS})) + ")"
_BE = words("is are was were remain remains")
_TIMES = words("years year months month decades decade weeks week days")


class Clue(NamedTuple):
    """One clue: its short name, its weight for assertion over background (log-odds), and how it reads to a person.

    It holds where one of the words stands and, if there is a pattern, that is found as well (in lower case). Weights
    are coarse on purpose, so that they hold for other papers too: steps of a quarter, chosen by hand after what a
    regression over the clues alone gave on labelled news.
    """

    name: str
    weight: float
    says: str
    words: frozenset[str]
    pattern: str = ""


_FUTURE = "future", 1.25, "looks ahead"
_DUTY = "duty", 0.5, "says what ought to be"
_OUTLOOK = "outlook", 1.0, "an expectation"
_WEIGHING = "weighing", 0.75, "weighs it up"
_LONG_BEFORE = "long-before", -0.75, "happened earlier"
_SINCE = "since", -0.25, "since or until then"
_STANDING = "standing", -0.25, "how things stand"
_UNDER_WAY = "under-way", -0.25, "goes on at present"

CLUES = (
    # What is to come and what could be: expectation is part of the news.
    Clue(*_FUTURE, words("will won't won’t")),
    Clue(*_FUTURE, words("going set next"), r"\b(?:(?:going|set) to|next (?:week|month|year))\b"),
    Clue("modal", 1.0, "says what could be", words("would could might wouldn't couldn't wouldn’t couldn’t")),
    Clue("modal", 1.0, "says what could be", words("may"), r"\bmay (?!\d)(?!of\b)"),
    Clue(
        *_OUTLOOK,
        words(
            """
            expect expects expected expecting expectation expectations forecast forecasts predict predicts predicted
            prediction predictions likely unlikely hope hopes hoped hoping propose proposes proposed proposal proposals
            vow vows vowed pledge pledges pledged seek seeks seeking aim aims aimed aiming risk risks threat threats
            threatens threatened scheduled potential potentially possible possibly possibility
            """
        ),
    ),
    Clue(*_OUTLOOK, words("plan plans planned planning intend intends"), r"\b(?:plan\w*|intends?) to\b"),
    # What ought to be, a view, a judgement: comment and evaluation are assertions too.
    Clue(*_DUTY, words("should must ought")),
    Clue(*_DUTY, words("need needs has have"), r"\b(?:needs?|has|have) to\b"),
    Clue(
        "view",
        0.5,
        "a view",
        words(
            """
            analyst analysts critic critics expert experts economist economists observer observers supporters opponents
            advocates criticize criticizes criticized criticizing criticise criticised criticising criticism praise
            praises praised praising accuse accuses accused accusing denies denied deny condemn condemns condemned
            condemning believe believes argue argues argued concern concerns concerned worry worries worried fear fears
            doubt doubts blame blames blamed
            """
        ),
    ),
    Clue(
        *_WEIGHING,
        words(
            """
            seem seems seemed apparently perhaps probably clearly indeed certainly suggest suggests suggested suggesting
            signals important significant crucial serious difficult hard unclear strong weak good bad better worse best
            worst success successful failed failure
            """
        ),
    ),
    Clue(
        *_WEIGHING,
        words("appear appears appeared show shows showed mean means meant"),
        r"\b(?:appear\w* to|show\w* (?:that|how)|mean\w* that)\b",
    ),
    # When it happened: what is over explains the news.
    Clue(
        "past-year",
        -0.75,
        "gives an earlier year",
        frozenset({_YEAR}),
        r"(?:\b(?:in|since|from|until|of|before|between|and)|,) (?:mid-|late |early )?(?:1\d{3}|20\d\d)\b",
    ),
    Clue(
        "month",
        -0.75,
        "gives an earlier date",
        _MONTHS | _SHORT_MONTHS | {"mid"},
        rf"\b(?:in|since|until|by|of|on|from) (?:mid-|late |early )?{_MONTH}",
    ),
    Clue(*_LONG_BEFORE, words("earlier previously formerly once originally initially history historic historical")),
    Clue(*_LONG_BEFORE, _TIMES, r"\b(?:years?|months?|decades?|weeks?|days) (?:ago|before)\b"),
    Clue(
        *_LONG_BEFORE,
        words("last past at"),
        rf"\b(?:last (?:year|month|week|spring|summer|fall|autumn|winter|{_MONTH})|in the past|at the time)\b",
    ),
    Clue(
        "past-perfect",
        -0.75,
        "past perfect",
        words("had he'd she'd they'd he’d she’d they’d"),
        r"(?:\bhad|['’]d) (?:(?:also|not|already|never|long|once|only|just|\w+ly) )?(?:been|made|taken|gone|come|won"
        r"|lost|left|said|told|held|led|sent|met|found|built|paid|sold|begun|become|seen|given|grown|\w{2,}ed)\b",
    ),
    Clue(*_SINCE, words("since during until when while followed following")),
    Clue(*_SINCE, words("after"), r"\bafter(?! all\b)"),
    Clue(
        "began",
        -0.25,
        "tells how it began",
        words(
            """
            founded born grew established created began started launched joined graduated married moved became served
            elected appointed opened died
            """
        ),
    ),
    # How things stand, and figures: circumstances explain.
    Clue(
        *_STANDING,
        words(
            """
            own owns operates employs include includes included including consists accounts located typically usually
            generally often traditionally
            """
        ),
    ),
    Clue(
        *_STANDING, _BE, r"\b(?:is|are|was|were|remains?) (?:one of|home to|based|known|part of|the (?:\w+est|most))\b"
    ),
    Clue(*_UNDER_WAY, words("currently continue continues continued continuing still now")),
    Clue(*_UNDER_WAY, _BE, r"\b(?:is|are|was|were) (?:\w+ly )?\w{3,}ing\b"),
    Clue(
        "figures",
        -0.25,
        "gives figures",
        frozenset({_NUMBER}),
        r"\d(?: ?%| percent| per cent| million| billion| miles| km| kilometers| people|-year-old)|[$€£] ?\d",
    ),
    Clue(
        "no-answer",
        -1.25,
        "says who could not be asked",
        words("respond reply return comment reached unable identified verify"),
        r"\b(?:did(?: not|n['’]t) (?:\w+ )?(?:respond|reply|return|comment)"
        r"|could not be reached|not available (?:for|to) comment|unable to (?:reach|verify|confirm)"
        r"|declined to (?:comment|be identified))\b",
    ),
)


def clues(sentence: str) -> Iterator[tuple[Clue, str]]:
    """Yield the clues of a sentence as they come, each name once, with the words it was read from."""
    read = sentence[:_LONGEST]
    low = read.lower()
    tried: set[int] = set()
    seen: set[str] = set()
    for word in compiled(_WORD).finditer(low):
        text = word[0]
        for number in _by_word().get(_class_of(text), ()):
            clue = CLUES[number]
            if clue.name in seen or (number in tried and clue.pattern):
                continue
            tried.add(number)
            found = compiled(clue.pattern).search(low) if clue.pattern else word
            if found:
                seen.add(clue.name)
                yield clue, (read if len(read) == len(low) else low)[found.start() : found.end()].strip(" ,")


def _class_of(word: str) -> str:
    if word[0].isdigit():
        return _YEAR if len(word) == 4 and word.isdecimal() else _NUMBER
    return word


@cache
def _by_word() -> Mapping[str, list[int]]:
    """Return the places in the table of the clues that a word may bring."""
    table: defaultdict[str, list[int]] = defaultdict(list)
    for number, clue in enumerate(CLUES):
        for word in clue.words:
            table[word].append(number)
            if word == _NUMBER:
                table[_YEAR].append(number)
    return dict(table)
