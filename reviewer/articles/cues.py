"""Cues: the verbs and phrases that bring in what somebody said, with the extent an annotator marks.

The convention, read off PolNeAR's annotations: a cue is the whole verb group, so auxiliaries and the adverbs inside it
or right before it belong to it ("has repeatedly said", "also said", "did not comment on"); so does a preposition the
verb governs ("referred to", "called for", "according to") and an introducing colon ("added:"). When and where it was
said ("on Wednesday", "in a statement"), the addressee ("reporters") and the comma belong to nothing. A colon or a dash
is a cue on its own when no verb does its work ("Lavrov: …", "… — FM Lavrov").
"""

from collections.abc import Sequence
from typing import NamedTuple

from reviewer.articles.cue_words import STRONG, precisions
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.wordlists import words

AUXILIARIES = words(
    """
    has have had having is are was were be been being am will would could can can't cannot may might must shall should
    did does do didn't doesn't don't won't wouldn't hasn't haven't hadn't isn't wasn't weren't couldn't never not 's ’s
    didn’t doesn’t don’t won’t wouldn’t hasn’t haven’t hadn’t isn’t wasn’t weren’t couldn’t
    """
)
ADVERBS = words(
    """
    also then later again once further just still always often ever twice now instead previously
    reportedly famously flatly even
    """
)
# What lets a second verb stand before the cue: "went on to say", "was eager to add", "refused to comment on".
_LEADERS = words(
    """
    went goes going go on quick keen eager forced asked hastened continued continues wanted wants tried tries refused
    refuses declined declines choosing used sure began begins proceeded failed decided managed agreed
    """
)
# Lower-case words in -ly that are no adverbs of saying.
_NO_ADVERBS = words(
    """
    only early family likely daily weekly italy july apply supply reply rally ally bully kelly sally molly emily billy
    holly polly beverly
    """
)
GOVERNED: dict[str, frozenset[str]] = {
    "of": words("spoke speaks speaking complained complains warned warns wrote talked boasted"),
    "about": words("complained complains talked talking spoke speaks boasted bragged joked joking"),
    "to": words(
        """
        referred refers referring refer pointed pointing points responded responds responding wrote objected
        objects alluded agreed admitted admits confessed reacted listened
        """
    ),
    "for": words("called calls calling call pushed pushing apologized argued begged voted"),
    "against": words("railed argued spoke warned voted lashed protested"),
    "on": words("comment commented elaborate elaborated insisted insists"),
    "in": words("believes believe believed"),
    "like": words("looks sounds seems"),
    "out": words("pointed points lashed"),
}
_PREPOSITIONS = words("of on in for against with about at into over from to")
_DETERMINERS = words("the a an this that these those his her its their our my your when")
# Up to this precision any preposition behind the verb is taken into the cue.
_UNGOVERNED = 0.55
_TELLING = words("tell tells telling")
# Verbs that say what somebody takes a thing for: "described as false a report".
JUDGING = words("called calls described describes denounced denounces dismissed dismisses criticized condemned hailed")
_CONTRACTED = words("he she it they we you i who")
# No sentence has more; a list of such words may.
_MOST_CUES = 16
_COMPLEMENTS = words("that to if whether how why what as")


class Cue(NamedTuple):
    """A cue in a frame. `start` and `end` are code points, half-open, a colon included; `first` and `last` its tokens.

    `head` is the token that makes it a cue. `precision` is how often such a word is a cue; a weak one counts only with
    marks, "that" or "to" beside it. `kind` is verb, according, colon or dash.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    precision: float
    kind: str


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues in a frame in order; the words inside quotations are not looked at."""
    found: list[Cue] = []
    for number, token in enumerate(tokens):
        if len(found) >= _MOST_CUES:
            break
        if token.kind == WORD:
            precision = _precision(tokens, number)
            if precision and not (found and found[-1].last >= number and found[-1].kind == "according"):
                cue = _verb_group(tokens, number, precision)
                if found and found[-1].last >= cue.first:
                    found.pop()
                found.append(cue)
            elif token.low == "according" and _low(tokens, number + 1) == "to":
                found.append(
                    Cue(
                        token.start,
                        tokens[number + 1].end,
                        number,
                        number + 1,
                        number,
                        precisions()["according to"],
                        "according",
                    )
                )
    return found


def verb_group(tokens: Sequence[Token], number: int, precision: float = 0.3) -> Cue:
    """Return the cue round any verb, as when a verb no lexicon holds stands beside a quotation ("he deadpanned")."""
    return _verb_group(tokens, number, precision)


def mark_cue(tokens: Sequence[Token], number: int, kind: str) -> Cue:
    """Return the cue that a colon or a dash is on its own."""
    token = tokens[number]
    return Cue(token.start, token.end, number, number, number, 0.6, kind)


