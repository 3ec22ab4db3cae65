"""What corrections did to an article, read from the log: what moved, changed, vanished, and came back for review."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reviewer.sheet import Sheet
from reviewer.store.interface import Store
from reviewer.store.rows import Change, Decision

Row = Mapping[str, Any]


class Edit(NamedTuple):
    """A sentence whose words have changed, or are gone (`now` is empty then), or are new (`was` is empty).

    `start` is where it begins in the new text, of one that is gone in the old; `said` holds what each layer had said of
    it, as the log has it.
    """

    uid: str
    start: int
    was: str
    now: str
    said: Mapping[str, Row]


class Mark(NamedTuple):
    """An attribution or a claim (uid) that could not simply go along; `words` are those of the article it stood on.

    `fate` is 'taken off', 'changed' or 'vanished'; `back` is the state its check went back to, if it did.
    """

    kind: str
    uid: str
    layer: str
    words: str
    text: str
    fate: str
    back: str


class Correction(NamedTuple):
    """One new version of an article; `moved` counts the sentences of the same words that stand in another order now."""

    version: int
    before: int
    at: str
    reviewer: str
    moved: int
    changed: Sequence[Edit]
    new: Sequence[Edit]
    vanished: Sequence[Edit]
    marks: Sequence[Mark]


def corrections(store: Store, document: int) -> list[Correction]:
    """Return the corrections that a document (row id) has behind it, the newest first."""
    return [_correction(store, document, decision) for decision in store.corrections(document)]


def _correction(store: Store, document: int, decision: Decision) -> Correction:
    before, after = _texts(decision)
    was, now = (store.version_text(document, text["sha256"]) for text in (before, after))
    said = _said(decision)
    edits: dict[str, list[Edit]] = {"changed": [], "new": [], "vanished": []}
    places = []
    for change in decision.changes:
        if change.table != "sentence":
            continue
        (uid,) = change.key
        old, new = _slice(was, change.before), _slice(now, change.after)
        if change.before and change.after:
            places.append((change.before["start"], change.after["start"]))
        if old.split() == new.split():
            continue
        kind = "changed" if old and new else "new" if new else "vanished"
        start = (change.after or change.before or {})["start"]
        edits[kind].append(Edit(uid, start, old, new, said.get(uid, {})))
    for found in edits.values():
        found.sort(key=lambda edit: edit.start)
    marks = list(_marks(decision.changes, was, now))
    return Correction(
        after["version"], before["version"], decision.at, decision.reviewer, _out_of_order(places), **edits, marks=marks
    )


def _texts(decision: Decision) -> tuple[Row, Row]:
    head = decision.changes[0]
    return head.before or {}, head.after or {}


def _slice(text: str, row: Row | None) -> str:
    return text[row["start"] : row["end"]] if row else ""


def _said(decision: Decision) -> dict[str, dict[str, Row]]:
    """Return what was taken off, by sentence (uid) and layer."""
    found: dict[str, dict[str, Row]] = {}
    for change in decision.changes:
        if change.table == "annotation" and change.before and change.after is None:
            uid, layer = change.key
            found.setdefault(uid, {})[layer] = change.before
    return found


def _out_of_order(places: Sequence[tuple[int, int]]) -> int:
    """Return how many of some (old, new) places are not in the longest run that keeps its order."""
    ends: list[int] = []
    for _, new in sorted(places):
        at = bisect_left(ends, new)
        ends[at : at + 1] = [new]
    return len(places) - len(ends)


def _marks(changes: Sequence[Change], was: str, now: str) -> Iterator[Mark]:
    back = {change.key[0]: change.after["status"] for change in changes if change.table == "check" and change.after}
    for change in changes:
        row, uid = change.before, change.key[0]
        if change.table == "attribution" and row and change.after is None:
            import json  # noqa: PLC0415 - spans are written so in the log

            words = " … ".join(was[start:end] for start, end in json.loads(row["content"]))
            yield Mark("attribution", uid, row["reviewer"], words, row["quote_type"], "taken off", "")
        elif change.table == "claim" and row and change.after and not row["vanished"]:
            gone, words = change.after["vanished"] is not None, _slice(was, row)
            if gone or words.split() != _slice(now, change.after).split():
                fate = "vanished" if gone else "changed"
                yield Mark("claim", uid, row["reviewer"], words, row["text"], fate, back.get(uid, ""))


class Was(NamedTuple):
    """What a sentence said before it was changed in `version`, and what one layer had said of it."""

    version: int
    words: str
    said: Row


class Returned:
    """The sentences of the article on the screen that came back to one layer because their words have changed."""

    def __init__(self, store: Store, layer: str) -> None:
        self._store, self._layer = store, layer
        self._sheet: Sheet | None = None
        self._found: dict[str, Was] = {}

    def was(self, sheet: Sheet, uid: str) -> Was | None:
        """Return what a sentence (uid) said when this layer decided on it; None for one that did not come back."""
        if sheet.document.version == 1:
            return None
        if sheet is not self._sheet:
            self._sheet, self._found = sheet, dict(self._read(sheet.document.id))
        return self._found.get(uid)

    def _read(self, document: int) -> Iterator[tuple[str, Was]]:
        for decision in reversed(self._store.corrections(document)):
            before, after = _texts(decision)
            said = _said(decision)
            text = self._store.version_text(document, before["sha256"]) if said else ""
            for change in decision.changes:
                if change.table == "sentence" and self._layer in said.get(change.key[0], {}):
                    yield (
                        change.key[0],
                        Was(after["version"], _slice(text, change.before), said[change.key[0]][self._layer]),
                    )
