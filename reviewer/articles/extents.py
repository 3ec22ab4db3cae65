"""Contents: how far what was said reaches before a cue, after it, and over the sentences that follow."""

from collections.abc import Sequence

from reviewer.articles.article_text import ArticleText, ends_inside
from reviewer.articles.content_ends import Reach, last_token
from reviewer.articles.cues import Cue
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_finite,
)
from reviewer.articles.wordlists import words

Spans = tuple[tuple[int, int], ...]

_QUESTIONS = words("if whether how why")
# How many sentences a quotation's continuation is followed: '"…," she said. "… . … ."'
_FURTHEST = 24
ADDRESSED = words("told tells tell telling reminded reminds advised advising assured warned informed texted")
# These take the person asked with the clause that follows: "asked [the campaign to stop]".
_ASKED = words("asked asks asking urged urges urging ask urge")
_WHEN_OR_WHERE = words(
    """
    monday tuesday wednesday thursday friday saturday sunday on in at during earlier last this yesterday today tonight
    recently after before to by via when from
    """
)


def whole(article: ArticleText, token: Token) -> Spans:
    """Return all spans of the quotation a token stands for."""
    return article.outer.quotations[token.number].spans


def before(article: ArticleText, tokens: Sequence[Token], last: int, first: int = 0) -> Spans:
    """Return the content that ends with token `last`: a quotation, and in mixed speech the words of its sentence."""
    token = tokens[last]
    begin = first
    if token.kind == QUOTATION:
        for number in range(last - 1, first - 1, -1):
            if tokens[number].text in {":", "("} or (
                tokens[number].kind == QUOTATION and _stopped(article, tokens[number])
            ):
                begin = number + 1
                break
    while begin < last and (tokens[begin].text in {",", "—", "–", "-", "(", ")", ";"}):
        begin += 1
    return _joined(article, tokens, begin, last)


def _stopped(article: ArticleText, token: Token) -> bool:
    return ends_inside(article, token) in ".?!"


def _joined(article: ArticleText, tokens: Sequence[Token], begin: int, last: int) -> Spans:
    """Return tokens begin..last as content: one span, with the whole of a quotation that starts or ends it."""
    start: Spans = ((tokens[begin].start, tokens[begin].end),)
    if tokens[begin].kind == QUOTATION:
        start = whole(article, tokens[begin])
    if begin == last:
        return start
    end: Spans = ((tokens[last].start, tokens[last].end),)
    if tokens[last].kind == QUOTATION:
        end = whole(article, tokens[last])
    if start[-1] == end[0]:
        return start
    return (*start[:-1], (start[-1][0], end[0][1]), *end[1:])


def after(article: ArticleText, tokens: Sequence[Token], cue: Cue, stop: int, cues: Sequence[Cue]) -> Spans:
    """Return the content that follows a cue, up to token `stop` (exclusive): a quotation, a clause, or both."""
    begin = _skip_circumstance(tokens, cue, stop)
    while begin < stop and tokens[begin].text in {",", ":", "—", "–"}:
        begin += 1
    if begin >= stop:
        return ()
    begin = _at_introduced(tokens, begin, stop)
    last = last_token(article, Reach(tokens, stop, cues, cue), begin)
    return _joined(article, tokens, begin, last)


def _at_introduced(tokens: Sequence[Token], begin: int, stop: int) -> int:
    """Return the quotation at the end that a colon brings in, or that a comma parts from the person addressed."""
    last = stop - 1
    if tokens[last].kind != QUOTATION or last == begin or tokens[begin].low in {"that", "to"}:
        first = next((at for at in range(begin, min(stop, begin + 9)) if tokens[at].kind == QUOTATION), begin)
        plain = tokens[begin].low not in {"that", "to"} and first > begin and tokens[first - 1].text == ","
        if not plain or any(is_finite(tokens, at) for at in range(begin, first)):
            return begin
        return first if first - begin > 1 and all(tokens[at].text != "," for at in range(begin, first - 1)) else begin
    if tokens[last - 1].text == ":":
        return last
    return begin


