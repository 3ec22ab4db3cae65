"""The ledger: all claims of the project as one list that is searched, filtered and sorted; plain Python."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reviewer.labels import NAMES
from reviewer.layers import is_again
from reviewer.store.interface import Store
from reviewer.store.marks import CHECK_WORTHINESS, LedgerRow
from reviewer.store.rows import Place

ORDERS = ("article", "claim", "speaker", "label", "worth")
"""What the list can be sorted by, in the order in which one key goes through them."""

_LAST = "\U0010ffff"
_LABELS = {name: number for number, name in enumerate(NAMES)}
_WORTH = {name: number for number, name in enumerate(reversed(CHECK_WORTHINESS))}
_KEYS: dict[str, Callable[[LedgerRow], str | int]] = {
    "claim": lambda row: row.claim.text.casefold(),
    "speaker": lambda row: row.speaker.casefold() or _LAST,
    "label": lambda row: _LABELS.get(row.label or "", len(_LABELS)),
    "worth": lambda row: _WORTH.get(row.check_worthiness or "", len(_WORTH)),
}


class Counts(NamedTuple):
    """How many claims there are, how many pass search and filter, and how many of these are check-worthy, repeated."""

    all: int
    shown: int
    check_worthy: int
    duplicates: int


class Ledger:
    """One reviewer's claims, or everybody's; `shown` is what passes, in order, and `cursor` an index of it.

    `words` are searched for in claims and speakers as they stand, whatever their case; `filter` is a check-worthiness,
    a label, or None.
    """

    def __init__(self, store: Store, reviewer: str) -> None:
        self.order = ORDERS[0]
        self.filter: str | None = None
        self.words = ""
        self.everybody = False
        self.shown: Sequence[LedgerRow] = ()
        self.cursor = 0
        self._store = store
        self._reviewer = reviewer
        self._rows: list[LedgerRow] = []
        self._ordered: list[LedgerRow] = []
        self._filtered: list[LedgerRow] = []
        self._counts: Counts | None = None
        self._read_at = (-1, False)

    def read(self) -> None:
        """Read the claims anew if anything was decided since, and stay on the same one where it is still there."""
        newest, _ = self._store.news(0, 0, self._reviewer)
        if self._read_at == (newest, self.everybody):
            return
        self._read_at = (newest, self.everybody)
        before = self.cursor
        self._rows = list(self._store.ledger(None if self.everybody else self._reviewer))
        if not self._sort():
            self.cursor = max(0, min(before, len(self.shown) - 1))

    def row(self) -> LedgerRow | None:
        """Return the row under the cursor; None when nothing is shown."""
        return self.shown[self.cursor] if self.shown else None

    def place(self) -> Place | None:
        """Return the sentence of the row under the cursor."""
        row = self.row()
        return Place(row.claim.document, row.sentence) if row else None

    def counts(self) -> Counts:
        """Count what there is and what is shown."""
        if self._counts is None:
            self._counts = Counts(
                len(self._rows),
                len(self.shown),
                sum(row.check_worthiness == "CFS" for row in self.shown),
                sum(row.duplicate for row in self.shown),
            )
        return self._counts

    def move(self, step: int) -> None:
        """Go some rows on, or back; stops at the ends."""
        self.cursor = max(0, min(self.cursor + step, len(self.shown) - 1))

    def search(self, words: str) -> None:
        """Show only what holds these words; an empty string shows all that passes the filter."""
        narrower = self.words.casefold() in words.casefold()
        self.words = words
        self._search(self.shown if narrower else self._filtered)

    def choose(self, chosen: str | None) -> None:
        """Show only one check-worthiness or one label; None shows all."""
        self.filter = chosen
        self._filter()

    def toggle_everybody(self) -> None:
        """Show all reviewers' claims, or only this layer's; beside second answers nothing else is shown."""
        if is_again(self._reviewer):
            return
        self.everybody = not self.everybody
        self.read()

    def next_order(self) -> None:
        """Sort by the next column."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._sort()

    def _sort(self) -> bool:
        key = _KEYS.get(self.order)
        self._ordered = sorted(self._rows, key=key) if key else self._rows
        return self._filter()

    def _filter(self) -> bool:
        chosen = self.filter
        self._filtered = (
            [row for row in self._ordered if chosen in {row.check_worthiness, row.label}] if chosen else self._ordered
        )
        return self._search(self._filtered)

    def _search(self, among: Sequence[LedgerRow]) -> bool:
        """Show what holds the words; return whether the cursor could stay on its claim, else it is on the first."""
        kept, wanted = self.row(), self.words.casefold()
        self.shown = (
            [row for row in among if wanted in row.claim.text.casefold() or wanted in row.speaker.casefold()]
            if wanted
            else among
        )
        self._counts = None
        uid = kept.claim.uid if kept else ""
        found = next((index for index, row in enumerate(self.shown) if row.claim.uid == uid), None)
        self.cursor = found or 0
        return found is not None
