"""Who the sources of an article's attributions are: names, pronouns and roles, one after the other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reviewer.articles.names import opening_name
from reviewer.articles.patterns import compiled
from reviewer.articles.pronouns import called
from reviewer.speakers import Guess, guess, is_pronoun
from reviewer.store.marks import Attribution, Spans, Speaker

# How much of the article on either side of a source is read for names, in code points: all of most articles.
_REACH = 20_000
# Sentences before a pronoun that are looked at for the one it stands for.
_BACK = 3
# Speakers before a source that are remembered.
_REMEMBERED = 32
# Names of which the last word is remembered: a project's speakers are asked for with every sentence.
_NAMES = 1 << 15


class Heard(NamedTuple):
    """What is read for speakers: text, an article or a stretch of it, and where its sentences stand in that text."""

    text: str
    sentences: Sequence[tuple[int, int]]


def speakers_of(
    heard: Heard,
    sources: Iterable[Spans],
    known: Sequence[Speaker] = (),
    recorded: Iterable[Attribution] = (),
    base: int = 0,
) -> list[Guess | None]:
    """Return for the sources of attributions who speaks and why, None where nobody is in reach, or the source is empty.

    They stand in the order of the text; each speaker found is one that later pronouns and roles may mean, and so is
    that of each of the attributions that are `recorded`. `known` are the speakers of the project; one that it lacks has
    a name and no uid. Spans count code points from `base` places before the text.
    """
    hearing = _Hearing(heard, known)
    by_uid = {speaker.uid: speaker for speaker in known}
    before = sorted(
        ((one.content[0][0] - base, by_uid[one.speaker]) for one in recorded if one.speaker in by_uid),
        key=lambda one: -one[0],
    )
    found = []
    for source in sources:
        start, end = source[0] if source else (base, base)
        while before and before[-1][0] < start - base:
            hearing.remember(*before.pop())
        found.append(hearing.who(start - base, end - base) if source else None)
    return found


class _Hearing:
    """Goes through an article's sources and remembers who spoke in which sentence, the last one first."""

    def __init__(self, article: Heard, known: Sequence[Speaker]) -> None:
        self._article = article
        self._starts = [start for start, _ in article.sentences]
        self._known = _in_article(article.text, known)
        self._spoke: list[tuple[int, Speaker]] = []

    def who(self, start: int, end: int) -> Guess | None:
        """Return who the source text[start:end] means, and remember it."""
        article = self._article
        sentence = max(0, self._sentence_at(start))
        source = article.text[start:end]
        block = start // _REACH  # the same text for sources near each other: what it says of a name is remembered
        text = article.text[max(0, block - 1) * _REACH : (block + 2) * _REACH]
        spoke = self._spoke
        if is_pronoun(source):
            spoke = sorted((*spoke, *self._spoken_of(sentence, text)), key=lambda one: -one[0])
        here = list(dict.fromkeys(speaker for _, speaker in spoke))
        found = guess(source, self._known, here, text, article.text[article.sentences[sentence][0] : start])
        if found:
            self.remember(start, found.speaker)
        return found

    def remember(self, start: int, speaker: Speaker) -> None:
        """Take a speaker as the last one, who spoke at a code point of the text, or before the text."""
        kept = [one for one in self._spoke if one[1] != speaker]
        self._spoke = [(self._sentence_at(start), speaker), *kept][:_REMEMBERED]

    def _sentence_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _spoken_of(self, sentence: int, text: str) -> Iterator[tuple[int, Speaker]]:
        """Yield whom the sentences before are about: a person whom the article calls he or she."""
        article = self._article
        here = [speaker for _, speaker in self._spoke]
        for number in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            name = opening_name(article.text, *article.sentences[number])
            found = guess(name, self._known, here, text) if name else None
            person = found and (" " in found.speaker.name or not found.new)
            if found and person and called(found.speaker.name, text) in {"he", "she"}:
                yield number, found.speaker


def _in_article(text: str, known: Sequence[Speaker]) -> list[Speaker]:
    """Return the speakers of a project that an article may name: the last word of a name of theirs stands in it."""
    standing = {"", *_words(text)} if known else set()
    return [one for one in known if any(_last_word(name) in standing for name in (one.name, *one.aliases))]


@lru_cache(_NAMES)
def _last_word(name: str) -> str:
    return (_words(name) or [""])[-1]


def _words(text: str) -> list[str]:
    return compiled(r"\w+").findall(text.casefold())
