"""The orders in which news puts source, cue and content, and how each is told from the others.

Five orders cover nearly all: source-cue-content, content-source-cue, content-cue-source, either of these split by the
source and the cue, and a colon. What stands right before and right behind the cue decides.
"""

from reviewer.articles import extents
from reviewer.articles.article_text import ends_inside
from reviewer.articles.cues import Cue, is_adverb
from reviewer.articles.extents import Spans
from reviewer.articles.frame import QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import (
    AFTER_NAME,
    CONJUNCTIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_finite,
    is_name,
    opens_phrase,
)
from reviewer.articles.speakers import Range, main_subject, own_subject, phrase_after, subject_before
from reviewer.articles.unit import Reading, Unit
from reviewer.articles.wordlists import words

_DASHES = frozenset({"—", "–", "--", "-", "―"})
# Verbs that give a thing its name: what is named is part of the content, "[a scheme] she calls [“…”]".
_NAMING = words("called calls calling dubbed dubs named names deemed considered considers labeled termed described")
_BE = words("is are was were be been")
# Verbs that may stand before their subject with no quotation mark in sight: "…, said Roe, …".
_INVERTED = words("said says wrote added adds")
_ADJUNCTS = words("in on at over into from against")
_SAID = words("said says say")
# Words of a name behind a quotation that no comma or stop parts from it.
_SHORT_NAME = 4


def by_cue(unit: Unit, cue: Cue) -> Reading | None:
    """Read one cue in the order its neighbours suggest."""
    if cue.kind == "according":
        return _according(unit, cue)
    return _inverted(unit, cue) or _closing(unit, cue) or _leading(unit, cue)


def _according(unit: Unit, cue: Cue) -> Reading | None:
    source = phrase_after(unit.tokens, cue.last + 1)
    if cue.first > 1 or (cue.first == 1 and unit.tokens[0].kind == QUOTATION):
        content = unit.before(cue.first - 1, cut=False)
        return unit.with_rest(content, cue, source, (source[1] if source else cue.last) + 1, "content-cue-source")
    comma = next((at for at in range(cue.last + 1, unit.stop) if unit.tokens[at].text == ","), unit.stop)
    if source and source[1] > comma and unit.tokens[comma - 1].kind == WORD:
        source = (source[0], comma - 1)
    lead = cue._replace(last=(source[1] if source else comma))
    return unit.reading(unit.after(lead), cue, source, "cue-source-content")


def _inverted(unit: Unit, cue: Cue) -> Reading | None:
    """Read "…," said Jane Roe: the cue behind the content, the source behind the cue."""
    following = cue.last + 1
    if cue.first == 0 or cue.first != cue.last or following >= unit.stop or unit.tokens[cue.last].text == ":":
        return None
    behind, token, head = unit.tokens[cue.first - 1], unit.tokens[following], unit.tokens[cue.head].low
    quoted = behind.kind == QUOTATION
    paused = behind.text in {",", "—", "–", "--"} and head in _INVERTED and opens_phrase(token)
    paused = paused and token.low not in PRONOUNS
    if not (quoted or paused) or token.kind != WORD or head.endswith("ing") or head in extents.ADDRESSED:
        return None
    if token.low in AFTER_NAME or token.low in {"that", "to", "if", "how"}:
        return None
    source = phrase_after(unit.tokens, following)
    last = source[1] if source else cue.last
    clause = next((at for at in range(last + 1, unit.stop) if unit.tokens[at].text == ","), unit.stop)
    if any(is_finite(unit.tokens, at) for at in range(last + 1, min(last + 2, clause) if quoted else clause)):
        return None
    return unit.with_rest(unit.before(cue.first - 1), cue, source, last + 1, "content-cue-source")


