"""Readings of a sentence: which cue in it joins which source to which content, best first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.articles import extents
from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import STRONG
from reviewer.articles.cues import AUXILIARIES, Cue, cues, is_adverb, mark_cue, verb_group
from reviewer.articles.extents import Spans
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import AFTER_NAME, CONJUNCTIONS, DETERMINERS, SUBORDINATORS, is_finite, opens_phrase
from reviewer.articles.wordlists import words
from reviewer.articles.speakers import Range, main_subject, own_subject, phrase_after, subject_before

_DASHES = frozenset({"—", "–", "--", "-", "―"})
_ENDS = frozenset({",", ".", ":", ";", "—", "–", "--", "-"})
# Words a source after a trailing dash or before a colon may have.
_LONGEST_NAME = 7
_INSIDE_NAME = frozenset({"and", "of", "post", "statement", "letter", "tweet"})
# Tokens of a sentence that does no more than say who spoke the quotation before it.
_LONGEST_TAIL = 8
# How many words may stand between cue and mark for it to be "right behind".
_NEAR = 3
_SAYING = words("said says say saying told tells telling wrote writes added adds argued argues noted notes")
# Verbs that give a thing its name: what is named is part of the content, "[videos] he calls [“…”]".
_NAMING = words("called calls calling dubbed dubs named names deemed considered considers labeled termed described")


class Reading(NamedTuple):
    """One way to read an attribution; spans are code points, half-open.

    `order` names the parts as they stand (source-cue-content, content-source-cue, content-cue-source, split, colon, dash).
    `quoted` says whether the content holds a quotation; `score` sorts readings of one sentence, up to 1.
    """

    content: Spans
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    order: str
    quoted: bool
    score: float


def readings(article: ArticleText, unit: int) -> list[Reading]:
    """Return the readings of the cues in a unit in the order of their cues; what no cue claims comes last."""
    tokens = article.frame(unit)
    if not tokens:
        return []
    return list(_Unit(article, unit, tokens).read())


class _Unit:
    """The frame of one unit with its cues, while it is read."""

    def __init__(self, article: ArticleText, number: int, tokens: Sequence[Token]) -> None:
        self.article = article
        self.number = number
        self.tokens = tokens
        self.stop = len(tokens)
        while self.stop > 1 and tokens[self.stop - 1].text in {".", "!", "?", "…"}:
            self.stop -= 1
        self.cues = cues(tokens)
        self.subject: Range | None = None

    def read(self) -> Iterator[Reading]:
        claimed: set[int] = set()
        for number in range(2, len(self.tokens)):
            named = self._named(number) if self.tokens[number].kind == QUOTATION else None
            if named:
                claimed.add(number)
                self.cues = [cue for cue in self.cues if cue.first >= number]
                yield named
        for cue in self.cues:
            reading = self._verb(cue)
            if reading:
                claimed.update(number for number, _ in self._quotations_in(reading.content))
                yield reading
        for number, token in enumerate(self.tokens):
            if token.kind == QUOTATION and number not in claimed:
                yield self._unclaimed(number)
        if not self.cues and not claimed and len(self.tokens) <= _LONGEST_TAIL:
            yield from self._tail()
        yield from self._dash()
        yield from self._heading(claimed)

    def _quotations_in(self, spans: Spans) -> Iterator[tuple[int, Token]]:
        for number, token in enumerate(self.tokens):
            if token.kind == QUOTATION and any(start <= token.start < end for start, end in spans):
                yield number, token

    def _reading(self, content: Spans, cue: Cue, source: Range | None, order: str) -> Reading | None:
        if not content:
            return None
        quoted = any(True for _ in self._quotations_in(content)) or any(
            self.article.outer.within(start, end) for start, end in content[:2]
        )
        score = cue.precision * (1 if source else 0.6) + self._closeness(content, cue, quoted=quoted)
        if source and self.tokens[source[0]].low != "who":
            self.subject = source
        return Reading(content, (cue.start, cue.end), self._span(source), order, quoted, score)

    def _closeness(self, content: Spans, cue: Cue, *, quoted: bool) -> float:
        """Return what a score gains from "that" and from marks right behind the cue, and loses when they are far."""
        if not quoted or cue.kind != "verb" or content[0][0] < cue.start:
            return 0.0
        words = [token for token in self.tokens if content[0][0] <= token.start < content[-1][1]]
        if words and words[0].low == "that":
            return 0.4
        first = next((at for at, token in enumerate(words) if token.kind == QUOTATION), len(words))
        if first <= _NEAR:
            return 0.15
        return 0.0 if self.tokens[cue.head].low in _SAYING else -0.25

    def _span(self, phrase: Range | None) -> tuple[int, int] | None:
        if not phrase:
            return None
        first, last = phrase
        end = self.tokens[last].end
        if self.tokens[last].text.endswith(("'s", "’s")) and self.tokens[last].low[:-2] in {"he", "she", "who", "it"}:
            end -= 2
        return self.tokens[first].start, end

    def _verb(self, cue: Cue) -> Reading | None:
        """Read one cue in the order its neighbours suggest."""
        if cue.kind == "according":
            return self._according(cue)
        return self._inverted(cue) or self._closing(cue) or self._leading(cue)

    def _according(self, cue: Cue) -> Reading | None:
        source = phrase_after(self.tokens, cue.last + 1)
        if cue.first > 1 or (cue.first == 1 and self.tokens[0].kind == QUOTATION):
            content = self._before(cue.first - 1, cut=False)
            return self._with_rest(content, cue, source, (source[1] if source else cue.last) + 1, "content-cue-source")
        comma = next((at for at in range(cue.last + 1, self.stop) if self.tokens[at].text == ","), self.stop)
        if source and source[1] > comma and self.tokens[comma - 1].kind == WORD:
            source = (source[0], comma - 1)
        lead = cue._replace(last=(source[1] if source else comma))
        return self._reading(self._after(lead), cue, source, "cue-source-content")

    def _after(self, cue: Cue) -> Spans:
        return extents.after(self.article, self.tokens, cue, self.stop, self.cues)

    def _before(self, last: int, *, cut: bool = True) -> Spans:
        """Return the content that ends at `last`, marks stripped; `cut` lets it begin behind a strong cue before it."""
        while last > 0 and self.tokens[last].text in _ENDS:
            last -= 1
        if last < 0 or self.tokens[last].text in _ENDS:
            return ()
        first = 0
        if self.tokens[last].kind != QUOTATION:
            first = next((at + 1 for at in range(last, -1, -1) if self.tokens[at].text in _DASHES), 0)
        for cue in self.cues:
            if cut and cue.last < last and cue.precision >= STRONG and self.tokens[last].kind == QUOTATION:
                first = max(first, cue.last + 1)
        return extents.before(self.article, self.tokens, last, first)

    def _inverted(self, cue: Cue) -> Reading | None:
        """Read "…," said Jane Roe: the cue behind the content, the source behind the cue."""
        following = cue.last + 1
        if cue.first == 0 or cue.first != cue.last or following >= self.stop or self.tokens[cue.last].text == ":":
            return None
        behind = self.tokens[cue.first - 1]
        if behind.kind != QUOTATION and behind.text not in {",", "—", "–", "--"}:
            return None
        token = self.tokens[following]
        if token.kind != WORD or token.low in {"that", "to", "if", "how"} or token.low in AFTER_NAME:
            return None
        if self.tokens[cue.head].low.endswith("ing") or not (opens_phrase(token) or behind.kind == QUOTATION):
            return None
        if behind.kind != QUOTATION and self.tokens[cue.head].low not in {"said", "says", "wrote", "added", "adds"}:
            return None
        source = phrase_after(self.tokens, following)
        last = source[1] if source else cue.last
        if last + 1 < self.stop and is_finite(self.tokens, last + 1):
            return None
        return self._with_rest(self._before(cue.first - 1), cue, source, last + 1, "content-cue-source")

    def _closing(self, cue: Cue) -> Reading | None:
        """Read "…," Jane Roe said, and what stands between commas: "Taxes, he said, fell"."""
        following = cue.last + 1
        beyond = self.tokens[following] if following < self.stop else None
        if self.tokens[cue.last].text == ":" or (beyond and beyond.low in {"that", "to", "if", "whether", "how"}):
            return self._closing_with_colon(cue)
        if beyond and cue.last == cue.head and self._takes_object(cue, beyond):
            return None
        at = next((at for at in range(cue.first - 1, -1, -1) if self.tokens[at].kind == QUOTATION), -1)
        if at >= 0 and at + 1 < cue.first and self._is_source(at + 1, cue.first):
            first = at + 2 if self.tokens[at + 1].text in {",", "—", "–"} else at + 1
            stopped = extents.ends_inside(self.article, self.tokens[at]) in ",.?!…—–-" or first == at + 2
            if first < cue.first and (stopped or not (beyond and beyond.kind == QUOTATION)):
                last = cue.first - 1
                while last > first and self.tokens[last].text == ",":
                    last -= 1
                return self._with_rest(self._before(at), cue, (first, last), following, "content-source-cue")
        return self._parenthetical(cue, beyond)

    def _takes_object(self, cue: Cue, beyond: Token) -> bool:
        """Say whether a cue's own object follows, so that no content can stand before it."""
        if beyond.kind != WORD or beyond.low in AFTER_NAME or is_adverb(beyond.low):
            return False
        return self.tokens[cue.head].low not in extents.ADDRESSED and beyond.low != "of"

    def _closing_with_colon(self, cue: Cue) -> Reading | None:
        """Read "Words without marks, she said: "…"": both sides are the content."""
        if self.tokens[cue.last].text != ":":
            return None
        source = subject_before(self.tokens, cue.first)
        if not source or source[0] < 2 or self.tokens[source[0] - 1].text != ",":
            return None
        if extents.opens_with_circumstance(self.tokens, source[0] - 1):
            return None
        return self._reading((*self._before(source[0] - 1), *self._after(cue)), cue, source, "split")

    def _is_source(self, first: int, stop: int) -> bool:
        """Say whether tokens first..stop-1 can be nothing but a source between a quotation and its cue."""
        if self.tokens[first].text in {",", "—", "–"}:
            first += 1
        if first >= stop or self.tokens[first].kind != WORD:
            return False
        low = self.tokens[first].low
        if self.tokens[stop - 1].low in CONJUNCTIONS or low.endswith("ing") or any(
            first <= cue.first < stop for cue in self.cues
        ):
            return False
        if low in CONJUNCTIONS or low in SUBORDINATORS or low == "that" or is_adverb(low) or low in AFTER_NAME:
            return False
        limit = next((at for at in range(first, stop) if self.tokens[at].text == ","), stop)
        return not any(is_finite(self.tokens, at) for at in range(first, limit)) and not any(
            self.tokens[at].text in {";", ":"} for at in range(first, stop)
        )

    def _parenthetical(self, cue: Cue, beyond: Token | None) -> Reading | None:
        """Read a source and cue set off by a comma: "Taxes, he said, fell" and "Taxes fell, officials said on Monday"."""
        source = subject_before(self.tokens, cue.first)
        if not source or source[0] < 2 or self.tokens[source[0] - 1].text != ",":
            return None
        if beyond and beyond.text not in {",", "."} and not self._only_circumstance(cue.last + 1):
            return None
        comma = source[0] - 1
        begin = next((at + 1 for at in range(comma, -1, -1) if self.tokens[at].text in _DASHES), 0)
        if extents.opens_with_circumstance(self.tokens[begin:], comma - begin) and beyond is not None:
            return None
        if beyond and beyond.text == ",":
            begin = cue.last + 2
            if begin < self.stop:
                if self._is_complete(begin):
                    return None
                if self.tokens[begin].kind != QUOTATION and self.tokens[begin].low.endswith("ing"):
                    return self._reading(self._before(comma), cue, source, "content-source-cue")
                content = (*self._before(comma), *self._after(cue))
                return self._reading(content, cue, source, "split")
        return self._reading(self._before(comma), cue, source, "content-source-cue")

    def _is_complete(self, number: int) -> bool:
        """Say whether a quotation is a sentence of its own, not the second half of one."""
        token = self.tokens[number]
        if token.kind != QUOTATION:
            return False
        opening = self.article.text[token.start : token.start + 4].lstrip("“”\"'‘„«`")
        return opening[:1].isupper() and extents.ends_inside(self.article, token) in ".?!…"

    def _only_circumstance(self, begin: int) -> bool:
        """Say whether the rest of the sentence only tells when, where or to whom: short, without quotation or verb."""
        if self.stop - begin > 12 or self.tokens[begin].low not in AFTER_NAME:
            return False
        return not any(
            self.tokens[at].kind == QUOTATION or is_finite(self.tokens, at) for at in range(begin, self.stop)
        )

    def _with_rest(self, content: Spans, cue: Cue, source: Range | None, begin: int, order: str) -> Reading | None:
        """Add to a content before its cue what goes on behind it: in the sentence, or in those that follow."""
        if not content:
            return None
        more = extents.rest(self.article, self.tokens, begin, self._limit(begin))
        if more and more[0][0] >= content[-1][1]:
            content, order = (*content, *more), "split"
        elif self.article.outer.within(*content[-1]) and begin >= self.stop - 8:
            content = (*content, *extents.continued(self.article, self.number))
        return self._reading(content, cue, source, order)

    def _limit(self, begin: int) -> int:
        """Return the token where the next cue's own speech begins."""
        return next((cue.first for cue in self.cues if cue.first > begin), self.stop)

    def _leading(self, cue: Cue) -> Reading | None:
        """Read "Jane Roe said that …": the content behind the cue."""
        head = self.tokens[cue.head].low
        source = None
        if not head.endswith("ing") or self.tokens[cue.first].low in {"is", "was", "are", "were", "been"}:
            source = subject_before(self.tokens, cue.first)
        else:
            source = own_subject(self.tokens, cue.first)
        if not source:
            source = self.subject or main_subject(self.tokens, cue.first)
        content = self._after(cue)
        if content:
            named, source = self._named_thing(cue, source)
            content = (*named, *content)
        if not content and self.tokens[cue.last].text == ":":
            content = self._next_quotation()
        elif not content and cue.last >= self.stop - 1:
            content = self._previous_quotation()
        return self._reading(content, cue, source, "source-cue-content")

    def _named_thing(self, cue: Cue, source: Range | None) -> tuple[Spans, Range | None]:
        """Return what stands before cue and source and belongs to the content, and the source.

        It is the relative pronoun in "who he blasted as …", the thing named in "videos he calls …", and the subject of a
        passive, which has no source: "ravens are considered …".
        """
        naming = self.tokens[cue.head].low in _NAMING
        passive = any(self.tokens[at].low in {"is", "are", "was", "were", "be", "been"} for at in range(cue.first, cue.head))
        if source and naming and passive and source[1] == cue.first - 1 and not self.tokens[cue.head].low.endswith("ing"):
            return (self._span(source) or (0, 0),), None
        if not source or source[0] < 1 or source[1] != cue.first - 1:
            return (), source
        before = self.tokens[source[0] - 1]
        if before.low in {"who", "whom", "which"}:
            return ((before.start, before.end),), source
        if not naming:
            return (), source
        last = source[0] - 2 if before.low == "that" else source[0] - 1
        if last < 1 or self.tokens[last].kind != WORD or not self.tokens[last].text.islower() or is_adverb(before.low):
            return (), source
        if self.tokens[last].low in CONJUNCTIONS | SUBORDINATORS | AFTER_NAME | {"with"} or is_finite(self.tokens, last):
            return (), source
        first = last - 1 if self.tokens[last - 1].low in {"a", "an", "the"} else last
        return ((self.tokens[first].start, self.tokens[last].end),), source

    def _next_quotation(self) -> Spans:
        """Return the quotation that opens the next sentence, for a cue whose colon ends this one."""
        if self.number + 1 >= len(self.article.units):
            return ()
        tokens = self.article.frame(self.number + 1)
        return extents.whole(self.article, tokens[0]) if tokens and tokens[0].kind == QUOTATION else ()

    def _previous_quotation(self) -> Spans:
        """Return the quotation that ends the unit before, for a sentence that only says who spoke: “Why?” Roe asked."""
        if self.number == 0 or self.article.paragraph(self.number - 1) != self.article.paragraph(self.number):
            return ()
        tokens = self.article.frame(self.number - 1)
        if not tokens or tokens[-1].kind != QUOTATION:
            return ()
        more = extents.continued(self.article, self.number)
        return (*extents.before(self.article, tokens, len(tokens) - 1), *more)

    def _tail(self) -> Iterator[Reading]:
        """Read "Roe pressed." behind a quotation that ends the unit before, whatever the verb."""
        verb = next((at for at in range(1, self.stop) if is_finite(self.tokens, at)), 0)
        content = self._previous_quotation() if verb and self.stop - verb <= _LONGEST_TAIL // 2 else ()
        cue = verb_group(self.tokens, verb)
        reading = self._reading(content, cue, subject_before(self.tokens, cue.first), "content-source-cue")
        if reading:
            yield reading

    def _unclaimed(self, number: int) -> Reading:
        """Read a quotation no cue of the lexicon claims: by the verb beside it, a colon before it, or with no cue."""
        beside = self._verb_behind(number) or self._colon(number) or self._verb_ahead(number)
        if beside:
            return beside
        return Reading(extents.whole(self.article, self.tokens[number]), None, None, "alone", quoted=True, score=0.1)

    def _verb_behind(self, number: int) -> Reading | None:
        """Read '…," he deadpanned' and '…," deadpanned Roe', whatever the verb."""
        stopped = extents.ends_inside(self.article, self.tokens[number]) in ",?!…—-"
        begin = number + 1
        if begin < self.stop and self.tokens[begin].text == ",":
            begin, stopped = begin + 1, True
        if not stopped or begin >= self.stop:
            return None
        for at in range(begin, min(self.stop, begin + 14)):
            if is_finite(self.tokens, at):
                cue = verb_group(self.tokens, at)
                if at == begin and opens_phrase(self.tokens[min(at + 1, self.stop - 1)]):
                    source = phrase_after(self.tokens, at + 1)
                    return self._with_rest(self._before(number), cue, source, at + 2, "content-cue-source")
                if at > begin and self._is_source(begin, cue.first):
                    return self._with_rest(
                        self._before(number), cue, (begin, cue.first - 1), at + 1, "content-source-cue"
                    )
                break
        return None

    def _named(self, number: int) -> Reading | None:
        """Read 'Jane Roe: "…"', as transcripts and round-ups have it, at the sentence's start or behind a dash."""
        first = number - 1
        while first > 0 and (self.tokens[first - 1].text[:1].isupper() or self.tokens[first - 1].low in _INSIDE_NAME):
            first -= 1
        while first < number - 1 and self.tokens[first].low in {"from", "in", "and"}:
            first += 1
        behind = self.tokens[first - 1] if first else None
        if self.tokens[number - 1].text != ":" or first == number - 1:
            return None
        if behind and behind.text not in _DASHES and behind.low not in {"from", "in"}:
            return None
        cue = mark_cue(self.tokens, number - 1, "colon")._replace(precision=0.9)
        owner = next((at for at in range(first, number - 2) if self.tokens[at].text.endswith(("'s", "’s"))), -1)
        if owner >= 0:
            cue = cue._replace(start=self.tokens[owner + 1].start, first=owner + 1)
            return self._reading(extents.whole(self.article, self.tokens[number]), cue, (first, owner), "colon")
        return self._reading(extents.whole(self.article, self.tokens[number]), cue, (first, number - 2), "colon")

    def _colon(self, number: int) -> Reading | None:
        if number == 0 or self.tokens[number - 1].text != ":":
            return None
        cue = mark_cue(self.tokens, number - 1, "colon")
        source = subject_before(self.tokens, number - 1)
        verb = next((at for at in range(number - 2, -1, -1) if is_finite(self.tokens, at)), -1)
        if verb >= 0:
            cue = verb_group(self.tokens, verb)
            source = subject_before(self.tokens, cue.first) or source
        return self._reading(extents.whole(self.article, self.tokens[number]), cue, source, "colon")

    def _verb_ahead(self, number: int) -> Reading | None:
        """Read a quotation by the nearest verb before it: 'The team cited "…"', 'He offered "…"'."""
        for at in range(number - 1, max(-1, number - 14), -1):
            if is_finite(self.tokens, at) and self.tokens[at].low not in {"to", "not"}:
                cue = verb_group(self.tokens, self._main_verb(at, number), 0.25)
                source = subject_before(self.tokens, cue.first) or main_subject(self.tokens, cue.first)
                content = self._after(cue)
                held = any(start <= self.tokens[number].start < end for start, end in content)
                return self._reading(content, cue, source, "source-cue-content") if held else None
        return self._word_ahead(number)

    def _word_ahead(self, number: int) -> Reading | None:
        """Read 'The ad targets a "…"': the word before the quotation and its article is taken for the verb."""
        at = number - 1
        while at > 0 and (self.tokens[at].low in DETERMINERS or self.tokens[at].low in {"him", "it", "them", "to", "as"}):
            at -= 1
        if at < 1 or self.tokens[at].kind != WORD or not self.tokens[at].text.islower():
            return None
        if self.tokens[at].low in AFTER_NAME | SUBORDINATORS | CONJUNCTIONS | {"of", "with", "for", "called", "known"}:
            return None
        cue = verb_group(self.tokens, at, 0.15)
        source = subject_before(self.tokens, cue.first)
        return self._reading(self._after(cue), cue, source, "source-cue-content")

    def _main_verb(self, at: int, stop: int) -> int:
        """Return the participle behind an auxiliary: "is disavowing", "was officially named", "has framed"."""
        verb = at
        while verb + 1 < stop and (self.tokens[verb].low in AUXILIARIES or is_adverb(self.tokens[verb].low)):
            verb += 1
        return verb if verb > at and self.tokens[verb].low.endswith(("ing", "ed", "en", "n")) else at

    def _dash(self) -> Iterator[Reading]:
        """Read "… — FM Lavrov" and "“…” ― Jane Roe": a dash, then a name to the sentence's end."""
        at = next((at for at in range(self.stop - 1, 0, -1) if self.tokens[at].text in _DASHES), 0)
        after = self.tokens[at + 1 : self.stop]
        if not at or not after or len(after) > _LONGEST_NAME or self.tokens[at].end == after[0].start:
            return
        if not all(one.kind == WORD and (one.text[:1].isupper() or one.low in {"of", "the"}) for one in after):
            return
        reading = self._reading(self._before(at), mark_cue(self.tokens, at, "dash"), (at + 1, self.stop - 1), "dash")
        if reading:
            yield reading

    def _heading(self, claimed: set[int]) -> Iterator[Reading]:
        """Read "Lavrov: the talks go on", as headlines and transcripts have it."""
        at = next((at for at, token in enumerate(self.tokens[:_LONGEST_NAME]) if token.text == ":"), 0)
        if not at or claimed or at + 1 >= self.stop or any(cue.first < at for cue in self.cues):
            return
        if all(one.kind == WORD and one.text[:1].isupper() for one in self.tokens[:at]):
            cue = mark_cue(self.tokens, at, "colon")
            reading = self._reading(self._after(cue), cue, (0, at - 1), "colon")
            if reading:
                yield reading


__all__ = ["MARK", "Reading", "readings"]
