"""Replaying changes of attributions, speakers, claims, checks, evidence and assignments: rows known by their uids."""

import json
from collections.abc import Mapping
from typing import Any

from reviewer.store.marks import Attribution
from reviewer.store.nesting import parent
from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite.replay.course import Course, named, taking_back
from reviewer.store.sqlite.replay.patching import patched, says_the_same
from reviewer.store.sqlite.replay.state import Key, Row


def mark(course: Course, decision: Decision, change: Change) -> None:
    """Replay one change of a mark; what it does to a mark that was changed elsewhere is laid over that."""
    table, key, before, _ = change
    state, back = course.state, taking_back(decision)
    standing, after = state.get(table, key), _speaking(course, change)
    displaced = course.displaced.get((named(decision), table, key)) if back else None
    if standing == before and not displaced:
        state.put(table, key, after)
    elif after is None:
        _remove(course, decision, change)
    elif standing is None:
        _bring_back(course, decision, change, after)
    elif table != "assignment":
        after = {**after, **(displaced or {})}
        row, lost = patched(table, before or _unmade(table, after), after, standing, taking_back=back)
        if lost:
            course.overruled(table, key, lost, row, decision)
        state.put(table, key, row)


def _unmade(table: str, row: Row) -> Row:
    """Return what a row changes from where it is made although it is there: of a speaker, nothing but other names."""
    return {**row, "aliases": "[]"} if table == "speaker" else dict.fromkeys(row)


def _remove(course: Course, decision: Decision, change: Change) -> None:
    """Take a mark away that is not what the decision found: not where somebody has changed it, for that stands."""
    table, key, before, _ = change
    standing = course.state.get(table, key)
    if standing is None or before is None:
        return
    if table == "assignment" or says_the_same(table, standing, before):
        course.state.put(table, key, None)
    elif not taking_back(decision):
        course.set_aside(table, key, None, decision)


def _bring_back(course: Course, decision: Decision, change: Change, after: Row) -> None:
    """Change a mark that was taken away elsewhere: it stands again."""
    table, key, before, _ = change
    if before is not None and taking_back(decision):
        return
    if table == "speaker" and before is not None and key[0] in course.became:
        return  # it is another one by now, which has a name of its own
    if decision.document is None and key in course.taken_off:
        return  # its words are gone, and this says only who spoke them
    if before is not None and table != "assignment":
        course.stood_against(table, key, after, decision)
    course.state.put(table, key, after)


def _speaking(course: Course, change: Change) -> Row | None:
    """Return what a change makes of a row, with the one that its speaker has become since."""
    after = change.after
    if change.table != "attribution" or after is None or after["speaker"] is None:
        return after
    who = speaker(course, after["speaker"])
    return after if who == after["speaker"] else {**after, "speaker": who}


def speaker(course: Course, uid: str) -> str | None:
    """Return the uid of a speaker, or of the one that it was merged into; one that was undone elsewhere comes back."""
    state, seen = course.state, set[str]()
    while state.get("speaker", (uid,)) is None and uid not in seen:
        seen.add(uid)
        if uid in course.became:
            uid = course.became[uid]
        elif grave := course.graves.get(("speaker", (uid,))):
            state.put("speaker", (uid,), next(row for table, key, row in grave if (table, key) == ("speaker", (uid,))))
    return uid if state.get("speaker", (uid,)) else None


def speakers_fit(course: Course, decision: Decision) -> bool:
    """Let attributions that name a speaker who is gone name who that one is now.

    Return False where a decision makes two speakers each other, which an earlier one has done the other way round.
    """
    state = course.state
    gone = {
        key
        for table, key, before in tuple(state.written)
        if table == "speaker" and before and not state.get(table, key)
    }
    kept = [
        change.key[0] for change in decision.changes if change.table == "speaker" and change.after and change.before
    ]
    for key in gone:
        into = speaker(course, kept[0]) if kept and not taking_back(decision) else None
        if into is not None:
            course.became[key[0]] = into
            for one in state.linked("by", *key):
                state.put("attribution", one, {**state.rows["attribution"][one], "speaker": into})
        elif kept and not taking_back(decision):
            return False
        elif state.linked("by", *key):
            row = next(before for table, one, before in state.written if (table, one) == ("speaker", key))
            state.put("speaker", key, row)  # somebody has named this speaker since
    return True


def nest(course: Course) -> None:
    """Work out anew in what the attributions lie whose outer one is gone."""
    state = course.state
    for table, key, before in tuple(state.written):
        if table != "attribution":
            continue
        now = state.get(table, key)
        if now is None and before is not None:
            for one in state.linked("in", before["document"], before["reviewer"]):
                if state.rows[table][one]["parent"] == key[0]:
                    _nest(course, one)
        elif now and now["parent"] and state.get(table, (now["parent"],)) is None:
            _nest(course, key)


def _nest(course: Course, key: Key) -> None:
    state = course.state
    row = state.rows["attribution"][key]
    others = [
        _attribution(one, state.rows["attribution"][one])
        for one in state.linked("in", row["document"], row["reviewer"])
    ]
    mine = _attribution(key, row)
    state.put("attribution", key, {**row, "parent": parent(mine, [one for one in others if one.uid != mine.uid])})


def _attribution(key: Key, row: Mapping[str, Any]) -> Attribution:
    given: dict[str, Any] = {name: value for name, value in row.items() if name != "start"}
    given |= {"uid": key[0], "document": 0}
    given |= {role: tuple(map(tuple, json.loads(row[role]))) for role in ("source", "cue", "content")}
    return Attribution(**given)
