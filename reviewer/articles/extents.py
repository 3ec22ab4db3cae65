"""Contents: how far what was said reaches before a cue, after it, and over the sentences that follow."""

from collections.abc import Sequence

from reviewer.articles.article_text import ArticleText
from reviewer.articles.cues import Cue
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS, is_filler, is_finite
from reviewer.articles.wordlists import words

Spans = tuple[tuple[int, int], ...]

# How many sentences a quotation's continuation is followed: '"…," she said. "… . … ."'
_FURTHEST = 24
ADDRESSED = words(
    "told tells tell telling reminded reminds advised advising assured warned informed texted"
)
# These take the person asked with the clause that follows: "asked [the campaign to stop]".
_ASKED = words("asked asks asking urged urges urging ask urge")
# A subject of fewer words than this, before a cue, starts a clause of its own.
_SHORT_SUBJECT = 4
_LONGEST_TIME = 6
_INSIDE_STOPS = ",.?!…—–-;"
_WHEN_OR_WHERE = words(
    """
    monday tuesday wednesday thursday friday saturday sunday on in at during earlier last this yesterday today tonight
    recently after before to by via when from
    """
)
_DASHES = frozenset({"—", "–", "--", "-", "―"})
# Words after a quotation and its comma that carry the same content on.
_CARRY_ON = words("compared but or nor too a an the not rather as even")


def whole(article: ArticleText, token: Token) -> Spans:
    """Return all spans of the quotation a token stands for."""
    return article.outer.quotations[token.number].spans


def ends_inside(article: ArticleText, token: Token) -> str:
    """Return the last character before the closing mark of a quotation, as the comma in “…,” he said."""
    text = article.text
    end = article.outer.quotations[token.number].end
    while end > token.start + 1 and not (text[end - 1].isalnum() or text[end - 1] in _INSIDE_STOPS):
        end -= 1
    return text[end - 1]


def before(article: ArticleText, tokens: Sequence[Token], last: int, first: int = 0) -> Spans:
    """Return the content that ends with token `last`: a quotation, and in mixed speech the words of its sentence."""
    token = tokens[last]
    begin = first
    if token.kind == QUOTATION:
        for number in range(last - 1, first - 1, -1):
            if tokens[number].text in {":", "("} or (tokens[number].kind == QUOTATION and _stopped(article, tokens[number])):
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
    last = _last(article, tokens, begin, stop, cues, cue)
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
    low = tokens[begin].low
    if low in {"that", "if", "whether", "how", "why"}:
        return begin
    head = tokens[cue.head].low
    addressed = head in ADDRESSED
    if head in _ASKED:
        return next((at for at in range(begin, stop) if tokens[at].low in {"if", "whether", "how", "why"}), begin)
    timed = low in _WHEN_OR_WHERE and cue.last == cue.head and head != "called"
    if not addressed and not timed:
        return begin
    for number in range(begin, stop):
        token = tokens[number]
        if token.low == "that" or token.text == ":":
            return number
        if addressed and token.low == "not" and number + 1 < stop and tokens[number + 1].low == "to":
            return number
        if addressed and token.low in {"to", "if", "whether", "how", "why"} and number > begin:
            return number
        if token.kind == QUOTATION:
            plain = addressed and cue.last == cue.head and tokens[number - 1].low not in DETERMINERS
            return number if tokens[number - 1].text in {",", ":"} or plain else begin
    if addressed:
        return _past_addressee(tokens, begin, stop)
    return begin + 1 if low.endswith("day") or low in {"yesterday", "today"} else begin


def _past_addressee(tokens: Sequence[Token], begin: int, stop: int) -> int:
    if tokens[begin].low in PRONOUNS or tokens[begin].low in {"him", "her", "them", "us", "me", "reporters"}:
        return min(begin + 1, stop - 1)
    number = begin
    while number + 1 < stop and tokens[number].text[:1].isupper() and tokens[number + 1].text[:1].isupper():
        number += 1
    return min(number + 1, stop - 1) if tokens[number].text[:1].isupper() else begin


def _last(article: ArticleText, tokens: Sequence[Token], begin: int, stop: int, cues: Sequence[Cue], cue: Cue) -> int:
    """Return the last token of the content that starts at `begin`."""
    marked = False
    last = stop - 1
    if tokens[begin].kind == QUOTATION and (ends_inside(article, tokens[begin]) in ".?!…" or _alone(tokens, begin, stop)):
        return begin
    if tokens[begin].kind == QUOTATION and cue.kind == "verb" and _only_time(tokens, begin + 1, stop):
        return begin
    for number in range(begin, stop):
        token = tokens[number]
        if token.kind == QUOTATION:
            marked = True
            if ends_inside(article, token) == "," and _ends_after(tokens, number, stop, cues):
                return number
        elif number > begin and _breaks(tokens, number, stop, cues, cue, marked=marked):
            last = number - 1
            break
    while last > begin and tokens[last].kind == MARK and tokens[last].text not in {")", "]", "%"}:
        last -= 1
    return last


