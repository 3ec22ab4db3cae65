"""What SQLite says went wrong, and what a person is told of it."""

import sqlite3
from typing import TypeGuard

from reviewer.store.sqlite.waiting import BUSY_SECONDS
from reviewer.text import one_line

NO_DATABASE = "is no SQLite database; give another file with --db"
_SAID = {
    "not a database": NO_DATABASE,
    "locked": f"another program has locked it for over {BUSY_SECONDS:.0f} seconds; close that and try again",
    "unable to open": "cannot be opened; check that the folder is there and can be written to",
    "readonly": "cannot be written to; check its permissions, or give another file with --db",
    "full": "the disk is full; nothing is lost: make room and try again",
    "I/O error": "the disk refuses it; what was saved before is kept: check the disk and try again",
    "too big": "holds a value that is too large for this program; it is none of its own",
    "malformed": "is damaged; go on with a copy that is whole",
    "decode to UTF-8": "holds what is no text; go on with a copy that is whole",
}
"""What SQLite says, by a word of it, and what a person is told."""


def explain(error: sqlite3.Error, shown: str) -> str:
    """Return one line for what SQLite said about the file `shown`."""
    said = str(error)
    return f"{shown}: {next((told for word, told in _SAID.items() if word in said), one_line(said))}"


def is_damage(error: BaseException | None) -> TypeGuard[sqlite3.Error]:
    """Return whether SQLite says that a file, or an index in it, is damaged, or that the file is no database."""
    damaged = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in damaged
