"""The files that articles were taken out of, byte for byte, beside the texts that they gave."""

import sqlite3
from typing import TYPE_CHECKING

from reviewer.articles.source_files import SourceFile
from reviewer.store.sqlite.connection import Engine

if TYPE_CHECKING:  # reading what is known makes no articles
    from reviewer.articles.article import Article


class SourceFilesPart(Engine):
    """The part of the engine that keeps the files articles came in."""

    def source_file(self, sha256: str) -> SourceFile | None:
        """Return the file out of which the text with this hash (hex) was taken; None for a text that came as it is."""
        row = self.connection.execute("SELECT media, bytes FROM source_files WHERE sha256 = ?", (sha256,)).fetchone()
        return row and SourceFile(*row)


def keep_source(connection: sqlite3.Connection, article: "Article") -> None:
    """Keep the file of an article, in the transaction that keeps its text; of one text, the file that came first."""
    if article.source is not None:
        connection.execute(
            "INSERT OR IGNORE INTO source_files (sha256, media, bytes) VALUES (?, ?, ?)",
            (article.sha256, *article.source),
        )
