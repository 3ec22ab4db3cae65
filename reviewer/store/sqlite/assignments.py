"""Who is to review which document: each assignment of several is one decision."""

from collections.abc import Iterable, Sequence

from reviewer.errors import Refused
from reviewer.store.rows import Act, Assignment, Change, Decision
from reviewer.store.sqlite import log
from reviewer.store.sqlite.changes import read
from reviewer.store.sqlite.connection import Engine


class AssignmentsPart(Engine):
    """The part of the engine that knows who is to do what."""

    def assignments(self) -> list[Assignment]:
        """Return every assignment, in the order of the documents."""
        rows = self.connection.execute(
            """SELECT a.document, a.layer, a.at FROM assignments a JOIN documents d ON d.id = a.document
            WHERE NOT d.removed ORDER BY a.document, a.layer"""
        )
        return [Assignment._make(row) for row in rows]

    def assigned(self, layer: str) -> Sequence[int]:
        """Return the row ids of the documents that are assigned to a layer, in the order they came in."""
        return self._row_ids(
            """SELECT a.document AS id FROM assignments a JOIN documents d ON d.id = a.document
            WHERE a.layer = ? AND NOT d.removed ORDER BY a.document""",
            (layer,),
        )

    def assign(self, given: Iterable[tuple[int, str]], taken: Iterable[tuple[int, str]], act: Act) -> Decision:
        """Give documents (row ids) to layers, and take others from them, as one decision.

        Raises Refused when nothing would change.
        """
        with self.transaction() as connection:
            at = log.now()
            wanted = {**dict.fromkeys(taken), **{pair: {"at": at} for pair in given}}
            changes = []
            for (document, layer), after in wanted.items():
                key = (self._uid_of(document), layer)
                before = read(connection, "assignment", key)
                if (before is None) != (after is None):
                    changes.append(Change("assignment", key, before, after))
            if not changes:
                raise Refused("that is assigned already; nothing was changed")
            return log.append(connection, act, "assign", changes)

    def _uid_of(self, document: int) -> str:
        row = self.connection.execute("SELECT uid FROM documents WHERE id = ? AND NOT removed", (document,)).fetchone()
        if row is None:
            raise Refused("this article was taken out again by whoever brought it in; nothing was recorded")
        uid: str = row[0]
        return uid
