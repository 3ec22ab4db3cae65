"""What was learned in each layer: kept beside the log, no decision, made anew from it wherever it is missing."""

from array import array
from collections.abc import Sequence

from reviewer.store.rows import Model
from reviewer.store.sqlite.connection import Engine


class ModelsPart(Engine):
    """The part of the engine that keeps what was learned, and knows what there is to learn from."""

    def model(self, layer: str) -> Model | None:
        """Return what was learned in a layer, None when nothing is kept."""
        row = self.connection.execute("SELECT engine, learned, model FROM models WHERE layer = ?", (layer,)).fetchone()
        return Model._make(row) if row else None

    def keep_model(self, layer: str, model: Model) -> None:
        """Keep what was learned in a layer in place of what was kept before; not a decision."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO models (layer, engine, learned, model) VALUES (?, ?, ?, ?)", (layer, *model)
            )

    def finished(self, layer: str, most: int) -> Sequence[int]:
        """Return the row ids of the documents a layer has labelled to the end, at most `most`, those finished last.

        They stand in the order in which they were finished.
        """
        rows = self.connection.execute(
            """WITH whole AS MATERIALIZED (
                SELECT d.id FROM progress p JOIN documents d ON d.id = p.document
                WHERE p.reviewer = ?1 AND NOT d.removed AND d.sentences > 0
                GROUP BY d.id HAVING sum(p.sentences) = d.sentences)
            SELECT whole.id FROM whole
            ORDER BY (SELECT max(modified) FROM annotations WHERE document = whole.id AND reviewer = ?1) DESC,
            whole.id DESC LIMIT ?2""",
            (layer, most),
        ).fetchall()
        return array("q", (row[0] for row in reversed(rows)))
