"""What was claimed or said before, in the panel: one of a list, the linked claims, a reminder of what is said again."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reviewer.errors import ReviewerError
from reviewer.labels import BUILT_IN, Scheme
from reviewer.session import Session
from reviewer.store.marks import Claim
from reviewer.store.review import UNTRIAGED
from reviewer.store.rows import Place
from reviewer.text import one_line, shorten
from reviewer.tui.check_signs import STATUS, VERDICT, VERDICT_LOOKS, signed
from reviewer.tui.claim_lines import KEYS_AT
from reviewer.tui.lines import Line, Piece
from reviewer.tui.wrapping import wrap

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.earlier import Earlier
    from reviewer.store.memory import Recalled
    from reviewer.suggest.wanted import Nearest

REST = 0.25
"""Seconds; the cursor rests that long on a sentence before it is looked up."""


def earlier_lines(one: "Nearest", labels: Scheme, width: int, room: int) -> list[Line]:
    """Return an earlier claim or sentence with what became of it, and where it is, in at most `room` lines.

    `labels` are those of all documents.
    """
    found = one.found
    kind = "claim" if found.claim else "sentence"
    alike = "again" if one.again else f"{one.likeness:.0%} alike"
    text = _wrapped(found.text, width)
    left = max(1, room - 3)
    return [
        (Piece(f"≈ {kind} ", "title"), Piece(f"· {alike}", "" if one.again else "dim")),
        *(text if len(text) <= left else [*text[: left - 1], (Piece("  …", "dim"),)]),
        *_wrapped(_became(found, labels), width, VERDICT_LOOKS.get(found.verdict or "", "dim")),
        (Piece(f"  {shorten(found.title, max(8, width - 2))}", "dim"),),
    ][: max(0, room)]


def _became(found: "Recalled", labels: Scheme) -> str:
    """Return what became of a claim or a sentence, and when, in the short words of the panel."""
    from reviewer.earlier import CHECKED, day  # noqa: PLC0415 - loaded by the key that shows it, or after the first paint

    at = day(found.at, "%b")
    if found.status in CHECKED and found.verdict:
        return f"{CHECKED[found.status]} {at}: {signed(VERDICT, found.verdict)}"
    label = labels.get(found.label)
    said = label.word if label else "claim"
    return f"{signed(STATUS, found.status) if found.status != UNTRIAGED else said}, {at}"


def linked_lines(session: Session, claims: Sequence[Claim], width: int) -> list[Line]:
    """Return a line for each claim that those of a sentence are linked to: its verdict, and its article."""
    return [
        (Piece(shorten(f"  = {_linked(session, uid)}", max(8, width)), "dim"),)
        for uid in dict.fromkeys(claim.same_as for claim in claims if claim.same_as)
    ]


def _linked(session: Session, uid: str) -> str:
    claim = session.store.claim(uid)
    document = session.store.document(claim.document) if claim else None
    if document is None:
        return "a claim that is no more"
    check = session.store.check(uid)
    state = signed(VERDICT, check.verdict) or signed(STATUS, check.status)
    return f"{state} · {document.title}"


def _wrapped(text: str, width: int, look: str = "") -> list[Line]:
    line = one_line(text)
    return [(Piece("  " + line[start:end], look),) for start, end in wrap(line, max(8, width - 3))]


class Reminder:
    """Says where another article claimed or said the same, once the cursor has rested on the sentence for a moment."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._earlier: Earlier | None = None
        self._seen: Place | None = None
        self._elsewhere: Nearest | None = None
        self._labels = BUILT_IN

    def load(self) -> None:
        """Load what compares words; there are no reminders before."""
        from reviewer.earlier import Earlier  # noqa: PLC0415 - after the first paint, not before it

        self._earlier = Earlier(self._session)

    def is_due(self) -> bool:
        """Return whether the sentence under the cursor was not looked up yet."""
        return self._earlier is not None and self._place() not in {None, self._seen}

    def look(self) -> None:
        """Look the sentence up: some milliseconds, however much there is."""
        if self._earlier is None or self._session.sheet is None:
            return
        self._seen, self._elsewhere = self._place(), None
        try:
            self._elsewhere = self._earlier.glance()
            self._labels = self._session.store.every_label()
        except ReviewerError:  # what is wrong with the database, the next key says
            return

    def lines(self, keys: Mapping[str, str], width: int) -> list[Line]:
        """Return the reminders of the sentence, with the keys that lead on; none while it was not looked up."""
        if self._seen is None or self._place() != self._seen:
            return []
        lines: list[Line] = []
        one = self._elsewhere
        if one is not None and self._earlier is not None and not self._earlier.linked():
            look = VERDICT_LOOKS.get(one.found.verdict or "", "")
            lines += _reminder(_became(one.found, self._labels), look, "earlier", keys, width)
            lines.append((Piece(f"  {shorten(one.found.title, max(8, width - 2))}", "dim"),))
        return [(), *lines] if lines else []

    def _place(self) -> Place | None:
        sheet = self._session.sheet
        return sheet.place(self._session.cursor) if sheet else None


def _reminder(text: str, look: str, action: str, keys: Mapping[str, str], width: int) -> list[Line]:
    line, room = one_line(text), max(8, width - KEYS_AT)
    rows = [
        f"{'≈' if number == 0 else ' '} {line[start:end]}" for number, (start, end) in enumerate(wrap(line, room - 3))
    ]
    first = (Piece(rows[0].ljust(room), look or "title", action), Piece(keys[action], "key", action))
    return [first, *((Piece(row, look or "title", action),) for row in rows[1:])]
