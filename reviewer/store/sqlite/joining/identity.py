"""Who is who in two databases: articles with the same bytes, sentences with the same bounds, speakers of one name.

What is one has the smaller of the two ids from then on, so that it does not matter which was joined to which.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from reviewer.store.sqlite import log
from reviewer.store.sqlite.ids import UID
from reviewer.store.sqlite.replay import Bounds, Row


class Cuts(NamedTuple):
    """How a document was cut on import, by uid: the sentences of the copy that counts, and bounds only others had."""

    standing: Mapping[str, Row]
    others: Mapping[str, Bounds]


class Joined(NamedTuple):
    """How a document is cut that two databases have; `names` leads from ids that are no more to those that are."""

    cuts: Cuts
    names: dict[str, str]


def joined(first: Cuts, second: Cuts, document: str) -> Joined:
    """Return the cuts of a document (uid) of which `first` is the older copy, and so gives the sentences."""
    oldest: dict[tuple[int, int], str] = {}
    places: dict[str, tuple[int, int]] = {}
    for cuts in (first, second):
        places |= {uid: (row["start"], row["end"]) for uid, row in cuts.standing.items()}
        places |= {uid: (where.start, where.end) for uid, where in cuts.others.items()}
    for uid, place in places.items():
        oldest[place] = min(uid, oldest.get(place, uid))
    standing = {oldest[places[uid]]: {**row, "document": document} for uid, row in first.standing.items()}
    others = {uid: Bounds(document, *place) for place, uid in oldest.items() if uid not in standing}
    names = {uid: oldest[place] for uid, place in places.items() if oldest[place] != uid}
    return Joined(Cuts(standing, others), names)


def first_speakers(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the uid of the first speaker that was made with a name and a role, whatever became of it.

    A later one of the same name and role was made beside it, and is somebody else.
    """
    found: dict[tuple[str, str], str] = {}
    for decision in log.in_order(connection, """instr(changes, '"on":"speaker"')"""):
        for table, (uid, *_), before, after in decision.changes:
            if table == "speaker" and before is None and after and decision.action != "undo":
                who = (after["name"].casefold(), after["role"].casefold())
                found[who] = min(uid, found.get(who, uid))
    return found


def renamed(changes: str, names: Mapping[str, str]) -> str:
    """Return the changes of a decision, as JSON, with the ids of documents, sentences and speakers that count now."""
    if names.keys().isdisjoint(UID.findall(changes)):
        return changes
    written = [_renamed(change, names) for change in json.loads(changes)]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _renamed(change: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    key = [names.get(change["key"][0], change["key"][0]), *change["key"][1:]]
    return {
        **change,
        "key": key,
        "before": _row(change["before"], names),
        "after": _row(change["after"], names),
    }


def _row(row: dict[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any] | None:
    if row is None:
        return None
    known: Iterable[str] = ("document", "speaker")
    return {name: names.get(value, value) if name in known else value for name, value in row.items()}
