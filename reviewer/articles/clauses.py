"""Clauses: the part of a sentence round the cursor, then wider ones up to the whole sentence."""

from collections.abc import Iterator, Sequence

from reviewer.articles.frame import QUOTATION, WORD, Token
from reviewer.articles.noun_phrases import CONJUNCTIONS, SUBORDINATORS, is_finite

_HARD = frozenset({";", ":", "—", "–", "--", "(", ")", "…"})
_FINAL = frozenset({".", "!", "?", "…", "。", "؟", ","})


def clauses(
    tokens: Sequence[Token], sentence: tuple[int, int], cursor: int | None
) -> Iterator[tuple[tuple[tuple[int, int], ...], str]]:
    """Yield the clause round the cursor (else the first), each wider one, then the other clauses of the sentence.

    `tokens` is the frame the sentence stands in; `sentence` and the spans are code points, half-open.
    """
    inside = [token for token in tokens if token.end > sentence[0] and token.start < sentence[1]]
    if not inside:
        yield ((sentence),), "sentence"
        return
    parts = _parts(inside)
    at = sentence[0] if cursor is None else cursor
    own = next((number for number, (_, last) in enumerate(parts) if inside[last].end > at), len(parts) - 1)
    first, last = own, own
    yield _span(inside, parts, first, last, sentence), "clause"
    while first > 0 or last < len(parts) - 1:
        if last < len(parts) - 1:
            last += 1
        else:
            first -= 1
        if (first == 0 and last == len(parts) - 1) or last - own < _WIDENINGS:
            yield _span(inside, parts, first, last, sentence), "wider"
    yield (sentence,), "sentence"
    for number in range(len(parts)):
        yield _span(inside, parts, number, number, sentence), "clause"


_WIDENINGS = 4


def _parts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the first and last token of each clause: marks part them, and a comma or "and" before a new verb."""
    starts = [0]
    for number in range(1, len(tokens)):
        token, before = tokens[number], tokens[number - 1]
        hard = before.text in _HARD
        joined = token.low in SUBORDINATORS or (token.low in CONJUNCTIONS and _verb_soon(tokens, number + 1))
        after_comma = before.text == "," and (_verb_soon(tokens, number) or joined)
        quoted = before.kind == QUOTATION and token.kind == WORD and _verb_soon(tokens, number)
        if (hard or after_comma or quoted or joined) and number - starts[-1] > 1:
            starts.append(number)
    return [(start, following - 1) for start, following in zip(starts, [*starts[1:], len(tokens)], strict=True)]


def _verb_soon(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a verb stands within a few words, before the next mark."""
    for number in range(start, min(len(tokens), start + 6)):
        if tokens[number].kind != WORD:
            return False
        if is_finite(tokens, number):
            return True
    return False


def _span(
    tokens: Sequence[Token], parts: Sequence[tuple[int, int]], first: int, last: int, sentence: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return clauses first..last as one span, without the marks at its ends, inside the sentence."""
    begin, end = parts[first][0], parts[last][1]
    while end > begin and (tokens[end].text in _FINAL or tokens[end].text in _HARD):
        end -= 1
    return ((max(tokens[begin].start, sentence[0]), min(tokens[end].end, sentence[1])),)