def is_adverb(low: str) -> bool:
    """Say whether a word, in lower case, is an adverb that may stand in a verb group."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS)


def _low(tokens: Sequence[Token], number: int) -> str:
    return tokens[number].low if 0 <= number < len(tokens) else ""


def _precision(tokens: Sequence[Token], number: int) -> float:
    """Return the precision of the word at `number` as a cue, 0 where it is none."""
    low = tokens[number].low
    precision = precisions().get(low, 0.0)
    if not precision or (tokens[number].text[:1].isupper() and number and tokens[number - 1].kind == WORD):
        return 0.0
    before, after = _low(tokens, number - 1), _low(tokens, number + 1)
    if before in {"the", "a", "an", "his", "her", "their", "its", "of", "this", "that's", "-"} and low != "said":
        return 0.0
    beside = number + 1 < len(tokens) and tokens[number + 1].kind == QUOTATION
    if low in _TELLING and any(token.low == "that" for token in tokens[number + 1 : number + 25]):
        return max(precision, STRONG)
    if precision < STRONG and not (beside or after in _COMPLEMENTS or ":" in after or _quotation_near(tokens, number)):
        return 0.0
    return precision


def _quotation_near(tokens: Sequence[Token], number: int) -> bool:
    """Say whether a quotation stands in the same sentence within reach of a weak cue."""
    return any(token.kind == QUOTATION for token in tokens[max(0, number - 8) : number + 30])


def _verb_group(tokens: Sequence[Token], head: int, precision: float) -> Cue:
    first = _group_start(tokens, head)
    last = head
    following = _low(tokens, head + 1)
    if following in GOVERNED and tokens[head].low in GOVERNED[following]:
        last += 1
        beyond = _low(tokens, last + 1)
        if tokens[head].low == "pointed" and beyond == "to":
            last += 1
    elif following == "as" and tokens[head].low in JUDGING and _opens_object(tokens, head + 3):
        last += 2
    elif following == "instead" or (precision <= _UNGOVERNED and _governs(tokens, head + 1)):
        last += 1
    if _low(tokens, last + 1) == ":":
        last += 1
    elif _low(tokens, last + 2) == ":" and is_adverb(_low(tokens, last + 1)):
        last += 2
    start = tokens[first].start
    if first and tokens[first - 1].end + 1 == start and tokens[head].low.endswith(("ed", "ing", "said", "told")):
        contracted = tokens[first - 1].low
        if contracted.endswith(("'s", "’s", "'ve", "’ve", "'re", "’re", "'d", "’d")):
            pronoun = contracted.replace("’", "'").split("'")[0]
            if pronoun in _CONTRACTED:
                start = tokens[first - 1].start + len(pronoun)
    return Cue(start, tokens[last].end, first, last, head, precision, "verb")


def _opens_object(tokens: Sequence[Token], number: int) -> bool:
    """Say whether what is judged follows one word behind "as": "called as inadequate the answer", not "as a coup"."""
    if number >= len(tokens) or _low(tokens, number - 1) in _DETERMINERS or not tokens[number - 1].text.islower():
        return False
    return tokens[number].text[:1].isupper() or tokens[number].low in _DETERMINERS


def _governs(tokens: Sequence[Token], number: int) -> bool:
    """Say whether a preposition behind a weak cue goes with the verb: "alluded to the", not "on Monday", "to stop"."""
    if _low(tokens, number) not in _PREPOSITIONS or number + 1 >= len(tokens):
        return False
    token = tokens[number + 1]
    if token.kind == QUOTATION:
        return True
    if token.text[:1].isupper():
        return _low(tokens, number) == "to"
    return token.low in _DETERMINERS


def _group_start(tokens: Sequence[Token], head: int) -> int:
    """Return the first token of the verb group whose last verb is `head`."""
    first = head
    while first > 0 and tokens[first - 1].kind == WORD:
        low = tokens[first - 1].low
        if low in AUXILIARIES or (is_adverb(low) and _may_join(tokens, first - 1)):
            first -= 1
        elif low == "to" and _low(tokens, first - 2) in _LEADERS:
            first -= 3 if _low(tokens, first - 2) == "on" and _low(tokens, first - 3) in {"went", "goes"} else 2
        else:
            break
    while first < head and is_adverb(tokens[first].low) and tokens[first].text[:1].isupper():
        first += 1
    if first < head and tokens[first].low == "then" and _low(tokens, first - 1) == "and":
        first += 1
    return first


def _may_join(tokens: Sequence[Token], number: int) -> bool:
    """Say whether an adverb belongs to the verb after it: one that opens the sentence does not."""
    return number > 0 and tokens[number - 1].kind != MARK
