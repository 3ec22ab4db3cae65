"""Speakers: the source of an attribution, as the words stand, with titles and appositives.

The convention, read off PolNeAR's annotations: the whole noun phrase with its title, "of" and "with" phrases and the
appositive that describes the person, even after a comma ("Roe, a professor at Yale,"); a relative clause only when it
says who the person is ("who is", "who directed"), not what else is said; never the adjunct between name and cue
("Roe, in a statement, said"), never a conjunction or adverb before it. Pronouns as they stand, "who" too.
"""

from collections.abc import Sequence

from reviewer.articles.cue_words import precisions
from reviewer.articles.cues import is_adverb
from reviewer.articles.frame import QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import (
    AFTER_NAME,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_filler,
    is_finite,
    opens_phrase,
)

Range = tuple[int, int]
"""The first and the last token of a phrase."""

_DASHES = frozenset({"—", "–", "--", "-", "―"})
_STOPS = frozenset({";", ":", "(", "…"}) | _DASHES
# How far back a verb is looked for that makes "and" join clauses.
_VERB_REACH = 40
_ATTACHED = frozenset({"for", "from", "by"})
# What may stand between commas behind a subject and is no part of it.
_ASIDES = frozenset({",", "earlier", "meanwhile", "however", "too", "though", "likewise"})


def subject_before(tokens: Sequence[Token], stop: int, start: int = 0) -> Range | None:
    """Return the subject of the verb group that starts at token `stop`, nothing when another verb's subject serves.

    `start` is the first token it may reach back to.
    """
    last = stop - 1
    if last < start:
        return None
    if tokens[last].kind == WORD and tokens[last].low in PRONOUNS:
        return last, last
    if tokens[last].low in CONJUNCTIONS or tokens[last].kind == QUOTATION:
        return None
    begin = _clause_start(tokens, start, last)
    begin = _skip_lead(tokens, begin, stop)
    return _trimmed(tokens, _phrase(tokens, begin, stop)) if begin < stop else None


def own_subject(tokens: Sequence[Token], stop: int) -> Range | None:
    """Return the name right before a participle, as in "and Roe calling it a success", nothing when there is none."""
    first = stop
    while first > 0 and tokens[first - 1].kind == WORD and tokens[first - 1].text[:1].isupper():
        first -= 1
    if first == stop or (first and not is_filler(tokens[first - 1]) and tokens[first - 1].low != "with"):
        return None
    return first, stop - 1


def _trimmed(tokens: Sequence[Token], phrase: Range | None) -> Range | None:
    """Return a phrase without the adverbs at its end and without an adverbial that no comma sets off before it."""
    if not phrase:
        return None
    first, last = phrase
    while last > first and (is_adverb(tokens[last].low) or tokens[last].low in _ASIDES):
        last -= 1
    if tokens[first].low in PREPOSITIONS and tokens[last].text[:1].isupper():
        name = last
        while name > first and tokens[name - 1].text[:1].isupper():
            name -= 1
        if name > first + 1 and tokens[name - 1].low not in DETERMINERS | {"of", "in", "at"}:
            first = name
    return first, last


def main_subject(tokens: Sequence[Token], stop: int, start: int = 0) -> Range | None:
    """Return the subject of the clause that opens at `start` and holds token `stop`, a participle ("saying")."""
    verb = next((number for number in range(start, stop) if is_finite(tokens, number)), stop)
    begin = _skip_lead(tokens, start, verb, inner=False)
    if begin >= verb:
        begin = _skip_lead(tokens, verb + 1, stop)
        verb = next((number for number in range(begin, stop) if is_finite(tokens, number)), stop)
    return _phrase(tokens, begin, verb) if begin < verb and opens_phrase(tokens[begin]) else None


def phrase_after(tokens: Sequence[Token], start: int) -> Range | None:
    """Return the source that follows its cue: "said Jane Roe, a professor at Yale", "according to two aides"."""
    if start >= len(tokens) or tokens[start].kind != WORD:
        return None
    if tokens[start].low in PRONOUNS or _is_object(tokens, start):
        return start, start
    last = _name_end(tokens, start)
    end = last
    while end + 2 < len(tokens) and tokens[end + 1].text == "," and _describes(tokens, end + 2, named=last - start > 0):
        end = _description_end(tokens, end + 2)
    return start, end


def _is_object(tokens: Sequence[Token], start: int) -> bool:
    """Say whether "him", "her" or "them" stands alone: "according to her", not "according to her lawyers"."""
    alone = start + 1 >= len(tokens) or tokens[start + 1].kind != WORD
    return tokens[start].low in {"him", "them"} or (tokens[start].low == "her" and alone)


def _clause_start(tokens: Sequence[Token], start: int, last: int) -> int:
    """Return the first token of the clause that ends at `last`."""
    inserted = tokens[last].text == ","
    for number in range(last, start - 1, -1):
        token = tokens[number]
        if token.text in _STOPS and not (token.text == "(" or (inserted and token.text in _DASHES)):
            return number + 1
        if inserted:
            if token.low == "that":
                return number + 1
            continue
        if token.kind == QUOTATION or token.low in SUBORDINATORS:
            return number + 1
        if token.low in CONJUNCTIONS and number > start and _parts_clauses(tokens, start, number):
            return number + 1
        if number < last and token.low in precisions() and is_finite(tokens, number):
            return number + 1
    return start


