"""Which corrections of articles count: those that nobody has taken back."""

import sqlite3
from typing import NamedTuple

from reviewer.store.sqlite import log
from reviewer.store.sqlite.replay.course import named, taking_back


class Rewritten(NamedTuple):
    """The corrections (uids) that were taken back; of each document (row id) the decisions about all others."""

    taken_back: frozenset[str]
    standing: dict[int, frozenset[str]]


def rewritten(connection: sqlite3.Connection) -> Rewritten:
    """Read the log for corrections, and for what takes them back or does them again."""
    back: dict[str, bool] = {}
    about: dict[int, dict[str, set[str]]] = {}
    for decision in log.in_order(connection, """instr(changes, '"on":"text"')"""):
        if decision.document is not None and any(change.table == "text" for change in decision.changes):
            back[named(decision)] = taking_back(decision)
            about.setdefault(decision.document, {}).setdefault(named(decision), set()).add(decision.uid)
    standing = {
        document: frozenset(uid for name, uids in names.items() if not back[name] for uid in uids)
        for document, names in about.items()
    }
    return Rewritten(frozenset(name for name, undone in back.items() if undone), standing)
