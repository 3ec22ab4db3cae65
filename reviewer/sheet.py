"""One document in memory as a sitting needs it: a few bytes a sentence, and the texts of the part looked at."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from reviewer.store.interface import Store
from reviewer.store.marks import Attribution
from reviewer.store.rows import Document, Layout, Place, Sentence

BLOCK = 64
"""How many sentences are fetched at a time."""
BLOCKS = 24
"""How many blocks are kept: the window, what surrounds it, and some of the way back."""
UNDECIDED = 0


class Sheet:
    """A document, where its sentences stand, and one reviewer's labels; indexes count sentences from 0."""

    def __init__(self, store: Store, document: Document, reviewer: str) -> None:
        self.document = document
        self.layout: Layout = store.layout(document.id)
        self.labels = bytearray(len(self.layout.ids))
        self.uncertain = bytearray(len(self.layout.ids))
        self._names = document.scheme.names
        self._codes = {name: code for code, name in enumerate(self._names, 1)}
        self._store = store
        self._reviewer = reviewer
        self._attributions: list[Attribution] | None = None
        self._touching: dict[int, list[Attribution]] | None = None
        self._blocks: OrderedDict[int, list[Sentence]] = OrderedDict()
        touched = {row[0]: row[1:] for row in store.labels(document.id, reviewer)}
        if touched:
            for index, identity in enumerate(self.layout.ids):
                if identity in touched:
                    label, uncertain = touched[identity]
                    self.set(index, label, uncertain=uncertain)

    def __len__(self) -> int:
        return len(self.layout.ids)

    def set(self, index: int, label: str | None, *, uncertain: bool) -> None:
        """Take over what the store now says of a sentence."""
        self.labels[index] = self._codes.get(label or "", UNDECIDED)
        self.uncertain[index] = uncertain

    def label(self, index: int) -> str | None:
        """Return the label of a sentence, None while it is undecided."""
        code = self.labels[index]
        return self._names[code - 1] if code else None

    def sentence(self, index: int) -> Sentence:
        """Return one sentence with its text, fetching those around it with it."""
        number, offset = divmod(index, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            starts = self.layout.starts
            last = min(len(starts), (number + 1) * BLOCK) - 1
            block = self._store.sentences(self.document.id, starts[number * BLOCK], starts[last] + 1)
            if [sentence.id for sentence in block] != list(self.layout.ids[number * BLOCK : last + 1]):
                block = self._as_laid_out(number * BLOCK, last + 1, {sentence.id: sentence for sentence in block})
            self._blocks[number] = block
            if len(self._blocks) > BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block[offset]

    def _as_laid_out(self, first: int, end: int, there: dict[int, Sentence]) -> list[Sentence]:
        """Return sentences as this sheet knows them, though another process has split or merged some since.

        Those that are no more have no uid; what stands in their place comes with a new sheet.
        """
        text = self._store.text(self.document.id)
        rows = list(zip(*self.layout, strict=True))[first:end]
        return [
            there.get(identity) or Sentence(identity, "", start, stop, paragraph, "body", text[start:stop])
            for identity, start, stop, paragraph in rows
        ]

    def attributions(self) -> list[Attribution]:
        """Return this reviewer's attributions of the document, read when first asked for."""
        if self._attributions is None:
            self._attributions = self._store.attributions(self.document.id, self._reviewer)
        return self._attributions

    def forget_attributions(self) -> None:
        """Have them read anew when they are next asked for."""
        self._attributions = self._touching = None

    def touching(self, index: int) -> Sequence[Attribution]:
        """Return the attributions with a span in a sentence."""
        if self._touching is None:
            self._touching = {}
            for one in self.attributions():
                for number in {index for span in one.spans() for index in self.under(span)}:
                    self._touching.setdefault(number, []).append(one)
        return self._touching.get(index, ())

    def place(self, index: int) -> Place:
        """Return the row ids of a sentence."""
        return Place(self.document.id, self.layout.ids[index])

    def index_of(self, sentence: int) -> int | None:
        """Return the index of a sentence by its row id."""
        try:
            return self.layout.ids.index(sentence)
        except ValueError:
            return None

    def index_at(self, offset: int) -> int:
        """Return the index of the sentence at, or last before, a code point."""
        return max(0, bisect_right(self.layout.starts, offset) - 1)

    def under(self, span: tuple[int, int]) -> range:
        """Return the indexes of the sentences that a stretch (code points, half-open) lies on."""
        return range(self.index_at(span[0]), self.index_at(span[1] - 1) + 1)

    def decided(self) -> int:
        """Return how many sentences have a label."""
        return len(self.labels) - self.labels.count(UNDECIDED)

    def undecided_after(self, index: int) -> int | None:
        """Return the first sentence after `index` (-1: from the beginning) that has no label."""
        found = self.labels.find(UNDECIDED, index + 1)
        return None if found < 0 else found

    def undecided_before(self, index: int) -> int | None:
        """Return the last sentence before `index` that has no label."""
        found = self.labels.rfind(UNDECIDED, 0, index)
        return None if found < 0 else found
