"""Decisions in words, for the panel's history and the log."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reviewer.labels import BUILT_IN, Scheme
from reviewer.layers import ADJUDICATED
from reviewer.store.review import REOPENED, RETURNED, UNTRIAGED, word
from reviewer.store.rows import ACCEPTED, Change, Decision
from reviewer.text import one_line

Row = Mapping[str, Any] | None


class _Known(NamedTuple):
    """What things are called: speakers by uid, and labels."""

    speakers: Mapping[str, str]
    labels: Scheme


def describe(decision: Decision, names: Mapping[str, str] | None = None, labels: Scheme = BUILT_IN) -> str:
    """Return a decision in a few words on one line, safe to show: 'quote → assertion', 'undo: split', 'note: …'.

    'undo: …' and 'redo: …' name what was undone or done again. A note or claim is given whole; shorten it where it is
    shown. `names` are those of speakers by uid, for attributions; without them only a new speaker is named. `labels`
    are those of the decision's document.
    """
    known = _Known(names or {}, labels)
    if decision.action == "undo":
        # An undo holds the turned-round changes of what it takes back: turned again they are those of the original.
        back = tuple(one._replace(before=one.after, after=one.before) for one in reversed(decision.changes))
        return f"undo: {_changed(back, known)}"
    if decision.action == "redo":
        return f"redo: {_changed(decision.changes, known)}"
    if decision.action in {"import", "split", "merge"}:
        return {"merge": "merged"}.get(decision.action, decision.action)
    if not decision.changes:
        return one_line(decision.action)
    if any(change.layer == ADJUDICATED for change in decision.changes):
        return _changed(decision.changes, known)
    # Labels are told by their act: the same label given twice changes nothing that could be told from the rows.
    return (
        _label(decision.changes[0], known)
        if decision.action in {"label", "clear"}
        else _changed(decision.changes, known)
    )


def _changed(changes: tuple[Change, ...], known: _Known) -> str:
    """Return what changes amount to, whatever act made them."""
    if any(change.table == "batch" for change in changes):
        return _brought(changes) if len(changes) > 1 else "import"
    text = next((change for change in changes if change.table == "text"), None)
    if text is not None:
        return f"article corrected: version {_value(text.after, 'version')}"
    given = sum(change.table == "assignment" and change.after is not None for change in changes)
    taken = sum(change.table == "assignment" and change.after is None for change in changes)
    if given or taken:
        return f"assigned: {given:,}" if not taken else f"no longer assigned: {taken:,}"
    made = sum(change.table == "sentence" and change.after is not None for change in changes)
    if made:
        return "split" if made > 1 else "merged"
    if any(change.layer == ADJUDICATED for change in changes):
        return f"settled: {_settled(changes, known)}"
    return _stated(changes, known)


def _brought(changes: tuple[Change, ...]) -> str:
    """Return what finished work amounts to that came from a file: how much of what, and whose."""
    tables = Counter(_COUNTED[change.table] for change in changes if change.table in _COUNTED)
    parts = [f"{times:,} {what}{'' if times == 1 else 's'}" for what, times in tables.items()]
    whose = sorted({one_line(change.layer) for change in changes if change.layer})
    return f"brought in {', '.join(parts) or 'work'}{' of ' if whose else ''}{', '.join(whose)}"


def _settled(changes: tuple[Change, ...], known: _Known) -> str:
    """Return what changes of the adjudicated layer amount to: one sentence's label, or how many sentences there are."""
    said = [change for change in changes if change.table == "annotation"]
    if len(said) > 1:
        return f"{len(said)} sentences"
    labels = [_value(said[0].before, "label"), _value(said[0].after, "label")] if said else []
    return _label(said[0], known) if said and labels[0] != labels[1] else _stated(changes, known)


def _stated(changes: tuple[Change, ...], known: _Known) -> str:
    """Return what changes of one layer amount to."""
    # Which change speaks for the act: an attribution may bring its speaker with it, a duplicate its claims.
    tables = {change.table: change for change in changes}
    if "annotation" in tables and _is_taken(tables["annotation"]):
        return _taken(tables["annotation"], changes, known)
    if "annotation" in tables:
        return _annotated(next(change for change in changes if change.table == "annotation"), known)
    for table, words in _OF_CLAIMS.items():
        if table in tables:
            return words(tables[table])
    return _spoken(tables, changes, known)


def _is_taken(change: Change) -> bool:
    """Return whether a change of an annotation took what was proposed for the sentence as it stood."""
    before, after = _value(change.before, "suggestion"), _value(change.after, "suggestion")
    return after is not None and after != before and json.loads(after)["outcome"] == ACCEPTED


def _taken(change: Change, changes: tuple[Change, ...], known: _Known) -> str:
    made = sum(one.table == "attribution" and one.before is None for one in changes)
    with_them = f", with {made} attribution{'s' if made > 1 else ''}" if made else ""
    return f"accepted {known.labels.word((change.after or {})['label'])}{with_them}"