def _only_time(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """Say whether the rest of a sentence only says when: '… said “taxes fell” on Monday'."""
    if stop - begin > _LONGEST_TIME:
        return False
    timed = tokens[begin].low in {"last", "earlier", "yesterday", "today"} or tokens[begin].low.endswith("day")
    on_day = tokens[begin].low == "on" and begin + 1 < stop and tokens[begin + 1].low.endswith("day")
    return (timed or on_day) and not any(is_finite(tokens, at) for at in range(begin, stop))


def _alone(tokens: Sequence[Token], number: int, stop: int) -> bool:
    return number + 1 >= stop or tokens[number + 1].text in {".", ";"}


def _ends_after(tokens: Sequence[Token], number: int, stop: int, cues: Sequence[Cue]) -> bool:
    """Say whether the content ends with this quotation, whose comma stands inside it."""
    following = number + 1
    if following >= stop:
        return True
    token = tokens[following]
    if token.kind == QUOTATION:
        return False
    if token.low in {"and", "but", "or"} and following + 1 < stop:
        beyond = tokens[following + 1]
        if beyond.kind == QUOTATION or beyond.low in {"a", "an", "the", "not", "also"}:
            return False
        return not (token.low == "but" and not _cue_within(cues, following, following + 6) and beyond.text[:1].islower())
    if token.low in _CARRY_ON:
        return _cue_within(cues, following, following + 6)
    return True


def _cue_within(cues: Sequence[Cue], first: int, last: int) -> bool:
    return any(first <= cue.first <= last for cue in cues)


def _is_name(tokens: Sequence[Token], first: int, stop: int) -> bool:
    if any(token.text == "," for token in tokens[first:stop]):
        return False
    return tokens[stop - 1].low in PRONOUNS | {"others", "critics"} or all(
        token.text[:1].isupper() for token in tokens[first:stop]
    )


def _breaks(
    tokens: Sequence[Token], number: int, stop: int, cues: Sequence[Cue], own: Cue, *, marked: bool
) -> bool:
    """Say whether a new clause with its own cue, or a comment of the article, starts at a token of the content."""
    token = tokens[number]
    ahead = next((cue for cue in cues if cue.first > number), None)
    if token.text == ":" and ahead and ahead.first - number <= _SHORT_SUBJECT + 2:
        return True
    if token.low in {"and", "but", "while", "although"} or token.text == ",":
        begin = number + 1
        while begin < stop and is_filler(tokens[begin]) and tokens[begin].kind != QUOTATION:
            begin += 1
        if ahead and ahead.first == begin and tokens[ahead.head].low.endswith(("ing", "ed", "s", "said", "wrote", "told")):
            if tokens[min(own.last + 1, stop - 1)].low == "that" and not marked:
                return False
            coordinated = tokens[ahead.head].low.endswith("ing") == tokens[own.head].low.endswith("ing")
            return marked or coordinated or token.text == ","
        if ahead and 0 < ahead.first - begin < _SHORT_SUBJECT and _is_name(tokens, begin, ahead.first):
            contrast = tokens[0].low in SUBORDINATORS or token.low in {"but", "while"}
            return contrast or (marked and token.text != ",")
        if token.low == "but" and marked and ahead and ahead.first - begin <= _SHORT_SUBJECT:
            return True
        if token.text == "," and tokens[begin].low in {"referring", "which", "according", "using"} if begin < stop else False:
            return True
    if token.text in _DASHES and marked and number + 1 < stop and tokens[min(number + 1, stop - 1)].low not in CONJUNCTIONS:
        return tokens[number + 1].low in {"a", "an"} or not any(
            other.kind == QUOTATION for other in tokens[number:stop]
        )
    return False


def continued(article: ArticleText, unit: int) -> Spans:
    """Return the quotations that follow a quotation and its cue in the paragraph: '"…," she said. "… . … ."'

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
    carried = tokens[number - 1].low in {"and", "but", "that"} and (number < begin + 2 or tokens[number - 2].text == ",")
    if tokens[number - 1].text in {",", ":", ".", "—", "–"} or carried:
        first = number - 1 if tokens[number - 1].low in {"and", "but", "that"} else number
        return _joined(article, tokens, first, number)
    return ()


def opens_with_circumstance(tokens: Sequence[Token], stop: int) -> bool:
    """Say whether tokens before `stop` only say when, where or how: "In 2012, he said, …" and "But, he said, …"."""
    return stop <= 0 or tokens[0].low in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS or stop <= 1
