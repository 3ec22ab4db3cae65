"""What stands in the tables of state, and in those of what is no decision, looked through by the rules of rows."""

import sqlite3
from collections.abc import Iterator

from reviewer.store.sqlite.changes import ANNOTATION
from reviewer.store.sqlite.joining.vetting import strange, what_there_is
from reviewer.store.sqlite.mark_rows import MARKS, PLACES
from reviewer.store.sqlite.right_rows import LARGEST, Strange, Told, right_row
from reviewer.text import one_line, shorten

_SHOWN = 40
"""How many code points of an id are shown; one that is none may be of any length."""
_ANNOTATIONS = ("annotations", "sentence")
_WRONG: dict[str, str] = {
    "documents": f"sentences NOT BETWEEN 0 AND {LARGEST} OR version NOT BETWEEN 1 AND {LARGEST}",
    "versions": f"version NOT BETWEEN 1 AND {LARGEST}",
    "progress": f"sentences NOT BETWEEN 0 AND {LARGEST}",
    "positions": f"start NOT BETWEEN 0 AND {LARGEST}",
    "proposals": f"""start < 0 OR "end" <= start OR "end" > {LARGEST} OR NOT json_valid(proposal)""",
    "conflicts": """NOT json_valid("key") OR NOT json_valid(stands) OR NOT json_valid(aside)""",
    "compared": "agreed < 0 OR open < 0 OR settled < 0",
    "cuts": """start < 0 OR "end" < start OR paragraph < 0""",
    "corrected_cuts": """start < 0 OR "end" < start""",
}
"""Of the tables that are not rows of state: what no row of theirs can be, as SQL."""


def wrongs(connection: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    """Yield what no version of this program would have written, and whether the log can put it right.

    Each kind of row is told once, by the first that is found. Raises StoreError for a file that cannot be read.
    """
    if found := strange(connection):
        yield found, False
        return
    told = what_there_is(connection)
    for table in ("annotation", *MARKS):
        try:
            _state(connection, table, told)
        except Strange as one:
            yield str(one).replace("something in it", f"something in {PLACES.get(table, _ANNOTATIONS)[0]}"), True
    for table, wrong in _WRONG.items():
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():
            yield f"{table} holds numbers or words that are none of this program's", False


def _state(connection: sqlite3.Connection, table: str, told: Told) -> None:
    """Raise Strange for a row of a table of state that no decision could have left."""
    uids = dict(connection.execute("SELECT id, uid FROM documents"))
    for key, row in _rows(connection, table):
        if "document" in row:
            row["document"] = uids.get(row["document"])
        right_row(table, row, f"the {table} {shorten(one_line(str(key)), _SHOWN)}", told)


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, dict[str, object]]]:
    """Yield the rows of a table of state as changes hold them, with what they are known by."""
    columns, (name, key) = MARKS.get(table, ANNOTATION), PLACES.get(table, _ANNOTATIONS)
    quoted = ", ".join(f'"{one}"' for one in columns)
    for first, *values in connection.execute(f"SELECT {key}, {quoted} FROM {name}"):
        yield first, dict(zip(columns, values, strict=True))