def _skip_circumstance(tokens: Sequence[Token], cue: Cue, stop: int) -> int:
    """Return the token behind the addressee, the time and the place: where "that", "to" or the quotation begins."""
    begin = cue.last + 1
    if begin >= stop or tokens[begin].kind == QUOTATION or tokens[cue.last].text == ":" or cue.kind != "verb":
        return begin
    low, head = tokens[begin].low, tokens[cue.head].low
    if low == "that" or low in _QUESTIONS:
        return begin
    if head in _ASKED:
        return next((at for at in range(begin, stop) if tokens[at].low in _QUESTIONS), begin)
    addressed = head in ADDRESSED
    if not addressed and not (low in _WHEN_OR_WHERE and cue.last == cue.head and head != "called"):
        return begin
    day = begin + 1 if low.endswith("day") or low in {"yesterday", "today"} else begin
    plain = _past_addressee(tokens, begin, stop) if addressed else day
    return _opening(tokens, cue, stop, addressed=addressed) or plain


def _opening(tokens: Sequence[Token], cue: Cue, stop: int, *, addressed: bool) -> int:
    """Return the token with which the content opens behind an addressee, a time or a place, 0 when none shows."""
    begin = cue.last + 1
    for number in range(begin, stop):
        token = tokens[number]
        if token.low == "that" or token.text == ":":
            return number
        infinitive = token.low == "to" or (token.low == "not" and number + 1 < stop and tokens[number + 1].low == "to")
        if addressed and number > begin and (infinitive or token.low in _QUESTIONS):
            return number
        if token.kind == QUOTATION:
            plain = addressed and cue.last == cue.head and tokens[number - 1].low not in DETERMINERS
            return number if tokens[number - 1].text in {",", ":"} or plain else begin
    return 0


def _past_addressee(tokens: Sequence[Token], begin: int, stop: int) -> int:
    if tokens[begin].low in PRONOUNS or tokens[begin].low in {"him", "her", "them", "us", "me", "reporters"}:
        return min(begin + 1, stop - 1)
    number = begin
    while number + 1 < stop and tokens[number].text[:1].isupper() and tokens[number + 1].text[:1].isupper():
        number += 1
    return min(number + 1, stop - 1) if tokens[number].text[:1].isupper() else begin


def continued(article: ArticleText, unit: int) -> Spans:
    """Return the quotations behind a quotation and its cue in the paragraph, as in “…,” she said. “… . … .”.

    Each must open its unit and have no cue of its own after it.
    """
    found: list[tuple[int, int]] = []
    paragraph = article.paragraph(unit)
    for number in range(unit + 1, min(len(article.units), unit + _FURTHEST)):
        tokens = article.frame(number)
        if article.paragraph(number) != paragraph or not tokens or tokens[0].kind != QUOTATION:
            break
        if _claimed(article, tokens):
            break
        found.extend(whole(article, tokens[0]))
        if len(tokens) > 1 and tokens[1].kind != MARK:
            break
    return tuple(found)


def _claimed(article: ArticleText, tokens: Sequence[Token]) -> bool:
    """Say whether a quotation at the start of a unit has its own speaker where it ends."""
    if len(tokens) < 2 or (tokens[1].kind != WORD and tokens[1].text != ","):
        return False
    return ends_inside(article, tokens[0]) in ",?!—" or tokens[1].text == ","


def rest(article: ArticleText, tokens: Sequence[Token], begin: int, stop: int) -> Spans:
    """Return the second half of a split quotation: what follows '…," she said,' in the sentence."""
    number = begin
    while number < stop and tokens[number].kind != QUOTATION:
        number += 1
    if number >= stop:
        return ()
    carried = tokens[number - 1].low in {"and", "but", "that"} and (
        number < begin + 2 or tokens[number - 2].text == ","
    )
    if tokens[number - 1].text in {",", ":", ".", "—", "–"} or carried:
        first = number - 1 if tokens[number - 1].low in {"and", "but", "that"} else number
        return _joined(article, tokens, first, number)
    return ()


def opens_with_circumstance(tokens: Sequence[Token], stop: int) -> bool:
    """Say whether tokens before `stop` only say when, where or how: "In 2012, he said, …" and "But, he said, …"."""
    return stop <= 0 or tokens[0].low in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS or stop <= 1
