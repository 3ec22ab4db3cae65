"""Conflicts of a merge, in words and as JSON: what stands, what was set aside, and whose words they are."""

import json
from collections.abc import Mapping
from typing import Any

from reviewer.disagreement import NAMES
from reviewer.store import Store
from reviewer.store.uniting import Conflict
from reviewer.text import one_line, shorten
from reviewer.wording import apart

LONGEST = 200
"""Code points shown of each word; --json gives all of it."""
_HOW = {
    "annotation": "decide it anew: reviewer open --again",
    "sentence": "label the sentence anew, or cut it: reviewer open",
    "check": "take the check a step on, or write in it: reviewer open, then l",
    "evidence": "add it anew, or take the check a step on: reviewer open, then l",
    "speaker": "change the speaker anew: reviewer open, then w",
}
_ELSE = "decide it anew: reviewer open"
_WHAT = {"sentence": "bounds"}


def told(store: Store, one: Conflict) -> str:
    """Return a conflict in four lines, safe to show: where it is, what stands, what was set aside, and what to do."""
    whose = f" of {one.layer}" if one.layer else ""
    what = ", ".join(NAMES[name] for name in one.fields) if one.on == "annotation" else _WHAT.get(one.on, one.on)
    lines = [one_line(f"{_place(store, one)}{what}{whose}")]
    stands, aside = _words(store, one)
    lines.append(f"  stands     {shorten(stands, LONGEST)} ({one_line(one.over_reviewer)})")
    when = one.at[:16].replace("T", " ")
    lines.append(f"  set aside  {shorten(aside, LONGEST)} ({one_line(one.reviewer)}, {when})")
    lines.append(f"  to settle  {'reviewer adjudicate' if one.is_side else _HOW.get(one.on, _ELSE)}")
    return "\n".join(lines)


def as_json(store: Store, one: Conflict) -> str:
    """Return a conflict as one JSON object, with the article's name and uid, and the sentence counted from 1."""
    document = store.document(one.document) if one.document is not None else None
    names = {"document": document.uid if document else None, "name": document.name if document else None}
    # Escaped beyond ASCII: names and words come from outside, and this may be read on a terminal.
    return json.dumps({**one._asdict(), **names, "sentence": _number(store, one)})


def _place(store: Store, one: Conflict) -> str:
    document = store.document(one.document) if one.document is not None else None
    number = _number(store, one)
    return "".join([f"{document.name}, " if document else "", f"sentence {number}, " if number else ""])


def _number(store: Store, one: Conflict) -> int | None:
    if one.document is None or one.sentence is None:
        return None
    return store.layout(one.document).ids.index(one.sentence) + 1


def _words(store: Store, one: Conflict) -> tuple[str, str]:
    """Return what stands and what was set aside: the fields in which they differ, or all where one is not there."""
    if one.on == "sentence":
        return "as it is cut now", _cut(store, one)
    stands, aside = (_shown(store, one, row) for row in (one.stands, one.aside))
    found = apart(stands, aside)
    gone = "taken away"

    def words(row: Mapping[str, Any] | None, place: int) -> str:
        if row is None:
            return gone
        return "; ".join(f"{field[0]}: {field[place] or '—'}" for field in found if field[place] or (stands and aside))

    return words(stands, 1), words(aside, 2)


def _cut(store: Store, one: Conflict) -> str:
    if one.document is None or one.aside is None:
        return "taken away"
    text = store.text(one.document)
    return one_line(" | ".join(text[start:end] for _, start, end in one.aside["made"]))


def _shown(store: Store, one: Conflict, row: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return a row with words in the place of offsets and ids."""
    if row is None or one.on != "attribution" or one.document is None:
        return row
    text = store.text(one.document)
    names = {speaker.uid: speaker.name for speaker in store.speakers()}
    spans = {
        role: " … ".join(text[start:end] for start, end in json.loads(row[role]))
        for role in ("source", "cue", "content")
    }
    return {name: value for name, value in row.items() if name != "parent"} | {
        **spans,
        "speaker": names.get(row["speaker"] or "", ""),
    }