def _closing(unit: Unit, cue: Cue) -> Reading | None:
    """Read "…," Jane Roe said, and what stands between commas: "Taxes, he said, fell"."""
    following = cue.last + 1
    beyond = unit.tokens[following] if following < unit.stop else None
    at = next((at for at in range(cue.first - 1, -1, -1) if unit.tokens[at].kind == QUOTATION), -1)
    if unit.tokens[cue.last].text == ":" or (beyond and _brings_content(unit, cue, beyond, at)):
        return _closing_with_colon(unit, cue)
    if beyond and cue.last == cue.head and _takes_object(unit, cue, beyond):
        return None
    if at >= 0 and at + 1 < cue.first and is_source(unit, at + 1, cue.first):
        first = at + 2 if unit.tokens[at + 1].text in {",", "—", "–"} else at + 1
        stopped = ends_inside(unit.article, unit.tokens[at]) in ",.?!…—–-" or first == at + 2
        named = stopped or (cue.first - first <= _SHORT_NAME and is_name(unit.tokens, first, cue.first))
        cue = _without_adjunct(unit, cue)
        if first < cue.first and named and (stopped or not (beyond and beyond.kind == QUOTATION)):
            last = cue.first - 1
            while last > first and unit.tokens[last].text == ",":
                last -= 1
            return unit.with_rest(unit.before(at), cue, (first, last), following, "content-source-cue")
    return _parenthetical(unit, cue, beyond)


def _without_adjunct(unit: Unit, cue: Cue) -> Cue:
    """Return a cue behind its content without the preposition of when or where: “…,” she charged [in a letter]."""
    if cue.last == cue.head or unit.tokens[cue.last].low not in _ADJUNCTS:
        return cue
    return cue._replace(last=cue.last - 1, end=unit.tokens[cue.last - 1].end)


def _brings_content(unit: Unit, cue: Cue, beyond: Token, quotation: int) -> bool:
    """Say whether the word behind a cue opens what was said; "to" behind “…,” she said names who was told."""
    if beyond.low == "to" and unit.tokens[cue.head].low in _SAID:
        return not 0 <= quotation < cue.first - 1 or not is_source(unit, quotation + 1, cue.first)
    return beyond.low in {"that", "to", "if", "whether", "how"}


def _takes_object(unit: Unit, cue: Cue, beyond: Token) -> bool:
    """Say whether a cue's own object follows, so that no content can stand before it."""
    if beyond.kind != WORD or beyond.low in AFTER_NAME or is_adverb(beyond.low):
        return False
    return unit.tokens[cue.head].low not in extents.ADDRESSED and beyond.low != "of"


def _closing_with_colon(unit: Unit, cue: Cue) -> Reading | None:
    """Read "Words without marks, she said: "…"": both sides are the content."""
    if unit.tokens[cue.last].text != ":":
        return None
    source = _set_off(unit, cue)
    if not source or extents.opens_with_circumstance(unit.tokens, source[0] - 1):
        return None
    return unit.reading((*unit.before(source[0] - 1), *unit.after(cue)), cue, source, "split")


def is_source(unit: Unit, first: int, stop: int) -> bool:
    """Say whether tokens first..stop-1 can be nothing but a source between a quotation and its cue."""
    if unit.tokens[first].text in {",", "—", "–"}:
        first += 1
    if first >= stop or unit.tokens[first].kind != WORD:
        return False
    low = unit.tokens[first].low
    if low.endswith("ing") or is_adverb(low) or low in CONJUNCTIONS | SUBORDINATORS | AFTER_NAME:
        return False
    if unit.tokens[stop - 1].low in CONJUNCTIONS or any(first <= cue.first < stop for cue in unit.cues):
        return False
    limit = next((at for at in range(first, stop) if unit.tokens[at].text == ","), stop)
    return not any(is_finite(unit.tokens, at) for at in range(first, limit)) and not any(
        unit.tokens[at].text in {";", ":"} for at in range(first, stop)
    )


def _parenthetical(unit: Unit, cue: Cue, beyond: Token | None) -> Reading | None:
    """Read a source and cue set off by a comma: "Taxes, he said, fell" and "Taxes fell, officials said on Monday"."""
    source = _set_off(unit, cue)
    if not source or (beyond and beyond.text not in {",", "."} and not _only_circumstance(unit, cue.last + 1)):
        return None
    comma = source[0] - 1
    begin = next((at + 1 for at in range(comma, -1, -1) if unit.tokens[at].text in _DASHES), 0)
    if extents.opens_with_circumstance(unit.tokens[begin:], comma - begin) and beyond is not None:
        return None
    begin = cue.last + 2
    if beyond and beyond.text == "," and begin < unit.stop:
        if _is_complete(unit, begin):
            return None
        if unit.tokens[begin].kind == QUOTATION or not unit.tokens[begin].low.endswith("ing"):
            return unit.reading((*unit.before(comma), *unit.after(cue)), cue, source, "split")
    return unit.reading(unit.before(comma), cue, source, "content-source-cue")


