"""Which attribution lies in which: "He said that she had called it 'a scandal'" holds two."""

from collections.abc import Iterable

from reviewer.store.marks import Attribution


def parent(one: Attribution, among: Iterable[Attribution]) -> str | None:
    """Return the uid of the innermost attribution that holds one whole; None for an outermost one."""
    holders = [other for other in among if holds(other, one)]
    # The one whose content ends soonest behind where it begins lies innermost.
    return min(holders, key=lambda other: other.content[-1][1] - other.content[0][0]).uid if holders else None


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Return whether an attribution lies in the content of another one, with its source and its cue.

    Two that share words, but have each their own cue beside them, are not nested.
    """
    if outer.uid == inner.uid or outer.content == inner.content:
        return False
    return all(any(first <= start and end <= last for first, last in outer.content) for start, end in inner.spans())
