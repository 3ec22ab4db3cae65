"""All rows of state in memory while a log is replayed, what is looked up in them, and a way back within a decision."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Key = tuple[str, ...]
TABLES = (
    "batch",
    "text",
    "sentence",
    "annotation",
    "speaker",
    "attribution",
    "claim",
    "check",
    "evidence",
    "assignment",
)


class Bounds(NamedTuple):
    """Where a sentence stands or stood: the document's uid, and code points, half-open."""

    document: str
    start: int
    end: int


class Written(NamedTuple):
    """A row that a decision has written, and what stood there before."""

    table: str
    key: Key
    before: Row | None


class State:
    """The rows by table and key, as changes hold them; `written` lists what was put since it was last cleared."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Key, Row]] = {table: {} for table in TABLES}
        self.written: list[Written] = []
        self._linked: dict[tuple[str, ...], dict[Key, None]] = {}
        self._in_order: dict[str, list[tuple[int, int, str]]] = {}

    def get(self, table: str, key: Key) -> Row | None:
        """Return a row, None when there is none."""
        return self.rows[table].get(key)

    def put(self, table: str, key: Key, row: Row | None) -> None:
        """Let a row stand in the place of what stood there; None takes it away."""
        old = self.rows[table].get(key)
        self.written.append(Written(table, key, old))
        if old is not None:
            self._forget(table, key, old)
        if row is None:
            self.rows[table].pop(key, None)
        else:
            self.rows[table][key] = row
            self._note(table, key, row)

    def take_back(self) -> None:
        """Let all rows be as they were when `written` was last cleared."""
        for table, key, before in reversed(tuple(self.written)):
            self.put(table, key, before)
        self.written.clear()

    def linked(self, *link: str) -> list[Key]:
        """Return the keys of what is `said` of a sentence, `by` a speaker, `in` a document and layer, `for` a claim."""
        return list(self._linked.get(link, ()))

    def overlapping(self, where: Bounds) -> Iterator[str]:
        """Yield the uids of the sentences that share a character with these bounds, in order."""
        order = self._in_order.get(where.document, [])
        at = max(0, bisect_left(order, (where.start, -1, "")) - 1)
        while at < len(order) and order[at][0] < where.end:
            if order[at][1] > where.start:
                yield order[at][2]
            at += 1

    def in_order(self, document: str) -> list[str]:
        """Return the uids of a document's sentences, in order."""
        return [uid for _, _, uid in self._in_order.get(document, ())]

    def same_bounds(self, where: Bounds) -> str | None:
        """Return the uid of the sentence with exactly these bounds."""
        for uid in self.overlapping(where):
            row = self.rows["sentence"][(uid,)]
            if (row["start"], row["end"]) == where[1:]:
                return uid
        return None

    def _note(self, table: str, key: Key, row: Row) -> None:
        for link in _links(table, key, row):
            self._linked.setdefault(link, {})[key] = None
        if table == "sentence":
            insort(self._in_order.setdefault(row["document"], []), (row["start"], row["end"], *key))

    def _forget(self, table: str, key: Key, row: Row) -> None:
        for link in _links(table, key, row):
            self._linked[link].pop(key, None)
        if table == "sentence":
            self._in_order[row["document"]].remove((row["start"], row["end"], *key))


def _links(table: str, key: Key, row: Row) -> Iterator[tuple[str, ...]]:
    if table == "annotation":
        yield ("said", key[0])
    elif table == "attribution":
        yield ("in", row["document"], row["reviewer"])
        if row["speaker"] is not None:
            yield ("by", row["speaker"])
    elif table == "evidence":
        yield ("for", row["claim"])
