"""Taking in the files that another database's articles came in: looked through first, one for each text."""

import re
import sqlite3
import zlib

from reviewer.articles.article import LIMIT_BYTES
from reviewer.errors import StoreError

_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")


def take_sources(ours: sqlite3.Connection, theirs: sqlite3.Connection, shown: str) -> None:
    """Keep the files of all texts that are here now; of two for one text, the same one whichever database has it.

    Raises StoreError for a file that this program would not have kept.
    """
    for sha256, media, packed in theirs.execute("SELECT sha256, media, bytes FROM source_files ORDER BY sha256"):
        data = _unpacked(packed) if isinstance(media, str) and _MEDIA.fullmatch(media) else None
        if data is None:
            raise StoreError(
                f"{shown}: the file an article came in is damaged or was changed by hand; it is not taken in"
            )
        there = ours.execute(
            """SELECT s.bytes FROM (SELECT sha256 FROM documents WHERE sha256 = ?1
            UNION SELECT sha256 FROM versions WHERE sha256 = ?1) t LEFT JOIN source_files s ON s.sha256 = t.sha256""",
            (sha256,),
        ).fetchone()
        if there is None or (there[0] is not None and (_unpacked(there[0]) or b"") <= data):
            continue
        ours.execute(
            "INSERT OR REPLACE INTO source_files (sha256, media, bytes) VALUES (?, ?, ?)", (sha256, media, packed)
        )


def _unpacked(packed: object) -> bytes | None:
    """Return the bytes of a file; None for what is none, or grows beyond anything that is read."""
    if not isinstance(packed, bytes):
        return None
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(packed, LIMIT_BYTES + 1)
    except zlib.error:
        return None
    return data if reader.eof and len(data) <= LIMIT_BYTES else None
