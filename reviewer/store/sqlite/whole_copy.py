"""Writing a database whole to another file, as it is at this moment, while others go on."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path


def write_copy(database: Path, to: Path, part: Path) -> None:
    """Write what is committed in a database to a file that is not there yet, synced, by way of `part` beside it.

    A half-made copy never has the name. Raises sqlite3.Error or OSError, with nothing left.
    """
    try:
        part.unlink(missing_ok=True)
        # A connection of its own: VACUUM does not run inside a transaction, and nothing is written to the database.
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as reader:
            reader.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(to)
    except (sqlite3.Error, OSError):
        with suppress(OSError):
            part.unlink()
        raise
