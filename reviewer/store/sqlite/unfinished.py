"""Which article is the next with something undecided: asked with many keys, so what is finished is remembered."""

from collections.abc import Sequence
from itertools import filterfalse, islice
from typing import NamedTuple

from reviewer.store.sqlite.connection import Engine

CHUNK = 500
"""How many row ids one statement names."""


class _Whole(NamedTuple):
    """The documents (row ids) known to be finished in a layer, and the newest decision then: its place and uid."""

    documents: set[int]
    seq: int
    uid: str


class UnfinishedPart(Engine):
    """The part of the engine that knows what is left to do."""

    _whole: tuple[str, _Whole] = ("", _Whole(set(), 0, ""))
    """Of the layer that was last asked for."""

    def first_unfinished(self, reviewer: str, documents: Sequence[int]) -> int | None:
        """Return the first of `documents` that still has a sentence without this reviewer's label."""
        whole = self._finished_in(reviewer)
        rest = filterfalse(whole.__contains__, documents)
        while chunk := list(islice(rest, CHUNK)):
            rows = self.connection.execute(
                f"""SELECT id FROM documents d WHERE id IN ({", ".join("?" * len(chunk))}) AND NOT removed
                AND sentences > (SELECT coalesce(sum(p.sentences), 0) FROM progress p
                    WHERE p.document = d.id AND p.reviewer = ?)""",
                (*chunk, reviewer),
            )
            unfinished = {row[0] for row in rows}
            whole.update(document for document in chunk if document not in unfinished)
            if unfinished:
                return next(document for document in chunk if document in unfinished)
        return None

    def has_finished(self, layer: str) -> bool:
        """Return whether a layer has labelled any document to the end."""
        found = self.connection.execute(
            """SELECT EXISTS (SELECT 1 FROM documents d WHERE NOT removed AND sentences > 0 AND sentences =
                (SELECT sum(p.sentences) FROM progress p WHERE p.document = d.id AND p.reviewer = ?))""",
            (layer,),
        ).fetchone()
        return bool(found[0])

    def _finished_in(self, reviewer: str) -> set[int]:
        """Return what is known to be finished, without what was decided on since: whoever decides may clear."""
        if self.connection.in_transaction:  # what stands now may be taken back
            return set()
        layer, whole = self._whole
        seq, uid = self.connection.execute("SELECT seq, uid FROM decisions ORDER BY seq DESC LIMIT 1").fetchone() or (
            0,
            "",
        )
        since = self.connection.execute("SELECT uid FROM decisions WHERE seq = ?", (whole.seq,)).fetchone()
        kept = whole.documents if layer == reviewer and since == (whole.uid,) else set()
        if kept and seq > whole.seq:
            touched = {
                row[0]
                for row in self.connection.execute(
                    "SELECT DISTINCT document FROM decisions WHERE seq > ?", (whole.seq,)
                )
            }
            # What names no document, such as an import taken back, may be about any.
            kept = set() if None in touched else kept
            kept.difference_update(touched)
        self._whole = reviewer, _Whole(kept, seq, uid)
        return kept
