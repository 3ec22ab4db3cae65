"""Decisions in words, for the panel's history and the log."""

from collections.abc import Mapping
from typing import Any

from reviewer.labels import BY_NAME
from reviewer.store.rows import Change, Decision
from reviewer.text import one_line

Row = Mapping[str, Any] | None


def describe(decision: Decision) -> str:
    """Return a decision in a few words on one line, safe to show: 'quote → assertion', 'undo: split', 'note: …'.

    'undo: …' and 'redo: …' name what was undone or done again. A note is given whole; shorten it where it is shown.
    """
    if decision.action == "undo":
        # An undo holds the turned-round changes of what it takes back: turned again they are those of the original.
        back = tuple(one._replace(before=one.after, after=one.before) for one in reversed(decision.changes))
        return f"undo: {_changed(back)}"
    if decision.action == "redo":
        return f"redo: {_changed(decision.changes)}"
    if decision.action in {"import", "split", "merge"}:
        return {"merge": "merged"}.get(decision.action, decision.action)
    return _annotated(decision.changes[0], decision.action) if decision.changes else one_line(decision.action)


def _changed(changes: tuple[Change, ...]) -> str:
    """Return what changes amount to when the log names no act for them."""
    if any(change.table == "batch" for change in changes):
        return "import"
    made = sum(change.table == "sentence" and change.after is not None for change in changes)
    if made:
        return "split" if made > 1 else "merged"
    if not changes:
        return "nothing"
    before, after = changes[0].before, changes[0].after
    for name, action in (("uncertain", "uncertain"), ("note", "note")):
        if _value(before, name) != _value(after, name):
            return _annotated(changes[0], action)
    return _annotated(changes[0], "label")


def _annotated(change: Change, action: str) -> str:
    if action == "uncertain":
        return "uncertain" if _value(change.after, "uncertain") else "no longer uncertain"
    if action == "note":
        note = _value(change.after, "note")
        return f"note: {one_line(note)}" if note else "note removed"
    old, new = _value(change.before, "label"), _value(change.after, "label")
    if new is None:
        return f"label cleared (was {_word(old)})" if old else "label cleared"
    return _word(new) if old in {None, new} else f"{_word(old)} → {_word(new)}"


def _value(row: Row, name: str) -> Any:
    return (row[name] if row else None) or None


def _word(label: str) -> str:
    known = BY_NAME.get(label)
    return known.word if known else one_line(label)
