"""Variants of a span: what a second or third press of a key offers, wider or narrower than the first."""

from collections.abc import Iterator

from reviewer.articles.article_text import ArticleText
from reviewer.articles.cue_words import precisions
from reviewer.articles.cues import AUXILIARIES
from reviewer.articles.extents import Spans
from reviewer.articles.frame import MARK, QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import CONJUNCTIONS, is_finite
from reviewer.articles.readings import readings
from reviewer.articles.unit import Reading
from reviewer.articles.wordlists import words

Offer = tuple[Spans, str]

# A next sentence with a cue of at least this score has a speaker of its own.
_CLAIM = 0.4
# Weights of beginnings: behind a verb the lexicon does not hold; behind the person addressed; at an infinitive.
_VERB_LIKE = 0.2
_NEAR_START = 0.05
_INFINITIVE = 0.5
# How many other beginnings come before other ends.
_FIRST_STARTS = 2
_GOVERNABLE = words("of on in for against with about at into over from")
_OBJECTS = words("him her them us me you it voters reporters people others supporters viewers women men students")


def of_content(article: ArticleText, reading: Reading) -> Iterator[Offer]:
    """Yield other extents of a content, likeliest first."""
    content = reading.content
    direct = any(content[0][0] == start for start, _ in article.outer.spans_at(content[0][0]))
    if direct:
        yield from _longer(article, content)
        if len(content) > 1:
            yield content[:1], "without its continuation"
        yield from _starts(article, content)
    else:
        starts = list(_starts(article, content))
        yield from starts[:_FIRST_STARTS]
        yield from _longer(article, content)
        yield from _to_last_mark(article, content, reading)
        yield from starts[_FIRST_STARTS:]
        if len(content) > 1:
            yield content[-1:], "second part"
    for place in article.outer.within(*content[0])[:1]:
        yield article.outer.quotations[article.outer.owner[place]].spans, "quotation"


def of_cue(article: ArticleText, reading: Reading) -> Iterator[Offer]:
    """Yield a cue, then the verb without auxiliaries and adverbs, with what follows it, with the verb before it."""
    if not reading.cue:
        return
    start, end = reading.cue
    yield (reading.cue,), reading.order
    tokens = _frame_at(article, start)
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    following = [token for token in tokens if token.start >= end]
    tail = _tail(following, reading)
    if len(inside) > 1 and inside[-1].kind == WORD and not inside[-1].low.endswith(("ed", "ing", "s")):
        yield ((start, inside[-2].end),), "without its last word"
    elif following and following[0].low in {"of", "about", "to", "for", "in", "on"}:
        yield ((start, following[0].end),), "with its preposition"
    if tail > end:
        yield ((start, tail),), "with when and where"
    if len(inside) > 1:
        verbs = [token for token in inside if token.kind == WORD]
        yield ((verbs[-1].start if verbs else start, end),), "without auxiliaries"
        yield ((start, inside[-2].end),), "without its last word"
    before = next(
        (t.start for t in tokens if t.kind == WORD and reading.source and t.start >= reading.source[1]), start
    )
    if reading.source and reading.source[1] < before < start:
        yield ((before, end),), "from the source on"


def of_source(article: ArticleText, reading: Reading) -> Iterator[Offer]:
    """Yield a source, then its name without appositive, then what the appositive or adjunct would add."""
    if not reading.source:
        return
    start, end = reading.source
    yield (reading.source,), reading.order
    tokens = _frame_at(article, start)
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    comma = next((at for at, token in enumerate(inside) if token.text == ","), 0)
    if comma:
        yield ((start, inside[comma - 1].end),), "without appositive"
    following = [token for token in tokens if token.start >= end]
    limit = next((at for at, token in enumerate(following) if at and token.text in {",", "."}), len(following))
    if following and reading.cue and reading.cue[0] < start and following[0].kind != QUOTATION:
        extent = [token for token in following[:limit] if token.kind == WORD]
        if extent and all(token.kind != QUOTATION for token in following[:limit]):
            yield ((start, extent[-1].end),), "with what describes it"
    if reading.cue and end < reading.cue[0]:
        last = next(
            (token.end for token in reversed(tokens) if token.end <= reading.cue[0] and token.kind == WORD), end
        )
        if last > end:
            yield ((start, last),), "up to the cue"
    names = [token for token in inside if token.kind == WORD]
    run = len(names)
    while run > 0 and names[run - 1].text[:1].isupper():
        run -= 1
    if 0 < run < len(names):
        yield ((names[run].start, names[-1].end),), "name"
    of = next((at for at, token in enumerate(inside) if token.low in {"of", "in", "at", "with", "who", "for"}), 0)
    if of:
        yield ((start, inside[of - 1].end),), "short"


