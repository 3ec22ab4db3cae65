"""Editorial lint: where an article's labels, attributions and claims do not go together with its words.

The rules are explained in docs/lint.md. Offsets are code points, half-open, into the document's text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reviewer.articles.cue_words import STRONG, precisions
from reviewer.articles.marks import SINGLE, marks
from reviewer.articles.patterns import compiled
from reviewer.articles.quotations import Quotation, quotations
from reviewer.labels import BUILT_IN, Scheme
from reviewer.store.marked import on_sentences
from reviewer.store.marks import Attribution, Claim, Speaker, overlap
from reviewer.store.rows import Annotation, Sentence

RULES = (
    "quotation-without-speaker",
    "quote-without-marks",
    "marks-without-quote",
    "number-without-source",
    "same-words-two-labels",
    "unbalanced-marks",
    "speaker-never-introduced",
    "claim-not-standing-alone",
)
LONG_QUOTATION = 6
"""Words; shorter ones may be titles, nicknames or scare quotes."""
_SHORT_QUOTATION = 3
_SAME_WORDS = 3
"""Words; shorter sentences ("Read more") say too little to be called the same."""

_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# A date or an hour is no figure that needs a source.
_DATES = (
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?!\w)"
    r"|\b(?:1[5-9]|20)\d\ds?\b(?![,.]?\d)"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
)
_NUMBER = (
    r"(?<!\w)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:dozen|hundred|thousand|million|billion|trillion)s?)\b"
)
_SOURCED = (
    r"\b[Aa]ccording to\b|\b[Aa]s reported by\b|\b[Ii]n the words of\b"
    r"|\b[Bb]y [^,.;]{0,40}\b(?:count|estimate|figures|reckoning)\b"
    r"|\b(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Nn]umbers|[Aa] (?:report|survey|study|poll)) (?:from|by|of)\b|\bsay\b"
    r"|\s[-–—―]+\s+(?:[^\W\d_a-z][^\s,]*\s?){1,6}$"
)
_LEANING = (
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e|[Yy]ou|[Hh]im|[Hh]er|[Tt]hem|us|me|[Hh]is|[Hh]ers|[Tt]heirs?|[Ii]ts|[Mm]y|[Oo]urs?"
    r"|[Yy]ours?|[Tt]his|[Tt]hese|[Tt]hose|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ee]arlier|[Rr]ecently|ago"
    r"|(?:[Ll]ast|[Nn]ext) (?:night|week|weekend|month|quarter|year|spring|summer|autumn|fall|winter"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b"
)


class Finding(NamedTuple):
    """One thing to look at again: which rule, where in the document, and why, in words."""

    rule: str
    start: int
    end: int
    message: str


def lint(  # noqa: PLR0917 - a reviewer's whole work on a document, in the store's own rows
    text: str,
    sentences: Sequence[Sentence],
    annotations: Mapping[str, Annotation],
    attributions: Sequence[Attribution],
    claims: Iterable[Claim],
    speakers: Iterable[Speaker],
    *,
    scheme: Scheme = BUILT_IN,
) -> list[Finding]:
    """Return what is to be looked at again in one reviewer's work on a document, in the order of the text.

    `annotations` are by the sentences' uids. What the rules know of labels they know of those of the program: those of
    another `scheme` are only compared with each other.
    """
    page = _page(text)
    found = [*page.unbalanced, *_same_words(sentences, annotations, scheme)]
    reviewer = attributions[0].reviewer if attributions else ""
    touching = on_sentences([(one.start, one.end) for one in sentences], attributions, (), ()).attributions
    for position, sentence in enumerate(sentences):
        said = annotations.get(sentence.uid)
        label = said.label if said and not scheme.is_own else None
        found += _of_label(page, sentence, label, touching.get((position, reviewer), ()))
    found += _introductions(page, attributions, speakers)
    found += _claims(claims)
    return sorted(found, key=in_text)


def lint_sentence(  # noqa: PLR0917 - as lint
    text: str,
    sentence: Sentence,
    annotation: Annotation | None,
    attributions: Sequence[Attribution],
    claims: Iterable[Claim],
    speakers: Iterable[Speaker],
    *,
    scheme: Scheme = BUILT_IN,
) -> list[Finding]:
    """Return what `lint` would find in one sentence, but for other sentences with the same words.

    `attributions` are all of the reviewer's in the document, in its order. The first call for a text reads its
    quotation marks, in time linear in the text; the next ones take well under a millisecond.
    """
    page = _page(text)
    start, end = sentence.start, sentence.end
    touching = [one for one in attributions if any(overlap(span, (start, end)) for span in one.spans())]
    anywhere = chain(page.unbalanced, _introductions(page, attributions, speakers), _claims(claims))
    found = [one for one in anywhere if start <= one.start < end]
    found += _of_label(page, sentence, annotation.label if annotation and not scheme.is_own else None, touching)
    return sorted(found, key=in_text)


def in_text(finding: Finding) -> tuple[int, int, str]:
    """Return what findings are sorted by: their place in the text, then their rule."""
    return finding.start, finding.end, finding.rule


class _Page:
    """What the rules know of a text alone: its quotations, and its marks that stand alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        every = quotations(text)
        spans = sorted((*span, one) for one in every if not one.depth for span in one.spans)
        self._starts = [span[0] for span in spans]
        self._spans = spans
        self.unbalanced = list(_unbalanced(text, every))
        self._plain = ""

    def quoted(self, start: int, end: int) -> list[Quotation]:
        """Return the outermost quotations that share a character with `[start, end)`."""
        found: list[Quotation] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._spans[at][1] > start:
            found.insert(0, self._spans[at][2])
            at -= 1
        return found

    def names(self, name: str) -> bool:
        """Say whether a name stands in the text, however it is spaced and in whatever case."""
        self._plain = self._plain or _plain(self.text)
        return _plain(name) in self._plain


