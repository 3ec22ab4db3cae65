"""Readings of a quotation that no cue of the lexicon claims: by a verb beside it, a colon, a dash, or with no cue."""

from collections.abc import Iterator

from reviewer.articles import extents
from reviewer.articles.article_text import ends_inside
from reviewer.articles.cue_words import precisions
from reviewer.articles.cues import AUXILIARIES, is_adverb, mark_cue, verb_group
from reviewer.articles.frame import WORD
from reviewer.articles.noun_phrases import AFTER_NAME, CONJUNCTIONS, DETERMINERS, SUBORDINATORS, is_finite, opens_phrase
from reviewer.articles.orders import is_source
from reviewer.articles.speakers import main_subject, phrase_after, subject_before
from reviewer.articles.unit import Reading, Unit

_DASHES = frozenset({"—", "–", "--", "-", "―"})
# Words a source after a trailing dash or before a colon may have.
_LONGEST_NAME = 7
_INSIDE_NAME = frozenset({"and", "of", "post", "statement", "letter", "tweet"})
# Tokens of a sentence that does no more than say who spoke the quotation before it.
_LONGEST_TAIL = 8
_FOLLOWING = frozenset({"as", "is", "are", "was", "follows", "below", "here"})


def unclaimed(unit: Unit, number: int) -> Reading:
    """Read a quotation no cue of the lexicon claims: by the verb beside it, a colon before it, or with no cue."""
    beside = _verb_behind(unit, number) or _colon(unit, number) or _verb_ahead(unit, number)
    if beside:
        return beside
    return Reading(extents.whole(unit.article, unit.tokens[number]), None, None, "alone", quoted=True, score=0.1)


def unmarked(unit: Unit) -> Iterator[Reading]:
    """Read a weak cue that no mark and no "that" supports, in a sentence with no other: "Russia called the riots …"."""
    found = [
        (precisions().get(token.low, 0.0), -at)
        for at, token in enumerate(unit.tokens)
        if at and token.kind == WORD and is_finite(unit.tokens, at)
    ]
    precision, at = max(found, default=(0.0, 0))
    if precision:
        cue = verb_group(unit.tokens, -at, precision / 2)
        reading = unit.reading(unit.after(cue), cue, subject_before(unit.tokens, cue.first), "source-cue-content")
        if reading:
            yield reading


def _verb_behind(unit: Unit, number: int) -> Reading | None:
    """Read '…," he deadpanned' and '…," deadpanned Roe', whatever the verb."""
    stopped = ends_inside(unit.article, unit.tokens[number]) in ",?!…—-"
    begin = number + 1
    if begin < unit.stop and unit.tokens[begin].text == ",":
        begin, stopped = begin + 1, True
    if not stopped or begin >= unit.stop:
        return None
    for at in range(begin, min(unit.stop, begin + 14)):
        if is_finite(unit.tokens, at):
            cue = verb_group(unit.tokens, at)
            if at == begin and opens_phrase(unit.tokens[min(at + 1, unit.stop - 1)]):
                source = phrase_after(unit.tokens, at + 1)
                return unit.with_rest(unit.before(number), cue, source, at + 2, "content-cue-source")
            if at > begin and is_source(unit, begin, cue.first):
                return unit.with_rest(unit.before(number), cue, (begin, cue.first - 1), at + 1, "content-source-cue")
            break
    return None


def named(unit: Unit, number: int) -> Reading | None:
    """Read 'Jane Roe: "…"', as transcripts and round-ups have it, at the sentence's start or behind a dash."""
    first = number - 1
    while first > 0 and (unit.tokens[first - 1].text[:1].isupper() or unit.tokens[first - 1].low in _INSIDE_NAME):
        first -= 1
    while first < number - 1 and unit.tokens[first].low in {"from", "in", "and"}:
        first += 1
    behind = unit.tokens[first - 1] if first else None
    if unit.tokens[number - 1].text != ":" or first == number - 1:
        return None
    if behind and behind.text not in _DASHES and behind.low not in {"from", "in"}:
        return None
    cue = mark_cue(unit.tokens, number - 1, "colon")._replace(precision=0.9)
    owner = next((at for at in range(first, number - 2) if unit.tokens[at].text.endswith(("'s", "’s"))), -1)
    if owner >= 0:
        cue = cue._replace(start=unit.tokens[owner + 1].start, first=owner + 1)
        return unit.reading(extents.whole(unit.article, unit.tokens[number]), cue, (first, owner), "colon")
    return unit.reading(extents.whole(unit.article, unit.tokens[number]), cue, (first, number - 2), "colon")


def _colon(unit: Unit, number: int) -> Reading | None:
    if number == 0 or unit.tokens[number - 1].text != ":":
        return None
    cue = mark_cue(unit.tokens, number - 1, "colon")
    source = subject_before(unit.tokens, number - 1)
    verb = next((at for at in range(number - 2, -1, -1) if is_finite(unit.tokens, at)), -1)
    if verb >= 0:
        cue = verb_group(unit.tokens, verb)
        source = subject_before(unit.tokens, cue.first) or source
    return unit.reading(extents.whole(unit.article, unit.tokens[number]), cue, source, "colon")


