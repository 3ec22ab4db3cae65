"""What a replay knows besides the rows: who wrote each, what was set aside, where sentences stood, and who is who."""

from collections.abc import Mapping
from typing import NamedTuple

from reviewer.store.rows import Decision
from reviewer.store.sqlite.guards import claims_in
from reviewer.store.sqlite.replay.state import Bounds, Key, Row, State

Place = tuple[str, Key]


class Clash(NamedTuple):
    """Two decisions that exclude each other: `stands` came of `over`, `aside` is what `decision` says.

    Both decisions by uid; `where` is the sentence that it is about, or the words of a mark. `written_over` says that
    `aside` stood before.
    """

    on: str
    key: Key
    where: Bounds | None
    layer: str
    stands: Row | None
    aside: Row | None
    decision: str
    over: str
    written_over: bool


class Course:
    """The rows while a log is replayed, and what must be remembered of the way.

    `imported` are the sentences as they were cut on import, by uid, of the documents whose sentences moved since;
    `elsewhere` the bounds of those that another copy of a document had.
    """

    def __init__(self, imported: Mapping[str, Row], elsewhere: Mapping[str, Bounds]) -> None:
        self.state = State()
        self.imported = imported
        self.bounds: dict[str, Bounds] = dict(elsewhere)
        self.clashes: list[Clash] = []
        self.displaced: dict[tuple[str, str, Key], Row] = {}
        self.graves: dict[Place, list[tuple[str, Key, Row]]] = {}
        self.became: dict[str, str] = {}
        self.taken_off: set[Key] = set()
        self.met: dict[str, frozenset[Place]] = {}
        self._by: dict[Place, str] = {}
        self._by_before: dict[tuple[str, str, Key], str | None] = {}
        self.begin()
        for uid, row in imported.items():
            self.state.put("sentence", (uid,), row)
            self.bounds[uid] = Bounds(row["document"], row["start"], row["end"])

    def begin(self) -> None:
        """Begin a decision: until `settle`, all it does can be taken back."""
        self.state.written.clear()
        self.found: list[Clash] = []
        self.lost: dict[Place, Row] = {}
        self.of: dict[Place, str] = {}

    def take_back(self) -> None:
        """Let a decision have done nothing."""
        self.state.take_back()
        self.begin()

    def settle(self, decision: Decision) -> None:
        """Keep what a decision did, and that it did it."""
        name, back = named(decision), taking_back(decision)
        self.clashes += self.found
        for (table, key), row in self.lost.items():
            self.displaced[name, table, key] = row
        gone = []
        for table, key, before in self.state.written:
            if back:
                by = self._by_before.get((name, table, key))
            else:
                by = self.of.get((table, key), name)
                self._by_before.setdefault((name, table, key), self._by.get((table, key)))
            if by is None:
                self._by.pop((table, key), None)
            else:
                self._by[table, key] = by
            if before is not None and self.state.get(table, key) is None:
                gone.append((table, key, before))
        for table, key, _ in gone:
            self.graves[table, key] = gone

    def by(self, table: str, key: Key) -> str:
        """Return which decision made a row what it is; empty where none did."""
        return self._by.get((table, key), "")

    def overruled(self, table: str, key: Key, lost: Row, row: Row, decision: Decision) -> None:
        """Note that a decision has written over what another one said."""
        self.lost[table, key] = {**self.lost.get((table, key), {}), **lost}
        aside = {**row, **lost}
        self._clash(table, key, (row, aside), (self.by(table, key), named(decision)), written_over=True)

    def set_aside(self, table: str, key: Key, aside: Row | None, decision: Decision) -> None:
        """Note that a decision could not be laid over what stands; of claims that is mostly how far the check is."""
        claims = claims_in(decision.changes)
        over = self.by("check", claims[:1]) or self.by(table, key) or self.by("claim", claims[:1])
        self._clash(table, key, (self.state.get(table, key), aside), (named(decision), over))

    def stood_against(self, table: str, key: Key, row: Row, decision: Decision) -> None:
        """Note that a row stands although another decision took it away."""
        gone = self.by(table, key)
        self._clash(table, key, (row, None), (gone, named(decision)))

    def _clash(
        self,
        table: str,
        key: Key,
        said: tuple[Row | None, Row | None],
        decisions: tuple[str, str],
        *,
        written_over: bool = False,
    ) -> None:
        row = said[0] or said[1] or {}
        layer = key[1] if table == "annotation" else row.get("reviewer", "")
        self.found.append(Clash(table, key, self._where(table, key, row), layer, *said, *decisions, written_over))

    def _where(self, table: str, key: Key, row: Row) -> Bounds | None:
        """Return the words that a row is about; None for a speaker, and a sentence where none was cut or joined."""
        if table in {"check", "evidence"}:
            claim = key if table == "check" else (row.get("claim", ""),)
            buried = (
                one for on, place, one in self.graves.get(("claim", claim), ()) if on == "claim" and place == claim
            )
            row = self.state.get("claim", claim) or next(buried, {})
        if "document" in row and "start" in row:
            return Bounds(row["document"], row["start"], row.get("end", row["start"] + 1))
        return self.bounds.get(key[0])


def named(decision: Decision) -> str:
    """Return the uid of the decision that this one is, does again, or takes back."""
    return decision.reverts or decision.uid


def taking_back(decision: Decision) -> bool:
    """Return whether a decision takes another one back."""
    return decision.action == "undo"
