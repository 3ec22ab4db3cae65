"""Which article is the next with something undecided: asked with many keys, so that what is finished is remembered."""

import json
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.store.queue import Queue
from reviewer.store.sqlite.connection import Engine

NEXT, CHUNK = 10, 500
"""How many documents are looked at at first, as the next is unfinished nearly always, and at a time after these."""
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

    def first_unfinished(self, reviewer: str, documents: Sequence[int], behind: int | None = None) -> int | None:
        """Return the first of `documents` that still has a sentence without this reviewer's label.

        With `behind`, an index of them, first of those behind it, then of those before it.
        """
        queue = documents if isinstance(documents, Queue) else Queue(documents)
        left = self._left_in(reviewer, queue)
        begin = 0 if behind is None else bisect_right(left.places, behind)
        found = self._first(left, begin, len(left.places))
        if found is None and behind is not None:
            found = self._first(left, 0, bisect_left(left.places, behind))
        return found

    def has_finished(self, layer: str) -> bool:
        """Return whether a layer has labelled any document to the end."""
        found = self.connection.execute(
            """SELECT EXISTS (SELECT 1 FROM documents d WHERE NOT removed AND sentences > 0 AND sentences =
                (SELECT sum(p.sentences) FROM progress p WHERE p.document = d.id AND p.reviewer = ?))""",
            (layer,),
        ).fetchone()
        return bool(found[0])

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

    def _left_in(self, layer: str, queue: Queue) -> _Left:
        """Return what is not known to be finished, with all that was decided on since: whoever decides may clear."""
        newest = self.connection.execute("SELECT seq, uid FROM decisions ORDER BY seq DESC LIMIT 1").fetchone()
        left, in_transaction = self._left, self.connection.in_transaction  # what stands in one may be taken back
        if in_transaction or not (left and left.layer == layer and left.queue is queue and self._caught_up(left)):
            left = _Left(layer, queue, list(range(len(queue))), 0, "")
        seq, uid = newest or (0, "")
        left = left._replace(seq=seq, uid=uid)
        if not in_transaction:
            self._left = left
        return left

    def _caught_up(self, left: _Left) -> bool:
        """Let in again what was decided on since; return whether it could be told what that is."""
        then = self.connection.execute("SELECT uid FROM decisions WHERE seq = ?", (left.seq,)).fetchone()
        if then != (left.uid,):
            return False
        for (document,) in self.connection.execute(
            "SELECT DISTINCT document FROM decisions WHERE seq > ?", (left.seq,)
        ).fetchall():
            if document is None:  # an import taken back, or work brought in: it may be about any
                return False
            place = left.queue.at(document)
            if place is not None and place not in left.places[(at := bisect_left(left.places, place)) : at + 1]:
                insort(left.places, place)
        return True
