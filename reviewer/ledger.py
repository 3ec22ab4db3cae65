"""The ledger: all claims of the project as one list that is searched, filtered and sorted; plain Python."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reviewer.labels import BUILT_IN
from reviewer.layers import is_again
from reviewer.store.interface import Store
from reviewer.store.marks import CHECK_WORTHINESS, LedgerRow
from reviewer.store.review import APPROVED, DRAFTED, IN_CHECK, REOPENED, RETURNED, SECOND_REVIEW, STATUSES
from reviewer.store.rows import Place

ORDERS = ("article", "claim", "status", "speaker", "label", "worth")
"""What the list can be sorted by, in the order in which one key goes through them."""

MY_REVIEW, MINE, CAME_BACK = "for my second review", "mine to do", "sent back"
"""Filters on how far the check is, beside those of one status."""

_WITH_ME = frozenset({IN_CHECK, DRAFTED, RETURNED, REOPENED})
_STATUS = {name: number for number, name in enumerate(STATUSES)}
_LAST = "\U0010ffff"
_WORTH = {name: number for number, name in enumerate(reversed(CHECK_WORTHINESS))}
_KEYS: dict[str, Callable[[LedgerRow], str | int]] = {
    "claim": lambda row: row.claim.text.casefold(),
    "status": lambda row: _STATUS[row.status],
    "speaker": lambda row: row.speaker.casefold() or _LAST,
    "worth": lambda row: _WORTH.get(row.check_worthiness or "", len(_WORTH)),
}


class Counts(NamedTuple):
    """How many claims there are, how many pass search and filter, and how many of these are what.

    `my_review` wait for this reviewer's second review.
    """

    all: int
    shown: int
    check_worthy: int
    duplicates: int
    my_review: int
    approved: int


class Ledger:
    """One reviewer's claims, or everybody's; `shown` is what passes, in order, and `cursor` an index of it.

    `words` are searched for in claims and speakers as they stand, whatever their case; `filter` is a check-worthiness,
    a label, a status, MY_REVIEW, MINE, CAME_BACK, or None. Whose claims were asked for does not matter where the filter
    is about the reviewer's own work: a check is everybody's, whoever wrote the claim. `layer` is that whose claims are
    one's own, the reviewer's where none is given. Unless it `sees_others`, everybody's claims are those of sentences
    that this layer has decided, and those whose check has begun: these are the desk's work. Beside second answers
    nothing else is shown.
    """

    def __init__(self, store: Store, reviewer: str, *, layer: str | None = None, sees_others: bool = False) -> None:
        self.order = ORDERS[0]
        self.filter: str | None = None
        self.words = ""
        self.everybody = False
        self.shown: Sequence[LedgerRow] = ()
        self.cursor = 0
        self.labels = BUILT_IN  # those of all documents
        self._store = store
        self._reviewer = reviewer
        self._layer = layer or reviewer
        self._seen_by = None if sees_others else self._layer
        self._rows: list[LedgerRow] = []
        self._ordered: list[LedgerRow] = []
        self._filtered: list[LedgerRow] = []
        self._counts: Counts | None = None
        self._read_at = (-1, False)

    def read(self) -> None:
        """Read the claims anew if anything was decided since, and stay on the same one where it is still there."""
        newest, _ = self._store.news(0, 0, self._reviewer)
        everybody = self.everybody or (self.filter in {MY_REVIEW, MINE} and not is_again(self._layer))
        if self._read_at == (newest, everybody):
            return
        self._read_at = (newest, everybody)
        before = self.cursor
        self.labels = self._store.every_label()
        self._rows = list(self._store.ledger(None if everybody else self._layer, seen_by=self._seen_by))
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
                sum(map(self._for_my_review, self.shown)),
                sum(row.status == APPROVED for row in self.shown),
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
        """Show only what one filter lets pass; None shows all."""
        self.filter = chosen
        self.read()
        self._filter()

    def toggle_everybody(self) -> None:
        """Show all reviewers' claims, or only this layer's."""
        if is_again(self._layer):
            return
        self.everybody = not self.everybody
        self.read()

    def next_order(self) -> None:
        """Sort by the next column."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._sort()

    def _sort(self) -> bool:
        key = self._by_label if self.order == "label" else _KEYS.get(self.order)
        self._ordered = sorted(self._rows, key=key) if key else self._rows
        return self._filter()

    def _by_label(self, row: LedgerRow) -> int:
        names = self.labels.names
        return names.index(row.label) if row.label in names else len(names)

    def _filter(self) -> bool:
        self._filtered = [row for row in self._ordered if self._passes(row)] if self.filter else self._ordered
        return self._search(self._filtered)

    def _passes(self, row: LedgerRow) -> bool:
        if self.filter == MY_REVIEW:
            return self._for_my_review(row)
        if self.filter == MINE:
            return row.status in _WITH_ME and self._reviewer in {row.checker, row.drafted_by}
        if self.filter == CAME_BACK:
            return row.status in {RETURNED, REOPENED}
        return self.filter in {row.check_worthiness, row.label, row.status}

    def _for_my_review(self, row: LedgerRow) -> bool:
        return row.status == SECOND_REVIEW and row.drafted_by != self._reviewer

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
