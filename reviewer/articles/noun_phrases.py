"""What may stand in the name of a speaker: pronouns, openings of a noun phrase, and the words that end one."""

from collections.abc import Sequence

from reviewer.articles.cue_words import precisions
from reviewer.articles.cues import AUXILIARIES, is_adverb
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.wordlists import words

PRONOUNS = words("he she it they we i you who he's she's they've i'm he’s she’s they’ve i’m")
DETERMINERS = words(
    "the a an this that these those his her its their our my your one two three four five several many some most few "
    "both all another other former ex-president more"
)
CONJUNCTIONS = words("and but or nor so yet then plus")
SUBORDINATORS = words(
    """
    that while although though because if when where which whom whose since unless until whether whereas as after before
    than how why what
    """
)
PREPOSITIONS = words(
    """
    in on at during after before by from with without to via through amid despite among under over since for as last
    earlier later this next yesterday today tonight monday tuesday wednesday thursday friday saturday sunday when
    while because although though if asked speaking given like unlike until throughout within following according
    once once-again whether
    """
)
# What ends a name that stands after its cue: "said Roe in a statement", "wrote Doe on the page".
AFTER_NAME = words(
    """
    in on at during after before when while as to by from via last earlier later this yesterday today tonight monday
    tuesday wednesday thursday friday saturday sunday because since though although adding and but
    """
)
_VERBS = words(
    """
    went came made took got gave ran won lost held met left began kept brought saw knew thought felt put set led sent
    built spent stood fell rose grew drew paid cut hit broke chose spoke told said sat wore threw hung beat bought drove
    goes comes makes takes gets gives runs wins holds keeps sees seems stands wears looks leads plans hopes sits moves
    remains wants needs appears faces plays works tries turns does
    """
)
_NOUNS_IN_S = words("says notes reports claims comments questions reasons charges states blasts")
_NOT_VERBS = words("united so-called self-styled registered elected appointed retired accused wounded ted fred red bed")

# Marks that may open a name: a handle, an amount, an editor's insertion.
_NAME_MARKS = frozenset({"@", "#", "$", "£", "€", "[", "'", "’"})


def is_finite(tokens: Sequence[Token], number: int) -> bool:
    """Say whether a token looks like a finite verb: no tagger, so by lists and endings, and only in lower case."""
    token = tokens[number]
    if token.kind != WORD or not token.text[:1].islower():
        return False
    low = token.low
    if low in AUXILIARIES or low in _VERBS:
        return True
    if low.endswith("ed"):
        before = tokens[number - 1].low if number else ""
        return low not in _NOT_VERBS and before not in DETERMINERS
    return low.endswith("s") and low in precisions() and low not in _NOUNS_IN_S


def opens_phrase(token: Token) -> bool:
    """Say whether a noun phrase may start with this token."""
    return token.kind == WORD and (
        token.text[:1].isupper() or token.low in DETERMINERS or token.low in PRONOUNS or not token.text[:1].isascii()
    )


def is_name(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether tokens first..stop-1 are a short subject: a pronoun at their end, or nothing but capitals."""
    if any(token.text == "," for token in tokens[first:stop]):
        return False
    return tokens[stop - 1].low in PRONOUNS | {"others", "critics"} or all(
        token.text[:1].isupper() for token in tokens[first:stop]
    )


def is_filler(token: Token) -> bool:
    """Say whether a token before a subject is no part of it: conjunctions, adverbs, a comma, quotations."""
    return (
        token.kind == QUOTATION
        or (token.kind == MARK and token.text not in _NAME_MARKS)
        or token.low in CONJUNCTIONS
        or (token.low in SUBORDINATORS and token.text != "That")
        or is_adverb(token.low)
    )
