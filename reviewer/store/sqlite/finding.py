"""Finding documents by their uid, and sentences by their exact words."""

import json
from collections.abc import Collection

from reviewer.store.rows import Document, Place
from reviewer.store.sqlite.documents import DocumentsPart


class FindingPart(DocumentsPart):
    """The part of the engine that finds what a file names."""

    def by_uid(self, uid: str) -> Document | None:
        """Return the document of this uid, None when there is none or its import was undone."""
        return self._one("uid = ?", uid)

    def saying(self, texts: Collection[str]) -> dict[str, list[Place]]:
        """Return where sentences of exactly these words stand, by the words."""
        found: dict[str, list[Place]] = {}
        if texts:
            for text, *place in self.connection.execute(
                """SELECT s.text, s.document, s.id FROM sentences s JOIN documents d ON d.id = s.document
                AND NOT d.removed WHERE s.text IN (SELECT value FROM json_each(?)) ORDER BY s.document, s.start""",
                (json.dumps(list(texts)),),
            ):
                found.setdefault(text, []).append(Place(*place))
        return found