# A screen shows one article; a second is kept for the way back.
@lru_cache(maxsize=2)
def _page(text: str) -> _Page:
    return _Page(text)


def _of_label(page: _Page, sentence: Sentence, label: str | None, touching: Sequence[Attribution]) -> Iterator[Finding]:
    """Yield what does not go together with a sentence's label, given the attributions that touch it."""
    if label is None:
        return
    start, end = sentence.start, sentence.end
    inside = page.quoted(start, end)
    if label == "quote" and not inside:
        yield Finding("quote-without-marks", start, end, "labelled quote, but nothing stands in quotation marks")
    elif label == "quote":
        yield from _unattributed(page, sentence, inside, touching)
    else:
        long = [one for one in inside if one.closed and _length(page.text, one) >= LONG_QUOTATION]
        for one in long:
            begin, stop = max(one.start, start), min(one.end, end)
            what = f"{_length(page.text, one)} words in quotation marks, but labelled {BUILT_IN.word(label)}"
            yield Finding("marks-without-quote", begin, stop, what)
    if label == "assertion" and not touching:
        yield from _unsourced(page.text, sentence)


def _unattributed(
    page: _Page, sentence: Sentence, inside: Sequence[Quotation], touching: Sequence[Attribution]
) -> Iterator[Finding]:
    """Yield the quotations whose speaker nobody has marked; very short ones only where there is no longer one."""
    longer = [one for one in inside if _length(page.text, one) >= _SHORT_QUOTATION]
    said = [span for one in touching if one.speaker or one.source for span in one.content]
    for one in longer or inside:
        if not any(overlap(here, there) for here in one.spans for there in said):
            begin, stop = max(one.start, sentence.start), min(one.end, sentence.end)
            yield Finding("quotation-without-speaker", begin, stop, "no attribution says who says this")


def _unsourced(text: str, sentence: Sentence) -> Iterator[Finding]:
    """Yield the first number of a sentence that brings in nobody who gave it."""
    words = text[sentence.start : sentence.end]
    # Blanks of the same length: what is left keeps its place.
    bare = compiled(_DATES).sub(lambda found: " " * len(found.group()), words)
    number = compiled(_NUMBER).search(bare.lower())
    if number is None or compiled(_SOURCED).search(words):
        return
    cues = precisions()
    if any(cues.get(word.group().lower(), 0) >= STRONG for word in compiled(_WORD).finditer(words)):
        return
    begin = sentence.start + number.start()
    stop = begin + len(words[number.start() :].split(maxsplit=1)[0].rstrip(".,;:!?"))
    yield Finding("number-without-source", begin, max(stop, begin + 1), "a number, and nobody is named for it")


def _same_words(
    sentences: Iterable[Sentence], annotations: Mapping[str, Annotation], scheme: Scheme
) -> Iterator[Finding]:
    """Yield sentences labelled otherwise than the first one with the same words."""
    first: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, sentence in enumerate(sentences, 1):
        said = annotations.get(sentence.uid)
        words = tuple(word.casefold() for word in compiled(_WORD).findall(sentence.text))
        if said is None or said.label is None or len(words) < _SAME_WORDS:
            continue
        earlier, label = first.setdefault(words, (number, said.label))
        if label != said.label:
            one, other = scheme.word(said.label), scheme.word(label)
            what = f"labelled {one}, but sentence {earlier} has the same words and is labelled {other}"
            yield Finding("same-words-two-labels", sentence.start, sentence.end, what)


def _unbalanced(text: str, every: Sequence[Quotation]) -> Iterator[Finding]:
    """Yield double marks that open and are not closed in their paragraph, and those that close what was not open."""
    starts = {start for one in every for start, _ in one.spans}
    ends = {end for one in every for _, end in one.spans}
    for one in every:
        if not one.closed:
            yield Finding("unbalanced-marks", one.start, one.start + 1, "this quotation mark is never closed")
    for mark in marks(text):
        inches = mark.form == "either" and text[mark.start - 1 : mark.start].isdigit()
        if mark.family != SINGLE and not inches and mark.start not in starts and mark.end not in ends:
            yield Finding("unbalanced-marks", mark.start, mark.end, "this quotation mark has no other half")


def _introductions(page: _Page, attributions: Iterable[Attribution], speakers: Iterable[Speaker]) -> Iterator[Finding]:
    """Yield the first attribution of each speaker whose full name the article never gives."""
    known = {speaker.uid: speaker for speaker in speakers}
    for one in attributions:
        speaker = known.pop(one.speaker or "", None)
        if speaker and not page.names(speaker.name):
            start, end = (one.source or one.content)[0]
            what = f"the article never gives the full name of {speaker.name}"
            yield Finding("speaker-never-introduced", start, end, what)


def _claims(claims: Iterable[Claim]) -> Iterator[Finding]:
    for claim in claims:
        leaning = compiled(_LEANING).search(claim.text)
        if leaning:
            what = f"'{leaning.group()}' in a claim means nothing outside the article; say who, what or when"
            yield Finding("claim-not-standing-alone", claim.start, claim.end, what)


def _length(text: str, one: Quotation) -> int:
    """Return how many words a quotation holds."""
    return sum(len(compiled(_WORD).findall(text, start, end)) for start, end in one.spans)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
