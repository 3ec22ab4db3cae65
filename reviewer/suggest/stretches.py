"""Stretches of an article: what is proposed for at once, and what came of it; it loads nothing of the engine."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reviewer.store.bringing import Proposal
from reviewer.store.marks import Spans
from reviewer.store.rows import Layout, Sentence

if TYPE_CHECKING:  # they bring the preparing of articles with them
    from reviewer.suggest.proposals import Proposed, Suggestion
    from reviewer.suggest.speaking import Heard

STRETCH = 200
"""How many sentences are proposed for at once, and as many as half again: paragraphs stay whole, and short articles."""

BEGINNING = 60
"""Among how many sentences headline, standfirst and lead are looked for."""


class Stretch(NamedTuple):
    """Whole paragraphs of a document, from its sentence `first` on; `text` is theirs as it stands.

    `beginning` is how the document begins: the sentences among which headline, standfirst and lead are. `total` counts
    the document's sentences. `proposals` are those of another program for words that begin in the stretch. Offsets of
    sentences are the document's, in code points.
    """

    first: int
    text: str
    sentences: Sequence[Sentence]
    beginning: Sequence[Sentence]
    total: int
    proposals: Sequence[Proposal] = ()

    @property
    def base(self) -> int:
        """Where the stretch begins in the document, in code points."""
        return self.sentences[0].start

    def heard(self) -> "Heard":
        """Return the text with its sentences in its own offsets, to tell who speaks."""
        from reviewer.suggest.speaking import Heard  # noqa: PLC0415 - somebody is proposed: the engine is loaded

        return Heard(self.text, [(one.start - self.base, one.end - self.base) for one in self.sentences])


def stretch_at(paragraphs: Sequence[int], index: int) -> tuple[int, int]:
    """Return which sentences `[first, end)` are proposed for together with one, `paragraphs` being those of each."""
    if len(paragraphs) <= STRETCH + STRETCH // 2:
        return 0, len(paragraphs)
    number = index // STRETCH
    if index < _edge(paragraphs, number):
        number -= 1
    return _edge(paragraphs, number), _edge(paragraphs, number + 1)


def stretches(paragraphs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield all stretches of a document, in its order."""
    end = 0
    while end < len(paragraphs):
        first, end = stretch_at(paragraphs, end)
        yield first, end


def _edge(paragraphs: Sequence[int], number: int) -> int:
    """Return where a stretch begins: with the next paragraph, unless that is too far off."""
    start = min(number * STRETCH, len(paragraphs))
    for index in range(start, min(start + STRETCH // 2, len(paragraphs))):
        if index == 0 or paragraphs[index] != paragraphs[index - 1]:
            return index
    return start


class Ready:
    """The suggestions for a stretch, and which of its proposed attributions touch which sentence of the document."""

    def __init__(self, stretch: Stretch, found: "Sequence[Suggestion]", layout: Layout) -> None:
        self.stretch = stretch
        self.found = found
        self.said = [one for suggestion in found for one in suggestion.attributions]
        self._starts = layout.starts
        self._touching: dict[int, list[tuple[int, Proposed]]] = {}
        for owner, suggestion in enumerate(found, stretch.first):
            for one in suggestion.attributions:
                for index in self.under(one):
                    self._touching.setdefault(index, []).append((owner, one))

    def of(self, index: int) -> "Suggestion":
        """Return the suggestion for a sentence of the document."""
        return self.found[index - self.stretch.first]

    def touching(self, index: int) -> "Sequence[tuple[int, Proposed]]":
        """Return the attributions with a span in a sentence, each behind the sentence that it is proposed for."""
        return self._touching.get(index, ())

    def words(self, spans: Spans) -> str:
        """Return the words of spans as they stand, parted by an ellipsis."""
        base = self.stretch.base
        return " … ".join(self.stretch.text[start - base : end - base] for start, end in spans)

    def under(self, one: "Proposed") -> set[int]:
        """Return the sentences that the spans of an attribution lie on."""
        return {index for start, end in spans_of(one) for index in range(self._at(start), self._at(end - 1) + 1)}

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)


def spans_of(one: "Proposed") -> Spans:
    """Return all spans of a proposed attribution."""
    return (*one.source, *one.cue, *one.content)
