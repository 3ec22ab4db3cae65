"""Where a content that follows its cue ends: at its closing mark, before the next speaker, or with the sentence."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from reviewer.articles.article_text import ArticleText, ends_inside
from reviewer.articles.cues import Cue
from reviewer.articles.frame import MARK, QUOTATION, Token
from reviewer.articles.noun_phrases import CONJUNCTIONS, SUBORDINATORS, is_filler, is_finite, is_name
from reviewer.articles.wordlists import words

# A subject of fewer words than this, before a cue, starts a clause of its own.
_SHORT_SUBJECT = 4
# Tokens behind a closing mark that may be no more than a time: "on Monday".
_LONGEST_TIME = 6
# How far behind a conjunction the next cue shows that a new clause starts there.
_CUE_AHEAD = 6
_DASHES = frozenset({"—", "–", "--", "-", "―"})
# Words after a quotation and its comma that carry the same content on.
_CARRY_ON = words("compared but or nor too a an the not rather as even")
_GO_ON_BEHIND = words("a an the not also")
_COMMENTS = words("referring which according using")


class Reach(NamedTuple):
    """What is looked at for the end of a content: the tokens, the first one too many, the cues, the content's own."""

    tokens: Sequence[Token]
    stop: int
    cues: Sequence[Cue]
    own: Cue

    def cue_within(self, first: int, last: int) -> bool:
        """Say whether a cue starts at one of these tokens."""
        return any(first <= cue.first <= last for cue in self.cues)

    def cue_after(self, number: int) -> Cue | None:
        """Return the next cue behind a token."""
        place = bisect_right(self.cues, number, key=attrgetter("first"))
        return self.cues[place] if place < len(self.cues) else None


def last_token(article: ArticleText, reach: Reach, begin: int) -> int:
    """Return the last token of the content that starts at token `begin`."""
    tokens, stop = reach.tokens, reach.stop
    if tokens[begin].kind == QUOTATION and _stands_alone(article, reach, begin):
        return begin
    marked = False
    last = stop - 1
    for number in range(begin, stop):
        token = tokens[number]
        if token.kind == QUOTATION:
            marked = True
            if ends_inside(article, token) == "," and _ends_after(reach, number):
                return number
        elif number > begin and _breaks(reach, number, marked=marked):
            last = number - 1
            break
    while last > begin and tokens[last].kind == MARK and tokens[last].text not in {")", "]", "%"}:
        last -= 1
    return last


def _stands_alone(article: ArticleText, reach: Reach, begin: int) -> bool:
    """Say whether a quotation is the whole content: it closes with a stop, or at most a time follows it."""
    tokens, stop = reach.tokens, reach.stop
    if ends_inside(article, tokens[begin]) in ".?!…" or begin + 1 >= stop or tokens[begin + 1].text in {".", ";"}:
        return True
    following = tokens[begin + 1]
    if reach.own.kind != "verb" or stop - begin > _LONGEST_TIME:
        return False
    timed = following.low in {"last", "earlier", "yesterday", "today"} or following.low.endswith("day")
    on_day = following.low == "on" and begin + 2 < stop and tokens[begin + 2].low.endswith("day")
    return (timed or on_day) and not any(is_finite(tokens, at) for at in range(begin + 1, stop))


def _ends_after(reach: Reach, number: int) -> bool:
    """Say whether the content ends with this quotation, whose comma stands inside it."""
    following = number + 1
    if following >= reach.stop:
        return True
    token = reach.tokens[following]
    if token.kind == QUOTATION:
        return False
    spoken = reach.cue_within(following, following + _CUE_AHEAD)
    if token.low in {"and", "but", "or"} and following + 1 < reach.stop:
        beyond = reach.tokens[following + 1]
        if beyond.kind == QUOTATION or beyond.low in _GO_ON_BEHIND:
            return False
        return not (token.low == "but" and not spoken and beyond.text[:1].islower())
    return spoken if token.low in _CARRY_ON else True


def _breaks(reach: Reach, number: int, *, marked: bool) -> bool:
    """Say whether a new clause with its own cue, or a comment of the article, starts at a token of the content."""
    token = reach.tokens[number]
    ahead = reach.cue_after(number)
    if token.text == ":":
        return ahead is not None and ahead.first - number <= _SHORT_SUBJECT + 2
    if token.text in _DASHES:
        return marked and _is_aside(reach, number)
    if token.text != "," and token.low not in {"and", "but", "while", "although"}:
        return False
    begin = number + 1
    while begin < reach.stop and is_filler(reach.tokens[begin]) and reach.tokens[begin].kind != QUOTATION:
        begin += 1
    if ahead and ahead.first == begin:
        return _is_coordinate(reach, token, ahead, marked=marked)
    if ahead and ahead.first - begin <= _SHORT_SUBJECT and _is_clause(reach, number, begin, ahead, marked=marked):
        return True
    return token.text == "," and begin < reach.stop and reach.tokens[begin].low in _COMMENTS


def _is_coordinate(reach: Reach, token: Token, ahead: Cue, *, marked: bool) -> bool:
    """Say whether the next cue shares the subject of this one, as "… and called …" and "…, adding …" do."""
    own_next = reach.tokens[min(reach.own.last + 1, reach.stop - 1)]
    if own_next.low == "that" and not marked:
        return False
    participles = [reach.tokens[cue.head].low.endswith("ing") for cue in (ahead, reach.own)]
    return marked or participles[0] == participles[1] or token.text == ","


def _is_clause(reach: Reach, number: int, begin: int, ahead: Cue, *, marked: bool) -> bool:
    """Say whether the words up to the next cue are the subject of a new clause: "but he said", "and Roe called"."""
    token = reach.tokens[number]
    if token.low == "but" and marked:
        return True
    if ahead.first - begin >= _SHORT_SUBJECT or not is_name(reach.tokens, begin, ahead.first):
        return False
    contrast = reach.tokens[0].low in SUBORDINATORS or token.low in {"but", "while"}
    return contrast or (marked and token.text != ",")


def _is_aside(reach: Reach, number: int) -> bool:
    """Say whether a dash behind a quotation brings in the article's own comment."""
    if number + 1 >= reach.stop or reach.tokens[number + 1].low in CONJUNCTIONS:
        return False
    rest = reach.tokens[number : reach.stop]
    return reach.tokens[number + 1].low in {"a", "an"} or all(token.kind != QUOTATION for token in rest)
