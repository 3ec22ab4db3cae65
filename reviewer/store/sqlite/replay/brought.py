"""Replaying finished work that was brought in from a file: where it was made is often another of the joined logs."""

from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite.replay.course import Course, Place, named, taking_back
from reviewer.store.sqlite.replay.patching import says_the_same


def met(course: Course, decision: Decision) -> frozenset[Place]:
    """Return which rows of a decision stay as they are because they were there when it brought them in.

    A mark under the same uid is that mark, as far as it has come since. A label counts where it says the same. Empty
    for other decisions; taking this one back leaves the same rows alone.
    """
    if not any(change.table == "batch" for change in decision.changes):
        return frozenset()
    if taking_back(decision):
        return course.met.get(named(decision), frozenset())
    claims = {
        change.key[0]
        for change in decision.changes
        if change.table == "claim" and change.before is None and course.state.get("claim", change.key) is not None
    }
    found = frozenset((one.table, one.key) for one in decision.changes if _stands(course, one, claims))
    course.met[named(decision)] = found
    return found


def _stands(course: Course, change: Change, claims: set[str]) -> bool:
    table, key, before, after = change
    if before is not None or after is None or table == "batch":
        return False
    if table in {"check", "evidence"} and (key[0] if table == "check" else after["claim"]) in claims:
        return True
    standing = course.state.get(table, key)
    return standing is not None and (table != "annotation" or says_the_same(table, standing, after))