def _verb_ahead(unit: Unit, number: int) -> Reading | None:
    """Read a quotation by the nearest verb before it: 'The union cited "…"', 'She sent "…"'."""
    for at in range(number - 1, max(-1, number - 14), -1):
        if is_finite(unit.tokens, at) and unit.tokens[at].low not in {"to", "not"}:
            cue = verb_group(unit.tokens, _main_verb(unit, at, number), 0.25)
            source = subject_before(unit.tokens, cue.first) or main_subject(unit.tokens, cue.first)
            content = unit.after(cue)
            held = any(start <= unit.tokens[number].start < end for start, end in content)
            return unit.reading(content, cue, source, "source-cue-content") if held else None
    return _word_ahead(unit, number)


def _main_verb(unit: Unit, at: int, stop: int) -> int:
    """Return the participle behind an auxiliary: "is fighting", "was later dubbed", "has painted"."""
    verb = at
    while verb + 1 < stop and (unit.tokens[verb].low in AUXILIARIES or is_adverb(unit.tokens[verb].low)):
        verb += 1
    return verb if verb > at and unit.tokens[verb].low.endswith(("ing", "ed", "en", "n")) else at


def _word_ahead(unit: Unit, number: int) -> Reading | None:
    """Read 'The bill fights a "…"': the word before the quotation and its article is taken for the verb."""
    at = number - 1
    while at > 0 and (unit.tokens[at].low in DETERMINERS or unit.tokens[at].low in {"him", "it", "them", "to", "as"}):
        at -= 1
    if at < 1 or unit.tokens[at].kind != WORD or not unit.tokens[at].text.islower():
        return None
    if unit.tokens[at].low in AFTER_NAME | SUBORDINATORS | CONJUNCTIONS | {"of", "with", "for", "called", "known"}:
        return None
    cue = verb_group(unit.tokens, at, 0.15)
    source = subject_before(unit.tokens, cue.first)
    return unit.reading(unit.after(cue), cue, source, "source-cue-content")


def tail(unit: Unit) -> Iterator[Reading]:
    """Read "Roe snapped." behind a quotation that ends the unit before, whatever the verb."""
    if len(unit.tokens) > _LONGEST_TAIL:
        return
    verb = next((at for at in range(1, unit.stop) if is_finite(unit.tokens, at)), 0)
    content = unit.previous_quotation() if verb and unit.stop - verb <= _LONGEST_TAIL // 2 else ()
    cue = verb_group(unit.tokens, verb)
    reading = unit.reading(content, cue, subject_before(unit.tokens, cue.first), "content-source-cue")
    if reading:
        yield reading


def dash(unit: Unit) -> Iterator[Reading]:
    """Read "… — FM Lavrov" and "“…” ― Jane Roe": a dash, then a name to the sentence's end."""
    at = next((at for at in range(unit.stop - 1, 0, -1) if unit.tokens[at].text in _DASHES), 0)
    after = unit.tokens[at + 1 : unit.stop]
    if not at or not after or len(after) > _LONGEST_NAME or unit.tokens[at].end == after[0].start:
        return
    if not all(one.kind == WORD and (one.text[:1].isupper() or one.low in {"of", "the"}) for one in after):
        return
    reading = unit.reading(unit.before(at), mark_cue(unit.tokens, at, "dash"), (at + 1, unit.stop - 1), "dash")
    if reading:
        yield reading


def lead_in(unit: Unit) -> Iterator[Reading]:
    """Read "The statement as follows:" and "Full text:" before a quotation that opens the next sentence."""
    last = len(unit.tokens) - 1
    content = unit.next_quotation() if unit.tokens[last].text == ":" and last <= _LONGEST_NAME else ()
    if not content or unit.cues:
        return
    first = last
    while first > 1 and unit.tokens[first - 1].low in _FOLLOWING:
        first -= 1
    cue = mark_cue(unit.tokens, last, "colon")._replace(start=unit.tokens[first].start, first=first)
    reading = unit.reading(content, cue, (0, first - 1) if first else None, "colon")
    if reading:
        yield reading


def heading(unit: Unit) -> Iterator[Reading]:
    """Read "Lavrov: the talks go on", as headlines and transcripts have it."""
    at = next((at for at, token in enumerate(unit.tokens[:_LONGEST_NAME]) if token.text == ":"), 0)
    if not at or at + 1 >= unit.stop or any(cue.first < at for cue in unit.cues):
        return
    if all(one.kind == WORD and one.text[:1].isupper() for one in unit.tokens[:at]):
        cue = mark_cue(unit.tokens, at, "colon")
        reading = unit.reading(unit.after(cue), cue, (0, at - 1), "colon")
        if reading:
            yield reading
