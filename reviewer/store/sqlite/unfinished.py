"""Which article is the next with something undecided: asked with many keys, so that what is finished is remembered."""

import json
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from reviewer.errors import StoreError
from reviewer.store.queue import Queue
from reviewer.store.sqlite import finished
from reviewer.store.sqlite.connection import Engine

NEXT, CHUNK = 10, 500
"""How many documents are looked at at first, as the next is unfinished nearly always, and at a time after these."""
WORTH, SINCE = 500, 100
"""So many finished documents, and decisions since the last time, are worth writing down: to look at them takes 2 ms."""
_UNFINISHED = """SELECT id, removed FROM documents d WHERE id IN (SELECT value FROM json_each(?1))
    AND sentences > (SELECT coalesce(sum(p.sentences), 0) FROM progress p
        WHERE p.document = d.id AND p.reviewer = ?2)"""


class _Left(NamedTuple):
    """The places in a queue that are not known to be finished in a layer, ascending.

    It holds of the log up to its newest decision then: `seq` is its place, `uid` its name.
    """

    layer: str
    queue: Queue
    places: list[int]
    seq: int
    uid: str


class UnfinishedPart(Engine):
    """The part of the engine that knows what is left to do."""

    _left: _Left | None = None
    """Of the queue that was last asked about."""
    _kept = 0
    """Up to which decision it is written down what of it is finished."""
    _is_told = False
    """Whether some of them were not looked at here, but written down by an earlier sitting."""

    def first_unfinished(self, reviewer: str, documents: Sequence[int], behind: int | None = None) -> int | None:
        """Return the first of `documents` that still has a sentence without this reviewer's label.

        With `behind`, an index of them, first of those behind it, then of those before it.
        """
        queue = documents if isinstance(documents, Queue) else Queue(documents)
        found = self._after(self._left_in(reviewer, queue), behind)
        if found is None and self._is_told:  # that all is done is said of what was looked at
            self._left, self._is_told = None, False
            found = self._after(self._left_in(reviewer, queue, is_told=False), behind)
        return found

    def has_finished(self, layer: str) -> bool:
        """Return whether a layer has labelled any document to the end."""
        found = self.connection.execute(
            """SELECT EXISTS (SELECT 1 FROM documents d WHERE NOT removed AND sentences > 0 AND sentences =
                (SELECT sum(p.sentences) FROM progress p WHERE p.document = d.id AND p.reviewer = ?))""",
            (layer,),
        ).fetchone()
        return bool(found[0])

    def tidy(self) -> None:
        """Do the housekeeping, and write down what is finished where the next sitting would look for long."""
        super().tidy()
        left = self._left
        if left is None or self.connection.in_transaction:
            return
        count = len(left.queue) - len(left.places)
        if count < WORTH or left.seq < self._kept + SINCE:
            return
        runs = finished.joined(left.queue.between(left.places))
        self._kept = left.seq
        # Nobody waits for the disk: what a power cut takes is looked at anew.
        self.connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with suppress(StoreError), self.transaction() as connection:
                finished.write(connection, left.layer, finished.Finished(left.seq, left.uid, runs))
        finally:
            self.connection.execute("PRAGMA synchronous = FULL")

    def _after(self, left: _Left, behind: int | None) -> int | None:
        """Return the first unfinished document behind a place, else the first before it."""
        begin = 0 if behind is None else bisect_right(left.places, behind)
        found = self._first(left, begin, len(left.places))
        if found is None and behind is not None:
            found = self._first(left, 0, bisect_left(left.places, behind))
        return found

    def _first(self, left: _Left, low: int, high: int) -> int | None:
        """Return the first unfinished document of `left.places[low:high]`, and let what is finished out of these."""
        size = NEXT
        while low < high:
            asked = {left.queue[place]: place for place in left.places[low : min(high, low + size)]}
            rows = dict(self.connection.execute(_UNFINISHED, (json.dumps(list(asked)), left.layer)).fetchall())
            # What was taken out may come back unfinished: it is looked at again.
            left.places[low : low + len(asked)] = [place for document, place in asked.items() if document in rows]
            found = next((document for document in asked if rows.get(document) == 0), None)
            if found is not None:
                return found
            low, high, size = low + len(rows), high - len(asked) + len(rows), CHUNK
        return None

    def _left_in(self, layer: str, queue: Queue, *, is_told: bool = True) -> _Left:
        """Return what is not known to be finished, with all that was decided on since: whoever decides may clear.

        Without `is_told`, whatever an earlier sitting has written down.
        """
        if self.connection.in_transaction:  # what stands now may be taken back
            return _Left(layer, queue, list(range(len(queue))), 0, "")
        newest = self.connection.execute("SELECT seq, uid FROM decisions ORDER BY seq DESC LIMIT 1").fetchone()
        left = self._left
        if not (left and left.layer == layer and left.queue is queue and self._caught_up(left)):
            left = self._begun(layer, queue, is_told=is_told)
        seq, uid = newest or (0, "")
        self._left = left._replace(seq=seq, uid=uid)
        return self._left

    def _begun(self, layer: str, queue: Queue, *, is_told: bool) -> _Left:
        """Return what is left of a queue that is new here, without what is written down as finished."""
        self._kept, self._is_told = 0, False
        known = finished.read(self.connection, layer) if is_told else None
        if known and finished.stands(self.connection, known.seq, known.uid):
            left = _Left(layer, queue, queue.without(known.runs), known.seq, known.uid)
            if self._caught_up(left):
                self._kept, self._is_told = known.seq, True
                return left
        return _Left(layer, queue, list(range(len(queue))), 0, "")

    def _caught_up(self, left: _Left) -> bool:
        """Let in again what was decided on since; return whether it could be told what that is."""
        if not finished.stands(self.connection, left.seq, left.uid):
            return False
        since = f"""SELECT DISTINCT document, iif(document IS NULL, {finished.CHANGES}, 0)
            FROM decisions WHERE seq > ?"""
        for document, is_any in self.connection.execute(since, (left.seq,)).fetchall():
            if is_any:
                return False
            place = None if document is None else left.queue.at(document)
            if place is not None and place not in left.places[(at := bisect_left(left.places, place)) : at + 1]:
                insort(left.places, place)
        return True