def _parts_clauses(tokens: Sequence[Token], start: int, number: int) -> bool:
    """Say whether a conjunction joins clauses, not names: behind a comma, a quotation or a verb."""
    before = tokens[number - 1]
    return (
        before.text == ","
        or before.kind == QUOTATION
        or any(is_finite(tokens, at) for at in range(max(start, number - _VERB_REACH), number))
    )


def _skip_lead(tokens: Sequence[Token], begin: int, stop: int, *, inner: bool = True) -> int:
    """Return where the subject starts behind conjunctions, adverbs and a leading phrase closed by a comma.

    `inner` lets whatever the last comma closes be skipped; without it only a phrase that opens like an adverbial is.
    """
    begin = _fillers_after(tokens, begin, stop)
    if begin >= stop:
        return begin
    commas = [number for number in range(begin, stop) if tokens[number].text == ","]
    low = tokens[begin].low
    leading = low in PREPOSITIONS or low.endswith(("ing", "ed"))
    if not leading and (not commas or not inner or commas[-1] == stop - 1):
        return begin
    if not commas:
        return _after_adverbial(tokens, begin, stop)
    if commas[-1] != stop - 1:
        return _fillers_after(tokens, commas[-1] + 1, stop)
    for comma in commas[:-1]:
        named = opens_phrase(tokens[comma + 1])
        if named and (comma == commas[-2] or tokens[comma + 2].text != ","):
            return comma + 1
    return begin


def _fillers_after(tokens: Sequence[Token], begin: int, stop: int) -> int:
    while begin < stop and is_filler(tokens[begin]):
        begin += 1
    return begin


def _after_adverbial(tokens: Sequence[Token], begin: int, stop: int) -> int:
    """Return the subject's start after a leading phrase no comma closes: "On Monday Trump said", "As she said"."""
    for number in range(begin + 1, stop):
        if opens_phrase(tokens[number]) and tokens[number - 1].low.endswith(("day", "week", "month", "year", "night")):
            return number
    if tokens[begin].low in {"as", "like", "when", "while", "because", "after", "before", "if", "since"}:
        return begin + 1
    return begin


def _phrase(tokens: Sequence[Token], begin: int, stop: int) -> Range | None:
    """Return the noun phrase that starts at `begin`, up to a verb or `stop`, with the appositive commas close off."""
    if tokens[begin].low in PRONOUNS:
        return begin, begin
    comma = next((number for number in range(begin, stop) if tokens[number].text == ","), stop)
    verb = next((number for number in range(begin + 1, stop) if is_finite(tokens, number)), stop)
    if verb < comma or comma == stop:
        end = min(verb, comma) - 1
        while end > begin and tokens[end].low in {"who", "which", "that"}:
            end -= 1
        return begin, end
    if comma + 1 < stop and _describes(tokens, comma + 1, named=True):
        closing = max(number for number in range(begin, stop) if tokens[number].text == ",")
        if closing > comma:
            return begin, closing - 1
    return begin, comma - 1


def _describes(tokens: Sequence[Token], start: int, *, named: bool) -> bool:
    """Say whether what follows a comma says who the person is: an appositive, an age, "who is"."""
    token = tokens[start]
    low = token.low
    if low == "who":
        verb = tokens[start + 1].low if start + 1 < len(tokens) else ""
        return (
            (named or verb in {"is", "was"})
            and verb not in precisions()
            and verb not in {"also", "then", "recently", "later"}
        )
    if token.text.isdigit():
        return True
    if is_finite(tokens, start):
        return False
    if low == "then" and start + 1 < len(tokens):
        return tokens[start + 1].text[:1].isupper()
    if token.kind != WORD or low in PRONOUNS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS:
        return False
    return not low.endswith("ing") and low not in precisions() and not (low.endswith("ed") and token.text[:1].islower())


def _description_end(tokens: Sequence[Token], start: int) -> int:
    """Return the last token of an appositive or relative clause after a name: up to a quotation, dash or its end."""
    relative = tokens[start].low == "who"
    number = start
    while number + 1 < len(tokens):
        token = tokens[number + 1]
        if token.text in {";", ":", ".", ")"} or token.text in _DASHES:
            break
        if token.kind == QUOTATION and tokens[number].text == ",":
            break
        if token.text == "," and not relative:
            break
        number += 1
    while number > start and tokens[number].text == ",":
        number -= 1
    return number


def _name_end(tokens: Sequence[Token], start: int) -> int:
    """Return the last token of the noun phrase at `start`: up to a mark, a verb, or an adjunct of the verb before."""
    number = start
    common = tokens[start].low in DETERMINERS or tokens[start].text[:1].islower()
    reduced = False
    while number + 1 < len(tokens):
        token = tokens[number + 1]
        if token.kind == QUOTATION or (token.kind != WORD and token.text not in {"(", ")", "’", "'", "$", "/", "&"}):
            break
        low = token.low
        if low == "and":
            if number + 2 >= len(tokens) or not opens_phrase(tokens[number + 2]):
                break
        elif low in AFTER_NAME and not reduced and not (common and low in _ATTACHED):
            break
        elif is_finite(tokens, number + 1):
            if not (common and low.endswith("ed")):
                break
            reduced = True
        number += 1
    return number
