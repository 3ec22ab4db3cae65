"""Replaying what moves the bounds of sentences, and what is said of sentences that were cut or joined meanwhile."""

from collections.abc import Iterable, Mapping, Sequence

from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite.boundaries import both, empty
from reviewer.store.sqlite.changes import fresh
from reviewer.store.sqlite.replay.course import Course, named, taking_back
from reviewer.store.sqlite.replay.patching import patched
from reviewer.store.sqlite.replay.state import Bounds, Row


def annotate(course: Course, decision: Decision, change: Change) -> None:
    """Replay one change of what a layer says of a sentence; of one that is no more, whatever has its words gets it."""
    uid, layer = change.key
    state, where = course.state, course.bounds.get(uid)
    if where is None or state.get("sentence", (uid,)) is not None:
        standing = state.get("annotation", change.key)
        if standing == change.before and (named(decision), "annotation", change.key) not in course.displaced:
            state.put("annotation", change.key, change.after)
        else:
            _say(course, decision, change, Bounds("", 0, 0), uid)
        return
    for number, target in enumerate(tuple(state.overlapping(where))):
        moved = change._replace(key=(target, layer))
        if number:  # the note stays with the first of several parts
            moved = change._replace(key=(target, layer), before=_mute(change.before), after=_mute(change.after))
        _say(course, decision, moved, where, target)


def _mute(row: Row | None) -> Row | None:
    return row and {**row, "note": ""}


def _say(course: Course, decision: Decision, change: Change, where: Bounds, target: str) -> None:
    """Lay a change over an annotation that is not what it found; `where` are the words that it was made of."""
    state, key = course.state, change.key
    known = change.after or change.before or fresh("")
    blank = {**known, **fresh(known["created"])}
    standing, back = state.get("annotation", key), taking_back(decision)
    before, after = change.before or blank, change.after or blank
    if back:
        after = {**after, **course.displaced.get((named(decision), "annotation", key), {})}
    row, lost = patched("annotation", before, after, standing or blank, taking_back=back)
    if lost:
        course.overruled("annotation", key, lost, row, decision)
        bounds = course.bounds.get(target)
        if "label" in lost and bounds and where.end and (bounds.start < where.start or where.end < bounds.end):
            row = {**row, "label": None}  # two parts of one sentence, labelled differently: to be decided again
    state.put("annotation", key, None if empty(row) else row)


def move_bounds(course: Course, decision: Decision) -> None:
    """Replay a cut, a join, or one taken back or done again, with what every layer says of its sentences.

    Where its sentences are no more it is set aside, unless what it wanted is there.
    """
    state, back = course.state, taking_back(decision)
    changes = [change for change in decision.changes if change.table == "sentence"]
    gone = {change.key[0]: change.before for change in changes if change.before and not change.after}
    made = {change.key[0]: change.after for change in changes if change.after and not change.before}
    for uid, row in {**gone, **made}.items():
        course.bounds[uid] = Bounds(row["document"], row["start"], row["end"])
    standing = {uid: uid if back else _standing(course, uid) for uid in gone}
    there = all(one and state.get("sentence", (one,)) for one in standing.values())
    if not there or any(state.get("sentence", (uid,)) for uid in made):
        if not back and not all(state.same_bounds(course.bounds[uid]) for uid in made):
            course.set_aside(
                "sentence", (next(iter(gone)),), {"made": [list(course.bounds[uid]) for uid in made]}, decision
            )
        return
    olds = {uid: str(one) for uid, one in standing.items()}
    rows = {one: state.rows["sentence"][(one,)] for one in olds.values()}
    if any(rows[one] != gone[uid] for uid, one in olds.items()):
        made = {uid: _fitted(course, uid, row, rows) for uid, row in made.items()}
    said = _carried(course, decision, olds, made)
    for one in rows:
        for key in state.linked("said", one):
            state.put("annotation", key, None)
        state.put("sentence", (one,), None)
    for uid, row in made.items():
        state.put("sentence", (uid,), row)
    for key, row in said.items():
        state.put("annotation", key, row)


def _standing(course: Course, uid: str) -> str | None:
    """Return the uid of the sentence that is, or has exactly the words of, a sentence; None when there is none."""
    return uid if course.state.get("sentence", (uid,)) else course.state.same_bounds(course.bounds[uid])


def _fitted(course: Course, uid: str, row: Row, olds: Mapping[str, Row]) -> Row:
    """Return a sentence with the paragraph and kind of what it is made of: another splitter may have seen others."""
    if uid in course.imported:
        return course.imported[uid]
    first = next((one for one in olds.values() if one["start"] < row["end"] and row["start"] < one["end"]), row)
    return {**row, "paragraph": first["paragraph"], "kind": first["kind"]}


def _carried(
    course: Course, decision: Decision, olds: Mapping[str, str], made: Mapping[str, Row]
) -> dict[tuple[str, ...], Row]:
    """Return what each layer says of the new sentences.

    It is what the decision says wherever it knew all that the layer said, else what the rules make of what stands.
    """
    state = course.state
    changes = [change for change in decision.changes if change.table == "annotation"]
    layers = {key[1]: None for one in olds.values() for key in state.linked("said", one)}
    layers |= {change.key[1]: None for change in changes}
    said: dict[tuple[str, ...], Row] = {}
    for layer in layers:
        mine = [change for change in changes if change.key[1] == layer]
        knew = {change.key[0]: change.before for change in mine if change.before}
        if all(state.get("annotation", (one, layer)) == knew.get(uid) for uid, one in olds.items()):
            given = {change.key: change.after for change in mine if change.after}
        else:
            given = _by_rule(course, layer, tuple(olds.values()), made)
        said |= given
        source = next((by for one in olds.values() if (by := course.by("annotation", (one, layer)))), None)
        if source and not taking_back(decision):
            course.of |= {("annotation", key): source for key in given}
    return said


def _by_rule(course: Course, layer: str, olds: Sequence[str], made: Mapping[str, Row]) -> dict[tuple[str, ...], Row]:
    """Return what a layer says of new sentences by what it said of the old ones; a note stays with the first part."""
    state, noted = course.state, set[str]()
    given: dict[tuple[str, ...], Row] = {}
    for uid, row in sorted(made.items(), key=lambda one: int(one[1]["start"])):
        total: Row | None = None
        for one in _under(course, olds, row):
            annotation = state.get("annotation", (one, layer))
            if annotation is not None:
                total = both(total, {**annotation, "note": ""} if one in noted else annotation)
            noted.add(one)
        if total and not empty(total):
            given[uid, layer] = total
    return given


def _under(course: Course, olds: Iterable[str], row: Row) -> list[str]:
    rows = course.state.rows["sentence"]
    found = [one for one in olds if rows[(one,)]["start"] < row["end"] and row["start"] < rows[(one,)]["end"]]
    return sorted(found, key=lambda one: int(rows[(one,)]["start"]))
