"""The clues of place: where a sentence stands in the article and what it shares with headline and lead."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import words
from reviewer.suggest.quoting import Quoting

_WORD = r"[^\W_][\w'’-]*"
_LONGEST = 2000
_EMPTY = words(
    """
    the and for with from that this have has had was were are been being its their his her they which who whom whose
    said says not but will would after over into about than more some also when while there what out all one two
    """
)
_TURNS = r"(?:But|However|Still|Yet|Though|Although|Nevertheless)\b"
_SAYING = words("said says say saying told tells added adds according wrote writes")


class Place(NamedTuple):
    """One clue of place: its short name, its weight for assertion over background (log-odds), how it reads."""

    name: str
    weight: float
    says: str


LEAD = Place("lead", 2.0, "the first sentence of the article")
SECOND = Place("second", 0.75, "right behind the lead")
NEAR_LEAD = Place("near-lead", 0.25, "near the lead")
HEADLINE = Place("headline-words", 0.75, "repeats the headline or the lead")
SOME_HEADLINE = Place("some-headline-words", 0.25, "takes up words of the headline or the lead")
FAR = Place("far-down", -0.25, "far down in the article")
PARAPHRASE = Place("paraphrase", 0.75, "somebody is said to have said it")
WEAK_PARAPHRASE = Place("other-report", -0.25, "reports something without a plain verb of saying")
GOES_ON = Place("goes-on", -0.75, "goes on in its paragraph")
BEFORE_QUOTE = Place("before-quote", 0.5, "leads up to a quotation")
TURN = Place("turn", 0.5, "turns against what was said before")
TITLE = Place("in-capitals", 0.5, "a line in capitals")
PLAIN = Place("own-voice", -0.75, "told in the article's own voice")
"""What tells in the article's own voice, where nobody is said to have said it, explains more often than not."""


class Standing(NamedTuple):
    """Where one sentence stands.

    `order` counts the document's prose from 0 and is -1 for what is none; `depth` is the share of the document above.
    `opens` says that it opens a paragraph, `before_quote` that a quotation follows. `shared` is the share of the
    headline's words that it takes up, `of_lead` the share of its own that the lead has.
    """

    order: int
    depth: float
    opens: bool
    before_quote: bool
    shared: float
    of_lead: float


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry its subject, in lower case."""
    return frozenset(word for word in compiled(_WORD).findall(text[:_LONGEST].lower()) if len(word) > 2) - _EMPTY


def places(sentence: str, at: Standing, quote: Quoting) -> Iterator[Place]:
    """Yield the clues of place of a sentence."""
    if 0 <= at.order < len(_TOP):
        yield _TOP[at.order]
    elif at.depth > 0.7:
        yield FAR
    if at.shared >= 0.5:
        yield HEADLINE
    elif at.shared >= 0.25:
        yield SOME_HEADLINE
    yield _voice(quote)
    if not at.opens:
        yield GOES_ON
    if at.before_quote:
        yield BEFORE_QUOTE
    if compiled(_TURNS).match(sentence):
        yield TURN
    if len(sentence) < 200 and sentence.isupper():
        yield TITLE


def _voice(quote: Quoting) -> Place:
    """Return whose voice a sentence speaks in: a plain verb of saying tells it best."""
    if not _SAYING.isdisjoint(quote.cue.casefold().split()):
        return PARAPHRASE
    return WEAK_PARAPHRASE if quote.reported else PLAIN


_TOP: Sequence[Place] = (LEAD, SECOND, NEAR_LEAD, NEAR_LEAD)


def share(of: frozenset[str], known: frozenset[str]) -> float:
    """Return the share of some words that are among others."""
    return len(of & known) / len(of) if of else 0.0