def of_reporting_clause(article: ArticleText, reading: Reading) -> Iterator[Offer]:
    """Yield the words that say who spoke: source and cue as one span, then with when and where, then the cue alone."""
    if not reading.cue:
        return
    start, end = reading.cue
    source = reading.source or reading.cue
    apart = any(start < a < source[0] or source[1] <= a < start for a, _ in reading.content)
    if not apart:
        start, end = min(start, source[0]), max(end, source[1])
        yield ((start, end),), reading.order
        tail = _tail([token for token in _frame_at(article, start) if token.start >= end], reading)
        if tail > end:
            yield ((start, tail),), "with when and where"
    yield (reading.cue,), "cue"


def _frame_at(article: ArticleText, offset: int) -> list[Token]:
    return article.frame(article.unit_at(offset))


def _tail(following: list[Token], reading: Reading) -> int:
    """Return the end of the words between a cue and the next comma, quotation or content."""
    end = 0
    begins = {start for start, _ in reading.content}
    for token in following:
        if token.kind != WORD or token.start in begins or (reading.source and token.start == reading.source[0]):
            break
        end = token.end
    return end


def _longer(article: ArticleText, content: Spans) -> Iterator[Offer]:
    """Yield a content with the next quotation or sentence, when no cue claims it."""
    unit = article.unit_at(content[-1][1] - 1) + 1
    if unit >= len(article.units):
        return
    tokens = article.frame(unit)
    if not tokens or any(reading.cue and reading.score > _CLAIM for reading in readings(article, unit)):
        return
    if tokens[0].kind == QUOTATION:
        yield (*content, *article.outer.quotations[tokens[0].number].spans), "with the next quotation"
    start, end = tokens[0].start, tokens[-1].end
    if article.paragraph(unit) == article.paragraph(unit - 1):
        if tokens[-1].text == ".":
            end = tokens[-1].start
        yield (*content, (start, end)), "with the next sentence"


def _starts(article: ArticleText, content: Spans) -> Iterator[Offer]:
    """Yield a mixed content with other beginnings: behind each verb before its first mark, likeliest cues first."""
    tokens = _frame_at(article, content[0][0])
    start, end = content[0]
    stop = next((at for at, token in enumerate(tokens) if token.kind == QUOTATION and token.end > start), len(tokens))
    found: list[tuple[float, int]] = []
    for at in range(stop):
        low = tokens[at].low
        if low == "to" and tokens[at].start > start and (at + 1 == stop or tokens[at + 1].text.islower()):
            negated = tokens[at - 1].low == "not"
            found.append((_INFINITIVE, at - 1 if negated else at))
        if tokens[at].kind != WORD or at + 1 >= len(tokens) or not tokens[at].text[:1].islower():
            continue
        weight = precisions().get(low, 0.0) or (_VERB_LIKE if is_finite(tokens, at) or low.endswith("ing") else 0.0)
        if low in AUXILIARIES or tokens[at + 1].low in AUXILIARIES or not weight:
            continue
        begin = at + 1
        if begin < stop and tokens[begin].low in _GOVERNABLE and begin + 1 < len(tokens):
            begin += 1
        elif begin + 1 < stop and tokens[begin].low in _OBJECTS and tokens[begin + 1].low in {"to", "that"}:
            found.append((weight + _NEAR_START, begin + 1))
        found.append((weight + at * 1e-3, begin))
    for _, begin in sorted(found, reverse=True):
        if tokens[begin].start != start and tokens[begin].start < end and tokens[begin].kind != MARK:
            yield ((tokens[begin].start, end), *content[1:]), "behind another verb"


def _to_last_mark(article: ArticleText, content: Spans, reading: Reading) -> Iterator[Offer]:
    """Yield a mixed content that ends with its last quotation, and one that goes on to the end of the sentence."""
    places = article.outer.within(*content[-1])
    if places:
        end = article.outer.spans[places[-1]][1]
        if end < content[-1][1]:
            yield (*content[:-1], (content[-1][0], end)), "up to its last mark"
    if reading.cue and reading.cue[0] >= content[-1][1]:
        return
    tokens = [token for token in _frame_at(article, content[-1][0]) if token.start >= content[-1][1]]
    while tokens and tokens[-1].text in {".", "!", "?"}:
        tokens.pop()
    if tokens and tokens[0].low not in CONJUNCTIONS:
        yield (*content[:-1], (content[-1][0], tokens[-1].end)), "to the end of the sentence"
