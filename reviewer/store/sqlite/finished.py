"""What is known to be finished in a layer, written down for the next sitting: documents, and up to which decision.

It is no state: where it is missing, or of another log, every document is looked at once.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

NAME = "finished"
"""Under which name it stands among what is remembered for a layer."""
MOST = 1_000
"""How many runs of documents are written down at most: whoever works in no order has few articles or waits a moment."""
_WRITTEN = re.compile(r"\d{1,18} [\w-]{1,64}(?: \d{1,18}-\d{1,18})*")
CHANGES = """instr(changes, '"on":"annotation"') OR instr(changes, '"on":"sentence"')"""
"""The condition that a decision which names no document may be about any: work that was brought in, and taken back."""
_WRONG = """SELECT count(*) FROM documents d WHERE id BETWEEN ? AND ? AND NOT removed
    AND sentences > (SELECT coalesce(sum(p.sentences), 0) FROM progress p WHERE p.document = d.id AND p.reviewer = ?)
    AND NOT EXISTS (SELECT 1 FROM decisions WHERE document = d.id AND seq > ?)"""


class Finished(NamedTuple):
    """Runs of finished documents (their first and last row ids), ascending.

    It holds of the log up to its newest decision then: `seq` is its place, `uid` its name.
    """

    seq: int
    uid: str
    runs: Sequence[tuple[int, int]]

    def written(self) -> str:
        """Return it as `read` takes it."""
        return " ".join((str(self.seq), self.uid, *(f"{first}-{last}" for first, last in self.runs)))


def joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of documents as the longest that they are together, MOST at most."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if found and first == found[-1][1] + 1:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    longest = sorted(found, key=lambda run: run[0] - run[1])[:MOST]
    return sorted(longest)


def read(connection: sqlite3.Connection, layer: str) -> Finished | None:
    """Return what is written down for a layer, None where there is nothing that could be used."""
    row = connection.execute("SELECT value FROM preferences WHERE reviewer = ? AND name = ?", (layer, NAME)).fetchone()
    return _finished(row[0]) if row else None


def write(connection: sqlite3.Connection, layer: str, finished: Finished) -> None:
    """Write it down; to be called inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO preferences (reviewer, name, value) VALUES (?, ?, ?)",
        (layer, NAME, finished.written()),
    )


def forget(connection: sqlite3.Connection) -> None:
    """Take out all of it, as the log is another now."""
    connection.execute("DELETE FROM preferences WHERE name = ?", (NAME,))


def stands(connection: sqlite3.Connection, seq: int, uid: str) -> bool:
    """Return whether the log is still the one that had this decision at this place."""
    row = connection.execute("SELECT uid FROM decisions WHERE seq = ?", (seq,)).fetchone()
    return row is not None and row[0] == uid


def wrong(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the layers of which something is written down that is not so."""
    for layer, value in connection.execute(
        "SELECT reviewer, value FROM preferences WHERE name = ?", (NAME,)
    ).fetchall():
        found = _finished(value)
        if found is None or not stands(connection, found.seq, found.uid):
            continue  # it is not used
        if any(connection.execute(_WRONG, (*run, layer, found.seq)).fetchone()[0] for run in found.runs):
            yield layer


def _finished(value: str) -> Finished | None:
    if len(value) > 64 * MOST or not _WRITTEN.fullmatch(value):
        return None
    seq, uid, *runs = value.split()
    return Finished(int(seq), uid, [(int(first), int(last)) for first, _, last in (run.partition("-") for run in runs)])
