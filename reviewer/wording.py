"""Decisions in words, for the panel's history and the log."""

from collections.abc import Callable, Mapping
from typing import Any

from reviewer.labels import BY_NAME
from reviewer.store.rows import Change, Decision
from reviewer.text import one_line

Row = Mapping[str, Any] | None


def describe(decision: Decision, names: Mapping[str, str] | None = None) -> str:
    """Return a decision in a few words on one line, safe to show: 'quote → assertion', 'undo: split', 'note: …'.

    'undo: …' and 'redo: …' name what was undone or done again. A note or claim is given whole; shorten it where it is
    shown. `names` are those of speakers by uid, for attributions; without them only a new speaker is named.
    """
    if decision.action == "undo":
        # An undo holds the turned-round changes of what it takes back: turned again they are those of the original.
        back = tuple(one._replace(before=one.after, after=one.before) for one in reversed(decision.changes))
        return f"undo: {_changed(back, names)}"
    if decision.action == "redo":
        return f"redo: {_changed(decision.changes, names)}"
    if decision.action in {"import", "split", "merge"}:
        return {"merge": "merged"}.get(decision.action, decision.action)
    if not decision.changes:
        return one_line(decision.action)
    # Labels are told by their act: the same label given twice changes nothing that could be told from the rows.
    return _label(decision.changes[0]) if decision.action in {"label", "clear"} else _changed(decision.changes, names)


def _changed(changes: tuple[Change, ...], names: Mapping[str, str] | None) -> str:
    """Return what changes amount to, whatever act made them."""
    if any(change.table == "batch" for change in changes):
        return "import"
    given = sum(change.table == "assignment" and change.after is not None for change in changes)
    taken = sum(change.table == "assignment" and change.after is None for change in changes)
    if given or taken:
        return f"assigned: {given:,}" if not taken else f"no longer assigned: {taken:,}"
    made = sum(change.table == "sentence" and change.after is not None for change in changes)
    if made:
        return "split" if made > 1 else "merged"
    # Which change speaks for the act: an attribution may bring its speaker with it, a duplicate its claims.
    tables = {change.table: change for change in changes}
    if "annotation" in tables:
        return _annotated(next(change for change in changes if change.table == "annotation"))
    if "claim" in tables:
        return _claim(tables["claim"])
    return _spoken(tables, changes, names or {})


def _spoken(tables: Mapping[str, Change], changes: tuple[Change, ...], names: Mapping[str, str]) -> str:
    """Return what changes of attributions and speakers amount to; `tables` holds the last change of each kind."""
    speakers = [change for change in changes if change.table == "speaker"]
    gone = next((change.before["name"] for change in speakers if change.before and change.after is None), None)
    kept = next((change.after["name"] for change in speakers if change.after), None)
    if gone and kept:
        return f"speakers merged: {one_line(gone)} → {one_line(kept)}"
    if "attribution" in tables:
        return _attribution(tables["attribution"], changes, names)
    return _speaker(speakers[0]) if speakers else "nothing"


def _annotated(change: Change) -> str:
    before, after = change.before, change.after
    for name, words in _FIELDS.items():
        if _value(before, name) != _value(after, name):
            return words(_value(after, name))
    return _label(change)


def _label(change: Change) -> str:
    old, new = _value(change.before, "label"), _value(change.after, "label")
    if new is None:
        return f"label cleared (was {_word(old)})" if old else "label cleared"
    return _word(new) if old in {None, new} else f"{_word(old)} → {_word(new)}"


def _claim(change: Change) -> str:
    before, after = change.before, change.after
    if after is None:
        return "claim removed"
    text = one_line(after["text"])
    if before is None or before["text"] != after["text"]:
        return f"claim: {text}"
    return f"claim {'presupposed' if after['presupposed'] else 'no longer presupposed'}: {text}"


def _attribution(change: Change, changes: tuple[Change, ...], names: Mapping[str, str]) -> str:
    if change.after is None:
        return "attribution removed"
    known = {**names, **{one.key[0]: one.after["name"] for one in changes if one.table == "speaker" and one.after}}
    name = known.get(change.after["speaker"] or "")
    kind = one_line(change.after["quote_type"])
    return f"attribution: {kind} — {one_line(name)}" if name else f"attribution: {kind}"


def _speaker(change: Change) -> str:
    before, after = change.before, change.after
    if after is None:
        return "speaker removed"
    name = one_line(after["name"])
    if before is None:
        return f"speaker: {name}"
    renamed = before["name"] != after["name"]
    return f"speaker renamed: {one_line(before['name'])} → {name}" if renamed else f"speaker changed: {name}"


def _types(value: str | None) -> str:
    return f"claim type: {', '.join(value.split())}".replace("_", " ") if value else "no claim type"


_WORTH = {"NFS": "no factual claim (NFS)", "UFS": "unimportant (UFS)", "CFS": "check-worthy (CFS)"}
_FIELDS: Mapping[str, Callable[[Any], str]] = {
    "duplicate_of": lambda value: (
        "no longer the same as an earlier sentence" if value is None else "same as an earlier sentence"
    ),
    "uncertain": lambda value: "uncertain" if value else "no longer uncertain",
    "note": lambda value: f"note: {one_line(value)}" if value else "note removed",
    "check_worthiness": lambda value: _WORTH.get(value, one_line(str(value))) if value else "check-worthiness cleared",
    "claim_types": _types,
}
"""In the order in which they speak for a decision: a duplicate may take over label, check-worthiness and types."""


def _value(row: Row, name: str) -> Any:
    """Return what a row holds, None where it holds nothing; a log from before a column was added lacks it."""
    value = row.get(name) if row else None
    return value if name == "duplicate_of" else value or None  # the first sentence begins at 0


def _word(label: str) -> str:
    known = BY_NAME.get(label)
    return known.word if known else one_line(label)
