"""What must hold of claims, checks and evidence during a replay: nothing hangs on nothing, and no guard is broken."""

from reviewer.store.review import Check, Evidence
from reviewer.store.rows import Change, Decision
from reviewer.store.sqlite.guards import claims_in, unsound
from reviewer.store.sqlite.replay.course import Course, taking_back
from reviewer.store.sqlite.replay.patching import allowed
from reviewer.store.sqlite.replay.state import Key, State

_OF_CLAIMS = ("claim", "check", "evidence")


def dig_up(course: Course, decision: Decision) -> None:
    """Let a claim that was taken away elsewhere stand again, with its check, where a decision goes on with that."""
    state = course.state
    brought = {change.key for change in decision.changes if change.table == "claim" and change.after is not None}
    for change in decision.changes:
        if change.table not in {"check", "evidence"} or change.after is None or taking_back(decision):
            continue
        claim = change.key if change.table == "check" else (change.after["claim"],)
        if claim in brought:
            continue
        for table in ("claim", "check"):
            needed = table != change.table and state.get(table, claim) is None
            if needed and (grave := course.graves.get((table, claim))):
                for on, key, row in reversed(grave):
                    if on in _OF_CLAIMS and state.get(on, key) is None:
                        state.put(on, key, row)
                        if key == claim:
                            course.stood_against(on, key, row, decision)


def steps_fit(course: Course, decision: Decision) -> bool:
    """Return whether every check can go from where it stands to where a decision takes it."""
    for table, key, before, after in decision.changes:
        standing = course.state.get(table, key)
        if table == "check" and before and after and standing and not allowed(before, after, standing):
            return taking_back(decision)  # which changes nothing then
    return True


def sound(course: Course, decision: Decision) -> bool:
    """Return whether, after a decision, every claim that it is about is whole and keeps its guards."""
    state = course.state
    claims = claims_in(decision.changes)
    if not claims:
        return True
    if not all(_whole(state, (claim,)) for claim in claims):
        return False
    first = {(table, key): before for table, key, before in reversed(state.written) if table in _OF_CLAIMS}
    done = [
        Change(table, key, before, now)
        for (table, key), before in first.items()
        if before != (now := state.get(table, key))
    ]
    return not unsound(done, lambda claim: check_in(state, claim), lambda claim: evidence_in(state, claim))


def check_in(state: State, claim: str) -> Check:
    """Return the check of a claim (uid) as it stands."""
    row = state.get("check", (claim,))
    return Check(claim=claim, **row) if row else Check(claim)


def evidence_in(state: State, claim: str) -> list[Evidence]:
    """Return the evidence of a claim (uid) as it stands."""
    return [Evidence(uid=key[0], **state.rows["evidence"][key]) for key in state.linked("for", claim)]


def _whole(state: State, claim: Key) -> bool:
    check, evidence = state.get("check", claim), state.linked("for", *claim)
    return (check is None or state.get("claim", claim) is not None) and (not evidence or check is not None)