def _set_off(unit: Unit, cue: Cue) -> Range | None:
    """Return the source of a cue when a comma parts it from words before it."""
    source = subject_before(unit.tokens, cue.first)
    return source if source and source[0] > 1 and unit.tokens[source[0] - 1].text == "," else None


def _is_complete(unit: Unit, number: int) -> bool:
    """Say whether a quotation is a sentence of its own, not the second half of one."""
    token = unit.tokens[number]
    if token.kind != QUOTATION:
        return False
    opening = unit.article.text[token.start : token.start + 4].lstrip("“”\"'‘„«`")
    return opening[:1].isupper() and ends_inside(unit.article, token) in ".?!…"


def _only_circumstance(unit: Unit, begin: int) -> bool:
    """Say whether the rest of the sentence only tells when, where or to whom: short, without quotation or verb."""
    if unit.stop - begin > 12 or unit.tokens[begin].low not in AFTER_NAME:
        return False
    return not any(unit.tokens[at].kind == QUOTATION or is_finite(unit.tokens, at) for at in range(begin, unit.stop))


def _leading(unit: Unit, cue: Cue) -> Reading | None:
    """Read "Jane Roe said that …": the content behind the cue."""
    head = unit.tokens[cue.head].low
    source = None
    if not head.endswith("ing") or unit.tokens[cue.first].low in {"is", "was", "are", "were", "been"}:
        source = subject_before(unit.tokens, cue.first)
    else:
        source = own_subject(unit.tokens, cue.first)
    if not source:
        source = unit.subject or main_subject(unit.tokens, cue.first)
    content = unit.after(cue)
    if content:
        named, source = _named_thing(unit, cue, source)
        content = (*named, *content)
    if not content and unit.tokens[cue.last].text == ":":
        content = unit.next_quotation()
    elif not content and cue.last >= unit.stop - 1:
        content = unit.previous_quotation()
    return unit.reading(content, cue, source, "source-cue-content")


def _named_thing(unit: Unit, cue: Cue, source: Range | None) -> tuple[Spans, Range | None]:
    """Return what stands before cue and source and belongs to the content, and the source.

    It is the relative pronoun in "whom she described as …", the thing named in "a scheme she calls …", and the subject
    of a passive, which has no source: "the plan was dubbed …".
    """
    naming = unit.tokens[cue.head].low in _NAMING
    passive = any(unit.tokens[at].low in _BE for at in range(cue.first, cue.head))
    if not source or source[1] != cue.first - 1:
        return (), source
    if naming and passive and not unit.tokens[cue.head].low.endswith("ing"):
        return ((unit.tokens[source[0]].start, unit.tokens[source[1]].end),), None
    if source[0] < 1:
        return (), source
    before = unit.tokens[source[0] - 1]
    if before.low in {"who", "whom", "which"}:
        return ((before.start, before.end),), source
    last = source[0] - 2 if before.low == "that" else source[0] - 1
    if not naming or last < 1 or not _is_thing(unit, last):
        return (), source
    first = last - 1 if unit.tokens[last - 1].low in {"a", "an", "the"} else last
    return ((unit.tokens[first].start, unit.tokens[last].end),), source


def _is_thing(unit: Unit, number: int) -> bool:
    """Say whether a token can be the noun a relative clause without pronoun hangs on: "a scheme [she calls …]"."""
    token = unit.tokens[number]
    if token.kind != WORD or not token.text.islower() or is_adverb(token.low) or is_finite(unit.tokens, number):
        return False
    return token.low not in CONJUNCTIONS | SUBORDINATORS | AFTER_NAME | {"with"}
