"""Laying what a decision changed of a row over a row that is no longer what the decision found; pure."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from reviewer.store.review import STEPS

Row = Mapping[str, Any]

GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "annotation": (
        ("label",), ("uncertain",), ("note",), ("check_worthiness",), ("claim_types",), ("duplicate_of",),
    ),
    "attribution": (
        ("start", "source", "cue", "content", "quote_type"), ("speaker",), ("addressee",), ("parent",),
    ),
    "claim": (("start", "end", "text", "presupposed", "vanished"), ("same_as",)),
    "speaker": (("name",), ("role",), ("aliases",)),
    "check": (
        ("status", "checker", "drafted_by", "reviewed_by", "comment"),
        ("verdict",), ("quote_verdict",), ("justification",), ("searched",),
    ),
    "evidence": (
        ("source_url",), ("archive_url",), ("title",), ("publisher",), ("published_on",), ("accessed_at",),
        ("locator",), ("excerpt",), ("medium",), ("stance",), ("primary",), ("note",),
    ),
    "assignment": (),
}  # fmt: skip
"""What is said of a row, in parts that two people can change without touching each other's."""
_ABOUT = ("modified", "guideline", "origin", "elapsed_ms")
"""By which decision a row is as it is."""
_ALONG = {"label": ("suggestion",), "start": ("suggestion",), "speaker": ("suggestion",)}
"""What goes with a part, by the part's first name, and is nobody's word by itself."""
_UNSAID = frozenset({"parent", "aliases"})
"""What follows from the rest, or is put together: nobody's word is set aside by another value."""


class Patched(NamedTuple):
    """The row that came out, and what it said before of the parts in which another's word was written over."""

    row: Row
    lost: Row


def patched(table: str, before: Row, after: Row, standing: Row, *, taking_back: bool) -> Patched:
    """Return `standing` with what changed from `before` to `after`.

    A decision that takes another back changes only what still is as that one left it, and so sets nobody's word aside.
    """
    row, lost, touched = dict(standing), dict[str, Any](), False
    for group in GROUPS[table]:
        was, will, now = (tuple(one[name] for name in group) for one in (before, after, standing))
        if will in {was, now}:
            continue
        if group == ("aliases",):
            will = (_united(*was, *will, *now),)
        if now != was and group[0] not in _UNSAID:
            if taking_back or not _leads(before, after, standing, group):
                continue
            lost |= dict(zip(group, now, strict=True))
        row |= zip(group, will, strict=True)
        row |= {name: after[name] for name in _ALONG.get(group[0], ()) if name in after}
        touched = True
    if touched and not taking_back:
        row |= {name: after[name] for name in _ABOUT if name in after}
    return Patched(row, lost)


def says_the_same(table: str, one: Row, other: Row) -> bool:
    """Return whether two rows differ in nothing that anybody says."""
    names = [name for group in GROUPS[table] for name in group if name not in _UNSAID]
    return all(one[name] == other[name] for name in names)


def allowed(before: Row, after: Row, standing: Row) -> bool:
    """Return whether a check in its standing state can go where a decision took it from another state."""
    same = after["status"] in {before["status"], standing["status"]}
    return same or after["status"] in STEPS.get(standing["status"], ())


def _leads(before: Row, after: Row, standing: Row, group: tuple[str, ...]) -> bool:
    """Return whether a part is written over: a step that somebody else has taken already is not taken again."""
    if group[0] != "status":
        return True
    if after["status"] == standing["status"]:
        return bool(before["status"] == after["status"])
    return bool(before["status"] != after["status"])


def _united(was: str, will: str, now: str) -> str:
    """Return the aliases that stand, without those taken away and with those added, as JSON."""
    old, new = json.loads(was), json.loads(will)
    kept = [one for one in json.loads(now) if one in new or one not in old]
    return json.dumps(list(dict.fromkeys([*kept, *(one for one in new if one not in old)])), ensure_ascii=False)
