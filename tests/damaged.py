"""Databases of this program's with one column of one table full of what this program never wrote there."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reviewer.store.sqlite.strangers import TABLES

JUNK: dict[str, int | float | str | bytes | None] = {
    "nothing": None,
    "no number": "seven",
    "half a JSON": '[{"on": "annotation", "key',
    "another JSON": '{"a": [1, null, {"b": "c"}]}',
    "a list of pairs": "[[9000000, 1], [-5, null]]",
    "a deep JSON": "[" * 100_000,
    "escapes": "\x1b]52;c;UFdO\x07\x1b[2J\x9b31m\u202e",
    "a long text": "x" * 2_000_000,
    "a text of nothing": "",
    "a huge number": "1" + "0" * 30,
    "a great number": 2**63 - 1,
    "a number below": -(2**63),
    "minus one": -1,
    "a fraction": 1e300,
    "bytes": b"\xff\x00\x1b[2J",
}
"""What is put there, by its name."""


_LAX = re.compile(r" STRICT,(?= WITHOUT ROWID)| STRICT$|(?<! KEY)(?<! ROWID) NOT NULL")
"""What in the SQL of a table demands a type or a value; the keys of a table without row ids are never NULL."""


class Way(NamedTuple):
    """A command, and under which name it finds the database; what else it reads is whole."""

    arguments: tuple[str, ...]
    name: str = "reviewer.db"


WAYS = (
    Way(("status",)), Way(("export", "-o", "-")), Way(("report", "1", "-o", "-")), Way(("stats",)), Way(("lint",)),
    Way(("log",)), Way(("agreement",)), Way(("similar", "taxes rose")), Way(("corrections",)), Way(("doctor",)),
    Way(("merge", "other.db")), Way(("merge", "other.db"), "other.db"), Way(("restore", "other.db"), "other.db"),
    Way(("assign", "--to", "ann", "--to", "zoe")), Way(("requeue", "--share", "1")), Way(("adjudicate", "--agreed")),
    Way(("backup",)), Way(("import", "new.txt")), Way(("doctor", "--mend")),
    Way(("export", "--format", "brat", "-o", "brat", "--unit", "document")),
)  # fmt: skip
"""What reads a database, or writes to it."""


class Column(NamedTuple):
    """A column of a table."""

    table: str
    name: str

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def lay(folder: Path, whole: Path, column: Column, junk: str, way: Way) -> bool:
    """Put into a folder what a command reads, with one column of its database damaged; return whether it is."""
    folder.mkdir()
    (folder / "new.txt").write_text("The river rose on Monday. The mayor said so.\n")
    for name in ("reviewer.db", "other.db"):
        shutil.copyfile(whole, folder / name)
    return damage(folder / way.name, column, JUNK[junk])


def columns(path: Path) -> list[Column]:
    """Return the columns of this program's tables that have rows, in the order of the schema."""
    with closing(sqlite3.connect(path)) as raw:
        filled = [name for name in sorted(TABLES) if raw.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
        return [Column(name, row[1]) for name in filled for row in raw.execute(f"PRAGMA table_info({name})")]


def damage(path: Path, column: Column, junk: float | str | bytes | None) -> bool:
    """Put something into a column, past all that the schema demands; return whether it is there now."""
    table, name = column
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        (was,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    _written(path, table, _LAX.sub("", was))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        try:
            done = raw.execute(f'UPDATE OR IGNORE {table} SET "{name}" = ?', (junk,)).rowcount
        except sqlite3.Error:  # a row's id is a number, whatever is done
            done = 0
    _written(path, table, was)
    return done > 0


def _written(path: Path, table: str, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, table))
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
