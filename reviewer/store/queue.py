"""A queue of documents: in an order of its own, never changed, and asked where a document stands in one step."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import lt
from typing import overload


class Queue(Sequence[int]):
    """Documents (row ids) in the order in which they are visited, each once."""

    def __init__(self, documents: Iterable[int] = ()) -> None:
        given = array("q", documents)
        self._ascends = all(map(lt, given, islice(given, 1, None)))
        self._documents = given if self._ascends else array("q", dict.fromkeys(given))
        self._at: dict[int, int] | None = None

    def at(self, document: int) -> int | None:
        """Return the index of a document, None where it is not in the queue."""
        if self._ascends:
            index = bisect_left(self._documents, document)
            return index if document in self._documents[index : index + 1] else None
        if self._at is None:  # only now: a sitting begins without
            self._at = {one: index for index, one in enumerate(self._documents)}
        return self._at.get(document)

    def without(self, runs: Sequence[tuple[int, int]]) -> list[int]:
        """Return the indices of all but the documents of some runs: their first and last, ascending."""
        kept, begin = list[int](), 0
        if not self._ascends:
            firsts = [first for first, _ in runs]
            for index, document in enumerate(self._documents):
                run = bisect_right(firsts, document) - 1
                if run < 0 or document > runs[run][1]:
                    kept.append(index)
            return kept
        for first, last in runs:
            kept += range(begin, bisect_left(self._documents, first, begin))
            begin = max(begin, bisect_right(self._documents, last))
        return [*kept, *range(begin, len(self._documents))]

    def between(self, indices: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the documents at all other indices, as runs of one and more; `indices` ascend."""
        begin = 0
        for index in (*indices, len(self._documents)):
            gap = self._documents[begin:index]
            if gap and self._ascends and gap[-1] - gap[0] == len(gap) - 1:
                yield gap[0], gap[-1]
            else:
                yield from ((document, document) for document in gap)
            begin = index + 1

    def __contains__(self, document: object) -> bool:
        """Return whether a document is in the queue."""
        return isinstance(document, int) and self.at(document) is not None

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self._documents)

    def __iter__(self) -> Iterator[int]:
        """Yield the documents in order."""
        return iter(self._documents)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        """Return the document at an index, or those of a slice."""
        return self._documents[index]