def _spoken(tables: Mapping[str, Change], changes: tuple[Change, ...], known: _Known) -> str:
    """Return what changes of attributions and speakers amount to; `tables` holds the last change of each kind."""
    speakers = [change for change in changes if change.table == "speaker"]
    gone = next((change.before["name"] for change in speakers if change.before and change.after is None), None)
    kept = next((change.after["name"] for change in speakers if change.after), None)
    if gone and kept:
        return f"speakers merged: {one_line(gone)} → {one_line(kept)}"
    if "attribution" in tables:
        return _attribution(tables["attribution"], changes, known)
    return _speaker(speakers[0]) if speakers else "nothing"


def _annotated(change: Change, known: _Known) -> str:
    before, after = change.before, change.after
    for name, words in _FIELDS.items():
        if _value(before, name) != _value(after, name):
            return words(_value(after, name))
    return _label(change, known)


def _label(change: Change, known: _Known) -> str:
    word = known.labels.word
    old, new = _value(change.before, "label"), _value(change.after, "label")
    if new is None:
        return f"label cleared (was {word(old)})" if old else "label cleared"
    return word(new) if old in {None, new} else f"{word(old)} → {word(new)}"


def _claim(change: Change) -> str:
    before, after = change.before, change.after
    if after is None:
        return "claim removed"
    text, same = one_line(after["text"]), after.get("same_as")
    if same and before is None:
        return f"claim, the same as an earlier one: {text}"
    if before and before.get("same_as") != same:
        return f"{'' if same else 'no longer '}the same as an earlier claim: {text}"
    if before is None or before["text"] != after["text"]:
        return f"claim: {text}"
    return f"claim {'presupposed' if after['presupposed'] else 'no longer presupposed'}: {text}"


def _check(change: Change) -> str:
    before, after = change.before, change.after or {}
    old, new = _value(before, "status") or UNTRIAGED, _value(after, "status") or UNTRIAGED
    if old != new:
        said = f": {one_line(after['comment'])}" if new in {RETURNED, REOPENED} else ""
        return one_line(word(new)) + said if said else f"{one_line(word(old))} → {one_line(word(new))}"
    for name, words in _FOUND.items():
        found = _value(after, name)
        if _value(before, name) != found:
            return f"{words}: {one_line(word(found) if name in _NAMED else found)}" if found else f"{words} taken off"
    return "check"


def _evidence(change: Change) -> str:
    row = change.after or change.before or {}
    act = "removed" if change.after is None else "changed" if change.before else "added"
    about = " · ".join(filter(None, (row.get("publisher"), row.get("title")))) or row.get("source_url", "")
    return f"evidence {act}: {one_line(about)}"


def differences(decision: Decision) -> list[tuple[str, str, str]]:
    """Return `(what, before, after)` for each thing that a decision changed on a claim, its check and its evidence.

    On one line each and safe to show; empty where there was nothing. Who and when are left out.
    """
    told = (change for change in decision.changes if change.table in {"claim", "check", "evidence"})
    return [one for change in told for one in apart(change.before, change.after)]


def apart(before: Row, after: Row) -> list[tuple[str, str, str]]:
    """Return `(what, before, after)` for each field in which two rows differ, on one line each and safe to show.

    Who and when are left out, and where something stands.
    """
    first, second = before or {}, after or {}
    found = []
    for name in dict.fromkeys((*second, *first)):
        old, new = _said(first, name), _said(second, name)
        if name not in _STAMPS and old != new:
            found.append((word(name), old, new))
    return found


def _said(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if name in {"primary", "presupposed", "uncertain"}:
        return ("yes" if value else "no") if row else ""
    text = "" if value is None else str(value)
    return one_line(word(text) if name in _NAMED else text)


def _attribution(change: Change, changes: tuple[Change, ...], known: _Known) -> str:
    if change.after is None:
        return "attribution removed"
    new = {one.key[0]: one.after["name"] for one in changes if one.table == "speaker" and one.after}
    name = {**known.speakers, **new}.get(change.after["speaker"] or "")
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


_COUNTED = {"annotation": "label", "attribution": "attribution", "claim": "claim"}
"""What is counted of finished work; speakers, checks and evidence come with it."""
_OF_CLAIMS: Mapping[str, Callable[[Change], str]] = {"claim": _claim, "check": _check, "evidence": _evidence}
"""In the order in which they speak for a decision: a claim goes with its check and its evidence."""
_NAMED = frozenset(
    {"status", "verdict", "quote_verdict", "medium", "stance", "label", "claim_types", "quote_type"}
)  # fmt: skip
"""Fields that hold a name of this program, not somebody's words."""
_FOUND = {
    "verdict": "verdict",
    "quote_verdict": "quote verdict",
    "justification": "justification",
    "searched": "searched",
}
_STAMPS = frozenset(
    {"document", "reviewer", "start", "end", "claim", "created", "modified", "guideline", "origin", "elapsed_ms",
     "checker", "drafted_by", "reviewed_by", "added_by"}
)  # fmt: skip
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
